# Finds calls that the style rules out, outside comments and literals.
#
#	awk -f calls.awk C_FILE...

BEGIN {
	# Everywhere: no bound, no error, or another answer on another machine.
	forbid("strcpy stpcpy strcat", "has no bound", "")
	forbid("sprintf vsprintf gets", "has no bound: snprintf, getline", "")
	forbid("atoi atol atoll atof", "cannot fail: strtol, strtod", "")
	forbid("rand srand random srandom drand48", "differs between machines and runs", "")
	# In the library, which neither talks nor ends nor looks round.
	forbid("printf vprintf puts putchar perror", "prints: the library does not", "^classifier/")
	forbid("exit _exit abort", "ends the process: the library does not", "^classifier/")
	forbid("getenv secure_getenv setenv", "the environment is for tools", "^classifier/")
	forbid("malloc calloc realloc reallocarray strdup strndup asprintf",
		"goes past memory.h, where tests make it fail",
		"^classifier/(text|model|training|mail|status)")
}

function forbid(names, why, where,   list, i, n)
{
	n = split(names, list, " ")
	for (i = 1; i <= n; i++) {
		reason[list[i]] = why
		place[list[i]] = where
	}
}

FNR == 1 { in_comment = 0 }

{
	line = code_of($0)
	while (match(line, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
		before = RSTART > 1 ? substr(line, RSTART - 1, 1) : ""
		name = substr(line, RSTART, RLENGTH)
		sub(/[ \t]*\($/, "", name)
		line = substr(line, RSTART + RLENGTH)
		if (name in reason && FILENAME ~ place[name] && before !~ /[.>0-9]/)
			printf "%s:%d: %s: %s\n", FILENAME, FNR, name, reason[name]
	}
	if (FILENAME ~ /^classifier\// && code_of_line ~ /(^|[^A-Za-z_0-9])std(out|err|in)([^A-Za-z_0-9]|$)/)
		printf "%s:%d: the standard streams are for tools\n", FILENAME, FNR
}

# The line without comments, and with strings and characters empty.
function code_of(text,   out, at)
{
	out = ""
	while (text != "") {
		if (in_comment) {
			at = index(text, "*/")
			in_comment = !at
			text = at ? substr(text, at + 2) : ""
		} else if (match(text, /\/\*|\/\/|"|'/)) {
			out = out substr(text, 1, RSTART - 1)
			at = substr(text, RSTART, RLENGTH)
			text = substr(text, RSTART + RLENGTH)
			if (at == "//")
				text = ""
			else if (at == "/*")
				in_comment = 1
			else {
				text = after_literal(text, at)
				out = out at at
			}
		} else {
			out = out text
			text = ""
		}
	}
	code_of_line = out
	return out
}

# What stands behind the quote that ends a literal.
function after_literal(text, quote,   c)
{
	while (text != "") {
		c = substr(text, 1, 1)
		text = substr(text, c == "\\" ? 3 : 2)
		if (c == quote)
			break
	}
	return text
}
