/* The inputs of a command, one item after another, whatever they are. */
#ifndef RAPPORT_INPUTS_H
#define RAPPORT_INPUTS_H

#include "mail/mailbox.h"
#include "tools/progress.h"
#include "tools/settings.h"

#include <limits.h>

struct inputs {
	char **paths; /* [count] operands; none: standard input */
	int count, next;
	struct rapport__mailbox_options options;
	rapport__threads *threads; /* of all inputs */
	rapport__reply_parents *parents;
	char outlook[PATH_MAX];
	rapport__mailbox *mailbox;
	const char *path; /* of mailbox */
	uint64_t items;
	struct progress progress;
	uint64_t unread;   /* records that could not be read, in inputs that could be opened */
	int first_failure; /* the exit code of the first input that could not be read, or 0 */
	bool looks_ahead;
	off_t start; /* of what standard input holds, for inputs_rewind; -1 where it is not read */
};

/* What the user says of the inputs; the zero value says nothing. */
struct input_options {
	const char *kind; /* NULL: told by content */
	struct option_list mine;
	struct rapport__role_wanted columns;
};

/* Their options, for a command's table. */
#define INPUT_OPTIONS(in)                                                                          \
	{                                                                                          \
		"input",                                                                           \
		0,                                                                                 \
		OPTION_CHOICE,                                                                     \
		&(in).kind,                                                                        \
		INPUT_KINDS,                                                                       \
		"what the inputs are (default: auto)",                                             \
		0,                                                                                 \
		0                                                                                  \
	},                                                                                         \
		INPUT_COLUMN(in, "text-column", TEXT, "tables, JSON: the texts stand here"),       \
		INPUT_COLUMN(in, "date-column", DATE, "the same for dates"),                       \
		INPUT_COLUMN(in, "from-column", FROM, "for writers"),                              \
		INPUT_COLUMN(in, "to-column", TO, "for receivers"),                                \
		INPUT_COLUMN(in, "subject-column", SUBJECT, "for subjects"),                       \
		INPUT_COLUMN(in, "group-column", CONVERSATION, "for what belongs together"),       \
		INPUT_COLUMN(in, "id-column", MESSAGE_ID, "for Message-IDs")
#define INPUT_COLUMN(in, name, role, help)                                                         \
	{                                                                                          \
		name, 0, OPTION_STRING, &(in).columns.names[RAPPORT__ROLE_##role], "NAME|N", help, \
			0, 0                                                                       \
	}
#define INPUT_MINE_OPTION(in)                                                                      \
	{                                                                                          \
		"mine", 0, OPTION_LIST, &(in).mine, "ADDRESS|@DOMAIN",                             \
			"messages from here are your own; may be repeated", 0, 0                   \
	}

/* The operands of a command.  Returns 0 or an exit code after a word: options that contradict each
 * other, no operand with a terminal as standard input. */
int inputs_open(struct inputs *inputs, char **paths, int count, const struct input_options *options,
		const struct settings *settings);

/* Makes this a first reading of two, before its first item: what cannot be read is not said.  What
 * standard input holds and cannot be gone back to is copied into a file without a name.
 * Returns 0 or an exit code after a word: a pipe among the paths, no room for the copy. */
int inputs_look_ahead(struct inputs *inputs);

/* After a first reading: all from the start again, as if newly opened.  Returns 0 or an exit code
 * after a word. */
int inputs_rewind(struct inputs *inputs);

/* The next item, or NULL at the end of all.  What cannot be read is said on standard error and
 * passed over. */
const struct rapport__item *inputs_next(struct inputs *inputs);

/* Whether the items read so far, or those that may follow, are more than one file of one message.
 * */
bool inputs_holds_many(const struct inputs *inputs);

/* 0 when all was read, 1 when some was not, and the first failure's code when nothing was. */
int inputs_close(struct inputs *inputs);

/* The words of --input. */
#define INPUT_KINDS "auto|mbox|maildir|eml|emlx|outlook|csv|tsv|json|jsonl|lines|text"

#endif
