# Finds files, functions and lines of C that are too long.  A function begins with a { that stands
# alone in column 1 and ends with the next } there, which the layout sees to.
#
#	awk -v columns=100 -v function_lines=50 -v file_lines=400 -f size.awk C_FILE...
#
# To be run with LC_ALL=C: it counts columns of UTF-8 by leaving out the bytes that continue one.

FNR == 1 {
	end_file()
	file = FILENAME
	opened = 0
}

{
	last = FNR
	if (width($0) > columns)
		printf "%s:%d: %d columns, of at most %d\n", file, FNR, width($0), columns
}

/^[A-Za-z_].*\(/ && !/;[ \t]*$/ {
	title = $0
	sub(/[ \t]*\(.*/, "", title)
	sub(/.*[ \t*]/, "", title)
	title_at = FNR
}

/^\{[ \t]*$/ { opened = FNR }

/^\}/ && opened {
	if (FNR - opened + 1 > function_lines)
		printf "%s:%d: %s is %d lines long, of at most %d\n", file, title_at, title,
			FNR - opened + 1, function_lines
	opened = 0
}

END { end_file() }

function end_file()
{
	if (file != "" && last > file_lines)
		printf "%s:%d: the file is %d lines long, of at most %d\n", file, last, last, file_lines
}

function width(line,   columns, at)
{
	gsub(/[\200-\277]/, "", line)
	while (at = index(line, "\t")) {
		columns += at - 1
		columns += 8 - columns % 8
		line = substr(line, at + 1)
	}
	return columns + length(line)
}
