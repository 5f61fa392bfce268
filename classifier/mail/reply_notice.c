#include "mail/reply_notice.h"

#include <stdint.h>
#include <string.h>

enum {
	SIGNATURE_LINES = 40, /* longest signature below a delimiter, a disclaimer with it */
	RULE_REACH = 4,       /* lines below a rule that tell what it parts */
	PART_SENTENCES = 2,   /* so many below a line of dashes: it parts the text */
	MEETING_REACH = 8,    /* full lines in which an invitation shows itself */
	MEETING_LINES = 2,
	HEADING_WORDS = 4,
	LEADING = 3, /* most paragraphs of disclaimers above the writer's words */
};

static bool is(const struct rapport__reply_stretch *stretch, size_t at, uint32_t signs)
{
	return rapport__reply_stretch_is(stretch, at, signs);
}

/* Does a rule of dashes part off a signature, not two parts of the text? */
static bool parts_signature(const struct rapport__reply_stretch *stretch, size_t at)
{
	size_t seen = 0;

	for (size_t i = at + 1; i < stretch->last && seen < RULE_REACH; i++) {
		if (is(stretch, i, RAPPORT__REPLY_IS_BLANK))
			continue;
		if (is(stretch, i,
		       RAPPORT__REPLY_IS_CONTACT | RAPPORT__REPLY_IS_DISCLAIMER |
			       RAPPORT__REPLY_IS_FOOTER | RAPPORT__REPLY_IS_MEETING))
			return true;
		seen++;
	}
	return !seen;
}

/* Do sentences of the writer follow, and nothing that signatures have? */
static bool parts_text(const struct rapport__reply_stretch *stretch, size_t at)
{
	size_t sentences = 0;

	for (size_t i = at + 1; i < stretch->last; i++) {
		if (is(stretch, i,
		       RAPPORT__REPLY_IS_CONTACT | RAPPORT__REPLY_IS_LEGAL |
			       RAPPORT__REPLY_IS_FOOTER))
			return false;
		if (!is(stretch, i, RAPPORT__REPLY_IS_BLANK) &&
		    stretch->text[stretch->looks[i].end - 1] == '?')
			return true;
		sentences += rapport__reply_stretch_is_prose(stretch, i);
	}
	return sentences >= PART_SENTENCES;
}

/* "-- " as the standard has it, with its blank. */
static bool is_standard(const struct rapport__reply_stretch *stretch, size_t at)
{
	const struct rapport__reply_look *look = &stretch->looks[at];

	return look->end - look->start == 3 && !memcmp(stretch->text + look->start, "-- ", 3);
}

void rapport__reply_cut_delimiter(struct rapport__reply_stretch *stretch)
{
	size_t left = rapport__reply_stretch_full(stretch, stretch->first, SIZE_MAX);

	for (size_t at = stretch->first; at < stretch->last; at++) {
		bool words = stretch->before || at > stretch->first;

		left -= !is(stretch, at, RAPPORT__REPLY_IS_BLANK);
		if (left > SIGNATURE_LINES)
			continue;
		if (is(stretch, at, RAPPORT__REPLY_IS_DELIMITER) &&
		    (is_standard(stretch, at) || !parts_text(stretch, at))) {
			rapport__reply_stretch_cut(stretch, at, RAPPORT__REPLY_SIGNATURE, 0.95);
			return;
		}
		if (!words || !is(stretch, at, RAPPORT__REPLY_IS_RULE))
			continue;
		if (is(stretch, at, RAPPORT__REPLY_IS_RULE_LOW) ? !parts_text(stretch, at)
								: parts_signature(stretch, at)) {
			rapport__reply_stretch_cut(stretch, at, RAPPORT__REPLY_SIGNATURE, 0.7);
			return;
		}
	}
}

void rapport__reply_cut_footer(struct rapport__reply_stretch *stretch)
{
	for (size_t at = stretch->first; at < stretch->last; at++) {
		if (!is(stretch, at, RAPPORT__REPLY_IS_FOOTER))
			continue;
		if (at == stretch->first) {
			rapport__reply_stretch_mark(stretch, at, at + 1, RAPPORT__REPLY_FOOTER,
						    0.9);
			stretch->first = rapport__reply_stretch_skip_blank(stretch, at + 1);
			continue;
		}
		for (size_t i = at + 1; i < stretch->last; i++)
			rapport__reply_stretch_mark(stretch, i, i + 1,
						    is(stretch, i, RAPPORT__REPLY_IS_FOOTER)
							    ? RAPPORT__REPLY_FOOTER
							    : RAPPORT__REPLY_QUOTE,
						    0.6);
		stretch->last = at + 1;
		rapport__reply_stretch_cut(stretch, at, RAPPORT__REPLY_FOOTER, 0.9);
		if (at - 1 > stretch->first && is(stretch, at - 1, RAPPORT__REPLY_IS_NAME) &&
		    is(stretch, at - 2, RAPPORT__REPLY_IS_BLANK))
			rapport__reply_stretch_cut(stretch, at - 1, RAPPORT__REPLY_SIGN_OFF, 0.7);
		return;
	}
}

void rapport__reply_cut_meeting(struct rapport__reply_stretch *stretch)
{
	for (size_t at = stretch->first; at < stretch->last; at++) {
		size_t lines = 0, seen = 0;

		if (!is(stretch, at, RAPPORT__REPLY_IS_MEETING))
			continue;
		for (size_t i = at; i < stretch->last && seen < MEETING_REACH; i++) {
			seen += !is(stretch, i, RAPPORT__REPLY_IS_BLANK);
			lines += is(stretch, i, RAPPORT__REPLY_IS_MEETING);
		}
		if (lines < MEETING_LINES)
			continue;
		while (at > stretch->first &&
		       is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_RULE))
			at--;
		rapport__reply_stretch_cut(stretch, at, RAPPORT__REPLY_FOOTER, 0.85);
		return;
	}
}

/* A heading such as "Disclaimer" or "Confidentiality notice:". */
static bool is_heading(const struct rapport__reply_stretch *stretch, size_t at)
{
	static const char *const headings[] = {
		"disclaimer", "confidential",  "legal",     "haftungsaus", "vertraulich",
		"avis",       "aviso",         "avvert",    "hinweis",     "privacy",
		"important",  "notice",        "klauzul",   "upozorn",     "uwaga",
		"poufn",      "fortrolig",     "konfident", "внимание",    "конфиденц",
		"riservat",   "vertrouwelijk", "luottam",   "gizlilik",    "εμπιστευτ",
		"免责",       "免責",          "注意"
	};
	struct rapport__reply_fold fold;
	const struct rapport__reply_look *look = &stretch->looks[at];

	if (look->words > HEADING_WORDS)
		return false;
	rapport__reply_fold(stretch->text + look->start, look->end - look->start, &fold);
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		if (strstr(fold.text, headings[i]))
			return true;
	return false;
}

/* Does the line above end a sentence, and this one begin another? */
static bool begins_anew(const struct rapport__reply_stretch *stretch, size_t at)
{
	const struct rapport__reply_look *above = &stretch->looks[at - 1];
	size_t end = above->end;

	while (end > above->start && strchr(" \t", stretch->text[end - 1]))
		end--;
	return end > above->start && strchr(".!?", stretch->text[end - 1]) &&
	       !(above->signs & RAPPORT__REPLY_IS_LEGAL) &&
	       !is(stretch, at, RAPPORT__REPLY_HAS_LOWER);
}

/* Where the disclaimer begins whose first tell-tale line is at: the paragraph above it, as far as
 * it belongs, and the heading. */
static size_t disclaimer_top(const struct rapport__reply_stretch *stretch, size_t at)
{
	size_t above;

	while (at > stretch->first && !is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK) &&
	       is(stretch, at - 1, RAPPORT__REPLY_IS_PROSE) && !begins_anew(stretch, at))
		at--;
	above = at;
	while (above > stretch->first &&
	       is(stretch, above - 1, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_RULE))
		above--;
	return above > stretch->first && is_heading(stretch, above - 1) ? above - 1 : at;
}

/* The first line in the paragraph [at, end) that tells it for a disclaimer; end where none does. */
static size_t find_legal(const struct rapport__reply_stretch *stretch, size_t at, size_t end)
{
	size_t first = end, hints = 0;
	bool sure = false;

	for (size_t i = at; i < end; i++) {
		if (!is(stretch, i, RAPPORT__REPLY_IS_LEGAL))
			continue;
		first = first == end ? i : first;
		sure = sure || is(stretch, i, RAPPORT__REPLY_IS_DISCLAIMER);
		hints++;
	}
	return sure || hints > 1 ? first : end;
}

/* Does the writer speak from at on? */
static bool speaks(const struct rapport__reply_stretch *stretch, size_t at)
{
	for (; at < stretch->last; at++)
		if (is(stretch, at, RAPPORT__REPLY_IS_GREETING) ||
		    (rapport__reply_stretch_is_prose(stretch, at) &&
		     !is(stretch, at, RAPPORT__REPLY_IS_LEGAL)))
			return true;
	return false;
}

/* Stands nothing above at but, maybe, a greeting? */
static bool is_topic(const struct rapport__reply_stretch *stretch, size_t at)
{
	for (size_t i = stretch->first; i < at; i++)
		if (!is(stretch, i, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_GREETING))
			return false;
	return !stretch->before;
}

void rapport__reply_cut_disclaimer(struct rapport__reply_stretch *stretch)
{
	size_t at = stretch->first;
	int leading = 0;

	while (at < stretch->last) {
		size_t end = rapport__reply_stretch_paragraph_end(stretch, at);
		size_t legal = find_legal(stretch, at, end);

		if (legal == end) {
			at = rapport__reply_stretch_skip_blank(stretch, end);
			continue;
		}
		legal = disclaimer_top(stretch, legal);
		if (is_topic(stretch, legal) && leading++ < LEADING && speaks(stretch, end)) {
			if (legal == stretch->first)
				rapport__reply_stretch_mark(stretch, legal, end,
							    RAPPORT__REPLY_DISCLAIMER, 0.7);
			at = rapport__reply_stretch_skip_blank(stretch, end);
			if (legal == stretch->first)
				stretch->first = at;
			continue;
		}
		rapport__reply_stretch_cut(stretch, legal, RAPPORT__REPLY_DISCLAIMER,
					   stretch->before || legal > stretch->first ? 0.85 : 0.6);
		return;
	}
}
