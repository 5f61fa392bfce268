#include "mail/reply_lexicon.h"

#include "mail/reply_beginnings.h"
#include "mail/reply_locale.h"
#include "mail/reply_locale_banner.h"
#include "mail/reply_locale_contact.h"
#include "mail/reply_locale_disclaimer.h"
#include "mail/reply_locale_footer.h"
#include "mail/reply_locale_greeting.h"
#include "mail/reply_locale_mark.h"
#include "mail/reply_locale_sign_off.h"
#include "mail/reply_openings.h"

#include <assert.h>
#include <stdint.h>

enum {
	OPENING_BYTES = 8,
};

const struct rapport__reply_table *rapport__reply_lexicon_table(enum rapport__reply_list list)
{
	static const struct rapport__reply_table *const tables[RAPPORT__REPLY_LISTS] = {
		[RAPPORT__REPLY_ON] = &rapport__reply_on,
		[RAPPORT__REPLY_WEEKDAYS] = &rapport__reply_weekdays,
		[RAPPORT__REPLY_WROTE] = &rapport__reply_wrote,
		[RAPPORT__REPLY_MARKS] = &rapport__reply_marks,
		[RAPPORT__REPLY_KEYS] = &rapport__reply_keys,
		[RAPPORT__REPLY_FOOTERS] = &rapport__reply_footers,
		[RAPPORT__REPLY_MEETINGS] = &rapport__reply_meetings,
		[RAPPORT__REPLY_ASIDES] = &rapport__reply_asides,
		[RAPPORT__REPLY_SIGN_OFFS] = &rapport__reply_sign_offs,
		[RAPPORT__REPLY_THANKS] = &rapport__reply_thanks,
		[RAPPORT__REPLY_GREETINGS] = &rapport__reply_greetings,
		[RAPPORT__REPLY_DISCLAIMERS] = &rapport__reply_disclaimers,
		[RAPPORT__REPLY_BANNERS] = &rapport__reply_banners,
		[RAPPORT__REPLY_CONTACTS] = &rapport__reply_contacts,
	};

	assert(list < RAPPORT__REPLY_LISTS);
	return tables[list];
}

unsigned rapport__reply_lexicon_beginning(const char *text, size_t size)
{
	unsigned char first = (unsigned char)text[0];
	uint32_t bytes = first;
	size_t most = first >= 0xE0 ? 3 : 4;

	static_assert(RAPPORT__REPLY_LISTS <= 16, "a bit for each list");
	static_assert(RAPPORT__REPLY_BEGINNINGS == 1 << 12, "as many as come out below");
	for (size_t i = 1; i < most && rapport__reply_letter(text, size, i); i++) {
		if (first < 0x80 && (unsigned char)text[i] >= 0x80)
			break;
		bytes |= (uint32_t)(unsigned char)text[i] << 8 * i;
	}
	return bytes * UINT32_C(0x9E3779B1) >> (32 - 12);
}

unsigned rapport__reply_lexicon_lists(const char *text, size_t size)
{
	return rapport__reply_beginnings[rapport__reply_lexicon_beginning(text, size)];
}

static unsigned opening(uint64_t bytes, enum rapport__reply_list list)
{
	static_assert(RAPPORT__REPLY_OPENINGS == 1 << 16, "as many as come out below");
	bytes = (bytes ^ (uint64_t)list << 56) * UINT64_C(0x9E3779B97F4A7C15);
	return (unsigned)(bytes >> 48);
}

unsigned rapport__reply_lexicon_opening(enum rapport__reply_list list, const char *text,
					size_t size)
{
	uint64_t bytes = 0;

	if (size < OPENING_BYTES)
		return opening(rapport__reply_lexicon_beginning(text, size), list);
	for (size_t i = 0; i < OPENING_BYTES; i++)
		bytes |= (uint64_t)(unsigned char)text[i] << 8 * i;
	return opening(bytes, list);
}

static bool opens(unsigned number)
{
	return rapport__reply_openings[number / 64] >> number % 64 & 1;
}

size_t rapport__reply_lexicon_at(enum rapport__reply_list list, const char *text, size_t size,
				 size_t *which)
{
	unsigned beginning;

	if (!size)
		return 0;
	beginning = rapport__reply_lexicon_beginning(text, size);
	if (!(rapport__reply_beginnings[beginning] >> list & 1))
		return 0;
	/* A phrase of eight bytes or more has these; a shorter one this beginning. */
	if (size >= OPENING_BYTES && !opens(rapport__reply_lexicon_opening(list, text, size)) &&
	    !opens(opening(beginning, list)))
		return 0;
	return rapport__reply_phrase_at(rapport__reply_lexicon_table(list), text, size, which);
}

size_t rapport__reply_lexicon_find(enum rapport__reply_list list, const char *text, size_t size,
				   size_t from, size_t *length)
{
	for (size_t at = from; at < size; at++) {
		if (!rapport__reply_begins_word(text, at))
			continue;
		*length = rapport__reply_lexicon_at(list, text + at, size - at, NULL);
		if (*length)
			return at;
	}
	return size;
}
