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
	char outlook[PATH_MAX];
	rapport__mailbox *mailbox;
	const char *path; /* of mailbox */
	uint64_t items;
	struct progress progress;
	uint64_t unread;   /* records that could not be read, in inputs that could be opened */
	int first_failure; /* the exit code of the first input that could not be read, or 0 */
};

/* The operands of a command, --input and --mine.  kind NULL: told by content.  Returns 0 or an exit
 * code after a word: a kind that does not exist, no operand with a terminal as standard input. */
int inputs_open(struct inputs *inputs, char **paths, int count, const char *kind,
		const struct settings *settings, const struct option_list *mine);

/* The next item, or NULL at the end of all.  What cannot be read is said on standard error and
 * passed over. */
const struct rapport__item *inputs_next(struct inputs *inputs);

/* Whether the items read so far, or those that may follow, are more than one file of one message.
 * */
bool inputs_holds_many(const struct inputs *inputs);

/* 0 when all was read, 1 when some was not, and the first failure's code when nothing was. */
int inputs_close(struct inputs *inputs);

/* The words of --input. */
#define INPUT_KINDS "auto|mbox|maildir|eml|emlx|outlook|jsonl|lines|text"

#endif
