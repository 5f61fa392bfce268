# The text that rapport exists for: trust at first, then the push for the close, "decided on price".
"$RAPPORT" tag --mine dana.whitfield@northgate-payroll.example --format jsonl "$ROOT/tests/data/sample/sample.mbox" |
python3 -c '
import json, sys
for line in sys.stdin:
    tag = json.loads(line)
    if tag["position"] == 106:
        print(tag["from"].split("<")[0], tag["label"])
'
