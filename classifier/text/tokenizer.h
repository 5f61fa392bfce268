/* Text -> tokens, with byte offsets into the text as it came. */
#ifndef RAPPORT_TOKENIZER_H
#define RAPPORT_TOKENIZER_H

#include "memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rapport__token_kind {
	/* Letters and marks with inner digits and apostrophes: "b2b", "don't", "l'offre".  A hyphen
	 * parts words, so that "no-pressure" has the words and the negation of "no pressure". */
	RAPPORT__TOKEN_WORD,
	RAPPORT__TOKEN_NUMBER, /* digits with inner . , : / and letters behind: "1,200", "3rd" */
	RAPPORT__TOKEN_EMOJI,  /* a pictograph with all that joins it, or ":-)" */
	RAPPORT__TOKEN_STOP,   /* a run of . ! ? and their kin in other scripts: "...", "?!" */
	RAPPORT__TOKEN_PUNCTUATION, /* a run of one other mark: "," "(" "--" */
	RAPPORT__TOKEN_SYMBOL,      /* $ % + ... */
	RAPPORT__TOKEN_LINK,        /* http://..., www... */
	RAPPORT__TOKEN_ADDRESS,     /* somebody@somewhere */
};

enum {
	RAPPORT__TOKEN_CAPITAL = 1,    /* the first letter is a capital (ASCII and Latin) */
	RAPPORT__TOKEN_ALL_CAPS = 2,   /* two letters or more, all capitals */
	RAPPORT__TOKEN_SPACED = 4,     /* white space, or the text's start, stands before it */
	RAPPORT__TOKEN_LINE = 8,       /* so does a line end */
	RAPPORT__TOKEN_PARAGRAPH = 16, /* so does an empty line */
	RAPPORT__TOKEN_LONG = 32,      /* cut at RAPPORT__TOKEN_BYTES_MAX, the rest passed over */
};

/* Words, numbers and links beyond this are cut: nobody writes them, a hostile sender may. */
#define RAPPORT__TOKEN_BYTES_MAX 255

struct rapport__token {
	uint32_t start; /* byte of the text */
	uint8_t size;   /* bytes */
	uint8_t kind;   /* enum rapport__token_kind */
	uint8_t flags;
	uint8_t unused;
};

/* The zero value is empty and ready. */
struct rapport__tokens {
	struct rapport__token *data;
	size_t count, capacity;
};

/* Fills tokens anew with those of text; size must be at most RAPPORT_TEXT_BYTES_MAX.  Bytes that
 * are not UTF-8 part tokens as a blank does.  Takes time in proportion to size.  False without
 * memory. */
bool rapport__tokenize(const char *text, size_t size, struct rapport__tokens *tokens);
void rapport__tokens_clear(struct rapport__tokens *tokens);

#endif
