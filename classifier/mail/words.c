#include "mail/words.h"

#include <string.h>
#include <strings.h>

enum {
	/* RFC 2047 allows 75.  Bounds the search for the end of what only begins like a word. */
	WORD_BYTES_MAX = 16 * 1024
};

struct encoded_word {
	char charset[RAPPORT__CHARSET_NAME_BYTES];
	char encoding; /* 'B' or 'Q' */
	const char *payload, *next;
	size_t size;
};

/* Reads =?charset[*language]?B?payload?= at p. */
static bool read_word(const char *p, const char *end, struct encoded_word *word)
{
	const char *name = p + 2, *mark, *close;
	size_t size;

	if (end - p < 8 || p[0] != '=' || p[1] != '?')
		return false;
	if (end - p > WORD_BYTES_MAX)
		end = p + WORD_BYTES_MAX;
	mark = memchr(name, '?', (size_t)(end - name));
	if (!mark || end - mark < 5 || mark[2] != '?' || !memchr("BbQq", mark[1], 4))
		return false;
	close = memmem(mark + 3, (size_t)(end - mark - 3), "?=", 2);
	size = (size_t)(mark - name);
	if (!close || !size || size >= sizeof word->charset)
		return false;
	memcpy(word->charset, name, size);
	word->charset[size] = '\0';
	word->charset[strcspn(word->charset, "*")] = '\0';
	word->encoding = (char)(mark[1] & ~0x20);
	word->payload = mark + 3;
	word->size = (size_t)(close - word->payload);
	word->next = close + 2;
	return true;
}

static int digit_value(char digit, const char *digits)
{
	const char *place = digit ? strchr(digits, digit) : NULL;

	return place ? (int)(place - digits) : -1;
}

/* Both write at most word->size bytes, and return where they end. */
static char *decode_base64(const struct encoded_word *word, char *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < word->size && word->payload[i] != '='; i++) {
		int value = digit_value(word->payload[i], digits);

		if (value < 0)
			continue;
		bits = (bits << 6 | (unsigned)value) & 0xFFF;
		held += 6;
		if (held >= 8) {
			held -= 8;
			*out++ = (char)(bits >> held);
		}
	}
	return out;
}

static char *decode_quoted(const struct encoded_word *word, char *out)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	const char *p = word->payload, *end = p + word->size;

	for (; p < end; p++) {
		int high = end - p > 2 ? digit_value(p[1], digits) : -1;
		int low = end - p > 2 ? digit_value(p[2], digits) : -1;

		if (*p == '=' && high >= 0 && low >= 0) {
			*out++ = (char)((high & 15) << 4 | (low & 15));
			p += 2;
		} else {
			*out++ = *p == '_' ? ' ' : *p;
		}
	}
	return out;
}

static bool add_word(const struct encoded_word *word, struct rapport__buffer *bytes)
{
	char *end;

	if (!rapport__buffer_reserve(bytes, word->size))
		return false;
	end = bytes->data + bytes->size;
	end = word->encoding == 'B' ? decode_base64(word, end) : decode_quoted(word, end);
	bytes->size = (size_t)(end - bytes->data);
	return true;
}

/* Appends the word and those behind it, and moves *place behind the last. */
static bool take_words(struct rapport__charset *charset, struct encoded_word word, const char *end,
		       struct rapport__buffer *bytes, struct rapport__buffer *out,
		       const char **place)
{
	bytes->size = 0;
	for (;;) {
		struct encoded_word next;
		const char *start = word.next;
		bool more;

		if (!add_word(&word, bytes))
			return false;
		while (start < end && *start == ' ')
			start++;
		more = read_word(start, end, &next);
		if (!more || strcasecmp(word.charset, next.charset) != 0) {
			if (!rapport__charset_append(charset, word.charset, bytes->data,
						     bytes->size, out))
				return false;
			bytes->size = 0;
		}
		*place = word.next;
		if (!more)
			return true;
		word = next;
	}
}

bool rapport__words_decode(struct rapport__charset *charset, const char *text, size_t size,
			   struct rapport__buffer *bytes, struct rapport__buffer *out)
{
	const char *p = text, *end = text + size;

	while (p < end) {
		const char *start = memmem(p, (size_t)(end - p), "=?", 2);
		struct encoded_word word;
		bool is_word = start && read_word(start, end, &word);

		if (!start)
			start = end;
		else if (!is_word)
			start += 2;
		if (!rapport__charset_clean(p, (size_t)(start - p), out))
			return false;
		p = start;
		if (is_word && !take_words(charset, word, end, bytes, out, &p))
			return false;
	}
	return true;
}
