#include "mail/reply_card.h"

#include <string.h>

enum {
	TAIL_LINES = 24,    /* longest signature below a sign-off */
	BLOCK_CONTACTS = 2, /* lines of contacts that make a block of lines a signature */
	SURE_CONTACTS = 3,  /* the same where a sentence follows */
	ANNOUNCE_WORDS = 2, /* "My address:" above a block makes it the writer's words */
	CARD_LINES = 16,    /* longest card below a name */
	CARD_WORDS = 16,    /* longest line of one */
	CARD_SCORE = 4,
	POSTSCRIPT_REACH = 8, /* lines from the end in which "PS:" may begin */
};

static bool is(const struct rapport__reply_stretch *stretch, size_t at, uint32_t signs)
{
	return rapport__reply_stretch_is(stretch, at, signs);
}

/* One past the last line that reads like the writer's sentence; first where there is none. */
static size_t behind_prose(const struct rapport__reply_stretch *stretch)
{
	size_t at = stretch->last;

	while (at > stretch->first && !rapport__reply_stretch_is_prose(stretch, at - 1))
		at--;
	return at;
}

/* Where the business card begins whose lines with numbers begin at top: blocks of short lines right
 * above belong to it if something in each says so. */
static size_t card_top(const struct rapport__reply_stretch *stretch, size_t top, size_t prose)
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

/* Is the block at top announced by a line like "Our new address:"? */
static bool is_announced(const struct rapport__reply_stretch *stretch, size_t top)
{
	while (top > stretch->first && is(stretch, top - 1, RAPPORT__REPLY_IS_BLANK))
		top--;
	return top > stretch->first && is(stretch, top - 1, RAPPORT__REPLY_HAS_COLON) &&
	       stretch->looks[top - 1].words >= ANNOUNCE_WORDS;
}

/* Nothing but numbers in [top, end), below a sentence and above nothing: they may be what was asked
 * for. */
static bool is_answer(const struct rapport__reply_stretch *stretch, size_t top, size_t end)
{
	for (size_t i = top; i < end; i++)
		if (!is(stretch, i, RAPPORT__REPLY_IS_CONTACT))
			return false;
	while (top > stretch->first && is(stretch, top - 1, RAPPORT__REPLY_IS_BLANK))
		top--;
	return end == stretch->last && top > stretch->first &&
	       rapport__reply_stretch_is_prose(stretch, top - 1);
}

void rapport__reply_cut_contacts(struct rapport__reply_stretch *stretch)
{
	size_t prose = behind_prose(stretch);
	size_t at = stretch->first;

	while (at < stretch->last) {
		size_t end = at, contacts = 0, top = at;
		bool sentence = false;

		for (; end < stretch->last && !is(stretch, end, RAPPORT__REPLY_IS_BLANK); end++) {
			if (is(stretch, end, RAPPORT__REPLY_IS_CONTACT)) {
				contacts++;
			} else if (rapport__reply_stretch_is_prose(stretch, end)) {
				sentence = true;
				contacts = 0;
				top = end + 1;
			}
		}
		if (contacts >= (at >= prose ? BLOCK_CONTACTS : SURE_CONTACTS) &&
		    (top > stretch->first || stretch->before) && !(sentence && at < prose)) {
			if (is_announced(stretch, top) || is_answer(stretch, top, end))
				return;
			if (top > prose)
				top = card_top(stretch, top, prose);
			rapport__reply_stretch_cut(stretch, top, RAPPORT__REPLY_SIGNATURE,
						   top > stretch->first || stretch->before ? 0.75
											   : 0.6);
			return;
		}
		at = rapport__reply_stretch_skip_blank(stretch, end);
	}
}

/* Does line at begin with a word of the name on line name? */
static bool repeats(const struct rapport__reply_stretch *stretch, size_t name, size_t at)
{
	struct rapport__reply_fold first, again;
	const struct rapport__reply_look *look = &stretch->looks[name];
	size_t word;

	rapport__reply_fold(stretch->text + look->start, look->end - look->start, &first);
	look = &stretch->looks[at];
	rapport__reply_fold(stretch->text + look->start, look->end - look->start, &again);
	word = rapport__reply_ornament(first.text, first.size);
	for (size_t end = word; end <= first.size; end++) {
		const char *found;

		if (end < first.size && rapport__reply_letter(first.text, first.size, end))
			continue;
		if (end - word < 3) {
			word = end + 1;
			continue;
		}
		first.text[end] = '\0';
		found = strstr(again.text, first.text + word);
		return found && !rapport__reply_letter(again.text, again.size,
						       (size_t)(found - again.text) + end - word);
	}
	return false;
}

/* The last paragraphs of the stretch, as far up as none of their lines is a sentence or announces
 * something. */
static size_t tail_top(const struct rapport__reply_stretch *stretch)
{
	size_t at = stretch->last, full = 0;

	while (at > stretch->first && full <= CARD_LINES) {
		if (rapport__reply_stretch_is_prose(stretch, at - 1) ||
		    is(stretch, at - 1, RAPPORT__REPLY_IS_RULE) ||
		    stretch->looks[at - 1].words > CARD_WORDS ||
		    (is(stretch, at - 1, RAPPORT__REPLY_HAS_COLON) &&
		     !is(stretch, at - 1, RAPPORT__REPLY_IS_CONTACT)))
			break;
		full += !is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK);
		at--;
	}
	while (at < stretch->last && at > stretch->first &&
	       !is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK) &&
	       !is(stretch, at, RAPPORT__REPLY_IS_BLANK))
		at++; /* not from the middle of a paragraph */
	return full > CARD_LINES ? stretch->last : at;
}

/* A name by its shape, and with a capital: no item of a list, no "Yes." */
static bool is_name(const struct rapport__reply_stretch *stretch, size_t at)
{
	const struct rapport__reply_look *look = &stretch->looks[at];

	return is(stretch, at, RAPPORT__REPLY_IS_NAME) &&
	       !is(stretch, at, RAPPORT__REPLY_HAS_LOWER | RAPPORT__REPLY_IS_DASHED) &&
	       stretch->text[look->end - 1] != '.';
}

/* How much the paragraph at and all below look like a card; intro is the line of a name in a
 * paragraph for itself right above, or at. */
static int card_score(const struct rapport__reply_stretch *stretch, size_t at, size_t intro)
{
	int contacts = 0, cards = 0, score = 0;
	bool again = intro < at && repeats(stretch, intro, at);

	for (size_t i = at; i < stretch->last; i++) {
		contacts += is(stretch, i, RAPPORT__REPLY_IS_CONTACT);
		cards += is(stretch, i, RAPPORT__REPLY_IS_CARD);
	}
	if (!contacts && !again)
		return 0; /* "Offer", and a table below it */
	score = (contacts > 2 ? 2 : contacts) * 2 + (cards > 0);
	score += is_name(stretch, at);
	return score + (intro < at) * 2 + again * 3;
}

static void cut_card(struct rapport__reply_stretch *stretch)
{
	size_t at = rapport__reply_stretch_skip_blank(stretch, tail_top(stretch));
	size_t intro = at;

	if (at < stretch->last && is_announced(stretch, at))
		return;
	while (at < stretch->last) {
		size_t end = rapport__reply_stretch_paragraph_end(stretch, at);
		bool alone = end == at + 1;

		if ((at > stretch->first || stretch->before) &&
		    (is_name(stretch, at) ||
		     is(stretch, at, RAPPORT__REPLY_IS_CARD | RAPPORT__REPLY_IS_CONTACT)) &&
		    !(alone && is(stretch, at, RAPPORT__REPLY_IS_NAME)) &&
		    card_score(stretch, at, intro) >= CARD_SCORE) {
			rapport__reply_stretch_cut(stretch, at, RAPPORT__REPLY_SIGNATURE, 0.75);
			return;
		}
		intro = alone && (is_name(stretch, at) ||
				  is(stretch, at, RAPPORT__REPLY_IS_SIGN_OFF))
				? at
				: stretch->last;
		at = rapport__reply_stretch_skip_blank(stretch, end);
		intro = intro == stretch->last ? at : intro;
	}
}

void rapport__reply_cut_card(struct rapport__reply_stretch *stretch)
{
	struct rapport__reply_stretch part = *stretch;

	for (size_t i = stretch->last; i > stretch->first && stretch->last - i < POSTSCRIPT_REACH;
	     i--)
		if (is(stretch, i - 1, RAPPORT__REPLY_IS_POSTSCRIPT))
			part.last = i - 1;
	if (part.last == stretch->last) {
		cut_card(stretch);
		return;
	}
	/* The words below stay. */
	rapport__reply_stretch_trim(&part);
	cut_card(&part);
}

/* Does the writer take leave on this line? */
static bool takes_leave(const struct rapport__reply_stretch *stretch, size_t at)
{
	size_t next;

	if ((at == stretch->first && !stretch->before) || is(stretch, at, RAPPORT__REPLY_IS_BLANK))
		return false;
	next = rapport__reply_stretch_skip_blank(stretch, at + 1);
	if (is(stretch, at, RAPPORT__REPLY_IS_SIGN_OFF))
		return true;
	if (is(stretch, at, RAPPORT__REPLY_IS_DASHED) && is(stretch, at, RAPPORT__REPLY_IS_NAME))
		return at > stretch->first &&
		       (next == stretch->last || is(stretch, at - 1, RAPPORT__REPLY_IS_BLANK));
	return is(stretch, at, RAPPORT__REPLY_IS_THANKS) && next < stretch->last &&
	       is(stretch, next, RAPPORT__REPLY_IS_NAME);
}

/* The first line of leave-taking below which nothing of the writer comes any more: no sentence, or
 * only such as stand behind the numbers of a card. */
static size_t find_leave(const struct rapport__reply_stretch *stretch)
{
	size_t found = stretch->last, full = 0;
	bool clean = true, postscript = false;

	for (size_t at = stretch->last; at-- > stretch->first && full <= TAIL_LINES;) {
		if (clean && takes_leave(stretch, at))
			found = at;
		full += !is(stretch, at, RAPPORT__REPLY_IS_BLANK);
		postscript = postscript || is(stretch, at, RAPPORT__REPLY_IS_POSTSCRIPT);
		if (rapport__reply_stretch_is_prose(stretch, at))
			clean = false;
		else if (!postscript && is(stretch, at, RAPPORT__REPLY_IS_CONTACT))
			clean = true;
	}
	return found;
}

void rapport__reply_cut_sign_off(struct rapport__reply_stretch *stretch)
{
	size_t at = find_leave(stretch), name;

	if (at >= stretch->last)
		return;
	name = at + 1;
	if (!is(stretch, at, RAPPORT__REPLY_IS_DASHED))
		name = rapport__reply_stretch_skip_blank(stretch, name);
	if (name < stretch->last && is(stretch, name, RAPPORT__REPLY_IS_NAME) &&
	    !is(stretch, at, RAPPORT__REPLY_IS_DASHED))
		name++;
	else
		name = at + 1;
	rapport__reply_stretch_cut(stretch, name, RAPPORT__REPLY_SIGNATURE, 0.8);
	if (is(stretch, at, RAPPORT__REPLY_IS_THANKS))
		return; /* "Thanks, Anna": these are words */
	rapport__reply_stretch_cut(stretch, at, RAPPORT__REPLY_SIGN_OFF, 0.85);
}
