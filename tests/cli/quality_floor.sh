# The shipped model on the corpus's test split: a floor that may not sink.
"$RAPPORT" eval --split test --format json "$ROOT"/corpus/texts/*.jsonl > test.json; echo "exit $?"
python3 - <<'PY'
import json
found = json.load(open("test.json"))
for what, limit in (("macro_f1", 0.92), ("accuracy", 0.94), ("macro_f1_surest_80", 0.97)):
    print(what, "at least", limit, found[what] >= limit)
print("calibration_error at most 0.03", found["calibration_error"] <= 0.03)
PY
