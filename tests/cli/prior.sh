# Shares of the labels: given, set, or told from the texts.  What is said on standard error counts.
exec 2>&1
sample=$ROOT/tests/data/sample/sample.mbox
mine=dana.whitfield@northgate-payroll.example
echo 'They rang on Monday.' > line.txt
label() { "$RAPPORT" tag --input lines --format tsv "$@" line.txt | cut -f 1; }

# A text that tells little follows the shares; the order is the model's, or by name.
label
label --prior 0.001,0.001,0.998
label --prior pressure-reacting=0.001,neutral=0.001,trust-building=0.998
RAPPORT_PRIOR=0.001,0.001,0.998 label
RAPPORT_PRIOR=0.001,0.001,0.998 label --prior 0.1,0.8,0.1
mkdir -p "$XDG_CONFIG_HOME/rapport"
printf 'prior = 0.998,0.001,0.001\n' > "$XDG_CONFIG_HOME/rapport/config"
label
printf 'From: a@b.example\n\n' | cat - line.txt | "$RAPPORT" filter | sed -n 's/;.*//p'
printf 'From: a@b.example\n\n' | cat - line.txt | "$RAPPORT" filter --prior 0.001,0.001,0.998 | sed -n 's/;.*//p'
"$RAPPORT" explain --input lines --prior 0.001,0.001,0.998 line.txt > why.txt
sed -n 's/, confidence.*//p' why.txt
"$RAPPORT" explain --input lines -n 1000 --prior 0.3,0.1,0.6 line.txt | awk '/^ *[-+][0-9]/ { if ($NF == "score") score = $1; else { sum += $1; n++ } }
	END { d = sum - score; if (d < 0) d = -d; print (d <= n * 0.0005 + 0.001) ? "adds up" : "does not add up: " sum " and " score }'
printf '\nprior = 0.9,0.1\n' > "$XDG_CONFIG_HOME/rapport/config"
label 2>&1 | sed "s|$XDG_CONFIG_HOME||"
printf 'From: a@b.example\n\n' | cat - line.txt | "$RAPPORT" filter 2>&1 | sed "s|$XDG_CONFIG_HOME||"
rm "$XDG_CONFIG_HOME/rapport/config"

# What is wrong is named.
for wrong in 0.2,0.8 0.2,0.7,0.2 0.2,0.7,0.05,0.05 0.2,x,0.1 '' '0.2,0.7,0.1,' neural=0.7,0.2,0.1 \
	neutral=0.7,0.2,0.1 neutral=0.7,neutral=0.2,trust-building=0.1 0,0.5,0.5 nan,0.5,0.5 inf,1,1 -1,1,1; do
	"$RAPPORT" tag --input lines --format tsv --prior "$wrong" line.txt; echo "exit $?"
done
printf 'neutral\tx\n' > one.tsv
"$RAPPORT" eval --prior 1,1 one.tsv; echo "exit $?"
"$RAPPORT" explain --prior 0.5,0.5 line.txt; echo "exit $?"
printf 'a\tx\nb\ty\nc\tz\n' > abc.tsv
"$RAPPORT" train -q --prior 0.5,0.5 -o m.rapport abc.tsv; echo "exit $?"
"$RAPPORT" train -q --prior a=0.5,b=0.4,d=0.1 -o m.rapport abc.tsv; echo "exit $?"
"$RAPPORT" tag --adapt-prior --prior 0.2,0.7,0.1 line.txt; echo "exit $?"
"$RAPPORT" eval --adapt-prior --prior 0.2,0.7,0.1 line.txt; echo "exit $?"

# Told from the texts, wherever they come from; a mailbox that is read twice is the same twice.
bare() { sed 's/"source":"[^"]*"//'; }
"$RAPPORT" tag --mine $mine --adapt-prior "$sample" 2> told.txt > file.jsonl; echo "exit $?"
sed 's/0\.[0-9]*/P/g' told.txt
bare < file.jsonl > bare.jsonl
"$RAPPORT" tag --mine $mine "$sample" | grep -o '"skipped":"[a-z]*"\|"conversation":"[^"]*"' > without.txt
grep -o '"skipped":"[a-z]*"\|"conversation":"[^"]*"' file.jsonl | cmp - without.txt && echo 'the same are tagged'
"$RAPPORT" tag --mine $mine --adapt-prior < "$sample" 2> /dev/null | bare | cmp - bare.jsonl && echo 'standard input: the same'
cat "$sample" | "$RAPPORT" tag --mine $mine --adapt-prior 2> /dev/null | bare | cmp - bare.jsonl && echo 'a pipe: the same'
gzip -c "$sample" | "$RAPPORT" tag --mine $mine --adapt-prior - 2> /dev/null | bare | cmp - bare.jsonl && echo 'compressed: the same'
# Standard input is read from where it stands.
{ i=0; while [ $i -lt 60 ]; do echo "Please send invoice $i."; i=$((i + 1)); done; } > lines.txt
{ read -r first; echo "$first"; "$RAPPORT" tag --adapt-prior --input lines --format tsv 2> /dev/null | cut -f 1 | uniq -c; } < lines.txt
# What cannot be read is said once; a pipe that has a name cannot be read twice.
"$RAPPORT" tag --mine $mine --adapt-prior no-such "$sample" 2>&1 > /dev/null | sed 's/0\.[0-9]*/P/g'
mkfifo pipe && "$RAPPORT" tag --adapt-prior "$sample" pipe; echo "exit $?"
# Of few texts nothing is told: as without the option.
"$RAPPORT" tag --input lines --format tsv line.txt > plain.txt
"$RAPPORT" tag --adapt-prior --input lines --format tsv line.txt > few.txt; echo "exit $?"
cmp few.txt plain.txt
RAPPORT_PRIOR=0.001,0.001,0.998 "$RAPPORT" tag --adapt-prior --input lines --format tsv line.txt | cut -f 1

# What adapting is for: shares that are far from those that the model assumes.
python3 - "$ROOT" <<'PY'
import glob, json, sys
texts = []
for path in sorted(glob.glob(sys.argv[1] + "/corpus/texts/*.jsonl")):
    texts += [text for text in map(json.loads, open(path)) if text.get("split") == "test"]
counts = {"trust-building": 0, "neutral": 0, "pressure-reacting": 0}
most = {"trust-building": 20, "neutral": 40, "pressure-reacting": 300}
with open("pressed.jsonl", "w") as out:
    for text in texts:
        if counts[text["label"]] < most[text["label"]]:
            counts[text["label"]] += 1
            out.write(json.dumps({"text": text["text"], "label": text["label"]}) + "\n")
PY
"$RAPPORT" eval --format json pressed.jsonl > own.json
"$RAPPORT" eval --format json --adapt-prior pressed.jsonl > adapted.json 2> told.txt
sed 's/0\.[0-9]*/P/g' told.txt
"$RAPPORT" eval --format json --prior 0.0556,0.1111,0.8333 pressed.jsonl > true.json
python3 - <<'PY'
import json
own, adapted, true = (json.load(open(name + ".json")) for name in ("own", "adapted", "true"))
print("log loss is less:", adapted["log_loss"] < own["log_loss"], true["log_loss"] < own["log_loss"])
print("adapting brings two thirds of what knowing brings:",
      own["log_loss"] - adapted["log_loss"] > (own["log_loss"] - true["log_loss"]) * 2 / 3)
print("macro-F1 is more:", adapted["macro_f1"] > own["macro_f1"], true["macro_f1"] > own["macro_f1"])
PY
