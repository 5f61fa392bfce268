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
echo
# Inbox before Sent: two threads of one subject and customer stay two.
message() { printf 'From a Mon Jan  5 10:00:00 2026\nFrom: %s\nTo: %s\nSubject: %s\nDate: %s Jan 2026 10:00:00 +0000\nMessage-ID: <%s@x>\n%s\n\nWords of %s.\n\n' "$1" "$2" "$3" "$4" "$5" "$6" "$5"; }
mkdir box
{ message ann@b.example rep@own.example 'Re: Offer' 6 b1 'In-Reply-To: <a1@x>'; message ann@b.example rep@own.example 'Re: Offer' 16 b2 'In-Reply-To: <a2@x>'; } > box/Inbox
{ message rep@own.example ann@b.example Offer 5 a1 'X-N: 1'; message rep@own.example ann@b.example Offer 15 a2 'X-N: 2'; } > box/Sent
printf 'a,b\n1,2\n' > box/list.csv
"$RAPPORT" extract --format jsonl box > out 2> said
sed 's/.*"message_id":"\([ab].\)@x".*"conversation":"\([0-9a-f]*\)".*/\1 \2/' out | awk '{ if (!($2 in n)) n[$2] = ++k; print $1, n[$2] }'
# What a folder holds besides is not passed over in silence; what should be mail is a failure.
cat said
: > box/empty.eml
"$RAPPORT" extract box 2> said > out; st=$?; cat said; echo "exit $st"
