#include "mail/reply.h"

#include "mail/reply_attribution.h"
#include "mail/reply_tail.h"
#include "status.h"

#include <string.h>

enum {
	BANNER_REACH = 8, /* full lines from the top, among which a banner may stand */
	BANNER_LINES = 6, /* longest banner */
	WRAP_BYTES = 56,  /* a quoted line so long may go on, unquoted, in the next */
};

static const float WEAK = 0.65f; /* confidence below which a cut may be undone */

/* What is known while the lines are gone through. */
struct work {
	const char *text;
	size_t size;
	struct rapport__reply_lexicon lexicon;
	struct rapport__reply_look *looks; /* [count] */
	size_t count, capacity;
	struct rapport__reply_line *lines; /* [count] */
	bool forwarded;                    /* in a forwarded message that is quoted by marks */
	bool words;                        /* lines of the writer stand above */
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

static bool add_look(struct work *work, size_t start, size_t end)
{
	if (!rapport__grow(&work->looks, &work->capacity, work->count + 1, sizeof *work->looks))
		return false;
	rapport__reply_look(&work->lexicon, work->text, start, end, &work->looks[work->count++]);
	return true;
}

/* Adds the line text[start, end): as two where an attribution stands behind words. */
static bool add_line(struct work *work, size_t start, size_t end)
{
	const struct rapport__reply_look *look;
	size_t split;

	if (!add_look(work, start, end))
		return false;
	look = &work->looks[work->count - 1];
	if ((look->signs & RAPPORT__REPLY_IS_QUOTED) || end - start < 24 ||
	    !memchr(work->text + end - 4, ':', 4))
		return true;
	split = rapport__reply_attribution_inside(work->text, start, end);
	if (split >= end || split == start)
		return true;
	work->count--;
	while (split > start && strchr("- ", work->text[split - 1]))
		split--;
	return (split == start || add_look(work, start, split)) && add_look(work, split, end);
}

static bool add_lines(struct work *work)
{
	size_t start = 0;

	while (start < work->size) {
		const char *feed = memchr(work->text + start, '\n', work->size - start);
		size_t next = feed ? (size_t)(feed - work->text) + 1 : work->size;
		size_t end = feed ? next - 1 : next;

		if (end > start && work->text[end - 1] == '\r')
			end--;
		if (work->count >= RAPPORT__REPLY_LINES_MAX) {
			next = work->size;
			end = next;
		}
		if (!add_line(work, start, end))
			return false;
		start = next;
	}
	return true;
}

/* Does the whole message begin with a warning of the receiver's mail server? */
static void mark_banners(struct work *work)
{
	size_t at = skip_blank(work, 0);

	for (size_t seen = 0; at < work->count && seen < BANNER_REACH; seen++) {
		size_t end = at + 1;

		if (is(work, at, RAPPORT__REPLY_IS_QUOTED))
			return;
		if (is(work, at, RAPPORT__REPLY_IS_BANNER)) {
			while (end < work->count && end < at + BANNER_LINES &&
			       !is(work, end, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_GREETING))
				end++;
			if (skip_blank(work, end) >= work->count)
				return;
			mark(work, at, end, RAPPORT__REPLY_BANNER, 0.85);
		}
		at = skip_blank(work, end);
	}
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

/* Behind an attribution of the lines [at, below).  Returns where to go on. */
static size_t below_attribution(struct work *work, size_t at, size_t below)
{
	size_t next = skip_blank(work, below);

	work->forwarded = false;
	mark(work, at, below, RAPPORT__REPLY_ATTRIBUTION, 0.9);
	if (next >= work->count || marked_below(work, below))
		return below;
	/* With nothing above, what stands below without a mark may be all that the writer wrote. */
	if (!work->words && !is(work, next, RAPPORT__REPLY_HAS_INDENT))
		return below;
	return mark_rest(work, below, RAPPORT__REPLY_QUOTE, 0.85);
}

/* A header block at the very top may be the message's own, printed by some program: it names no
 * receiver, or an answered message follows below. */
static bool is_own_header(const struct work *work, struct rapport__reply_header header,
			  size_t below)
{
	if (work->words || !header.sent || header.date)
		return false;
	if (!header.to || header.sent_first)
		return true;
	for (size_t at = below; at < work->count; at++)
		if (rapport__reply_attribution(work->text, work->looks, work->count, at))
			return marked_below(work, at + 1);
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
	work->forwarded = marked_below(work, below);
	if (work->forwarded)
		return below;
	return mark_rest(work, below, RAPPORT__REPLY_FORWARD, 0.9);
}

/* The line at, which no mark quotes.  Returns where to go on. */
static size_t classify_plain(struct work *work, size_t at)
{
	size_t length;
	struct rapport__reply_header header;

	if (is(work, at, RAPPORT__REPLY_IS_MARK)) {
		size_t below = at + 1, next = skip_blank(work, below);

		if (next < work->count) {
			header = rapport__reply_header(work->looks, work->count, next);
			below = header.lines ? next + header.lines : below;
		}
		return below_header(work, at, below);
	}
	header = rapport__reply_header(work->looks, work->count, at);
	if (header.lines && is_own_header(work, header, at + header.lines)) {
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

static void mark_quotes(struct work *work)
{
	size_t at = 0;

	while (at < work->count) {
		if (is(work, at, RAPPORT__REPLY_IS_QUOTED) || is_wrapped_quote(work, at)) {
			mark(work, at, at + 1, RAPPORT__REPLY_QUOTE, 0.95);
			at++;
		} else if (work->lines[at].kind == RAPPORT__REPLY_BANNER) {
			at++;
		} else {
			at = classify_plain(work, at);
		}
	}
}

static bool is_new(const struct rapport__reply_line *line)
{
	return line->kind == RAPPORT__REPLY_NEW || line->kind == RAPPORT__REPLY_BLANK;
}

/* Looks at each stretch of the writer's lines by itself. */
static void mark_tails(struct work *work)
{
	size_t at = 0;
	bool before = false;

	while (at < work->count) {
		size_t end = at;

		while (end < work->count && is_new(&work->lines[end]))
			end++;
		if (end > at)
			rapport__reply_tail(work->text, work->looks, work->lines, at, end, before);
		for (; at < end; at++)
			before = before || work->lines[at].kind == RAPPORT__REPLY_NEW;
		while (at < work->count && !is_new(&work->lines[at]))
			at++;
	}
}

static bool is_kept(enum rapport__reply_kind kind)
{
	return kind == RAPPORT__REPLY_NEW || kind == RAPPORT__REPLY_GREETING;
}

static bool holds(const struct rapport__reply *reply, enum rapport__reply_kind kind)
{
	for (size_t i = 0; i < reply->count; i++)
		if (reply->lines[i].kind == kind)
			return true;
	return false;
}

/* Were the writer's only words cut for a weak reason, they are given back; what reads like a
 * disclaimer only where no earlier message is there to explain that the writer wrote nothing. */
static void give_back(struct work *work)
{
	bool earlier = false;

	for (size_t i = 0; i < work->count; i++) {
		enum rapport__reply_kind kind = work->lines[i].kind;

		if (is_kept(kind) || kind == RAPPORT__REPLY_SIGN_OFF)
			return;
		earlier = earlier || kind == RAPPORT__REPLY_QUOTE || kind == RAPPORT__REPLY_FORWARD;
	}
	for (size_t i = 0; i < work->count; i++) {
		struct rapport__reply_line *line = &work->lines[i];

		if (line->confidence < WEAK &&
		    (line->kind == RAPPORT__REPLY_SIGNATURE || line->kind == RAPPORT__REPLY_QUOTE ||
		     (line->kind == RAPPORT__REPLY_DISCLAIMER && !earlier)))
			line->kind = RAPPORT__REPLY_NEW;
	}
}

enum rapport_status rapport__reply_classify(const char *text, size_t size,
					    struct rapport__reply *reply,
					    struct rapport_error *error)
{
	struct work work = { .text = text, .size = size };
	enum rapport_status status = RAPPORT_OK;

	reply->count = 0;
	rapport__reply_lexicon_init(&work.lexicon);
	if (!add_lines(&work) ||
	    !rapport__grow(&reply->lines, &reply->capacity, work.count, sizeof *reply->lines)) {
		status = rapport_fail_memory(error);
		goto done;
	}
	work.lines = reply->lines;
	for (size_t i = 0; i < work.count; i++)
		work.lines[i] = (struct rapport__reply_line){
			.start = work.looks[i].start,
			.end = work.looks[i].end,
			.kind = is(&work, i, RAPPORT__REPLY_IS_BLANK) ? RAPPORT__REPLY_BLANK
								      : RAPPORT__REPLY_NEW,
			.confidence = 0.5f,
		};
	reply->count = work.count;
	mark_banners(&work);
	mark_quotes(&work);
	mark_tails(&work);
	give_back(&work);
done:
	rapport__free(work.looks);
	return status;
}

void rapport__reply_clear(struct rapport__reply *reply)
{
	rapport__free(reply->lines);
	*reply = (struct rapport__reply){ 0 };
}

enum rapport_status rapport__reply_new_words(const char *text, size_t size,
					     struct rapport__buffer *new_words,
					     struct rapport_error *error)
{
	struct rapport__reply reply = { 0 };
	size_t before = new_words->size;
	bool blank = false, leave = false;
	enum rapport_status status = rapport__reply_classify(text, size, &reply, error);

	if (!status && !rapport__buffer_reserve(new_words, size + 1))
		status = rapport_fail_memory(error);
	leave = !holds(&reply, RAPPORT__REPLY_NEW) && !holds(&reply, RAPPORT__REPLY_GREETING);
	for (size_t i = 0; !status && i < reply.count; i++) {
		const struct rapport__reply_line *line = &reply.lines[i];

		blank = blank || line->kind == RAPPORT__REPLY_BLANK;
		if (!is_kept(line->kind) && !(leave && line->kind == RAPPORT__REPLY_SIGN_OFF))
			continue;
		/* Reserved above: one line is at most as long as it was with its end. */
		if (blank && new_words->size > before)
			rapport__buffer_add(new_words, "\n", 1);
		rapport__buffer_add(new_words, text + line->start, line->end - line->start);
		rapport__buffer_add(new_words, "\n", 1);
		blank = false;
	}
	rapport__reply_clear(&reply);
	return status;
}
