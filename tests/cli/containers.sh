# What mail programs keep mail in: compressed mailboxes, Apple's files, folders that say what is in them.
mail() { printf 'From: %s@b.example\nSubject: %s\nMessage-ID: <%s@x>\n\nThe plan suits us, thank you.\n' "$1" "$1" "$1"; }
mail one > one.eml
{ echo 'From a Mon Jan  5 10:00:00 2026'; mail one; echo; echo 'From a Mon Jan  5 10:00:00 2026'; mail two; } > two.mbox
gzip -nk two.mbox && bzip2 -k two.mbox && xz -k two.mbox && zstd -q two.mbox
cat two.mbox.gz two.mbox.gz > twice
show() { "$RAPPORT" extract --format jsonl "$@" > out 2>&1; status=$?; sed 's/"message_id.*"subject"/"subject"/; s/"conversation":[^,]*,//' out; echo "exit $status"; }
show two.mbox.gz two.mbox.bz2 two.mbox.xz two.mbox.zst twice
show - < two.mbox.gz
# A cut file gives what it holds, and says that there was more.
head -c $(($(stat -c %s two.mbox.gz) - 12)) two.mbox.gz > cut.gz
show cut.gz
printf 'PK\003\004zip' > mail.zip
show mail.zip
# Apple Mail: the count, the message, the list with its flags; what its folders are for.
mkdir -p 'V10/INBOX.mbox/Data/Messages' 'V10/Deleted Messages.mbox/Messages'
apple() { printf '%s    \n' "$(wc -c < one.eml)"; cat one.eml; printf '<?xml version="1.0"?><plist><dict><key>flags</key><integer>%s</integer></dict></plist>' "$1"; }
apple 1 > V10/INBOX.mbox/Data/Messages/1.emlx
apple 3 > V10/INBOX.mbox/Data/Messages/2.emlx
apple 1 > 'V10/Deleted Messages.mbox/Messages/3.emlx'
show V10
apple 1 | head -c 60 > short.emlx
show short.emlx
# Gmail's labels and Thunderbird's flags, in a mailbox.
{ echo 'From 1@xxx Mon Jan 05 10:00:00 +0000 2026'; echo 'X-Gmail-Labels: Sent,Opened'; mail sent; echo
  echo 'From 2@xxx Mon Jan 05 10:00:00 +0000 2026'; echo 'X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?='; mail draft; echo
  echo 'From - Mon Jan 05 10:00:00 2026'; echo 'X-Mozilla-Status: 0009'; mail expunged; echo
  echo 'From - Mon Jan 05 10:00:00 2026'; echo 'X-Mozilla-Status: 0001'; mail read; } > kept.mbox
show kept.mbox
