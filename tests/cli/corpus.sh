# The project's corpus is in order, and its shipped model was trained from it.
"$RAPPORT" corpus all --labels trust-building,neutral,pressure-reacting "$ROOT"/corpus/texts/*.jsonl "$ROOT"/corpus/challenge/*.jsonl > found.txt 2>&1
echo "exit $?"
tail -n 1 found.txt
