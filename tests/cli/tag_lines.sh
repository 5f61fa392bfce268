# One answer a line, in order, also for empty lines.
{
	echo 'When they rang for the fifth time that week we stopped picking up.'
	echo 'Honest, patient, no pressure at all, they took the time to explain everything before I bought.'
	echo
	echo 'Please send the updated quote by Friday.'
	printf 'no line end, and bytes that are no UTF-8: \377\376 caf\351'
} > lines.txt
"$RAPPORT" tag --input lines --format tsv lines.txt > answers.tsv; echo "exit $?"
cut -f 1 answers.tsv
awk -F '\t' '$1 == "-" ? $2 != 0 : $2 < 0.4 || $2 > 1 { print "not a confidence:", $0 }' answers.tsv
"$RAPPORT" tag --input lines --format tsv < lines.txt | cmp - answers.tsv && echo 'standard input gives the same'
"$RAPPORT" tag --input lines --format tsv - < lines.txt | cmp - answers.tsv && echo '- does, too'
