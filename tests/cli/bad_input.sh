# What cannot be read is named, with the right exit code, and the rest is done.
cd "$(pwd)" || exit
try() { "$RAPPORT" "$@" > out.txt 2> err.txt < /dev/null; echo "exit $?: $(head -n 2 err.txt | sed 's/model of [0-9]* bytes/model of N bytes/' | tr '\n' '|')"; }
mkdir empty folder
: > empty.mbox
echo 'not mail' > folder/notes.bin
head -c 5000 "$RAPPORT" > binary
printf 'one line\n' > good.txt
cp "$ROOT/models/en.rapport" whole.rapport
head -c 100000 whole.rapport > cut.rapport
head -c 20 whole.rapport > stub.rapport
: > empty.rapport
{ head -c 1000000 whole.rapport; printf 'X'; tail -c +1000002 whole.rapport; } > flipped.rapport
try tag missing.mbox
try tag empty
try tag empty.mbox
try tag binary
try tag --format jsonl good.txt missing.mbox; wc -l < out.txt
try tag -m missing.rapport good.txt
try tag -m cut.rapport good.txt
try tag -m stub.rapport good.txt
try tag -m empty.rapport good.txt
try tag -m flipped.rapport good.txt
try tag -m good.txt good.txt
try tag -m empty good.txt
try model info cut.rapport
try model info missing.rapport
try eval missing.jsonl
echo '{"label":"neutral","text":"a"' > broken.jsonl
try eval broken.jsonl
printf '{"label":"neutral","text":"a"}\n{"label":"happy","text":"b"}\n' > strange.jsonl
try eval strange.jsonl
try train -o new.rapport missing.jsonl
try train -o new.rapport broken.jsonl
printf 'one\ttext\none\tother\n' > single.tsv
try train -o new.rapport single.tsv
printf 'no tab here\n' > untold.txt
try train -o new.rapport untold.txt
try train -o /no/such/folder/new.rapport strange.jsonl
try train -o new.rapport --labels a,a strange.jsonl
test -e new.rapport && echo 'a model was left'
printf 'text with \377 bytes \303 that are \355\240\200 no UTF-8\n' > bad.txt
try tag --input lines --format tsv bad.txt; cut -f 1 out.txt
printf '{"text":"good one"}\n{"text":3}\nnot json\n{"text":"good, too"}\n' > mixed.jsonl
try tag --input jsonl --format jsonl mixed.jsonl; wc -l < out.txt
