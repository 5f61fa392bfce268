# The sample mailbox: who is tagged, who is not and why, against its truth; then the labels.
sample=$ROOT/tests/data/sample
"$RAPPORT" tag --mine dana.whitfield@northgate-payroll.example --format jsonl "$sample/sample.mbox" > tags.jsonl
echo "exit $?"
python3 - "$sample/truth.tsv" tags.jsonl <<'PY'
import collections, csv, json, sys
truth = list(csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t"))
tags = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
print(len(truth), "messages,", len(tags), "objects")
skips = [(t, g) for t, g in zip(truth, tags) if t["expected"].startswith("skipped:") or g["label"] is None]
wrong = [(t, g) for t, g in skips if t["expected"] != "skipped:%s" % g.get("skipped")]
print(len(skips), "not tagged,", len(wrong), "of them otherwise than the truth has it")
for t, g in wrong:
    print("  ", t["position"], t["expected"], g["label"], g.get("skipped"))
print(sum(t["message_id"].strip("<>") == g["message_id"] for t, g in zip(truth, tags)), "Message-IDs agree")
pairs = collections.Counter((t["expected"], g["label"]) for t, g in zip(truth, tags) if g["label"])
for pair, count in sorted(pairs.items()):
    print("%-18s as %-18s %d" % (pair + (count,)))
for g in tags:
    if g["label"]:
        assert abs(sum(g["scores"].values()) - 1) < 0.001, g
        assert g["confidence"] == max(g["scores"].values()) == g["scores"][g["label"]], g
        assert g["passages"] and all(p["start"] < p["end"] for p in g["passages"]), g
PY
