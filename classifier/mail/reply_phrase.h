/* Phrases of a table, found in folded text. */
#ifndef RAPPORT_MAIL_REPLY_PHRASE_H
#define RAPPORT_MAIL_REPLY_PHRASE_H

#include "mail/reply_fold.h"

#include <stdbool.h>
#include <stddef.h>

/* Phrases as rapport__reply_fold leaves them, sorted by strcmp, each once. */
struct rapport__reply_table {
	const char *const *phrases; /* [count] */
	size_t count;
};

/* The longest phrase of the table that text begins with and that ends where a word ends; *which
 * (may be NULL) is its number.  Returns its bytes, or 0 where there is none.
 * A phrase in a script without blanks between words ends anywhere. */
size_t rapport__reply_phrase_at(const struct rapport__reply_table *table, const char *text,
				size_t size, size_t *which);

/* The first place at or after from where a word begins with a phrase of the table; *length is that
 * phrase's bytes.  Returns size where there is none. */
size_t rapport__reply_phrase_find(const struct rapport__reply_table *table, const char *text,
				  size_t size, size_t from, size_t *length);

/* 1 for the bytes of letters and digits; bytes beyond ASCII count as letters. */
extern const unsigned char rapport__reply_letters[256];

/* True where a letter or digit stands at text[at]. */
static inline bool rapport__reply_letter(const char *text, size_t size, size_t at)
{
	return at < size && rapport__reply_letters[(unsigned char)text[at]];
}

/* Whether a word may begin at text[at], at < size: behind no letter, at no letter, or in a script
 * without blanks between words (UTF-8 lead bytes from 0xE3). */
static inline bool rapport__reply_begins_word(const char *text, size_t at)
{
	unsigned char byte = (unsigned char)text[at];

	if (byte == ' ' || (byte & 0xC0) == 0x80)
		return false;
	return !at || byte >= 0xE3 || !rapport__reply_letters[(unsigned char)text[at - 1]] ||
	       !rapport__reply_letters[byte];
}

/* Bytes of the dashes, brackets, bullets, quotation marks and blanks at the start. */
size_t rapport__reply_ornament(const char *text, size_t size);

#endif
