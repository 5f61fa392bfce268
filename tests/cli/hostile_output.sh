# Hostile mail reaches neither a spreadsheet as a formula nor a terminal as a command.
esc=$(printf '\033')
{
	printf 'From: =cmd()|x <a@b.example>\nSubject: =HYPERLINK("http://x","y")\nMessage-ID: <+1@b.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\n'
	printf 'Please %s[31mstop%s]0;title\007 \302\233 calling \342\200\256me, I feel pushed.\n' "$esc" "$esc"
} > m.eml
"$RAPPORT" tag --format csv m.eml | cut -d, -f 5-7 | tail -n 1 | cut -c 1-60
"$RAPPORT" tag --format tsv m.eml | awk -F '\t' 'NR == 2 { print $3; print $5; print $6 }'
"$RAPPORT" tag --format table --all m.eml > table.txt
LC_ALL=C grep -c "$esc\|$(printf '\007')" table.txt
grep -c "$(printf '\302\233')\|$(printf '\342\200\256')" table.txt
"$RAPPORT" tag --format jsonl m.eml | LC_ALL=C grep -c "$esc"
"$RAPPORT" explain m.eml | LC_ALL=C grep -c "$esc"
true
