# Exports: columns found by name or named, mail bodies without their quotes, own messages by direction.
show() { "$RAPPORT" extract --format jsonl "$@" > out 2>&1; status=$?; sed 's/"message_id":null,//; s/"skipped":null,"reason":null,//; s/"conversation":"[0-9a-f]\{16\}"/"conversation":"#"/' out; echo "exit $status"; }
cat > crm.csv <<'END'
Activity date,Email subject,Email body,Email direction,From,To,Deal
2026-01-05 10:00,Offer,"Hello,

we would like the larger plan, ""as discussed"".

On Fri, Jan 2, 2026 at 9:00 AM Sales <sales@own.example> wrote:
> Which plan?",INCOMING_EMAIL,jo@buyer.example,sales@own.example,Buyer Ltd
2026-01-02 09:00,Offer,Which plan?,EMAIL,sales@own.example,jo@buyer.example,Buyer Ltd
END
show crm.csv
printf 'Datum;Wie zufrieden sind Sie?;Was k\366nnen wir besser machen?\r\n03.04.2026;2;"Weniger Anrufe bitte, es waren sieben in einer Woche."\r\n04.04.2026;5;\r\n' > umfrage.csv
show umfrage.csv
show --text-column 'was können wir besser machen?' --date-column 1 umfrage.csv
show --text-column Antwort umfrage.csv
show --text-column 3 --input mbox umfrage.csv
# A quote that is never closed costs its row alone.
printf 'id,comment,from\n1,"never closed,a@b.example\n2,second comment,c@d.example\n' > open.csv
show open.csv
# JSON of any shape: an array over several lines, one within an object, a mail API's messages.
printf '[\n  {"id": "1", "author": "a@b.example", "body": "first \\ud83d words"},\n  {"id": "2", "author": "c@d.example", "body": "second words"}\n]\n' > array.json
show array.json
printf '{"results":[{"properties":{"hs_email_text":"Please stop calling.","hs_email_from_email":"e@f.example","hs_timestamp":"1767607200000"}}]}' > api.json
show api.json
printf '{"a":{"note":"deep words"}}\n{"a":{}}\n' | show --text-column a.note -
