/* Which text is taken of those that a multipart offers. */
#ifndef RAPPORT_CHOICE_H
#define RAPPORT_CHOICE_H

#include "mail/alternative.h"
#include "mail/mime.h"
#include "mail/part.h"
#include "memory.h"

/* What was taken so far of an open multipart. */
struct rapport__choice {
	bool alternative, related, digest;
	size_t mark;   /* where in the text the multipart began */
	unsigned part; /* that the text is from; 0: none yet */
	enum rapport__part_kind kind;
	bool doubtful; /* a plain text that may only stand in place of the HTML */
	struct rapport__measure measure;
};

/* In all of them choices stand beside mime->levels, and those from first on count. */

/* Whether a text of that kind would be taken from the part at hand.  *rival is then the choice
 * whose text it has to outdo, or NULL. */
bool rapport__choice_wanted(struct rapport__choice *choices, const struct rapport__mime *mime,
			    size_t first, enum rapport__part_kind kind,
			    struct rapport__choice **rival);

/* Whether the piece, of that kind, says more than what the rival has in text. */
bool rapport__choice_outdoes(const struct rapport__choice *rival, enum rapport__part_kind kind,
			     const struct rapport__buffer *piece,
			     const struct rapport__buffer *text);

/* Notes that the piece comes next in text, and drops the texts there that it outdoes. */
void rapport__choice_take(struct rapport__choice *choices, const struct rapport__mime *mime,
			  size_t first, enum rapport__part_kind kind,
			  const struct rapport__buffer *piece, struct rapport__buffer *text);

#endif
