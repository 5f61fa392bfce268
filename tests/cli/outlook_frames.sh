# rapport-outlook hands mail over in frames, ends every stream with Z, and says what it cannot read.
try() { "$RAPPORT-outlook" "$@" 2>&1; echo "exit $?"; }
{
	printf '\170\237>"\001\000'
	printf '\001\004\200\001\000\013\000\000\000Your offer\000\341\003'
	printf '\001\014\200\002\000\030\000\000\000Yes, we sign on Monday.\000\335\007'
} > winmail.dat
echo 'From a@example.com' > mail.txt
printf '\320\317\021\340\241\261\032\341 and no more' > cut.msg
printf '!BDN and no more' > cut.pst
: > empty
try winmail.dat
try - < winmail.dat
head -c 40 winmail.dat > cut.dat
for file in cut.dat mail.txt cut.msg cut.pst empty; do
	echo "$file:"
	try "$file"
done
try - < /dev/null
cat winmail.dat | try -
try missing
try
