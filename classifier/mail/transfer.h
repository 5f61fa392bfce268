/* Content-Transfer-Encoding undone, as far as what stands there allows. */
#ifndef RAPPORT_TRANSFER_H
#define RAPPORT_TRANSFER_H

#include "memory.h"

/* Undoes the encoding that the field's value names (NULL, unknown: none): *bytes and *size are then
 * those of the body, or of room, which is emptied first.
 *
 * base64: what is no digit is passed over, padding may stand in the middle; it ends at a line that
 * is none of it (lists add their footers), and text that only claims to be base64 stays as it is.
 * quoted-printable: "=" before no code stays, blanks at the ends of lines go.  Uuencoded: from its
 * line "begin" to "end".  False without memory. */
bool rapport__transfer_decode(const char *encoding, const char **bytes, size_t *size,
			      struct rapport__buffer *room);

#endif
