# Outlook's winmail.dat: the text that is nowhere else in the mail is taken from it, and its quotes go.
tnef='eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQiABwAYAAAASVBNLk1pY3Jvc29mdCBNYWlsLk5vdGUAMQgB
BIABAAYAAABPZmZlcgDyAQEMgAIAOQAAAFdlIGFyZSBnbGFkIHRoYXQgeW91IHdhaXRlZCBmb3Ig
dXMuDQoNCj4gdGhlIG9sZCB3b3Jkcw0KAOcR'
mail() {
	printf 'From: a@b.example\nSubject: Offer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\n%s\n' "$1"
	printf -- '--q\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n%s\n--q--\n' "$2"
}
mail '' "$tnef" | "$RAPPORT" extract
echo "exit $?"
mail 'Words of its own.' "$tnef" | "$RAPPORT" extract
# Damaged, it is not passed over in silence.
mail '' 'AAAA'"$tnef" | "$RAPPORT" tag --format csv | cut -d , -f 9,10
# A file of its own is a mailbox of one message, told by its content.
printf '%s' "$tnef" | base64 -d > data
"$RAPPORT" extract data
"$RAPPORT" extract < data
head -c 60 data > short
"$RAPPORT" extract short 2>&1
echo "exit $?"
