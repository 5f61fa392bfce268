# How far a model can be trusted: intervals, parts of the texts, the surest alone, evidence, a rival.
i=0
while [ $i -lt 40 ]; do
	echo "{\"label\":\"cat\",\"group\":$((i / 2)),\"split\":\"train\",\"text\":\"A small one came. The cat sat and purred at number $i.\",\"evidence\":[\"cat sat and purred\"]}"
	echo "{\"label\":\"dog\",\"group\":$((i / 2)),\"split\":\"train\",\"text\":\"A small one came. The dog ran and barked at number $i.\",\"evidence\":[\"dog ran and barked\"]}"
	echo "{\"label\":\"none\",\"group\":$((i / 2)),\"split\":\"train\",\"text\":\"A small one came. Nobody knows what it was at number $i.\",\"evidence\":[]}"
	i=$((i + 1))
done > train.jsonl
i=0
while [ $i -lt 30 ]; do
	echo "{\"label\":\"cat\",\"from\":\"farm\",\"group\":$i,\"text\":\"It rains here. The cat sat and purred.\",\"evidence\":[\"cat sat\"]}"
	echo "{\"label\":\"dog\",\"from\":\"to\\u001bwn | <b>\",\"group\":$i,\"text\":\"It rains here. The dog ran and barked.\",\"evidence\":[\"It rains here.\"]}"
	echo "{\"label\":\"none\",\"text\":\"It rains here, and nobody knows what it was or will be now.\"}"
	i=$((i + 1))
done > test.jsonl
# Two that are wrong, and one that is from elsewhere.
echo '{"label":"cat","from":"farm","text":"The dog ran and barked."}' >> test.jsonl
echo '{"label":"dog","from":"barn","text":"The cat sat and purred."}' >> test.jsonl
"$RAPPORT" train -q --labels cat,dog,none --language none --name a -o a.rapport train.jsonl; echo "exit $?"
"$RAPPORT" train -q --labels none,dog,cat --language none --name b --one-level -o b.rapport train.jsonl; echo "exit $?"
grep -c '^| .* to .* |$' a.md; grep '^|.*not unsure' a.md | cut -d '|' -f 2; grep -c '^| 11-30' a.md

"$RAPPORT" eval -m a.rapport --by from --evidence --breakdown --title 'Cats and dogs' test.jsonl | sed 's/ *[0-9]*\.[0-9][0-9]*/ N/g'
echo
# The same each time, and none of it a command to a terminal or a piece of a table.
"$RAPPORT" eval -m a.rapport --by from --format markdown test.jsonl > first.md
"$RAPPORT" eval -m a.rapport --by from --format markdown test.jsonl | cmp - first.md && echo 'the same again'
grep -c "$(printf '\033')" first.md
grep '^| to' first.md | cut -d '|' -f 2-4

"$RAPPORT" eval -m a.rapport --against b.rapport --by from --evidence --format json test.jsonl > figures.json; echo "exit $?"
"$RAPPORT" eval -m a.rapport --against a.rapport --format json test.jsonl > self.json; echo "exit $?"
python3 - <<'PY'
import json
found, same = json.load(open("figures.json")), json.load(open("self.json"))
print(", ".join(found))
print(found["texts"], found["confusion"], found["intervals"]["groups"], found["intervals"]["resamples"])
for name in ("macro_f1", "accuracy", "log_loss", "brier"):
    low, high = found["intervals"][name]
    print(name, "lies in its interval:", low < found[name] < high)
print([point["texts"] for point in found["coverage"]], found["abstention"]["texts"] <= 92)
print([(part["words"], part["texts"]) for part in found["lengths"]])
print([(part["value"], part["texts"]) for part in found["by"]])
print({name: value for name, value in found["evidence"].items() if name != "labels"})
print([(label["label"], label["texts"], label["top_overlaps"]) for label in found["evidence"]["labels"]])
one = found["against"]["macro_f1"]
print(found["against"]["model"].split("/")[0], one["interval"][0] <= one["difference"] <= one["interval"][1])
print({json.dumps(value) for name, value in same["against"].items() if name != "model"})
print("by" in same, "evidence" in same)
PY
sed 's/"none"/"owl"/' train.jsonl > owls.jsonl
"$RAPPORT" train -q --language none -o c.rapport owls.jsonl
"$RAPPORT" eval -m a.rapport --against c.rapport test.jsonl 2>&1; echo "exit $?"
"$RAPPORT" eval -m a.rapport --against missing.rapport test.jsonl 2>&1; echo "exit $?"
