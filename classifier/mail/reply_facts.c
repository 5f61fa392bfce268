#include "mail/reply_facts.h"

#include <string.h>

enum {
	FIELD_BYTES = 60, /* longest name of a field */
	FIELD_BLANKS = 3, /* most blanks in one */
	YEAR_FIRST = 1980,
	YEAR_LAST = 2099,
};

static bool digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The number that stands at text[*at], of at most 4 digits; *at moves behind it. */
static int number(const char *text, size_t size, size_t *at)
{
	int value = 0;
	size_t from = *at;

	while (*at < size && *at - from < 4 && digit(text[*at]))
		value = value * 10 + (text[(*at)++] - '0');
	return *at > from ? value : -1;
}

/* What the character behind a number says of it, in scripts that name hours and months so. */
static unsigned unit(const char *text, size_t size)
{
	static const struct {
		const char *sign;
		unsigned what;
	} units[] = {
		{ "時", RAPPORT__REPLY_CLOCK }, { "时", RAPPORT__REPLY_CLOCK },
		{ "点", RAPPORT__REPLY_CLOCK }, { "點", RAPPORT__REPLY_CLOCK },
		{ "시", RAPPORT__REPLY_CLOCK }, { "月", RAPPORT__REPLY_DAY },
		{ "월", RAPPORT__REPLY_DAY },
	};

	if (!size || !((unsigned char)text[0] & 0x80))
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t bytes = strlen(units[i].sign);

		if (bytes <= size && !memcmp(text, units[i].sign, bytes))
			return units[i].what;
	}
	return 0;
}

/* What a number, the mark behind it and the next number make; *at moves behind what was read. */
static unsigned pair(const char *text, size_t size, size_t *at, int first)
{
	size_t from;
	int second;
	char mark = text[*at];

	from = ++*at;
	second = number(text, size, at);
	if (second < 0)
		return 0;
	if (mark != ':' && mark != 'h' && *at + 1 < size && text[*at] == mark &&
	    digit(text[*at + 1]))
		return RAPPORT__REPLY_DAY;
	if (mark != '/' && mark != '-' && *at - from == 2 && first < 24 && second < 60)
		return RAPPORT__REPLY_CLOCK;
	return 0;
}

unsigned rapport__reply_dates(const char *text, size_t size)
{
	unsigned found = 0;

	for (size_t at = 0; at < size; at++) {
		size_t from = at;
		int first;

		if (!digit(text[at]))
			continue;
		first = number(text, size, &at);
		if (at < size && digit(text[at])) { /* no year, hour or day is so long */
			while (at < size && digit(text[at]))
				at++;
			continue;
		}
		if (at - from == 4 && first >= YEAR_FIRST && first <= YEAR_LAST)
			found |= RAPPORT__REPLY_DAY;
		if (at >= size)
			break;
		if (strchr(":.h/-", text[at]) && text[at])
			found |= pair(text, size, &at, first);
		else
			found |= unit(text + at, size - at);
		at--; /* what stands there may be the next number's first digit */
	}
	return found;
}

bool rapport__reply_has_address(const char *text, size_t size)
{
	const char *at = memchr(text, '@', size);

	while (at) {
		size_t place = (size_t)(at - text);
		unsigned char before = place ? (unsigned char)text[place - 1] : ' ';
		unsigned char after = place + 1 < size ? (unsigned char)text[place + 1] : ' ';

		if ((before >= 0x80 || digit((char)before) || (before >= 'a' && before <= 'z') ||
		     before == '_' || (before >= 'A' && before <= 'Z')) &&
		    (after >= 0x80 || digit((char)after) || (after >= 'a' && after <= 'z') ||
		     (after >= 'A' && after <= 'Z')))
			return true;
		at = memchr(at + 1, '@', size - place - 1);
	}
	return false;
}

size_t rapport__reply_field(const char *text, size_t size)
{
	size_t blanks = 0;

	for (size_t at = 0; at < size && at < FIELD_BYTES && blanks <= FIELD_BLANKS; at++) {
		if (text[at] == ':') {
			if (!at || digit(text[at - 1]) ||
			    (at + 1 < size && (text[at + 1] == '/' || text[at + 1] == '\\')))
				return 0;
			return at;
		}
		if (digit(text[at]) || (strchr("<@,;.?!\"", text[at]) && text[at]))
			return 0;
		blanks += text[at] == ' ';
	}
	return 0;
}
