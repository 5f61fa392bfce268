/* Options of a command, out of one table that parsing and help are read from. */
#ifndef RAPPORT_OPTIONS_H
#define RAPPORT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
	OPTION_FLAG,   /* bool */
	OPTION_STRING, /* const char * */
	OPTION_LIST,   /* struct option_list: may be repeated */
	OPTION_NUMBER, /* double, between min and max */
	OPTION_COUNT,  /* uint64_t, between min and max */
	OPTION_CHOICE, /* const char *, one of the words in metavar: "table|jsonl" */
};

struct option_list {
	const char **values; /* [count] */
	size_t count;
};

struct command_option {
	const char *name; /* long, without dashes */
	char letter;      /* short, or 0 */
	enum option_kind kind;
	void *target;
	const char *metavar; /* of its argument; NULL for flags */
	const char *help;
	double min, max; /* of numbers and counts */
};

struct option_help {
	const char *command, *usage, *summary;
	const char *notes; /* below the options; NULL: none */
};

/* Reads options into their targets.  Returns how many of argv it took, so that the rest are
 * operands; or, to be returned by the command at once, -1 - code after help (code 0) or a wrong
 * call (64). */
int options_read(const struct command_option *options, size_t count, const struct option_help *help,
		 int argc, char **argv);

#endif
