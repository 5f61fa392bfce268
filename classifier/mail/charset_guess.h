/* Which charset bytes are in that name none, or a wrong one. */
#ifndef RAPPORT_CHARSET_GUESS_H
#define RAPPORT_CHARSET_GUESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAPPORT__CHARSET_GUESS_BYTES  (32u * 1024u)
#define RAPPORT__CHARSET_READINGS_MAX 32u /* charsets of one byte with a language */

/* What the high bytes are worth in each reading: made at the first need.  The zero value is ready;
 * one thread at a time. */
struct rapport__charset_letters {
	bool filled;
	uint8_t weights[RAPPORT__CHARSET_READINGS_MAX][128];
};

/* The charset, in iconv's words, that bytes beyond ASCII which are no UTF-8 are most likely in;
 * NULL when none is more likely than Windows-1252.  Static.
 *
 * The first RAPPORT__CHARSET_GUESS_BYTES are looked at.  Charsets of several bytes are told by the
 * shape of their pairs and by the rows that common characters lie in; those of one byte by how many
 * of the bytes are letters that some language of the charset writes. */
const char *rapport__charset_guess(struct rapport__charset_letters *letters, const char *bytes,
				   size_t size);

/* The same for bytes that need not be beyond ASCII: "UTF-16", "UTF-16LE" or "UTF-16BE" by byte
 * order mark or by where the NUL bytes stand, "UTF-8" by its mark, "ISO-2022-JP", "ISO-2022-KR" or
 * "ISO-2022-CN-EXT" by escape sequences.  NULL: none of them. */
const char *rapport__charset_marked(const char *bytes, size_t size);

#endif
