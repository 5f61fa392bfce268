#include "mail/reply_tail.h"

#include <stdint.h>
#include <string.h>

enum {
	SIGNATURE_LINES = 40, /* longest signature below a delimiter, a disclaimer with it */
	TAIL_LINES = 24,      /* longest signature below a sign-off */
	BLOCK_CONTACTS = 2,   /* lines of contacts that make a block of lines a signature */
	SURE_CONTACTS = 3,    /* the same where a sentence follows */
	ANNOUNCE_WORDS = 2,   /* "My address:" above a block makes it the writer's words */
	RULE_REACH = 4,       /* lines below a rule that tell what it parts */
};

/* A stretch of the message, its end moving up as what stands there is told. */
struct stretch {
	const char *text;
	const struct rapport__reply_look *looks;
	struct rapport__reply_line *lines;
	size_t first, last;
	bool before;
};

static bool is(const struct stretch *stretch, size_t at, uint32_t signs)
{
	return (stretch->looks[at].signs & signs) != 0;
}

static void mark(struct stretch *stretch, size_t from, size_t to, enum rapport__reply_kind kind,
		 double confidence)
{
	for (size_t i = from; i < to; i++) {
		if (is(stretch, i, RAPPORT__REPLY_IS_BLANK))
			continue;
		stretch->lines[i].kind = kind;
		stretch->lines[i].confidence = (float)confidence;
	}
}

/* From at to the end of the stretch is of this kind; the stretch ends there. */
static void cut(struct stretch *stretch, size_t at, enum rapport__reply_kind kind,
		double confidence)
{
	mark(stretch, at, stretch->last, kind, confidence);
	stretch->last = at;
}

static size_t skip_blank(const struct stretch *stretch, size_t at)
{
	while (at < stretch->last && is(stretch, at, RAPPORT__REPLY_IS_BLANK))
		at++;
	return at;
}

static void trim(struct stretch *stretch)
{
	stretch->first = skip_blank(stretch, stretch->first);
	while (stretch->last > stretch->first &&
	       is(stretch, stretch->last - 1, RAPPORT__REPLY_IS_BLANK))
		stretch->last--;
}

/* Counts no further than is needed to see that they are more than most. */
static size_t count_full(const struct stretch *stretch, size_t from, size_t most)
{
	size_t count = 0;

	for (size_t i = from; i < stretch->last && count <= most; i++)
		count += !is(stretch, i, RAPPORT__REPLY_IS_BLANK);
	return count;
}

/* One past the last line that reads like the writer's sentence; first where there is none. */
static size_t behind_prose(const struct stretch *stretch)
{
	size_t at = stretch->last;

	while (at > stretch->first &&
	       !(is(stretch, at - 1, RAPPORT__REPLY_IS_PROSE) &&
		 !is(stretch, at - 1,
		     RAPPORT__REPLY_IS_DISCLAIMER | RAPPORT__REPLY_IS_CONTACT |
			     RAPPORT__REPLY_IS_FOOTER | RAPPORT__REPLY_IS_SIGN_OFF)))
		at--;
	return at;
}

/* Does a rule of dashes part off a signature, not two parts of the text? */
static bool parts_signature(const struct stretch *stretch, size_t at)
{
	size_t seen = 0;

	for (size_t i = at + 1; i < stretch->last && seen < RULE_REACH; i++) {
		if (is(stretch, i, RAPPORT__REPLY_IS_BLANK))
			continue;
		if (is(stretch, i,
		       RAPPORT__REPLY_IS_CONTACT | RAPPORT__REPLY_IS_DISCLAIMER |
			       RAPPORT__REPLY_IS_FOOTER))
			return true;
		seen++;
	}
	return !seen;
}

/* "-- " and rules. */
static void cut_delimiter(struct stretch *stretch)
{
	size_t left = count_full(stretch, stretch->first, SIZE_MAX);

	for (size_t at = stretch->first; at < stretch->last; at++) {
		bool words = stretch->before || at > stretch->first;

		left -= !is(stretch, at, RAPPORT__REPLY_IS_BLANK);
		if (left > SIGNATURE_LINES)
			continue;
		if (is(stretch, at, RAPPORT__REPLY_IS_DELIMITER)) {
			cut(stretch, at, RAPPORT__REPLY_SIGNATURE, 0.95);
			return;
		}
		if (!words || !is(stretch, at, RAPPORT__REPLY_IS_RULE))
			continue;
		if (is(stretch, at, RAPPORT__REPLY_IS_RULE_LOW) || parts_signature(stretch, at)) {
			cut(stretch, at, RAPPORT__REPLY_SIGNATURE, 0.7);
			return;
		}
	}
}

/* "Sent from my phone": what stands below it is mostly an earlier message without its mark.  Where
 * it is the first line, some program put it there. */
static void cut_footer(struct stretch *stretch)
{
	for (size_t at = stretch->first; at < stretch->last; at++) {
		if (!is(stretch, at, RAPPORT__REPLY_IS_FOOTER))
			continue;
		if (at == stretch->first) {
			mark(stretch, at, at + 1, RAPPORT__REPLY_FOOTER, 0.9);
			stretch->first = skip_blank(stretch, at + 1);
			continue;
		}
		for (size_t i = at + 1; i < stretch->last; i++)
			mark(stretch, i, i + 1,
			     is(stretch, i, RAPPORT__REPLY_IS_FOOTER) ? RAPPORT__REPLY_FOOTER
								      : RAPPORT__REPLY_QUOTE,
			     0.6);
		stretch->last = at + 1;
		cut(stretch, at, RAPPORT__REPLY_FOOTER, 0.9);
		if (at - 1 > stretch->first && is(stretch, at - 1, RAPPORT__REPLY_IS_NAME) &&
		    is(stretch, at - 2, RAPPORT__REPLY_IS_BLANK))
			cut(stretch, at - 1, RAPPORT__REPLY_SIGN_OFF, 0.7);
		return;
	}
}

/* A heading such as "Disclaimer" or "Confidentiality notice:". */
static bool is_heading(const struct stretch *stretch, size_t at)
{
	static const char *const headings[] = { "disclaimer",  "confidential", "legal",
						"haftungsaus", "vertraulich",  "avis",
						"aviso",       "avvertenz",    "hinweis",
						"privacy",     "important",    "notice" };
	struct rapport__reply_fold fold;
	const struct rapport__reply_look *look = &stretch->looks[at];

	if (look->words > 4)
		return false;
	rapport__reply_fold(stretch->text + look->start, look->end - look->start, &fold);
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		if (strstr(fold.text, headings[i]))
			return true;
	return false;
}

static void cut_disclaimer(struct stretch *stretch)
{
	for (size_t at = stretch->first; at < stretch->last; at++) {
		size_t above;

		if (!is(stretch, at, RAPPORT__REPLY_IS_DISCLAIMER))
			continue;
		/* With the paragraph that it stands in, and the heading above. */
		while (at > stretch->first && !is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK) &&
		       is(stretch, at - 1, RAPPORT__REPLY_IS_PROSE))
			at--;
		above = at;
		while (above > stretch->first && is(stretch, above - 1, RAPPORT__REPLY_IS_BLANK))
			above--;
		if (above > stretch->first && is_heading(stretch, above - 1))
			at = above - 1;
		cut(stretch, at, RAPPORT__REPLY_DISCLAIMER,
		    stretch->before || at > stretch->first ? 0.85 : 0.6);
		return;
	}
}

/* Where the business card begins whose lines with numbers begin at top: blocks of short lines right
 * above belong to it if something in each says so. */
static size_t card_top(const struct stretch *stretch, size_t top, size_t prose)
{
	for (;;) {
		size_t end = top, start;
		bool card = false;

		while (end > prose && is(stretch, end - 1, RAPPORT__REPLY_IS_BLANK))
			end--;
		for (start = end; start > prose && !is(stretch, start - 1, RAPPORT__REPLY_IS_BLANK);
		     start--)
			card = card || is(stretch, start - 1,
					  RAPPORT__REPLY_IS_CARD | RAPPORT__REPLY_IS_CONTACT);
		if (!card || start == end)
			return top;
		top = start;
	}
}

/* A block of lines with telephone numbers and addresses, no sentence among them. */
static void cut_contacts(struct stretch *stretch)
{
	size_t prose = behind_prose(stretch);
	size_t at = stretch->first;

	while (at < stretch->last) {
		size_t end = at, contacts = 0, top = at;
		bool sentence = false;

		for (; end < stretch->last && !is(stretch, end, RAPPORT__REPLY_IS_BLANK); end++) {
			if (is(stretch, end, RAPPORT__REPLY_IS_CONTACT)) {
				contacts++;
			} else if (is(stretch, end, RAPPORT__REPLY_IS_PROSE)) {
				sentence = true;
				contacts = 0;
				top = end + 1;
			}
		}
		if (contacts >= (at >= prose ? BLOCK_CONTACTS : SURE_CONTACTS) &&
		    (top > stretch->first || stretch->before) && !(sentence && at < prose)) {
			size_t above = top;

			while (above > stretch->first &&
			       is(stretch, above - 1, RAPPORT__REPLY_IS_BLANK))
				above--;
			if (above > stretch->first &&
			    is(stretch, above - 1, RAPPORT__REPLY_HAS_COLON) &&
			    stretch->looks[above - 1].words >= ANNOUNCE_WORDS)
				return;
			if (top > prose)
				top = card_top(stretch, top, prose);
			cut(stretch, top, RAPPORT__REPLY_SIGNATURE,
			    top > stretch->first || stretch->before ? 0.75 : 0.6);
			return;
		}
		at = skip_blank(stretch, end);
	}
}

/* Does the writer take leave on this line? */
static bool takes_leave(const struct stretch *stretch, size_t at)
{
	size_t next = skip_blank(stretch, at + 1);

	if (at == stretch->first && !stretch->before)
		return false;
	if (is(stretch, at, RAPPORT__REPLY_IS_SIGN_OFF))
		return true;
	if (is(stretch, at, RAPPORT__REPLY_IS_DASHED) && is(stretch, at, RAPPORT__REPLY_IS_NAME))
		return at > stretch->first &&
		       (next == stretch->last || is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK));
	return is(stretch, at, RAPPORT__REPLY_IS_THANKS) && next < stretch->last &&
	       is(stretch, next, RAPPORT__REPLY_IS_NAME);
}

/* "Kind regards, / Anna", and what is below them. */
static void cut_sign_off(struct stretch *stretch)
{
	size_t at = behind_prose(stretch), name;

	while (at < stretch->last &&
	       (is(stretch, at, RAPPORT__REPLY_IS_BLANK) || !takes_leave(stretch, at) ||
		count_full(stretch, at, TAIL_LINES) > TAIL_LINES))
		at++;
	if (at >= stretch->last)
		return;
	name = at + 1;
	if (!is(stretch, at, RAPPORT__REPLY_IS_DASHED))
		name = skip_blank(stretch, name);
	if (name < stretch->last && is(stretch, name, RAPPORT__REPLY_IS_NAME) &&
	    !is(stretch, at, RAPPORT__REPLY_IS_DASHED))
		name++;
	else
		name = at + 1;
	cut(stretch, name, RAPPORT__REPLY_SIGNATURE, 0.8);
	if (is(stretch, at, RAPPORT__REPLY_IS_THANKS))
		return; /* "Thanks, Anna": these are words */
	cut(stretch, at, RAPPORT__REPLY_SIGN_OFF, 0.85);
}

void rapport__reply_tail(const char *text, const struct rapport__reply_look *looks,
			 struct rapport__reply_line *lines, size_t first, size_t last, bool before)
{
	struct stretch stretch = { text, looks, lines, first, last, before };

	trim(&stretch);
	cut_delimiter(&stretch);
	trim(&stretch);
	cut_footer(&stretch);
	trim(&stretch);
	cut_disclaimer(&stretch);
	trim(&stretch);
	cut_contacts(&stretch);
	trim(&stretch);
	cut_sign_off(&stretch);
	trim(&stretch);
	if (stretch.first < stretch.last && is(&stretch, stretch.first, RAPPORT__REPLY_IS_GREETING))
		mark(&stretch, stretch.first, stretch.first + 1, RAPPORT__REPLY_GREETING, 0.8);
}
