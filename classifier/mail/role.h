/* What the columns of exports and the members of JSON objects are called: names -> roles.
 *
 * Names are compared folded: case, blanks, underscores, punctuation and accents do not count. */
#ifndef RAPPORT_ROLE_H
#define RAPPORT_ROLE_H

#include "mail/role_names.h"

#include <stdbool.h>
#include <stddef.h>

struct rapport__role_found {
	enum rapport__role role;
	enum rapport__role_sense sense;
	unsigned rank; /* of names with the same role the lowest goes first */
};

enum {
	RAPPORT__ROLE_NAME_BYTES = 128, /* of a folded name, with the NUL */
	/* Names that only hold a word for a text, "What is your feedback?", rank behind it. */
	RAPPORT__ROLE_RANK_LIKE = 1000,
};

/* The columns or members that the user names for roles: by name, by number from 1 (columns), or by
 * a path of names and numbers with points between (members).  NULL: to be guessed.  Borrowed. */
struct rapport__role_wanted {
	const char *names[RAPPORT__ROLES];
};

/* Folds a name: letters and digits alone, in lower case, without accents.  out has
 * RAPPORT__ROLE_NAME_BYTES.  Returns the bytes; 0 for one with no letter or digit or too long. */
size_t rapport__role_fold(const char *name, size_t size, char *out);

/* What a column of that name is.  False: the name says nothing. */
bool rapport__role_find(const char *name, size_t size, struct rapport__role_found *found);

/* What a value says of the direction: 1 for outgoing, -1 for incoming, 0 for neither.  role is
 * DIRECTION, WRITER, INCOMING or OUTGOING. */
int rapport__role_direction(enum rapport__role role, const char *value, size_t size);

#endif
