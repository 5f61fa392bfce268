#include "mail/reply_look.h"

#include "mail/reply_facts.h"
#include "mail/reply_look_notice.h"
#include "mail/reply_look_shape.h"

#include <string.h>

enum {
	NAME_WORDS = 4, /* longest name */
	NAME_BYTES = 48,
	PHRASE_BYTES = 6, /* shorter sign-offs begin many sentences */
	AFTER_WORDS = 2,  /* behind a sign-off: a name */
	GREETING_WORDS = 6,
};

static bool digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "Anna> ": one word of letters that begins with a capital. */
static size_t initials(const char *text, size_t size)
{
	size_t at = 0;

	if (!size || text[0] < 'A' || text[0] > 'Z')
		return 0;
	while (at < size && at < 12 && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z'))
		at++;
	if (at < size && text[at] == '>' && (at + 1 == size || text[at + 1] == ' '))
		return at + 1;
	return 0;
}

static bool quoted(const char *text, size_t size)
{
	size_t at = 0;

	while (at < size && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at < size && (text[at] == '>' || initials(text + at, size - at));
}

/* A phrase of the list that has the line for itself: behind it stands nothing, or a mark and some
 * words, or so few words that they may be a name.  "Best," is one, "Best month ever" is not. */
static bool alone(enum rapport__reply_list list, const char *text, size_t size, size_t at)
{
	size_t length = rapport__reply_lexicon_at(list, text + at, size - at, NULL);
	size_t words = 0;

	if (!length)
		return false;
	for (size_t i = at + length; i < size; i++) {
		words += text[i] == ' ';
		if (text[i] == '?' || text[i] == ':')
			return false;
	}
	at += length;
	if (at == size || text[at] != ' ')
		return words <= NAME_WORDS;
	if (length < PHRASE_BYTES)
		return false;
	return words <= AFTER_WORDS || (text[size - 1] == ',' && words <= NAME_WORDS);
}

static uint32_t look_leave(const char *text, size_t size, size_t words, size_t at)
{
	uint32_t signs = 0;

	if (at < size && size <= NAME_BYTES * 2) {
		if (alone(RAPPORT__REPLY_SIGN_OFFS, text, size, at))
			signs |= RAPPORT__REPLY_IS_SIGN_OFF;
		if (alone(RAPPORT__REPLY_THANKS, text, size, at))
			signs |= RAPPORT__REPLY_IS_THANKS;
	}
	if (words <= GREETING_WORDS &&
	    rapport__reply_lexicon_at(RAPPORT__REPLY_GREETINGS, text, size, NULL))
		signs |= RAPPORT__REPLY_IS_GREETING;
	return signs;
}

/* The key that begins at text[at], and where its colon ends; 0 where none is. */
static size_t key_at(const char *text, size_t size, size_t at, size_t *which)
{
	size_t found = rapport__reply_lexicon_at(RAPPORT__REPLY_KEYS, text + at, size - at, which);
	size_t end = at + found;

	while (found && end < size && text[end] == ' ')
		end++;
	if (!found || end >= size || text[end] != ':' || (end + 2 < size && text[end + 1] == '/'))
		return 0;
	return end + 1;
}

/* Header names on the line: the first one's kind if the line begins with it, and whether a whole
 * block stands on it. */
static uint32_t look_keys(const char *text, size_t size, size_t begin,
			  struct rapport__reply_look *look)
{
	size_t at = begin, keys = 0, which = 0, end;

	if (!memchr(text, ':', size))
		return 0;
	while (at < size) {
		end = key_at(text, size, at, &which);
		if (end) {
			if (at == begin)
				look->key = (unsigned char)rapport__reply_key_kind(which);
			keys++;
			at = end;
			continue;
		}
		/* On to where the next word may begin: behind a blank, a digit, a mark. */
		at++;
		while (at < size && ((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
		while (at < size && rapport__reply_letter(text, size, at) &&
		       rapport__reply_letter(text, size, at - 1) && !digit(text[at - 1]))
			at++;
	}
	if (keys == 2 && look->key == RAPPORT__REPLY_KEY_FROM && look->dates &&
	    (look->signs & RAPPORT__REPLY_HAS_ADDRESS))
		return RAPPORT__REPLY_HAS_KEYS;
	return keys >= 3 ? RAPPORT__REPLY_HAS_KEYS : 0;
}

/* "---- Forwarded message ----", "Begin forwarded message:", "---- Message from Anna ----". */
static uint32_t look_mark(const char *text, size_t size, size_t at, bool titled)
{
	size_t length, end;

	if (at >= size)
		return 0;
	length = rapport__reply_lexicon_at(RAPPORT__REPLY_MARKS, text + at, size - at, NULL);
	if (!length)
		return 0;
	end = at + length;
	while (end < size && text[end] == ' ')
		end++;
	if (titled || end == size || (at >= 2 && text[end] == text[0]) ||
	    (text[end] == ':' && end + 1 == size) || !strncmp(text + end, "processed by", 12) ||
	    !strncmp(text + end, "---", 3))
		return RAPPORT__REPLY_IS_MARK;
	return 0;
}

static void look_attribution(const char *text, size_t size, size_t at,
			     struct rapport__reply_look *look)
{
	size_t field;

	if (at < size &&
	    (digit(text[at]) ||
	     rapport__reply_lexicon_at(RAPPORT__REPLY_ON, text + at, size - at, NULL) ||
	     rapport__reply_lexicon_at(RAPPORT__REPLY_WEEKDAYS, text + at, size - at, NULL)))
		look->signs |= RAPPORT__REPLY_HAS_ON;
	look->dates = (unsigned char)rapport__reply_dates(text, size);
	if (look->dates)
		look->signs |= RAPPORT__REPLY_HAS_DATE;
	if (rapport__reply_has_address(text, size))
		look->signs |= RAPPORT__REPLY_HAS_ADDRESS;
	if (text[size - 1] == ':')
		look->signs |= RAPPORT__REPLY_HAS_COLON;
	field = at < size ? rapport__reply_field(text + at, size - at) : 0;
	if (field)
		look->signs |= RAPPORT__REPLY_IS_FIELD;
}

/* Signs of the raw line: what begins it. */
static void look_begin(const char *text, size_t size, struct rapport__reply_look *look)
{
	size_t at = 0;

	if (size >= 2 && (text[0] == '\t' || !memcmp(text, "  ", 2)))
		look->signs |= RAPPORT__REPLY_HAS_INDENT;
	while (at < size && (text[at] == ' ' || text[at] == '\t'))
		at++;
	if (at < size && text[at] >= 'a' && text[at] <= 'z')
		look->signs |= RAPPORT__REPLY_HAS_LOWER;
	if (at < size && text[at] && strchr("|:}%#!+", text[at]) &&
	    (at + 1 == size || text[at + 1] == ' '))
		look->bar = text[at];
}

void rapport__reply_look(const char *text, size_t start, size_t end,
			 struct rapport__reply_look *look)
{
	struct rapport__reply_fold fold;
	size_t size = end - start, at;

	*look = (struct rapport__reply_look){ .start = start, .end = end };
	if (size && quoted(text + start, size)) {
		look->signs = RAPPORT__REPLY_IS_QUOTED;
		return;
	}
	rapport__reply_fold(text + start, size, &fold);
	look->bytes = (uint16_t)fold.size;
	if (!fold.size) {
		look->signs = RAPPORT__REPLY_IS_BLANK;
		return;
	}
	look_begin(text + start, size, look);
	look->signs |= rapport__reply_look_rule(fold.text, fold.size);
	if (look->signs & (RAPPORT__REPLY_IS_RULE | RAPPORT__REPLY_IS_DELIMITER))
		return;
	at = rapport__reply_ornament(fold.text, fold.size);
	look->signs |= rapport__reply_look_words(fold.text, fold.size, &look->words);
	look_attribution(fold.text, fold.size, at, look);
	look->signs |= look_keys(fold.text, fold.size, at, look);
	look->signs |= look_mark(fold.text, fold.size, at, look->signs & RAPPORT__REPLY_IS_TITLED);
	look->signs |= look_leave(fold.text, fold.size, look->words, at);
	look->signs |= rapport__reply_look_contact(fold.text, fold.size, look->words);
	look->signs |= rapport__reply_look_notice(fold.text, fold.size, look->words, at);
}
