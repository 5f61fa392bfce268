/* The text of an RTF document, put together from bytes of several code pages and from code points.
 *
 * Bytes are kept until others follow that are not of their code page, so that double-byte letters
 * are read whole, however they are written. */
#ifndef RAPPORT_RTF_TEXT_H
#define RAPPORT_RTF_TEXT_H

#include "outlook/codepage.h"

/* Zero but for charset and out is ready; both are borrowed. */
struct rapport__rtf_text {
	struct rapport__charset *charset;
	struct rapport__buffer *out;
	struct rapport__buffer run; /* bytes of run_page that are not decoded yet */
	uint32_t run_page;
	uint32_t surrogate; /* the first half of a pair, or 0 */
	bool no_memory;     /* something could not be added */
};

void rapport__rtf_text_clear(struct rapport__rtf_text *text); /* frees what is its own */

/* Adds bytes of a code page; those of symbol fonts are bullets, or left out. */
void rapport__rtf_text_bytes(struct rapport__rtf_text *text, uint32_t code_page, const char *bytes,
			     size_t size);

void rapport__rtf_text_character(struct rapport__rtf_text *text, uint32_t code_point);

/* Adds a unit of UTF-16, as \u gives it: halves of a pair come one after the other. */
void rapport__rtf_text_unit(struct rapport__rtf_text *text, uint32_t unit);

/* Decodes what was kept. */
void rapport__rtf_text_flush(struct rapport__rtf_text *text);

#endif
