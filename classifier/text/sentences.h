/* Text -> sentences and lines, the passages that get a score of their own. */
#ifndef RAPPORT_SENTENCES_H
#define RAPPORT_SENTENCES_H

#include "text/tokenizer.h"

struct rapport__sentence {
	uint32_t start, end;  /* bytes of the text, [start, end), no white space at the ends */
	uint32_t first, last; /* tokens, [first, last) */
};

/* The zero value is empty and ready. */
struct rapport__sentences {
	struct rapport__sentence *data;
	size_t count, capacity;
};

/* Fills sentences anew: each token of the text lies in exactly one, in order.
 *
 * A sentence ends behind a stop (with the quotes, brackets and emoji that close it) unless the stop
 * belongs to an abbreviation, an initial or a list's number, or a small letter follows an ellipsis
 * or a closing quote; at an empty line; at a line end before a list's item; and at the end of a
 * line too short to have been broken by a mail program, when the next begins with a capital.  A
 * text without such marks is cut at RAPPORT__SENTENCE_TOKENS_MAX tokens.  False without memory. */
#define RAPPORT__SENTENCE_TOKENS_MAX 400

bool rapport__sentences_split(const char *text, const struct rapport__tokens *tokens,
			      struct rapport__sentences *sentences);
void rapport__sentences_clear(struct rapport__sentences *sentences);

#endif
