# What words and sentences added makes up the score.
printf 'From: a@b.example\nSubject: x\n\nThe first talks were pleasant, we felt listened to. Then you rang every day and pushed for the contract, and we felt cornered. In the end we decided on price.\n' > m.eml
"$RAPPORT" explain -n 1000 m.eml > why.txt; echo "exit $?"
grep -o '^[a-z]*-[a-z]*, confidence\|^sentences$\|^words$' why.txt
awk '/^ *[-+][0-9]/ { if ($NF == "score") score = $1; else { sum += $1; n++ } }
	END { d = sum - score; if (d < 0) d = -d; print (d <= n * 0.0005 + 0.001) ? "adds up" : "does not add up: " sum " and " score }' why.txt
