/* The conversations of all messages of a run, over any number of mailboxes.
 *
 * Threading is that of RFC 5256, section 3, "REFERENCES", which is Jamie Zawinski's: References,
 * else In-Reply-To, tell a message's parent, and all that a message names is one conversation with
 * it, whether at hand or not.  An export's own thread joins its messages as well.  An answer that
 * names no message at hand joins, by base subject (subject.h), the last message before it that has
 * a counterpart in common with it (counterparts.h); so does any message of an export without
 * identifiers, unless its subject is one short word.
 *
 * Two ways of use:
 *
 *	in two passes: add all; settle; ask for each.  The order of adding changes no answer.
 *	live: add and ask for each as it comes.  What comes later may join what was told apart; a
 *	name once given out stays that of its conversation, or of the one that it became.
 *
 * No strings are kept: a message takes 32 bytes, a place of 6 to 11 in a table, and 8 for each
 * counterpart; so does an identifier that is only referred to, but for the last.  Identifiers are
 * known by 64-bit hash: two of a million are taken for one in one run of 40 million. */
#ifndef RAPPORT_MAIL_THREADS_H
#define RAPPORT_MAIL_THREADS_H

#include "mail/letter.h"
#include "status.h"

#include <stdint.h>

/* Of longer References the first and the last count, so many together. */
#define RAPPORT__THREADS_REFERENCES_MAX 1000u

/* What threading looks at; all is as in struct rapport__message, and borrowed for a call.  NULL is
 * what is not known. */
struct rapport__envelope {
	const char *message_id, *in_reply_to, *references;
	const char *subject;
	const char *date; /* "YYYY-MM-DDTHH:MM:SSZ"; a beginning of it counts, from the day on */
	const char *from_address, *to, *cc;
	const char *thread; /* the export's own: X-GM-THRID, Thread-Index, a column */
	uint64_t place;     /* of the run's messages each has its own */
	uint64_t size;      /* bytes of message or text; tells repetitions without Message-ID */
};

/* Numbers stay the same from run to run.  0: none. */
struct rapport__thread {
	uint64_t conversation;
	uint64_t message; /* the message's own */
	uint64_t parent;  /* the nearest ancestor at hand */
	/* The same message was asked for before, from another mailbox or folder: the same
	 * Message-ID, sender, date and base subject; without Message-ID sender, date, base subject
	 * and size, all known. */
	bool repetition;
};

typedef struct rapport__threads rapport__threads;

/* mine may be NULL or empty, and is borrowed until the end.  On success *threads is the caller's,
 * to end with rapport__threads_free; on failure NULL.  Fails with MEMORY. */
enum rapport_status rapport__threads_new(const struct rapport__mine *mine, bool live,
					 rapport__threads **threads, struct rapport_error *error);
void rapport__threads_free(rapport__threads *threads); /* NULL does nothing */

/* Fails with MEMORY, and LIMIT over 2^31 identifiers; what was added before stays good. */
enum rapport_status rapport__threads_add(rapport__threads *threads,
					 const struct rapport__envelope *envelope,
					 struct rapport_error *error);

/* Call once, after all were added and before the first is asked for.  Does nothing when live. */
void rapport__threads_settle(rapport__threads *threads);

/* Says what is known of a message, all 0 for one that was not added.  Asking counts: asked for
 * again, it is a repetition. */
struct rapport__thread rapport__threads_ask(rapport__threads *threads,
					    const struct rapport__envelope *envelope);

/* The number in 16 hexadecimal digits, and a NUL; "" for 0. */
void rapport__threads_name(uint64_t number, char name[17]);

#endif
