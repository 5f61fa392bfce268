/* Files and signatures that stand in the middle of a text. */
#ifndef RAPPORT_ENCLOSED_H
#define RAPPORT_ENCLOSED_H

#include "memory.h"

/* Takes out of text, in place, from byte start on, what nobody reads: files in uuencode, yEnc and
 * BinHex, and OpenPGP's armour: encrypted text and signatures with all in them, of signed text the
 * lines around it (RFC 4880, section 7).  A file that does not end takes the rest, unless what
 * follows its first line is no such file. */
void rapport__enclosed_drop(struct rapport__buffer *text, size_t start);

#endif
