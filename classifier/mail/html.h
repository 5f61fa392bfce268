/* HTML to text.  The one user of libxml2. */
#ifndef RAPPORT_MAIL_HTML_H
#define RAPPORT_MAIL_HTML_H

#include "memory.h"
#include "rapport.h"

#include <stddef.h>

#define RAPPORT__HTML_BYTES_MAX      (16u * 1024u * 1024u) /* of one document: LIMIT above it */
#define RAPPORT__HTML_TEXT_BYTES_MAX (32u * 1024u * 1024u) /* of the text: LIMIT above it */
#define RAPPORT__HTML_DEPTH_MAX      512                   /* of nested elements: LIMIT above it */

/* Appends the text of an HTML document to *text.
 *
 * html  [size] UTF-8; bytes that are not come out as U+FFFD, NUL bytes are left out, and a charset
 *       that the document names is ignored.
 *
 * What comes out is UTF-8 that ends in one line feed (or nothing).  White space is folded as
 * browsers do, except in <pre>; blocks stand on lines of their own, with an empty line between
 * paragraphs; list items begin with "- " or their number; cells of a row are parted by a blank; of
 * a link only its text is left.  Scripts, styles, comments and hidden text (display:none,
 * visibility:hidden, zero sizes, preheaders) are left out, and so are characters that nobody sees.
 *
 * Quoted mail (blockquote, gmail_quote, yahoo_quoted, the blocks that Outlook, Apple Mail,
 * Thunderbird, Proton, Zimbra and others put around the mail they answer) has ">" before each line
 * for each depth up to RAPPORT__HTML_QUOTE_MAX, and a blank behind.  Header blocks without such
 * marks stay plain, for rapport__reply_classify to see.  Signatures that a program marked as such
 * come below a line "--".
 *
 * Work and memory are linear in size.  Any number of threads may call.
 * Fails with MEMORY and LIMIT; *text is then as before. */
enum rapport_status rapport__html_to_text(const char *html, size_t size,
					  struct rapport__buffer *text,
					  struct rapport_error *error);

#endif
