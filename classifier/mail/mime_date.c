#include "mail/mime_date.h"

#include <string.h>
#include <strings.h>

enum {
	DATE_WORDS_MAX = 32
};

struct word {
	const char *start;
	size_t size;
};

static bool is_name(const struct word *word, const char *names)
{
	if (word->size != 3)
		return false;
	for (; *names; names += 3)
		if (!strncasecmp(names, word->start, 3))
			return true;
	return false;
}

static bool consists_of(const struct word *word, const char *letters)
{
	for (size_t i = 0; i < word->size; i++)
		if (!memchr(letters, word->start[i], strlen(letters)))
			return false;
	return true;
}

static bool is_number(const struct word *word, size_t digits_min, size_t digits_max)
{
	return consists_of(word, "0123456789") && word->size >= digits_min &&
	       word->size <= digits_max;
}

/* "9:05", "09:05:59" */
static bool is_time(const struct word *word)
{
	return consists_of(word, "0123456789:") && word->size >= 4 && word->size <= 8 &&
	       memchr(word->start + 1, ':', 2);
}

static size_t split_words(const char *p, const char *end, struct word words[DATE_WORDS_MAX])
{
	size_t count = 0;

	while (count < DATE_WORDS_MAX) {
		while (p < end && memchr(" \t\r\n,", *p, 5))
			p++;
		if (p == end)
			break;
		words[count].start = p;
		while (p < end && !memchr(" \t\r\n,", *p, 5))
			p++;
		words[count].size = (size_t)(p - words[count].start);
		count++;
	}
	return count;
}

bool rapport__mime_has_date(const char *p, const char *end)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	static const char days[] = "SunMonTueWedThuFriSat";
	struct word words[DATE_WORDS_MAX];
	size_t count = split_words(p, end, words);

	for (size_t m = 1; m + 2 < count; m++) {
		if (!is_name(&words[m], months))
			continue;
		if (is_number(&words[m - 1], 1, 2) && is_number(&words[m + 1], 4, 4) &&
		    is_time(&words[m + 2]))
			return true;
		if (!is_name(&words[m - 1], days) || !is_number(&words[m + 1], 1, 2) ||
		    !is_time(&words[m + 2]))
			continue;
		for (size_t y = m + 3; y < count && y < m + 6; y++)
			if (is_number(&words[y], 4, 4))
				return true;
	}
	return false;
}
