#include "mail/reply_phrase.h"

#include <string.h>

enum {
	CJK_LEAD = 0xE3, /* UTF-8 lead byte from which scripts do without blanks */
	LEAD_MAX = 0xEF, /* above it stand emoji */
};

/* clang-format off */
const unsigned char rapport__reply_letters[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};
/* clang-format on */

/* True where a phrase that takes the first length bytes of text ends with a word. */
static bool ends_word(const char *text, size_t size, size_t length)
{
	size_t last = length - 1;

	if (!rapport__reply_letter(text, size, last))
		return true;
	while (last && ((unsigned char)text[last] & 0xC0) == 0x80)
		last--;
	if ((unsigned char)text[last] >= CJK_LEAD)
		return true;
	/* "’" and its like are punctuation, not letters. */
	if (length + 1 < size && (unsigned char)text[length] == 0xE2 &&
	    (unsigned char)text[length + 1] == 0x80)
		return true;
	return !rapport__reply_letter(text, size, length);
}

/* The first phrase in [low, high) whose byte at column is not below byte. */
static size_t lower(const struct rapport__reply_table *table, size_t low, size_t high,
		    size_t column, unsigned byte)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((unsigned char)table->phrases[middle][column] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t rapport__reply_phrase_at(const struct rapport__reply_table *table, const char *text,
				size_t size, size_t *which)
{
	size_t low = 0, high = table->count, longest = 0;

	/* All phrases in [low, high) agree with text in the first column bytes. */
	for (size_t column = 0; column < size; column++) {
		unsigned byte = (unsigned char)text[column];

		if (!byte)
			break;
		low = lower(table, low, high, column, byte);
		if (low == high || (unsigned char)table->phrases[low][column] != byte)
			break;
		high = lower(table, low, high, column, byte + 1);
		if (table->phrases[low][column + 1] || !ends_word(text, size, column + 1))
			continue;
		longest = column + 1;
		if (which)
			*which = low;
	}
	return longest;
}

size_t rapport__reply_phrase_find(const struct rapport__reply_table *table, const char *text,
				  size_t size, size_t from, size_t *length)
{
	for (size_t at = from; at < size; at++) {
		if (!rapport__reply_begins_word(text, at))
			continue;
		*length = rapport__reply_phrase_at(table, text + at, size - at, NULL);
		if (*length)
			return at;
	}
	return size;
}

size_t rapport__reply_ornament(const char *text, size_t size)
{
	size_t at = 0;

	while (at < size) {
		if (strchr(" -_=~#*|<([{\"'.+", text[at]) && text[at]) {
			at++;
		} else if (at + 2 < size && (unsigned char)text[at] == 0xE2 &&
			   (unsigned char)text[at + 1] == 0x80 &&
			   (unsigned char)text[at + 2] >= 0x90 &&
			   (unsigned char)text[at + 2] <= 0xA2) {
			at += 3; /* U+2010 to U+2022: dashes, quotation marks, bullets */
		} else {
			break;
		}
	}
	return at;
}
