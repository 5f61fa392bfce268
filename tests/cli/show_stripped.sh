# What extract takes each line for, and why nothing of a message may be left.
esc=$(printf '\033')
{
	printf 'From: Anna Ek <anna@b.example>\nSubject: Re: offer\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <1@b.example>\n\n'
	printf 'Hi Bo,\n\nwe take it%s[31m.\n\nKind regards\nAnna\n\nAnna Ek\nTel: +44 114 496 0371\n\n' "$esc"
	printf 'On Fri, Jan 2, 2026 at 9:12 AM Bo <bo@c.example> wrote:\n> Will you?\n> Bo\n'
} > reply.eml
{
	printf 'From: Anna Ek <anna@b.example>\nSubject: Fwd: offer\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <2@b.example>\n\n'
	printf -- '---------- Forwarded message ---------\nFrom: Bo <bo@c.example>\nDate: Fri, Jan 2, 2026 at 9:12 AM\nSubject: offer\nTo: <anna@b.example>\n\nWill you?\n'
} > forward.eml
"$RAPPORT" extract --show-stripped reply.eml | sed "s/$esc/ESC/"
"$RAPPORT" extract --show-stripped forward.eml 2>&1; echo "exit $?"
"$RAPPORT" extract --show-stripped --format jsonl reply.eml | tr '{' '\n' | cut -c 1-90
printf 'On Monday we meet.\n> no mail, no quotation\n' > plain.txt
"$RAPPORT" extract --show-stripped --input text plain.txt
"$RAPPORT" extract --show-stripped --whole reply.eml 2>&1; echo "exit $?"
