# What is not tagged is counted by its reason, and counted nowhere else: messages in the trash and copies of others.
one='From: a@b.example\nSubject: plan\nMessage-ID: <1@x>\n\nThe plan suits us, thank you for the care you took.\n\n'
{
	printf "From a Mon Jan  5 10:00:00 2026\n$one"
	printf "From a Mon Jan  5 10:00:00 2026\n$one"
	printf "From a Mon Jan  5 10:00:00 2026\n$one"
	printf 'From - Mon Jan  5 10:00:00 2026\nX-Gmail-Labels: Trash\nFrom: a@b.example\nMessage-ID: <2@x>\n\nGone.\n'
} > copies.mbox
"$RAPPORT" tag --format table copies.mbox | tail -n 1
"$RAPPORT" tag --format jsonl copies.mbox | grep -c '"skipped":"duplicate"'
