# The new words of each message of the sample mailbox, against what its writers wrote anew.
sample=$ROOT/tests/data/sample
"$RAPPORT" extract --format jsonl "$sample/sample.mbox" > words.jsonl; echo "exit $?"
python3 - "$sample/new_words.jsonl" words.jsonl <<'PY'
import json, sys
def fold(text):
    return " ".join(text.split())
truth = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
words = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
same = different = 0
for t, w in zip(truth, words):
    if w["skipped"] == "automatic":
        continue
    new, got = fold(t["new"]), fold(w["text"])
    # A sign-off ("Kind regards, Anna Ek") may be kept or dropped.
    if new == got or (got and new.startswith(got) and len(new[len(got):].split()) <= 5):
        same += 1
        continue
    different += 1
    print("differs:", w["position"], w["subject"])
print(same, "the same,", different, "not")
PY
