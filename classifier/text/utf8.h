/* UTF-8: validation, repair, case folding.  The one user of utf8proc. */
#ifndef RAPPORT_UTF8_H
#define RAPPORT_UTF8_H

#include "memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a code point is to the tokenizer. */
enum rapport__utf8_kind {
	RAPPORT__UTF8_OTHER,  /* blank, control, unassigned, not UTF-8 */
	RAPPORT__UTF8_LETTER, /* L* */
	RAPPORT__UTF8_MARK,   /* M*, joins what stands before it */
	RAPPORT__UTF8_DIGIT,  /* N* */
	RAPPORT__UTF8_PUNCTUATION,
	RAPPORT__UTF8_SYMBOL, /* S*: emoji among them */
	RAPPORT__UTF8_FORMAT, /* Cf: joiners, soft hyphen, bidirectional controls */
	RAPPORT__UTF8_SPACE,  /* Z*, tab, line ends */
};

/* The version of the Unicode tables: "15.0.0".  Static. */
const char *rapport__utf8_unicode_version(void);

/* Reads one code point.  size must be above 0.  Returns the bytes it takes, at least 1; where they
 * are no UTF-8 (overlong, surrogate, cut), *code_point is U+FFFD and 1 comes back. */
size_t rapport__utf8_next(const char *bytes, size_t size, uint32_t *code_point);

enum rapport__utf8_kind rapport__utf8_kind(uint32_t code_point);

bool rapport__utf8_valid(const char *bytes, size_t size);

/* Appends bytes to out with U+FFFD for each byte that is not UTF-8, so that out gains only valid
 * UTF-8.  NUL bytes are kept.  False without memory. */
bool rapport__utf8_repair(const char *bytes, size_t size, struct rapport__buffer *out);

/* Appends one code point (at most U+10FFFF and no surrogate, else U+FFFD) as UTF-8. */
bool rapport__utf8_append(struct rapport__buffer *out, uint32_t code_point);

/* Columns that a code point takes on a terminal: 0, 1 or 2. */
unsigned rapport__utf8_width(uint32_t code_point);

/* Whether a code point may change how a terminal shows what stands around it: controls,
 * bidirectional overrides and marks, line and paragraph separators, other invisible formatting. */
bool rapport__utf8_unsafe(uint32_t code_point);

/* Folds a word to NFKC_Casefold (Unicode 3.13, toNFKC_Casefold): ASCII by table, all else by
 * utf8proc.  Default ignorables vanish.  Writes at most room bytes, whole code points only, and
 * returns how many; input that is not UTF-8 or does not fit gives 0. */
size_t rapport__utf8_fold(const char *word, size_t size, char *out, size_t room);

#endif
