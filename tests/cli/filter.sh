# Each message comes out as it went in but for one header; a second pass changes nothing.
sample=$ROOT/tests/data/sample/sample.mbox
python3 - "$sample" <<'PY'
import mailbox, sys
for i, message in enumerate(mailbox.mbox(sys.argv[1])):
    data = message.as_bytes()
    open("m%03d.eml" % i, "wb").write(data)
    open("n%03d.eml" % i, "wb").write(data.replace(b"\n", b"\r\n"))
PY
printf 'From: a@b.example\nx-RAPPORT : forged\n\tand folded\nSubject: x\nX-Rapport-Evidence: forged, too\nX-Rapport: again\n\nbody\nX-Rapport: stays here\n' > forged.eml
printf 'Subject: eight bit \377\376 and NUL \000 here\n\nb\000dy \200\n' > bytes.eml
printf '\n\nno header at all\n' > headless.eml
printf 'Subject: cut in the hea' > cut.eml
wrong=0
for message in *.eml; do
	"$RAPPORT" filter < "$message" > out.txt || wrong=$((wrong + 1))
	"$RAPPORT" filter < out.txt > again.txt
	cmp -s out.txt again.txt || { echo "$message: a second pass differs"; wrong=$((wrong + 1)); }
	test "$(grep -aci '^x-rapport' out.txt)" -ge 1 || { echo "$message: no header"; wrong=$((wrong + 1)); }
	case $message in
	forged.eml) ;;
	*) sed '/^X-Rapport: .*model=/d' out.txt | cmp -s - "$message" || { echo "$message: other bytes"; wrong=$((wrong + 1)); } ;;
	esac
done
echo "$(ls *.eml | wc -l) messages, $wrong wrong"
"$RAPPORT" filter < forged.eml | sed 's/model=.*/model=/'
for text in 'Honest and patient, no pressure at all, I trust them.' 'Please send the quote by Friday.' \
	'Please stop calling me. I feel pushed into this and we are going elsewhere.' ''; do
	printf 'From: b@c.example\n\n%s\n' "$text" | "$RAPPORT" filter --exit-code; echo "exit $?"
done
printf 'From: me@c.example\n\nI feel pushed.\n' | "$RAPPORT" filter --mine @c.example | sed -n 's/ model=.*//p'
# Whatever goes wrong, the message passes.
for wrong in '-m no-such-model' "-m $ROOT/README.md" '--no-such-option' 'an operand'; do
	"$RAPPORT" filter $wrong < m000.eml > out.txt 2> err.txt; code=$?
	cmp -s out.txt m000.eml && echo "$wrong: passed, exit $code" | sed "s|$ROOT/||"
	test -s err.txt || echo "and nothing was said"
done
head -c 3000000 /dev/zero | tr '\0' 'a' | "$RAPPORT" filter --max-size 1 2> err.txt | wc -c; cat err.txt
"$RAPPORT" filter < /dev/null; echo "exit $?"
