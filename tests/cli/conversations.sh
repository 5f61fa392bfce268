# The sample mailbox: its conversations are those of truth.tsv, and what comes twice is told once.
sample=$ROOT/tests/data/sample
"$RAPPORT" extract --format jsonl "$sample/sample.mbox" |
	sed 's/.*"position":\([0-9]*\),.*"conversation":"\([0-9a-f]*\)".*/\1 \2/' | sort -k1,1n > found
sort -n "$sample/truth.tsv" | grep '^[0-9]' | cut -f 1,3 | awk '{ print $2 }' | paste -d ' ' found - > both
awk '{ names[$2 " " $3]++ } END { for (n in names) print n }' both | sort -k 2 > pairs
# One number for each conversation, and one conversation for each number.
echo "numbers that stand for two: $(cut -d ' ' -f 1 pairs | sort | uniq -d | wc -l)"
echo "conversations with two numbers: $(cut -d ' ' -f 2 pairs | grep -v '^-' | sort | uniq -d | wc -l)"
"$RAPPORT" tag --format jsonl "$sample/sample.mbox" "$sample/sample.mbox" | grep -c '"reason":"seen before"'
# Seen in another order, the conversations are the same.
tac pairs | sort > one
mkdir split && awk -v RS='(^|\n)From [^\n]* [0-9]{4}\n' 'length { n++; f = sprintf("split/%03d.eml", 999 - n); printf "%s", $0 > f; close(f) }' "$sample/sample.mbox"
"$RAPPORT" extract --format jsonl split | sed 's/.*"conversation":"\([0-9a-f]*\)".*/\1/' | sort | uniq -c | awk '{ print $1 }' | sort -n | tr '\n' ' '
echo
cut -d ' ' -f 2 found | sort | uniq -c | awk '{ print $1 }' | sort -n | tr '\n' ' '
