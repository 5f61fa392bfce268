/* Text with lines, paragraphs and quotations, put together piece by piece. */
#ifndef RAPPORT_MAIL_HTML_TEXT_H
#define RAPPORT_MAIL_HTML_TEXT_H

#include "memory.h"

#include <stdbool.h>
#include <stddef.h>

#define RAPPORT__HTML_QUOTE_MAX 16 /* depth of quotation that is written; deeper looks like it */

/* Zero but for out is ready. */
struct rapport__html_text {
	struct rapport__buffer *out; /* borrowed */
	size_t quote;                /* depth of what comes */
	bool preformatted;           /* white space of what comes counts */
	size_t line_quote;           /* depth of the present or last line */
	int feeds;                   /* line ends owed before the next word: 0, 1, 2 */
	bool blank;                  /* a blank is owed */
	bool begun;                  /* something was written */
};

/* Ends the line, if there is one; twice leaves an empty line. */
void rapport__html_text_break(struct rapport__html_text *text, int feeds);

/* <br>: always a line end, so that two leave an empty line. */
void rapport__html_text_feed(struct rapport__html_text *text);

void rapport__html_text_blank(struct rapport__html_text *text);

/* Adds a run of text, folding its white space.  False without memory. */
bool rapport__html_text_add(struct rapport__html_text *text, const char *bytes, size_t size);

#endif
