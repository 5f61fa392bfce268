# mbox, Maildir, one message, folders, standard input: the same message, whatever holds it.
printf 'From: a@b.example\nSubject: hello\nDate: Mon, 5 Jan 2026 10:00:00 +0100\nMessage-ID: <1@b.example>\n\nI trust you, you were honest and patient and never pushed us.\n' > m.eml
mkdir -p md/cur md/new md/tmp box/deep
cp m.eml 'md/cur/1.host:2,S'; cp m.eml md/new/2.host; cp m.eml md/tmp/3.host; cp m.eml 'md/cur/4.host:2,T'
cp m.eml box/deep/x.eml
{ echo 'From a@b.example Mon Jan  5 10:00:00 2026'; cat m.eml; echo; echo 'From a@b.example Mon Jan  5 10:00:00 2026'; cat m.eml; } > two.mbox
sed 's/$/\r/' two.mbox > crlf.mbox
for input in m.eml md box two.mbox crlf.mbox; do
	"$RAPPORT" tag --format jsonl $input | sed 's/"confidence".*//; s/"label".*//'
done
"$RAPPORT" tag --format jsonl < two.mbox | cut -c 1-40
printf '{"text":"I trust you.","from":"a@b.example"}\n' | "$RAPPORT" tag --format jsonl | cut -c 1-60
printf 'plain words\nin two lines\n' | "$RAPPORT" tag --format jsonl | cut -c 1-60
"$RAPPORT" extract < m.eml
