# The texts whose labels a model that did not see them held for the least probable.
row() { printf '{"id":"%s","label":"%s","text":"%s"}\n' "$@"; }
{
	row a trust "No pressure at all, he answered what I asked."
	row b pressure "Third call today. We are done."
	row c neutral "Please send the\tinvoice again, and while you are at it the one before it, and the one before that, for the audit."
	row d neutral "Where is my parcel?"
} > corpus.jsonl
held() { printf '{"id":"%s","label":"%s","scores":{"trust":%s,"neutral":%s,"pressure":%s}}\n' "$@"; }
{
	held a trust 0.95 0.04 0.01
	held b pressure 0.153 0.835 0.012
	held c neutral 0.1 0.3 0.6
	held d trust 0.2 0.3 0.5
} > held.jsonl
"$RAPPORT" corpus doubtful --held-out held.jsonl corpus.jsonl; echo "exit $?"
"$RAPPORT" corpus doubtful --held-out held.jsonl --top 1 corpus.jsonl; echo "exit $?"

echo "-- what train writes can be read"
for i in 1 2 3 4 5 6; do
	row "t$i" trust "No hurry, she said, and answered question $i."
	row "p$i" pressure "He rang again for the order, call $i today."
done > small.jsonl
"$RAPPORT" train -q --folds 2 --held-out out.jsonl -o small.rapport small.jsonl; echo "exit $?"
"$RAPPORT" corpus doubtful --held-out out.jsonl --top 100 small.jsonl | wc -l

echo "-- what is wrong is named with its place"
wrong() { "$RAPPORT" corpus "$@" 2>&1; echo "exit $?"; }
{ cat held.jsonl; held e trust 1 0 0; } > x.jsonl; wrong doubtful --held-out x.jsonl corpus.jsonl
held a trust 1 0 7 > x.jsonl; wrong doubtful --held-out x.jsonl corpus.jsonl
echo '{"id":"a","label":"trust"}' > x.jsonl; wrong doubtful --held-out x.jsonl corpus.jsonl
echo '{"id":"a","label":"trust","scores":{"trust":1,"neutral":0}}' > x.jsonl; wrong doubtful --held-out x.jsonl corpus.jsonl
wrong doubtful corpus.jsonl
wrong stats --held-out held.jsonl corpus.jsonl
