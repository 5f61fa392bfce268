#include "mail/reply_attribution.h"

#include <string.h>

enum {
	TAIL_WORDS_BYTES = 24, /* "wrote" stands so near the end, or a date or address follows */
	DATE_NEAR_BYTES = 24,  /* "On ... 3": a digit so near behind */
	WEAK_BYTES = 110,      /* longest attribution with a verb and a date alone */
	DATE_FIRST_BYTES = 10, /* "уто, 4.": so near at the beginning */
	INSIDE_BYTES = 400,    /* of a line's end, where an attribution may stand behind text */
	INSIDE_LONGEST = 220,
	HEADER_LINES = 40,   /* longest header block, with wrapped lists of addresses */
	HEADER_WRAPPED = 12, /* lines in a row that are no header name */
};

/* What folded text, taken as an attribution, has in it. */
struct parts {
	bool on, wrote, wrote_first, wrote_last, first_person, colon, date, address, dashes;
};

static bool has_sign(const struct rapport__reply_look *look, uint32_t signs)
{
	return (look->signs & signs) != 0;
}

/* Size without dashes, brackets, quotation marks behind. */
static size_t trimmed(const char *text, size_t size)
{
	while (size && strchr("-_ >\")", text[size - 1]))
		size--;
	return size;
}

static void find_wrote(const char *text, size_t size, struct parts *parts)
{
	static const char *const own[] = { "i ", "ich ", "je ", "yo ", "eu ", "we ", "wir " };
	size_t length = 0, at = 0;

	while ((at = rapport__reply_phrase_find(&rapport__reply_wrote, text, size, at, &length)) <
	       size) {
		parts->wrote = true;
		parts->wrote_first = parts->wrote_first || !at;
		parts->wrote_last = size - (at + length) <= 2;
		for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
			size_t bytes = strlen(own[i]);

			if (at >= bytes && !memcmp(text + at - bytes, own[i], bytes) &&
			    (at == bytes || text[at - bytes - 1] == ' '))
				parts->first_person = true;
		}
		at += length;
	}
}

static struct parts take_apart(const char *text, size_t size)
{
	struct parts parts = { 0 };
	size_t front = rapport__reply_ornament(text, size);
	size_t end = trimmed(text, size);

	if (front >= end)
		return parts;
	parts.on = (text[front] >= '0' && text[front] <= '9') ||
		   rapport__reply_phrase_at(&rapport__reply_on, text + front, end - front, NULL) ||
		   rapport__reply_phrase_at(&rapport__reply_weekdays, text + front, end - front,
					    NULL);
	parts.colon = text[end - 1] == ':';
	parts.dashes = front >= 2 && end + 2 <= size && text[0] == '-' && text[size - 1] == '-';
	parts.date = rapport__reply_has_date(text + front, end - front);
	parts.address = rapport__reply_has_address(text + front, end - front);
	find_wrote(text + front, end - front, &parts);
	return parts;
}

/* "2014-03-20 8:48 GMT+01:00 Anna <anna@example.com>": Google's old way, with no verb or colon. */
static bool is_bare(const char *text, size_t size, const struct parts *parts)
{
	const char *zone = strstr(text, "gmt");

	if (size < 12 || size > 160 || text[size - 1] == '<' || text[0] < '1' || text[0] > '2' ||
	    !parts->date || (text[4] != '-' && text[4] != '/'))
		return false;
	if (zone && zone > text + 8 && zone < text + 24)
		return true;
	return parts->address && (text[size - 1] == '>' || text[size - 1] == ':');
}

static bool is_attribution(const char *text, size_t size, bool quote_follows)
{
	struct parts parts;

	if (size < 6)
		return false;
	parts = take_apart(text, size);
	if (is_bare(text, size, &parts))
		return true;
	if (parts.first_person)
		return false;
	if (parts.dashes && parts.wrote && (parts.date || parts.address))
		return true;
	if (!parts.colon && !(parts.wrote_last && parts.on && parts.date))
		return false;
	if (parts.wrote && parts.on && (parts.date || parts.address))
		return true;
	if (parts.wrote && (parts.wrote_first || parts.wrote_last) && parts.address)
		return true;
	if (parts.wrote && parts.date && (parts.address || size <= WEAK_BYTES))
		return true;
	if (parts.on && parts.date && parts.address && parts.colon)
		return true;
	return quote_follows && parts.colon &&
	       ((parts.wrote && parts.wrote_last) || (parts.on && parts.date) || parts.address);
}

/* Could an attribution begin with this line? */
static bool may_begin(const struct rapport__reply_look *look)
{
	return has_sign(look, RAPPORT__REPLY_HAS_ON | RAPPORT__REPLY_HAS_DATE |
				      RAPPORT__REPLY_HAS_ADDRESS | RAPPORT__REPLY_HAS_COLON);
}

static bool quote_follows(const struct rapport__reply_look *looks, size_t count, size_t at)
{
	while (at < count && has_sign(&looks[at], RAPPORT__REPLY_IS_BLANK))
		at++;
	return at < count && has_sign(&looks[at], RAPPORT__REPLY_IS_QUOTED);
}

/* The line behind a blank one goes on with the attribution: "<", "mailto:". */
static bool goes_on(const char *text, const struct rapport__reply_look *look)
{
	return look->end > look->start &&
	       (has_sign(look, RAPPORT__REPLY_HAS_ADDRESS) || text[look->start] == '<');
}

/* Is text of looks [at, last] an attribution? */
static bool window(const char *text, const struct rapport__reply_look *looks, size_t count,
		   size_t at, size_t last)
{
	struct rapport__reply_fold fold;
	size_t size = looks[last].end - looks[at].start;

	if (size > RAPPORT__REPLY_ATTRIBUTION_BYTES)
		return false;
	rapport__reply_fold(text + looks[at].start, size, &fold);
	return is_attribution(fold.text, fold.size, quote_follows(looks, count, last + 1));
}

size_t rapport__reply_attribution(const char *text, const struct rapport__reply_look *looks,
				  size_t count, size_t at)
{
	bool gap = false;

	if (!may_begin(&looks[at]))
		return 0;
	for (size_t last = at; last < count && last < at + RAPPORT__REPLY_ATTRIBUTION_LINES;
	     last++) {
		const struct rapport__reply_look *look = &looks[last];

		if (has_sign(look, RAPPORT__REPLY_IS_BLANK)) {
			if (gap || last == at || last + 1 >= count ||
			    !has_sign(&looks[at], RAPPORT__REPLY_HAS_DATE) ||
			    !goes_on(text, &looks[last + 1]))
				return 0;
			gap = true;
			continue;
		}
		if (last > at && (has_sign(look, RAPPORT__REPLY_IS_RULE) ||
				  (has_sign(look, RAPPORT__REPLY_IS_QUOTED) && !gap)))
			return 0;
		if (!window(text, looks, count, at, last))
			continue;
		/* Not the line above the attribution, too. */
		for (size_t later = at + 1; later <= last; later++)
			if (has_sign(&looks[later], RAPPORT__REPLY_HAS_ON) &&
			    has_sign(&looks[later], RAPPORT__REPLY_HAS_DATE) &&
			    window(text, looks, count, later, last))
				return 0;
		return last - at + 1;
	}
	return 0;
}

size_t rapport__reply_attribution_inside(const char *text, size_t start, size_t end)
{
	struct rapport__reply_fold fold;
	size_t from = end - start > INSIDE_BYTES ? end - INSIDE_BYTES : start, length;

	while (from < end && ((unsigned char)text[from] & 0xC0) == 0x80)
		from++;
	rapport__reply_fold(text + from, end - from, &fold);
	if (!fold.size || fold.text[trimmed(fold.text, fold.size) - !!fold.size] != ':')
		return end;
	/* The line may be an attribution from its very beginning. */
	if (from == start &&
	    strcspn(fold.text, "0123456789") <=
		    (take_apart(fold.text, fold.size).on ? DATE_NEAR_BYTES : DATE_FIRST_BYTES))
		return end;
	for (size_t at = 1; at < fold.size; at += length ? length : 1) {
		const char *rest;
		size_t size;
		struct parts parts;

		at = rapport__reply_phrase_find(&rapport__reply_on, fold.text, fold.size, at,
						&length);
		rest = fold.text + at;
		size = fold.size - at;
		if (size < 12 || size > INSIDE_LONGEST)
			continue;
		if (strcspn(rest, "0123456789") > DATE_NEAR_BYTES)
			continue;
		parts = take_apart(rest, size);
		if (parts.wrote && parts.colon && parts.date && parts.address &&
		    !parts.first_person)
			return from + fold.place[at];
	}
	return end;
}

/* Does a line without a header name belong to the header above: a wrapped list of addresses? */
static bool wrapped(const struct rapport__reply_look *look)
{
	return has_sign(look, RAPPORT__REPLY_HAS_ADDRESS) &&
	       (!has_sign(look, RAPPORT__REPLY_IS_PROSE) ||
		has_sign(look, RAPPORT__REPLY_HAS_INDENT));
}

static void note(struct rapport__reply_header *header, unsigned char key)
{
	header->from |= key == RAPPORT__REPLY_KEY_FROM;
	header->sent |= key == RAPPORT__REPLY_KEY_SENT;
	header->date |= key == RAPPORT__REPLY_KEY_DATE;
	header->to |= key == RAPPORT__REPLY_KEY_TO;
	header->subject |= key == RAPPORT__REPLY_KEY_SUBJECT;
}

/* Which lines from at on make a block; *facts tells whether a date or an address stands in it. */
static struct rapport__reply_header gather(const struct rapport__reply_look *looks, size_t count,
					   size_t at, bool *facts)
{
	struct rapport__reply_header header = { 0 };
	size_t loose = 0;

	for (size_t i = at; i < count && i < at + HEADER_LINES; i++) {
		const struct rapport__reply_look *look = &looks[i];

		if (has_sign(look, RAPPORT__REPLY_IS_BLANK)) {
			/* One empty line between two headers. */
			if (i + 1 >= count || !looks[i + 1].key || (header.subject && header.from))
				break;
			continue;
		}
		if (!look->key) {
			if (++loose > HEADER_WRAPPED || !wrapped(look))
				break;
			header.lines = i - at + 1;
			continue;
		}
		loose = 0;
		header.sent_first = header.sent_first ||
				    (i == at && look->key == RAPPORT__REPLY_KEY_SENT);
		note(&header, look->key);
		*facts = *facts ||
			 has_sign(look, RAPPORT__REPLY_HAS_DATE | RAPPORT__REPLY_HAS_ADDRESS);
		header.lines = i - at + 1;
	}
	return header;
}

struct rapport__reply_header rapport__reply_header(const struct rapport__reply_look *looks,
						   size_t count, size_t at)
{
	struct rapport__reply_header header = { 0 };
	bool facts = false;
	int kinds;

	if (!looks[at].key)
		return header;
	if (has_sign(&looks[at], RAPPORT__REPLY_HAS_KEYS)) {
		header = (struct rapport__reply_header){ .lines = 1, .from = true, .to = true };
		return header;
	}
	header = gather(looks, count, at, &facts);
	kinds = header.from + (header.sent || header.date) + header.to + header.subject;
	if (kinds < 2 || !(header.from || header.sent || header.date) || (kinds == 2 && !facts))
		header.lines = 0;
	return header;
}
