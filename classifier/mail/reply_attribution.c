#include "mail/reply_attribution.h"

#include "mail/reply_facts.h"

#include <string.h>

enum {
	TAIL_WORDS_BYTES = 24, /* "wrote" stands so near the end, or a date or address follows */
	DATE_NEAR_BYTES = 24,  /* "On ... 3": a digit so near behind */
	WEAK_BYTES = 110,      /* longest attribution with a verb and a date alone */
	DATE_FIRST_BYTES = 10, /* "уто, 4.": so near at the beginning */
	INSIDE_BYTES = 400,    /* of a line's end, where an attribution may stand behind text */
	INSIDE_LONGEST = 220,
	COLON_REACH = 8, /* bytes from the end, marks of direction among them */
	ANY_BYTES = 260, /* longest attribution in whatever language */
};

/* What folded text, taken as an attribution, has in it. */
struct parts {
	bool on, wrote, wrote_first, wrote_last, told, colon, date, strong, address, dashes;
};

static bool has_sign(const struct rapport__reply_look *look, uint32_t signs)
{
	return (look->signs & signs) != 0;
}

/* Size without dashes, brackets, quotation marks, full stops behind. */
static size_t trimmed(const char *text, size_t size)
{
	for (;;) {
		if (size && text[size - 1] && strchr("-_ >\").'=", text[size - 1]))
			size--;
		else if (size >= 2 && !memcmp(text + size - 2, "։", 2))
			size -= 2;
		else if (size >= 3 && !memcmp(text + size - 3, "。", 3))
			size -= 3;
		else
			return size;
	}
}

/* Is a person of a story the subject of the verb at text[at, behind): "I wrote", "schrieb er"? */
static bool is_told(const char *text, size_t size, size_t at, size_t behind)
{
	static const char *const before[] = { "i ",   "ich ",  "je ",  "yo ",  "eu ",   "we ",
					      "wir ", "he ",   "she ", "er ",  "they ", "nous ",
					      "il ",  "elle ", "hij ", "ik ",  "zij ",  "io ",
					      "ja ",  "я ",    "он ",  "она ", "мы ",   "jeg ",
					      "jag ", "han ",  "hun ", "hon ", "lui ",  "lei ",
					      "él ",  "ella ", "ele ", "ela ", "ön " };
	static const char *const after[] = { " ich", " er",  " sie", " wir", " ik",
					     " hij", " zij", " han", " hun", " jeg",
					     " jag", " hon", " mir", " me ", " us " };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t bytes = strlen(before[i]);

		if (at >= bytes && !memcmp(text + at - bytes, before[i], bytes) &&
		    (at == bytes || text[at - bytes - 1] == ' '))
			return true;
	}
	for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
		size_t bytes = strlen(after[i]);

		if (behind + bytes <= size && !memcmp(text + behind, after[i], bytes) &&
		    !rapport__reply_letter(text, size, behind + bytes))
			return true;
	}
	return false;
}

static void find_wrote(const char *text, size_t size, struct parts *parts)
{
	size_t length = 0, at = 0;

	while ((at = rapport__reply_lexicon_find(RAPPORT__REPLY_WROTE, text, size, at, &length)) <
	       size) {
		parts->wrote = true;
		parts->wrote_first = parts->wrote_first || !at;
		parts->wrote_last = size - (at + length) <= 2;
		parts->told = parts->told || is_told(text, size, at, at + length);
		at += length;
	}
}

static struct parts take_apart(const char *text, size_t size)
{
	struct parts parts = { 0 };
	size_t front = rapport__reply_ornament(text, size);
	size_t end = trimmed(text, size);
	unsigned dates;

	if (front >= end)
		return parts;
	text += front;
	parts.dashes = front >= 2 && end + 2 <= size && text[-(ptrdiff_t)front] == '-' &&
		       text[size - front - 1] == '-';
	end -= front;
	parts.on = (text[0] >= '0' && text[0] <= '9') ||
		   rapport__reply_lexicon_at(RAPPORT__REPLY_ON, text, end, NULL) ||
		   rapport__reply_lexicon_at(RAPPORT__REPLY_WEEKDAYS, text, end, NULL);
	parts.colon = text[end - 1] == ':';
	dates = rapport__reply_dates(text, end);
	parts.date = dates != 0;
	parts.strong = dates == (RAPPORT__REPLY_DAY | RAPPORT__REPLY_CLOCK);
	parts.address = rapport__reply_has_address(text, end);
	find_wrote(text, end, &parts);
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

/* Lines of ">" stand below: then less is needed. */
static bool is_above_quote(const struct parts *parts, size_t size)
{
	if (size > ANY_BYTES)
		return false;
	if (parts->colon)
		return (parts->wrote && (parts->wrote_last || size <= WEAK_BYTES)) ||
		       (parts->on && parts->date) || parts->address || parts->strong;
	return (parts->strong && parts->address) ||
	       (parts->wrote && (parts->strong || (parts->date && parts->address)));
}

static bool is_attribution(const char *text, size_t size, bool quote_follows)
{
	struct parts parts;

	if (size < 6)
		return false;
	parts = take_apart(text, size);
	if (is_bare(text, size, &parts))
		return true;
	if (parts.told)
		return false;
	if (parts.dashes && parts.wrote)
		return true;
	if (quote_follows && is_above_quote(&parts, size))
		return true;
	if (!parts.colon)
		return parts.wrote_last && parts.date &&
		       (parts.on || (parts.strong && parts.address));
	if (parts.wrote && parts.on && (parts.date || parts.address))
		return true;
	if (parts.wrote && (parts.wrote_first || parts.wrote_last) && parts.address)
		return true;
	if (parts.wrote && parts.date && (parts.address || (parts.strong && size <= WEAK_BYTES)))
		return true;
	if (parts.on && parts.date && parts.address)
		return true;
	return parts.strong && parts.address && size <= ANY_BYTES;
}

/* Could an attribution begin with this line? */
static bool may_begin(const struct rapport__reply_look *look)
{
	return has_sign(look, RAPPORT__REPLY_HAS_ON | RAPPORT__REPLY_HAS_DATE |
				      RAPPORT__REPLY_HAS_ADDRESS | RAPPORT__REPLY_HAS_COLON |
				      RAPPORT__REPLY_HAS_WROTE);
}

/* Lines of ">" follow, and the first is not the end of a wrapped attribution: "> wrote:". */
static bool quote_follows(const char *text, const struct rapport__reply_look *looks, size_t count,
			  size_t at)
{
	while (at < count && has_sign(&looks[at], RAPPORT__REPLY_IS_BLANK))
		at++;
	return at < count && has_sign(&looks[at], RAPPORT__REPLY_IS_QUOTED) &&
	       text[looks[at].end - 1] != ':';
}

/* The line behind a blank one goes on with the attribution: "<", "mailto:". */
static bool goes_on(const char *text, const struct rapport__reply_look *look)
{
	return look->end > look->start &&
	       (has_sign(look, RAPPORT__REPLY_HAS_ADDRESS) || text[look->start] == '<');
}

/* Tells quickly that the lines are none: neither a verb in them, nor a colon at their end, nor
 * what makes one above marked lines or by itself. */
static bool is_hopeless(const char *text, const struct rapport__reply_look *looks, size_t at,
			size_t last, bool quote)
{
	const struct rapport__reply_look *end = &looks[last];
	size_t tail = end->end - end->start < COLON_REACH ? end->start : end->end - COLON_REACH;
	uint32_t signs = 0;

	for (size_t i = at; i <= last; i++)
		signs |= looks[i].signs;
	if (signs & RAPPORT__REPLY_HAS_WROTE)
		return false;
	for (size_t i = tail; i < end->end; i++)
		if (text[i] == ':' || (unsigned char)text[i] == 0x9A) /* the last of U+FF1A */
			return false;
	if (!(signs & RAPPORT__REPLY_HAS_DATE))
		return true;
	return !quote && !has_sign(&looks[at], RAPPORT__REPLY_HAS_ON);
}

/* Is text of looks [at, last] an attribution? */
static bool window(const char *text, const struct rapport__reply_look *looks, size_t count,
		   size_t at, size_t last)
{
	struct rapport__reply_fold fold;
	size_t size = looks[last].end - looks[at].start;
	bool quote;

	if (size > RAPPORT__REPLY_ATTRIBUTION_BYTES)
		return false;
	quote = quote_follows(text, looks, count, last + 1);
	if (is_hopeless(text, looks, at, last, quote))
		return false;
	rapport__reply_fold(text + looks[at].start, size, &fold);
	return is_attribution(fold.text, fold.size, quote);
}

/* Not the line above the attribution, too: what begins as one does, or, where looks[at] does not
 * begin so, anything that is one by itself. */
static bool begins_later(const char *text, const struct rapport__reply_look *looks, size_t count,
			 size_t at, size_t last)
{
	const uint32_t facts = RAPPORT__REPLY_HAS_DATE | RAPPORT__REPLY_HAS_ADDRESS;
	bool begins = has_sign(&looks[at], RAPPORT__REPLY_HAS_ON) &&
		      (has_sign(&looks[at], RAPPORT__REPLY_HAS_DATE) ||
		       !has_sign(&looks[at], RAPPORT__REPLY_IS_PROSE));

	for (size_t later = at + 1; later <= last; later++) {
		const struct rapport__reply_look *look = &looks[later];

		bool on = has_sign(look, RAPPORT__REPLY_HAS_ON) &&
			  has_sign(look, RAPPORT__REPLY_HAS_DATE);
		bool other = !begins && has_sign(look, facts) && !has_sign(&looks[at], facts);

		if ((on || other) && window(text, looks, count, later, last))
			return true;
	}
	return false;
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
		if (begins_later(text, looks, count, at, last))
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

		at = rapport__reply_lexicon_find(RAPPORT__REPLY_ON, fold.text, fold.size, at,
						 &length);
		rest = fold.text + at;
		size = fold.size - at;
		if (size < 12 || size > INSIDE_LONGEST || strchr("<(\"@.", fold.text[at - 1]) ||
		    rest[length] == '@')
			continue;
		if (strcspn(rest, "0123456789") > DATE_NEAR_BYTES)
			continue;
		parts = take_apart(rest, size);
		if (parts.wrote && parts.colon && parts.date && parts.address && !parts.told)
			return from + fold.place[at];
	}
	return end;
}
