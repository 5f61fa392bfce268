#include "mail/reply_quote.h"

#include "mail/reply_attribution.h"
#include "mail/reply_header.h"

#include <string.h>

enum {
	WRAP_BYTES = 56, /* a quoted line so long may go on, unquoted, in the next */
	BAR_LINES = 2,   /* fewest lines in a row that a bar marks as quoted */
	INTRO_WORDS = 6, /* a line with a colon and so many words introduces a citation */
};

/* What is known while the lines are gone through. */
struct work {
	const char *text;
	const struct rapport__reply_look *looks; /* [count] */
	struct rapport__reply_line *lines;       /* [count] */
	size_t count;
	bool forwarded;  /* in a forwarded message that is quoted by marks */
	bool words;      /* lines of the writer stand above */
	bool introduced; /* an attribution or a header block stands above */
	bool searched;   /* last_intro is known */
	size_t last_intro;
};

static bool is(const struct work *work, size_t at, uint32_t signs)
{
	return at < work->count && (work->looks[at].signs & signs) != 0;
}

static void mark(struct work *work, size_t from, size_t to, enum rapport__reply_kind kind,
		 double confidence)
{
	for (size_t i = from; i < to && i < work->count; i++) {
		if (is(work, i, RAPPORT__REPLY_IS_BLANK))
			continue;
		work->lines[i].kind = kind;
		work->lines[i].confidence = (float)confidence;
	}
}

static size_t skip_blank(const struct work *work, size_t at)
{
	while (is(work, at, RAPPORT__REPLY_IS_BLANK))
		at++;
	return at;
}

/* Everything from at on is an earlier message. */
static size_t mark_rest(struct work *work, size_t at, enum rapport__reply_kind kind,
			double confidence)
{
	mark(work, at, work->count, kind, confidence);
	return work->count;
}

/* Lines of ">" from at on?  Such a quotation ends where they do. */
static bool marked_below(const struct work *work, size_t at)
{
	return is(work, skip_blank(work, at), RAPPORT__REPLY_IS_QUOTED);
}

/* One past the lines from at on that begin with the same bar, and have no second: a quotation in a
 * rarer mark, no table. */
static size_t barred_below(const struct work *work, size_t at)
{
	size_t end = at;
	char bar = at < work->count ? work->looks[at].bar : '\0';

	while (bar && end < work->count && work->looks[end].bar == bar) {
		const struct rapport__reply_look *look = &work->looks[end];
		const char *first = memchr(work->text + look->start, bar, look->end - look->start);

		if (memchr(first + 1, bar, (size_t)(work->text + look->end - first - 1)))
			break;
		end++;
	}
	return end - at >= BAR_LINES ? end : at;
}

static size_t mark_bars(struct work *work, size_t at)
{
	size_t end = barred_below(work, at);

	mark(work, at, end, RAPPORT__REPLY_QUOTE, 0.9);
	work->introduced = true;
	return end;
}

/* Behind an attribution of the lines [at, below).  Returns where to go on. */
static size_t below_attribution(struct work *work, size_t at, size_t below)
{
	size_t next = skip_blank(work, below);

	work->forwarded = false;
	work->introduced = true;
	mark(work, at, below, RAPPORT__REPLY_ATTRIBUTION, 0.9);
	if (next >= work->count || marked_below(work, below))
		return below;
	if (barred_below(work, next) > next)
		return mark_bars(work, next);
	/* With nothing above, what stands below without a mark may be all that the writer wrote. */
	if (!work->words && !is(work, next, RAPPORT__REPLY_HAS_INDENT))
		return below;
	return mark_rest(work, below, RAPPORT__REPLY_QUOTE, 0.85);
}

/* A header block at the very top may be the message's own, printed by some program: it names no
 * receiver, or an answered message follows below. */
static bool is_own_header(const struct work *work, struct rapport__reply_header header, size_t at)
{
	size_t below = at + header.lines;

	if (work->words || work->introduced || (!header.sent && !header.date))
		return false;
	if (header.sent && !header.date && (!header.to || header.sent_first))
		return true;
	for (at = below; at < work->count; at++) {
		if (rapport__reply_header(work->looks, work->count, at).lines)
			return true;
		if (rapport__reply_attribution(work->text, work->looks, work->count, at))
			return marked_below(work, at + 1);
	}
	return false;
}

static size_t below_header(struct work *work, size_t at, size_t below)
{
	/* The rule that programs draw above a header block. */
	size_t above = at;

	while (above && is(work, above - 1, RAPPORT__REPLY_IS_BLANK))
		above--;
	if (above && is(work, above - 1, RAPPORT__REPLY_IS_RULE))
		mark(work, above - 1, above, RAPPORT__REPLY_FORWARD_HEADER, 0.9);
	mark(work, at, below, RAPPORT__REPLY_FORWARD_HEADER, 0.95);
	work->introduced = true;
	work->forwarded = marked_below(work, below);
	if (work->forwarded)
		return below;
	return mark_rest(work, below, RAPPORT__REPLY_FORWARD, 0.9);
}

/* "---- Original Message ----" in any language, and the header block below it if there is one.
 * Without a word that the tables know, that block or marked lines must follow.  Returns where it
 * ends, or at where none begins. */
static size_t mark_end(const struct work *work, size_t at)
{
	struct rapport__reply_header header = { 0 };
	size_t next;

	if (!is(work, at, RAPPORT__REPLY_IS_MARK | RAPPORT__REPLY_IS_TITLED))
		return at;
	next = skip_blank(work, at + 1);
	if (next < work->count)
		header = rapport__reply_header(work->looks, work->count, next);
	if (header.lines)
		return next + header.lines;
	return is(work, at, RAPPORT__REPLY_IS_MARK) || marked_below(work, at + 1) ? at + 1 : at;
}

/* The line at, which no mark quotes.  Returns where to go on. */
static size_t classify_plain(struct work *work, size_t at)
{
	size_t length = mark_end(work, at);
	struct rapport__reply_header header;

	if (length > at)
		return below_header(work, at, length);
	header = rapport__reply_header(work->looks, work->count, at);
	if (header.lines && is_own_header(work, header, at)) {
		work->introduced = true;
		mark(work, at, at + header.lines, RAPPORT__REPLY_FORWARD_HEADER, 0.6);
		return at + header.lines;
	}
	if (header.lines)
		return below_header(work, at, at + header.lines);
	length = rapport__reply_attribution(work->text, work->looks, work->count, at);
	if (length)
		return below_attribution(work, at, at + length);
	work->words = work->words || (!is(work, at, RAPPORT__REPLY_IS_BLANK) &&
				      work->lines[at].kind == RAPPORT__REPLY_NEW);
	return at + 1;
}

/* A line that a mail program wrapped out of the quotation around it. */
static bool is_wrapped_quote(const struct work *work, size_t at)
{
	const struct rapport__reply_look *look = &work->looks[at];
	size_t from = look->start;

	if (!at || !is(work, at - 1, RAPPORT__REPLY_IS_QUOTED) ||
	    !is(work, at + 1, RAPPORT__REPLY_IS_QUOTED))
		return false;
	while (from < look->end && strchr(" (<[", work->text[from]))
		from++;
	if (look->end - from > 7 && !strncmp(work->text + from, "http", 4))
		return true;
	return (work->forwarded || is(work, at, RAPPORT__REPLY_HAS_LOWER)) &&
	       work->looks[at - 1].end - work->looks[at - 1].start >= WRAP_BYTES;
}

/* Is an earlier message introduced below? */
static bool introduced_below(struct work *work, size_t at)
{
	if (!work->searched) {
		work->searched = true;
		for (size_t i = at; i < work->count; i++)
			if (!is(work, i, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_QUOTED) &&
			    (rapport__reply_header(work->looks, work->count, i).lines ||
			     rapport__reply_attribution(work->text, work->looks, work->count, i)))
				work->last_intro = i;
	}
	return work->last_intro > at;
}

/* Does the writer go on below the marked lines, with no introduction of an earlier message? */
static bool goes_on_below(const struct work *work, size_t at)
{
	while (is(work, at, RAPPORT__REPLY_IS_QUOTED | RAPPORT__REPLY_IS_BLANK))
		at++;
	return at < work->count && mark_end(work, at) == at &&
	       !rapport__reply_header(work->looks, work->count, at).lines &&
	       !rapport__reply_attribution(work->text, work->looks, work->count, at);
}

/* Marked lines that are the writer's own citation, and no earlier message: none was introduced so
 * far, and a sentence that ends in a colon stands above, or they stand between the writer's lines
 * while the earlier message is introduced further below. */
static bool is_cited(struct work *work, size_t at)
{
	const uint32_t facts = RAPPORT__REPLY_HAS_WROTE | RAPPORT__REPLY_HAS_ADDRESS |
			       RAPPORT__REPLY_HAS_DATE;
	size_t above = at;

	if (work->introduced)
		return false;
	while (above && is(work, above - 1, RAPPORT__REPLY_IS_BLANK))
		above--;
	if (!above || work->lines[above - 1].kind != RAPPORT__REPLY_NEW)
		return false;
	if (is(work, above - 1, RAPPORT__REPLY_HAS_COLON) && !is(work, above - 1, facts) &&
	    work->looks[above - 1].words >= INTRO_WORDS)
		return true;
	return above == at && goes_on_below(work, at) && introduced_below(work, at);
}

static size_t mark_run(struct work *work, size_t at)
{
	bool cited = is(work, at, RAPPORT__REPLY_IS_QUOTED) && is_cited(work, at);

	while (at < work->count &&
	       (is(work, at, RAPPORT__REPLY_IS_QUOTED) || is_wrapped_quote(work, at))) {
		if (cited)
			work->lines[at].confidence = 0.6f;
		else
			mark(work, at, at + 1, RAPPORT__REPLY_QUOTE, 0.95);
		at++;
	}
	return at;
}

void rapport__reply_mark_quotes(const char *text, const struct rapport__reply_look *looks,
				struct rapport__reply_line *lines, size_t count)
{
	struct work work = { .text = text, .looks = looks, .lines = lines, .count = count };
	size_t at = 0;

	while (at < work.count) {
		if (is(&work, at, RAPPORT__REPLY_IS_QUOTED) || is_wrapped_quote(&work, at))
			at = mark_run(&work, at);
		else if (work.lines[at].kind == RAPPORT__REPLY_BANNER)
			at++;
		else if (work.looks[at].bar == '|' && barred_below(&work, at) > at)
			at = mark_bars(&work, at);
		else
			at = classify_plain(&work, at);
	}
}
