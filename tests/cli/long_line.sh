# A line of 100 MB is refused by its number, the lines around it are done, memory stays bounded.
{ echo 'Please send the quote.'; head -c 100000000 /dev/zero | tr '\0' 'a'; echo; echo 'Thank you for the invoice.'; } > long.txt
# AddressSanitizer maps terabytes of shadow, so that it cannot live under a limit.
(case $RAPPORT in *asan*) ;; *) ulimit -v 900000 ;; esac
"$RAPPORT" tag --input lines --format tsv long.txt 2> err.txt | cut -f 1)
sed 's/of [0-9]* bytes/of N bytes/' err.txt
"$RAPPORT" tag --input lines --format tsv long.txt > out.txt 2> err.txt; echo "exit $?"
