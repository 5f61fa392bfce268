#include "mail/reply_look_notice.h"

#include "mail/reply_sign.h"

#include <string.h>

enum {
	FOOTER_BYTES = 130,    /* longest footer */
	FOOTER_WORDS = 9,      /* longest footer without an excuse or a link */
	DISCLAIMER_BYTES = 24, /* shorter lines hold no disclaimer but its heading */
	SURE_BYTES = 24,       /* a phrase of a disclaimer so long is no chance */
	BANNER_REACH = 200,    /* of the line, in which a banner's phrase begins */
	BANNER_BYTES = 18,     /* a phrase of one so long is no chance within the line */
	MEETING_WORDS = 14,
};

static bool holds(const char *text, const char *const *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, parts[i]))
			return true;
	return false;
}
#define HOLDS(text, parts) holds(text, parts, sizeof(parts) / sizeof *(parts))

/* "Sent from my phone": the phrase and little behind it, unless that is an excuse or a link.  What
 * goes on as a sentence ("Sent from my desk, is much easier") is none. */
static uint32_t look_footer(const char *text, size_t size, size_t words, size_t at)
{
	static const char *const excuses[] = { "please", "excuse",  "sorry", "apolog",
					       "so ",    "forgive", "bitte", "pardon" };
	size_t length = rapport__reply_lexicon_at(RAPPORT__REPLY_FOOTERS, text + at, size - at,
						  NULL);
	const char *comma;

	if (!length || size > FOOTER_BYTES * 2)
		return 0;
	comma = strpbrk(text + at + length, ",;");
	for (size_t i = 0; comma && i < sizeof excuses / sizeof *excuses; i++)
		if (!strncmp(comma + 1 + (comma[1] == ' '), excuses[i], strlen(excuses[i])))
			return RAPPORT__REPLY_IS_FOOTER;
	if (comma || text[size - 1] == '?')
		return 0;
	if (strstr(text, "http") || strstr(text, ". please") || strstr(text, ". excuse"))
		return RAPPORT__REPLY_IS_FOOTER;
	return words <= FOOTER_WORDS && size <= FOOTER_BYTES ? RAPPORT__REPLY_IS_FOOTER : 0;
}

/* A device, and somewhere a word for sending: languages that put it at the end. */
static uint32_t look_device(const char *text, size_t size, size_t words)
{
	static const char *const devices[] = { "iphone",     "ipad",    "android",
					       "blackberry", "outlook", "galaxy",
					       "huawei",     "xiaomi",  "mobil" };
	static const char *const sent[] = {
		"gesendet", "gönderildi", "küldve",  "から送信", "에서 보냄", "傳送", "发送",
		"bidalia",  "envoyé",     "enviado", "inviato",  "via ",      "sent", "from mobile",
		"भेजा गया",  "அனுப்ப",      "पठाइए",   "göndəril", "ուղարկ",    "보냄", "보낸",
	};

	if (words > FOOTER_WORDS || size > FOOTER_BYTES || strpbrk(text, ",?"))
		return 0;
	return HOLDS(text, devices) && HOLDS(text, sent) ? RAPPORT__REPLY_IS_FOOTER : 0;
}

/* What stands for itself on a line: numbers by which help desks find a message again. */
static uint32_t look_token(const char *text, size_t size)
{
	const char *open = strstr(text, "ref:_");
	const char *more = open ? strstr(open + 5, ":ref") : NULL;

	if (more && open - text <= 3 && text + size - (more + 4) <= 3)
		return RAPPORT__REPLY_IS_ASIDE;
	if (!strncmp(text, "{#", 2) && text[size - 1] == '}' && !strchr(text, ' '))
		return RAPPORT__REPLY_IS_ASIDE;
	if (!strncmp(text, "[#", 2) && text[size - 1] == ']' && !strchr(text, ' '))
		return RAPPORT__REPLY_IS_ASIDE;
	return 0;
}

static uint32_t look_meeting(const char *text, size_t size, size_t words, size_t at)
{
	static const char *const links[] = { "teams.microsoft.com/l/meetup",
					     "zoom.us/j/",
					     "meet.google.com/",
					     "webex.com/",
					     "gotomeet",
					     "aka.ms/jointeamsmeeting",
					     "teams.live.com/meet",
					     "meeting.tencent.com",
					     "teams.microsoft.com/meet" };
	size_t length;

	if (words > MEETING_WORDS)
		return 0;
	length = rapport__reply_lexicon_at(RAPPORT__REPLY_MEETINGS, text + at, size - at, NULL);
	if (length && (at + length == size || strchr(":<|[(?", text[at + length]) ||
		       (at + length + 1 < size && strchr("<|[(:", text[at + length + 1]))))
		return RAPPORT__REPLY_IS_MEETING;
	return words <= 3 && HOLDS(text, links) ? RAPPORT__REPLY_IS_MEETING : 0;
}

/* What may stand anywhere on the line; one walk over its words for all of it. */
static uint32_t look_within(const char *text, size_t size, size_t begin)
{
	const unsigned wanted = 1u << RAPPORT__REPLY_DISCLAIMERS | 1u << RAPPORT__REPLY_BANNERS |
				1u << RAPPORT__REPLY_ASIDES | 1u << RAPPORT__REPLY_WROTE;
	uint32_t signs = 0;
	size_t until = 0; /* where the last phrase of a disclaimer ends */

	for (size_t at = 0; at < size; at++) {
		unsigned lists;
		size_t length;

		if (!rapport__reply_begins_word(text, at))
			continue;
		lists = rapport__reply_lexicon_lists(text + at, size - at) & wanted;
		if (!lists)
			continue;
		if (rapport__reply_lexicon_at(RAPPORT__REPLY_WROTE, text + at, size - at, NULL))
			signs |= RAPPORT__REPLY_HAS_WROTE;
		if (rapport__reply_lexicon_at(RAPPORT__REPLY_ASIDES, text + at, size - at, NULL))
			signs |= at <= begin && strchr(text, '#') ? RAPPORT__REPLY_IS_MARK
								  : RAPPORT__REPLY_IS_ASIDE;
		length = at < BANNER_REACH ? rapport__reply_lexicon_at(RAPPORT__REPLY_BANNERS,
								       text + at, size - at, NULL)
					   : 0;
		if (length >= BANNER_BYTES || (length && at <= begin))
			signs |= RAPPORT__REPLY_IS_BANNER;
		length = size >= DISCLAIMER_BYTES && at >= until
				 ? rapport__reply_lexicon_at(RAPPORT__REPLY_DISCLAIMERS, text + at,
							     size - at, NULL)
				 : 0;
		if (!length)
			continue;
		until = at + length;
		if (length >= SURE_BYTES || (signs & RAPPORT__REPLY_IS_LEGAL))
			signs |= RAPPORT__REPLY_IS_DISCLAIMER;
		signs |= RAPPORT__REPLY_IS_LEGAL;
	}
	return signs;
}

uint32_t rapport__reply_look_notice(const char *text, size_t size, size_t words, size_t begin)
{
	uint32_t signs = look_device(text, size, words) | look_token(text, size) |
			 look_within(text, size, begin);

	if (begin < size)
		signs |= look_footer(text, size, words, begin) |
			 look_meeting(text, size, words, begin);
	return signs;
}
