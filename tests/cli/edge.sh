# Mailboxes, charsets and exports at their edges (tests/data/edge): everything that can be read of each,
# and what is said of the rest.
edge=$ROOT/tests/data/edge
cd "$edge" || exit 1
for path in *.mbox* thunderbird_Inbox maildir/Inbox thunderbird_maildir mh/inbox apple/Export.mbox apple/V10 \
	jsonl/* csv/* charset/*; do
	"$RAPPORT" extract --whole --format jsonl "$path" > "$TMPDIR/out" 2>&1 || echo "exit $?"
	sed 's/"message_id.*"subject"/"subject"/; s/"conversation":"[0-9a-f]*",//; s/"skipped":null,"reason":null,//' "$TMPDIR/out"
done
