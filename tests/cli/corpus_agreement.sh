# A second reader's labels, held against those of a corpus.
row() { printf '{"id":"%s","label":"%s","split":"%s","text":"%s"}\n' "$@"; }
{
	row a trust train "No pressure at all, he answered what I asked."
	row b pressure train "Third call today. We are done."
	row c neutral test "Please send the invoice again."
	row d neutral test "Where is my parcel?"
	row e trust test "She told me not to buy yet."
} > corpus.jsonl
row f pressure test "Sign today or lose it, he said." > more.jsonl
said() { printf '{"id":"%s","label":"%s","n":1}\n' "$@"; }
said a trust b pressure c neutral d pressure > one.jsonl
said f pressure > two.jsonl

"$RAPPORT" corpus agreement --annotations one.jsonl --annotations two.jsonl --list corpus.jsonl more.jsonl; echo "exit $?"
echo "-- one split"
"$RAPPORT" corpus agreement --annotations one.jsonl --split test --labels trust,neutral,pressure corpus.jsonl 2>&1; echo "exit $?"
echo "-- one label"
said a trust | sed 's/"a"/"e"/' > e.jsonl
"$RAPPORT" corpus agreement --annotations e.jsonl corpus.jsonl; echo "exit $?"

echo "-- what is wrong is named with its place"
wrong() { "$RAPPORT" corpus "$@" 2>&1; echo "exit $?"; }
said a trust f neutral > x.jsonl; wrong agreement --annotations x.jsonl corpus.jsonl
said a trust b rushed > x.jsonl; wrong agreement --annotations x.jsonl corpus.jsonl
said a trust > x.jsonl; wrong agreement --annotations one.jsonl --annotations x.jsonl corpus.jsonl
echo '{"label":"trust"}' > x.jsonl; wrong agreement --annotations x.jsonl corpus.jsonl
: > x.jsonl; wrong agreement --annotations x.jsonl corpus.jsonl
wrong agreement --annotations one.jsonl corpus.jsonl corpus.jsonl
wrong agreement --annotations none.jsonl corpus.jsonl
wrong agreement --annotations . corpus.jsonl
wrong agreement corpus.jsonl
wrong agreement stats --annotations one.jsonl corpus.jsonl
wrong all --annotations one.jsonl corpus.jsonl
