# Every command tells its options; what it does not know it refuses.
"$RAPPORT" --help
for command in tag extract explain filter train eval corpus model; do
	"$RAPPORT" $command --help > help.txt; echo "$command --help: exit $?, $(head -n 1 help.txt)"
	"$RAPPORT" $command --no-such-option < /dev/null > out.txt 2> err.txt; echo "exit $?"; head -n 1 err.txt
done
"$RAPPORT" no-such-command 2>&1; echo "exit $?"
"$RAPPORT" tag --input pigeon 2>&1 < /dev/null; echo "exit $?"
"$RAPPORT" tag --format 2>&1 < /dev/null; echo "exit $?"
"$RAPPORT" train nothing.jsonl 2>&1; echo "exit $?"
