#include "mail/reply_phrase.h"

#include "text/utf8.h"

#include <string.h>

enum {
	WORD_BYTES = 192, /* longer words are folded in pieces of this */
	CJK_LEAD = 0xE3,  /* UTF-8 lead byte from which scripts do without blanks */
	LEAD_MAX = 0xEF,  /* above it stand emoji */
};

bool rapport__reply_letter(const char *text, size_t size, size_t at)
{
	unsigned char byte;

	if (at >= size)
		return false;
	byte = (unsigned char)text[at];
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
	       (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

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
		high = lower(table, low, high, column, byte + 1);
		if (low == high)
			break;
		if (table->phrases[low][column + 1] || !ends_word(text, size, column + 1))
			continue;
		longest = column + 1;
		if (which)
			*which = low;
	}
	return longest;
}

/* A bit number for the first three bytes of text, as far as they are one word. */
static unsigned hash_begin(const char *text, size_t size)
{
	unsigned hash = (unsigned char)text[0] * 0x9E5u;

	if (!rapport__reply_letter(text, size, 1))
		return hash & 4095;
	hash += (unsigned char)text[1] * 0x1F3u;
	if (rapport__reply_letter(text, size, 2))
		hash += (unsigned char)text[2] * 0x35u;
	return hash & 4095;
}

void rapport__reply_filter_init(struct rapport__reply_filter *filter,
				const struct rapport__reply_table *table)
{
	*filter = (struct rapport__reply_filter){ .table = table };
	for (size_t i = 0; i < table->count; i++) {
		/* The NUL behind a short phrase ends its word, as a blank would. */
		unsigned bit = hash_begin(table->phrases[i], 3);

		filter->begins[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

size_t rapport__reply_filter_at(const struct rapport__reply_filter *filter, const char *text,
				size_t size, size_t *which)
{
	unsigned bit;

	if (!size)
		return 0;
	bit = hash_begin(text, size);
	if (!(filter->begins[bit / 64] >> bit % 64 & 1))
		return 0;
	return rapport__reply_phrase_at(filter->table, text, size, which);
}

/* May a word begin at text[at]? */
static bool begins_word(const char *text, size_t size, size_t at)
{
	unsigned char byte = (unsigned char)text[at];

	if (byte == ' ' || (byte & 0xC0) == 0x80)
		return false;
	return !at || byte >= CJK_LEAD || !rapport__reply_letter(text, size, at - 1) ||
	       !rapport__reply_letter(text, size, at);
}

size_t rapport__reply_filter_find(const struct rapport__reply_filter *filter, const char *text,
				  size_t size, size_t from, size_t *length)
{
	for (size_t at = from; at < size; at++) {
		if (!begins_word(text, size, at))
			continue;
		*length = rapport__reply_filter_at(filter, text + at, size - at, NULL);
		if (*length)
			return at;
	}
	return size;
}

size_t rapport__reply_phrase_find(const struct rapport__reply_table *table, const char *text,
				  size_t size, size_t from, size_t *length)
{
	for (size_t at = from; at < size; at++) {
		if (!begins_word(text, size, at))
			continue;
		*length = rapport__reply_phrase_at(table, text + at, size - at, NULL);
		if (*length)
			return at;
	}
	return size;
}

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

static bool digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The number that stands at text[*at], of at most 4 digits; *at moves behind it.  -1: none. */
static int number(const char *text, size_t size, size_t *at)
{
	int value = 0;
	size_t from = *at;

	while (*at < size && *at - from < 4 && digit(text[*at]))
		value = value * 10 + (text[(*at)++] - '0');
	return *at > from ? value : -1;
}

bool rapport__reply_has_date(const char *text, size_t size)
{
	for (size_t at = 0; at < size; at++) {
		size_t end = at, from = at;
		int first, second;
		char mark;

		if (!digit(text[at]))
			continue;
		first = number(text, size, &end);
		at = end;
		if (end - from == 4 && first >= 1980 && first < 2100 &&
		    (end >= size || !digit(text[end])))
			return true;
		if (end >= size || !strchr(":.h/-", text[end]))
			continue;
		mark = text[end++];
		from = end;
		second = number(text, size, &end);
		if (second < 0)
			continue;
		if (mark != '/' && mark != '-' && end - from == 2 && first < 24 && second < 60)
			return true;
		if (mark != ':' && mark != 'h' && end + 1 < size && text[end] == mark &&
		    digit(text[end + 1]))
			return true;
	}
	return false;
}

bool rapport__reply_has_address(const char *text, size_t size)
{
	const char *at = memchr(text, '@', size);

	while (at) {
		size_t place = (size_t)(at - text);

		if (place && rapport__reply_letter(text, size, place - 1) &&
		    rapport__reply_letter(text, size, place + 1))
			return true;
		at = memchr(at + 1, '@', size - place - 1);
	}
	return false;
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
