/* Messages as Apple Mail keeps them, one a file: a line with the number of the message's bytes, the
 * message, a property list. */
#ifndef RAPPORT_EMLX_H
#define RAPPORT_EMLX_H

#include <stdbool.h>
#include <stddef.h>

struct rapport__emlx {
	size_t start, size; /* of the message, in the file's bytes */
	bool cut;           /* the file ends before the message does */
	bool deleted, draft, junk;
};

/* Whether a file that begins so is one: a count on a line of its own, header lines behind it. */
bool rapport__emlx_look(const char *bytes, size_t size);

/* Finds the message in the file's bytes and reads the flags of its property list.  What is no such
 * file is all message. */
void rapport__emlx_read(const char *bytes, size_t size, struct rapport__emlx *emlx);

#endif
