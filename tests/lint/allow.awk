# Leaves out the findings that tests/lint/layers allows, and names what it allows without need.
#
#	... | awk -v check=NAME -f allow.awk LAYERS -

NR == FNR {
	sub(/#.*/, "")
	if (NF == 1 && $1 ~ /:$/)
		section = $1
	else if (section == "allow:" && $1 == check) {
		if (NF < 3)
			printf "%s:%d: %s is allowed without a reason\n", FILENAME, FNR, $2
		allowed[$2] = FNR
		layers = FILENAME
	}
	next
}

{
	file = $0
	sub(/:.*/, "", file)
	if (file in allowed)
		used[file] = 1
	else
		print
}

END {
	for (file in allowed)
		if (!(file in used))
			printf "%s:%d: %s needs no leave from %s\n", layers, allowed[file], file, check
}
