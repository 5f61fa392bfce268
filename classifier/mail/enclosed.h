/* Files and signatures that stand in the middle of a text. */
#ifndef RAPPORT_ENCLOSED_H
#define RAPPORT_ENCLOSED_H

#include <stddef.h>

/* The next lines at or after byte from of text that nobody reads: a file in uuencode, yEnc or
 * BinHex, or OpenPGP's armour: encrypted text and signatures with all in them, of signed text the
 * lines around it (RFC 4880, section 7).  A file that does not end takes the rest, unless what
 * follows its first line is no such file.  Returns the byte they begin at, with *end behind them,
 * or size where there are none.  Lines end in LF.  Reading on from *end takes linear time in all.
 */
size_t rapport__enclosed_next(const char *text, size_t size, size_t from, size_t *end);

#endif
