#include "mail/reply_fold.h"

#include "text/utf8.h"

#include <string.h>

enum {
	WORD_BYTES = 192, /* longer words are folded in pieces of this */
};

/* Arabic-Indic and Persian digits as ASCII; everything else as it is. */
static uint32_t plain_digit(uint32_t point)
{
	if (point >= 0x660 && point <= 0x669)
		return '0' + (point - 0x660);
	if (point >= 0x6F0 && point <= 0x6F9)
		return '0' + (point - 0x6F0);
	return point;
}

/* Adds a word, or what fits of it. */
static void add_word(struct rapport__reply_fold *fold, const char *word, size_t size, size_t place)
{
	size_t room = sizeof fold->text - 1 - fold->size;
	size_t taken = rapport__utf8_fold(word, size, fold->text + fold->size, room);

	for (size_t i = 0; i < taken; i++)
		fold->place[fold->size + i] = (uint16_t)place;
	fold->size += taken;
}

/* Folds the word beyond ASCII at the start of text, without its format characters.  Returns the
 * bytes read. */
static size_t add_wide_word(struct rapport__reply_fold *fold, const char *text, size_t size,
			    size_t place)
{
	char word[WORD_BYTES];
	size_t at = 0, used = 0;

	while (at < size && used + 4 < sizeof word) {
		uint32_t point;
		size_t taken = rapport__utf8_next(text + at, size - at, &point);
		uint32_t digit = plain_digit(point);

		if (rapport__utf8_kind(point) == RAPPORT__UTF8_SPACE)
			break;
		at += taken;
		if (point == '*' || rapport__utf8_kind(point) == RAPPORT__UTF8_FORMAT ||
		    rapport__utf8_kind(point) == RAPPORT__UTF8_OTHER)
			continue;
		if (digit != point) {
			word[used++] = (char)digit;
			continue;
		}
		memcpy(word + used, text + at - taken, taken);
		used += taken;
	}
	if (used)
		add_word(fold, word, used, place);
	return at;
}

static bool blank(unsigned char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Bytes of the word at the start of text; *wide tells whether it leaves ASCII. */
static size_t word_bytes(const char *text, size_t size, bool *wide)
{
	size_t at = 0;

	*wide = false;
	while (at < size && !blank((unsigned char)text[at])) {
		if ((unsigned char)text[at] & 0x80)
			*wide = true;
		at++;
	}
	return at;
}

static void add_narrow_word(struct rapport__reply_fold *fold, const char *text, size_t size,
			    size_t place)
{
	for (size_t i = 0; i < size && fold->size + 1 < sizeof fold->text; i++) {
		char byte = text[i];

		if (byte == '*' || (unsigned char)byte < ' ' || byte == 0x7F)
			continue;
		fold->place[fold->size] = (uint16_t)(place + i);
		fold->text[fold->size++] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a')
								      : byte;
	}
}

void rapport__reply_fold(const char *text, size_t size, struct rapport__reply_fold *fold)
{
	size_t at = 0;

	if (size > RAPPORT__REPLY_FOLD_BYTES)
		size = RAPPORT__REPLY_FOLD_BYTES;
	fold->size = 0;
	while (at < size) {
		size_t length, before = fold->size;
		bool wide;

		if (blank((unsigned char)text[at])) {
			at++;
			continue;
		}
		length = word_bytes(text + at, size - at, &wide);
		if (before && before + 1 < sizeof fold->text && fold->text[before - 1] != ' ') {
			fold->place[fold->size] = (uint16_t)at;
			fold->text[fold->size++] = ' ';
		}
		if (wide) {
			size_t taken = add_wide_word(fold, text + at, length, at);

			/* A wide blank (U+00A0 and its like) ends the word early. */
			length = taken ? taken
				       : rapport__utf8_next(text + at, length, &(uint32_t){ 0 });
		} else {
			add_narrow_word(fold, text + at, length, at);
		}
		at += length;
	}
	while (fold->size && fold->text[fold->size - 1] == ' ')
		fold->size--;
	fold->text[fold->size] = '\0';
}
