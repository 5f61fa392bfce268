/* Bytes of any charset to clean UTF-8 text, whatever they claim to be. */
#ifndef RAPPORT_CHARSET_H
#define RAPPORT_CHARSET_H

#include "mail/charset_guess.h"
#include "memory.h"

#include <iconv.h>

enum {
	RAPPORT__CHARSET_NAME_BYTES = 32,
	RAPPORT__CHARSETS_OPEN = 4
};

/* The converters that were used last, kept open.  The zero value is empty and ready; one thread at
 * a time. */
struct rapport__charset {
	struct {
		char name[RAPPORT__CHARSET_NAME_BYTES]; /* "" for a free place */
		iconv_t iconv;
	} open[RAPPORT__CHARSETS_OPEN];
	size_t next; /* place to use next */
	struct rapport__buffer converted, shifted;
	struct rapport__charset_letters letters;
};

void rapport__charset_clear(struct rapport__charset *charset); /* zero value again */

/* Appends bytes that claim to be UTF-8 or ASCII, or claim nothing: bytes that are not UTF-8 are
 * read as Windows-1252, and so are the control characters U+0080 to U+009F, which only a wrong
 * conversion makes; NUL is dropped, CRLF and CR become LF.  False without memory; what was
 * appended until then stays. */
bool rapport__charset_clean(const char *bytes, size_t size, struct rapport__buffer *text);

/* Makes one line of text: white space and control characters become single blanks, none at the
 * ends.  value must have been reserved. */
void rapport__charset_fold_blanks(struct rapport__buffer *value);

/* Appends bytes of the charset that mail names so (NULL: none was named), cleaned as above.  The
 * name counts only as far as the bytes bear it out: UTF-8 and UTF-16 are known by their shape,
 * ISO-2022 by its escapes, whatever was named; for bytes beyond ASCII that are not what was named,
 * or of which nothing was said, the charset is guessed (rapport__charset_guess).  Text that was
 * taken for Windows-1252 and made UTF-8 twice is put right.  What a charset does not have becomes
 * U+FFFD.  False without memory; what was appended until then stays. */
bool rapport__charset_append(struct rapport__charset *charset, const char *name, const char *bytes,
			     size_t size, struct rapport__buffer *text);

#endif
