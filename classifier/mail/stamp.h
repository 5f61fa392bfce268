/* Puts a header into a message without touching another byte of it. */
#ifndef RAPPORT_STAMP_H
#define RAPPORT_STAMP_H

#include "status.h"

#include "memory.h"

/* Appends the message to out with the field "name: value" as its first, behind an mbox From line
 * where there is one, and without any field that was there under that name or one that begins with
 * it, in any case of letters, folded or not.  Its line ends with what the message's first line ends
 * with.  All else stays as it came, byte for byte: 8-bit bytes, NULs, odd line ends, what follows
 * the header.
 *
 * name, value  ASCII on one line; value NULL: fields are only removed
 * False without memory; what was appended until then stays. */
bool rapport__stamp(const char *message, size_t size, const char *name, const char *value,
		    struct rapport__buffer *out);

#endif
