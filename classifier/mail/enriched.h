/* text/enriched (RFC 1896) and its forerunner text/richtext (RFC 1341). */
#ifndef RAPPORT_ENRICHED_H
#define RAPPORT_ENRICHED_H

#include "memory.h"

/* Appends the document as HTML, so that what reads HTML reads it: line ends, excerpts, verbatim
 * text; other commands are left out with no trace, parameters and comments with what is in them.
 * False without memory. */
bool rapport__enriched_to_html(const char *text, size_t size, bool richtext,
			       struct rapport__buffer *html);

#endif
