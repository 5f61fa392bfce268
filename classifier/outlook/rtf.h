/* Rich text to text: what a message written in RTF says, or the HTML that the RTF was made of.
 *
 * Outlook keeps HTML mail as RTF that has the HTML in it (MS-OXRTFEX): that is given back as it
 * was.  Of other RTF the text is given: paragraphs and rows end a line, cells are divided by tabs;
 * headers, footers, pictures, hidden and deleted text are left out.
 *
 * One pass over the bytes, without recursion.  Groups deeper than RAPPORT__RTF_DEPTH_MAX are read
 * as if their braces were not there. */
#ifndef RAPPORT_RTF_H
#define RAPPORT_RTF_H

#include "mail/charset.h"
#include "memory.h"
#include "status.h"

#define RAPPORT__RTF_TEXT_BYTES_MAX (4u * 1024u * 1024u) /* what goes beyond is not read */

enum {
	RAPPORT__RTF_DEPTH_MAX = 1000,
	RAPPORT__RTF_FONTS_MAX = 4096 /* fonts of a higher number have the document's code page */
};

/* Appends the text, or the HTML where *html is true on return: clean UTF-8.
 * Fails with FORMAT where bytes are no RTF, and with MEMORY; what was appended until then stays. */
enum rapport_status rapport__rtf_read(struct rapport__charset *charset, const char *bytes,
				      size_t size, struct rapport__buffer *text, bool *html,
				      struct rapport_error *error);

#endif
