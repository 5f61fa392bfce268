# Holds the includes of C files against the order, strangers and owners of tests/lint/layers.
#
#	awk -f includes.awk LAYERS C_FILE...
#
# Prints `file:line: what` for each that is not as written there.

BEGIN {
	layers = ARGV[1]
	for (i = 2; i < ARGC; i++)
		exists[ARGV[i]] = 1
}

# ---- the list ------------------------------------------------------------------------------------

FILENAME == layers {
	sub(/#.*/, "")
	if (NF == 1 && $1 ~ /:$/)
		section = $1
	else if (NF && section == "order:") {
		name = $1
		sub(/\.[ch]$/, "", name)
		rank[name] = ++ranks
		listed_at[name] = FNR
	} else if (NF && section == "strangers:")
		stranger[$1, $2] = stranger[$2, $1] = 1
	else if (NF && section == "owners:") {
		library[++libraries] = pattern($1)
		owner[libraries] = pattern($2)
		owner_words[libraries] = $2
	}
	next
}

# ---- the files -----------------------------------------------------------------------------------

FNR == 1 {
	here = name_of(FILENAME)
	bound = FILENAME ~ /^(classifier|tools)\// # tests may include everything
	found[here] = 1
	if (bound && !(here in rank))
		say("has no place in the order of " layers)
}

bound && /^[ \t]*#[ \t]*include[ \t]*["<]/ {
	wanted = $0
	sub(/^[^"<]*["<]/, "", wanted)
	sub(/[">].*/, "", wanted)
	header = /include[ \t]*"/ ? resolve(wanted) : ""
	if (header != "")
		check_order(header)
	else if (/include[ \t]*"/)
		say("includes " wanted ", which is no file here")
	else
		check_owner(wanted)
}

END {
	for (name in rank)
		if (!(name in found) && name != "tools")
			printf "%s:%d: no file is named %s\n", layers, listed_at[name], name
}

function say(what) { printf "%s:%d: %s\n", FILENAME, FNR, what }

# The name in the order: "text/utf8" of classifier/text/utf8.c; "tools" of all that is there.
function name_of(path)
{
	if (path ~ /^tools\//)
		return "tools"
	sub(/^classifier\//, "", path)
	sub(/\.[ch]$/, "", path)
	return path
}

function part_of(name) { return index(name, "/") ? substr(name, 1, index(name, "/") - 1) : "" }

# A pattern of the shell, with * alone, as a regular expression.
function pattern(glob)
{
	gsub(/\./, "[.]", glob)
	gsub(/\*/, ".*", glob)
	return "^" glob "$"
}

# The project's file that the compiler takes for "header", or nothing.
function resolve(header,   beside)
{
	beside = FILENAME
	sub(/[^\/]*$/, "", beside)
	beside = beside header
	while (sub(/[^\/]+\/\.\.\//, "", beside))
		;
	if (beside in exists)
		return beside
	if (("classifier/" header) in exists)
		return "classifier/" header
	return header in exists ? header : ""
}

function check_order(header,   there)
{
	there = name_of(header)
	if (there == here)
		return
	if ((part_of(here), part_of(there)) in stranger)
		say("includes " header ": " part_of(here) " and " part_of(there) " are strangers")
	else if (!(there in rank) && header !~ /^classifier\//)
		say("includes " header " of another folder")
	else if (here in rank && there in rank && rank[there] >= rank[here])
		say("includes " header ", which stands below " here)
}

function check_owner(header,   i)
{
	for (i = 1; i <= libraries; i++) {
		if (header !~ library[i])
			continue
		if (here !~ owner[i] && FILENAME !~ owner_file(i))
			say("includes " header ", which is for " owner_words[i] " alone")
		else if (user[i] == "")
			user[i] = noun_of(FILENAME)
		else if (user[i] != noun_of(FILENAME))
			say("includes " header ", as " user[i] " does: a library has one user")
	}
}

# Files of tools/ have one name in the order, but own libraries each for itself.
function owner_file(i,   file)
{
	file = owner[i]
	sub(/\$$/, "[.][ch]$", file)
	return file
}

function noun_of(path)
{
	sub(/\.[ch]$/, "", path)
	return path
}
