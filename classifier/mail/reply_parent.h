/* What the messages seen last say, so that answers which repeat it without a mark are known for
 * it. */
#ifndef RAPPORT_MAIL_REPLY_PARENT_H
#define RAPPORT_MAIL_REPLY_PARENT_H

#include "mail/reply_line.h"
#include "memory.h"
#include "rapport.h"

#include <stddef.h>
#include <stdint.h>

#define RAPPORT__REPLY_PARENTS_BYTES (4u * 1024u * 1024u) /* of text, of all messages */
#define RAPPORT__REPLY_PARENT_BYTES  (64u * 1024u)        /* of a message: its first */
#define RAPPORT__REPLY_PARENTS_COUNT 8192u                /* most messages */
#define RAPPORT__REPLY_SHINGLES_MAX  8192u                /* of a message: its first words */

/* Hashes of each five words in a row, case, punctuation, line ends and quote marks left out; a
 * character of a script without blanks is a word. */
struct rapport__reply_shingles {
	const uint32_t
		*table; /* [mask + 1] each at the first free place from its low bits; 0: free */
	uint32_t mask;
	size_t count; /* 0: nothing is known, and table is none */
};

typedef struct rapport__reply_parents rapport__reply_parents; /* opaque; one thread at a time */

/* On success *parents is the caller's, to end with rapport__reply_parents_free; on failure NULL.
 * Fails with MEMORY. */
enum rapport_status rapport__reply_parents_new(rapport__reply_parents **parents,
					       struct rapport_error *error);
void rapport__reply_parents_free(rapport__reply_parents *parents); /* NULL does nothing */

/* Remembers what the message of this identifier (a hash of its Message-ID) says; what was
 * remembered of it before is forgotten, and as many of the oldest as there is no room for.  Fails
 * with MEMORY, and then remembers nothing of it. */
enum rapport_status rapport__reply_parents_add(rapport__reply_parents *parents, uint64_t id,
					       const char *text, size_t size,
					       struct rapport_error *error);

/* What that message says: good until the next find; count 0 where it is not known. */
struct rapport__reply_shingles rapport__reply_parents_find(rapport__reply_parents *parents,
							   uint64_t id);

/* Makes lines [count] of text that are NEW so far QUOTE where all their words stand in the parent,
 * and such lines in a row have 60 bytes.  Work is linear in the text.  False without memory; lines
 * are then as before. */
bool rapport__reply_mark_shared(const struct rapport__reply_shingles *parent, const char *text,
				struct rapport__reply_line *lines, size_t count);

#endif
