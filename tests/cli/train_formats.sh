# Three formats, any labels, any number of threads: the same model, byte for byte.
i=0
while [ $i -lt 30 ]; do
	echo "cat	the cat sat on the mat and purred at number $i"
	echo "dog	the dog ran after a stick and barked at number $i"
	echo "owl	the owl flew by night and hooted at number $i"
	i=$((i + 1))
done > animals.tsv
sed 's/^\([a-z]*\)\t/__label__\1 /' animals.tsv > animals.txt
sed 's/^\([a-z]*\)\t\(.*\)/{"label":"\1","text":"\2"}/' animals.tsv > animals.jsonl
"$RAPPORT" train -q --threads 1 -o a.rapport animals.tsv; echo "exit $?"
"$RAPPORT" train -q --threads 2 -o b.rapport animals.tsv; echo "exit $?"
"$RAPPORT" train -q -o d.rapport < animals.tsv; echo "exit $?"
cmp a.rapport b.rapport && echo 'one and two threads: the same bytes'
cmp a.rapport d.rapport && echo 'standard input: the same bytes'
"$RAPPORT" train -q -o e.rapport animals.txt && "$RAPPORT" train -q -o f.rapport animals.jsonl; echo "exit $?"
for model in a e f; do
	printf 'a barking dog\nowls that hoot\nit purrs, the cat\n' |
		"$RAPPORT" tag -m $model.rapport --input lines --format tsv | cut -f 1 | tr '\n' ' '; echo
	"$RAPPORT" eval -m $model.rapport --format json animals.jsonl | grep -o '"macro_f1":[0-9.]*' | head -n 1
done
ls *.md | tr '\n' ' '; echo
grep -c 'animals' a.rapport
"$RAPPORT" train -q --language none -o g.rapport animals.tsv && "$RAPPORT" model info g.rapport | grep '^stems'

# What shapes a model: by name, and told in what the model says of itself.
"$RAPPORT" train --settings | grep -A1 '^l2 '
"$RAPPORT" train -q --set l2=1e-4,min-texts=3 --set features=word+bigram --held-out held.jsonl -o h.rapport animals.tsv &&
	"$RAPPORT" model info h.rapport | grep -o -- '--set .*'
wc -l < held.jsonl; head -n 1 held.jsonl | sed 's/[0-9]\.[0-9]*/P/g'
for wrong in l2=none l2 l2=-1 colour=red features=word+noun skip=1.5 skip=9; do
	"$RAPPORT" train -q --set "$wrong" -o i.rapport animals.tsv 2>&1; echo "exit $?"
done
ls i.rapport 2> /dev/null; true

# Texts that count less.
"$RAPPORT" train -q --weight label=owl:0.01 -o j.rapport animals.jsonl && "$RAPPORT" model info j.rapport | grep -o -- '--weight .*'
cmp -s j.rapport f.rapport || echo 'weights change the model'
"$RAPPORT" train -q --weight label=owl:1 -o k.rapport animals.jsonl; "$RAPPORT" model info k.rapport | grep -c 'weight'
"$RAPPORT" train -q --weight owl:2 -o l.rapport animals.jsonl 2>&1; echo "exit $?"

# Nothing is written over what it is trained on, nor over the model.
cp animals.jsonl kept.jsonl
for wrong in animals.jsonl ./animals.jsonl m.rapport m.md -; do
	"$RAPPORT" train -q --held-out "$wrong" --card m.md -o m.rapport animals.jsonl 2>&1; echo "exit $?"
done
cmp animals.jsonl kept.jsonl && ls m.rapport m.md 2> /dev/null
"$RAPPORT" train -q --set colour=red --prior 0.2,0.3,0.5 -o m.rapport < /dev/null 2>&1; echo "exit $?"
