/* Bytes of any charset to clean UTF-8 text, whatever they claim to be. */
#ifndef RAPPORT_CHARSET_H
#define RAPPORT_CHARSET_H

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
	struct rapport__buffer converted;
};

void rapport__charset_clear(struct rapport__charset *charset); /* zero value again */

/* Appends bytes that claim to be UTF-8 or ASCII, or claim nothing: bytes that are not UTF-8 are
 * read as Windows-1252, NUL is dropped, CRLF and CR become LF.  False without memory; what was
 * appended until then stays. */
bool rapport__charset_clean(const char *bytes, size_t size, struct rapport__buffer *text);

/* Makes one line of text: white space and control characters become single blanks, none at the
 * ends.  value must have been reserved. */
void rapport__charset_fold_blanks(struct rapport__buffer *value);

/* Appends bytes of the charset that mail names so (NULL: none was named), cleaned as above.
 * ISO-8859-1 is read as Windows-1252, both as UTF-8 where all bytes are that; a charset that iconv
 * does not know as if none was named.  What a charset does not have becomes U+FFFD.
 * False without memory; what was appended until then stays. */
bool rapport__charset_append(struct rapport__charset *charset, const char *name, const char *bytes,
			     size_t size, struct rapport__buffer *text);

/* Joins the lines of a text/plain; format=flowed (RFC 3676) and appends them to out.  delete_blank
 * is its DelSp=yes.  Lines of another quote depth are never joined.  False without memory. */
bool rapport__charset_unflow(const char *text, size_t size, bool delete_blank,
			     struct rapport__buffer *out);

#endif
