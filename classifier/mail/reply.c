#include "mail/reply.h"

#include "mail/enclosed.h"
#include "mail/reply_attribution.h"
#include "mail/reply_quote.h"
#include "mail/reply_tail.h"
#include "status.h"

#include <string.h>

enum {
	BANNER_REACH = 8,  /* full lines from the top, among which a banner may stand */
	BANNER_LINES = 6,  /* longest banner */
	INSIDE_BYTES = 24, /* shortest line with an attribution behind words */
};

static const float WEAK = 0.65f; /* confidence below which a cut may be undone */

static bool is(const struct rapport__reply *reply, size_t at, uint32_t signs)
{
	return at < reply->count && (reply->looks[at].signs & signs) != 0;
}

static size_t skip_blank(const struct rapport__reply *reply, size_t at)
{
	while (is(reply, at, RAPPORT__REPLY_IS_BLANK))
		at++;
	return at;
}

static bool add_look(struct rapport__reply *reply, const char *text, size_t start, size_t end)
{
	if (!rapport__grow(&reply->looks, &reply->looks_capacity, reply->count + 1,
			   sizeof *reply->looks))
		return false;
	rapport__reply_look(text, start, end, &reply->looks[reply->count++]);
	return true;
}

/* Adds the line text[start, end): as two where an attribution stands behind words. */
static bool add_line(struct rapport__reply *reply, const char *text, size_t start, size_t end)
{
	const struct rapport__reply_look *look;
	size_t split;

	if (!add_look(reply, text, start, end))
		return false;
	look = &reply->looks[reply->count - 1];
	if ((look->signs & RAPPORT__REPLY_IS_QUOTED) || end - start < INSIDE_BYTES ||
	    !memchr(text + end - 4, ':', 4))
		return true;
	split = rapport__reply_attribution_inside(text, start, end);
	if (split >= end || split == start)
		return true;
	reply->count--;
	while (split > start && strchr("- ", text[split - 1]))
		split--;
	return (split == start || add_look(reply, text, start, split)) &&
	       add_look(reply, text, split, end);
}

static bool add_looks(struct rapport__reply *reply, const char *text, size_t size)
{
	size_t start = 0;

	while (start < size) {
		const char *feed = memchr(text + start, '\n', size - start);
		size_t next = feed ? (size_t)(feed - text) + 1 : size;
		size_t end = feed ? next - 1 : next;

		if (end > start && text[end - 1] == '\r')
			end--;
		if (reply->count >= RAPPORT__REPLY_LINES_MAX) {
			next = size;
			end = next;
		}
		if (!add_line(reply, text, start, end))
			return false;
		start = next;
	}
	return true;
}

/* Looks at each line, and makes it NEW or BLANK.  False without memory. */
static bool add_lines(struct rapport__reply *reply, const char *text, size_t size)
{
	reply->count = 0;
	if (!add_looks(reply, text, size) ||
	    !rapport__grow(&reply->lines, &reply->capacity, reply->count, sizeof *reply->lines)) {
		reply->count = 0;
		return false;
	}
	for (size_t i = 0; i < reply->count; i++)
		reply->lines[i] = (struct rapport__reply_line){
			.start = reply->looks[i].start,
			.end = reply->looks[i].end,
			.kind = is(reply, i, RAPPORT__REPLY_IS_BLANK) ? RAPPORT__REPLY_BLANK
								      : RAPPORT__REPLY_NEW,
			.confidence = 0.5f,
		};
	return true;
}

/* Does the whole message begin with a warning of the receiver's mail server? */
static void mark_banners(struct rapport__reply *reply)
{
	size_t at = skip_blank(reply, 0);

	for (size_t seen = 0; at < reply->count && seen < BANNER_REACH; seen++) {
		size_t end = at + 1;

		if (is(reply, at, RAPPORT__REPLY_IS_QUOTED))
			return;
		if (is(reply, at, RAPPORT__REPLY_IS_BANNER)) {
			while (end < reply->count && end < at + BANNER_LINES &&
			       !is(reply, end,
				   RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_GREETING))
				end++;
			if (skip_blank(reply, end) >= reply->count)
				return;
			for (size_t i = at; i < end; i++)
				reply->lines[i] = (struct rapport__reply_line){
					reply->lines[i].start, reply->lines[i].end,
					RAPPORT__REPLY_BANNER, 0.85f
				};
		}
		at = skip_blank(reply, end);
	}
}

static bool is_new(const struct rapport__reply_line *line)
{
	return line->kind == RAPPORT__REPLY_NEW || line->kind == RAPPORT__REPLY_BLANK;
}

/* Looks at each stretch of the writer's lines by itself. */
static void mark_tails(struct rapport__reply *reply, const char *text)
{
	size_t at = 0;
	bool before = false;

	while (at < reply->count) {
		size_t end = at;

		while (end < reply->count && is_new(&reply->lines[end]))
			end++;
		if (end > at)
			rapport__reply_tail(text, reply->looks, reply->lines, at, end, before);
		for (; at < end; at++)
			before = before || reply->lines[at].kind == RAPPORT__REPLY_NEW;
		while (at < reply->count && !is_new(&reply->lines[at]))
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
 * signature or a disclaimer above all where no earlier message is there to explain that the writer
 * wrote nothing. */
static void give_back(struct rapport__reply *reply)
{
	bool earlier = holds(reply, RAPPORT__REPLY_QUOTE) || holds(reply, RAPPORT__REPLY_FORWARD) ||
		       holds(reply, RAPPORT__REPLY_FORWARD_HEADER);

	if (holds(reply, RAPPORT__REPLY_NEW) || holds(reply, RAPPORT__REPLY_GREETING) ||
	    holds(reply, RAPPORT__REPLY_SIGN_OFF))
		return;
	for (size_t i = 0; i < reply->count; i++) {
		struct rapport__reply_line *line = &reply->lines[i];
		bool weak = line->confidence < WEAK;

		if ((line->kind == RAPPORT__REPLY_SIGNATURE &&
		     (weak || (!earlier && line->confidence < 0.9f))) ||
		    (line->kind == RAPPORT__REPLY_QUOTE && weak) ||
		    (line->kind == RAPPORT__REPLY_DISCLAIMER && weak && !earlier))
			line->kind = RAPPORT__REPLY_NEW;
	}
}

/* Takes the lines of files and armour for blank, or for what they are once all else is told: none
 * of them says anything of its neighbours. */
static void mark_enclosed(struct rapport__reply *reply, const char *text, size_t size, bool told)
{
	size_t from = 0, end = 0, at = 0;

	while ((from = rapport__enclosed_next(text, size, from, &end)) < size) {
		while (at < reply->count && reply->lines[at].start < from)
			at++;
		for (; at < reply->count && reply->lines[at].start < end; at++) {
			struct rapport__reply_line *line = &reply->lines[at];

			line->kind = told ? RAPPORT__REPLY_ENCLOSED : RAPPORT__REPLY_BLANK;
			line->confidence = 1;
			if (!told)
				reply->looks[at].signs = RAPPORT__REPLY_IS_BLANK;
		}
		from = end;
	}
}

enum rapport_status rapport__reply_classify_child(const char *text, size_t size,
						  const struct rapport__reply_shingles *parent,
						  struct rapport__reply *reply,
						  struct rapport_error *error)
{
	if (!add_lines(reply, text, size))
		return rapport_fail_memory(error);
	mark_enclosed(reply, text, size, false);
	mark_banners(reply);
	rapport__reply_mark_quotes(text, reply->looks, reply->lines, reply->count);
	if (parent && parent->count &&
	    !rapport__reply_mark_shared(parent, text, reply->lines, reply->count)) {
		reply->count = 0;
		return rapport_fail_memory(error);
	}
	mark_tails(reply, text);
	give_back(reply);
	mark_enclosed(reply, text, size, true);
	return RAPPORT_OK;
}

enum rapport_status rapport__reply_classify(const char *text, size_t size,
					    struct rapport__reply *reply,
					    struct rapport_error *error)
{
	return rapport__reply_classify_child(text, size, NULL, reply, error);
}

void rapport__reply_clear(struct rapport__reply *reply)
{
	rapport__free(reply->lines);
	rapport__free(reply->looks);
	*reply = (struct rapport__reply){ 0 };
}

enum rapport_status rapport__reply_extract(struct rapport__reply *reply, const char *text,
					   size_t size,
					   const struct rapport__reply_shingles *parent,
					   struct rapport__buffer *new_words,
					   struct rapport_error *error)
{
	size_t before = new_words->size;
	bool blank = false, leave;
	enum rapport_status status = rapport__reply_classify_child(text, size, parent, reply,
								   error);

	if (status)
		return status;
	if (!rapport__buffer_reserve(new_words, size + 1))
		return rapport_fail_memory(error);
	leave = !holds(reply, RAPPORT__REPLY_NEW) && !holds(reply, RAPPORT__REPLY_GREETING);
	for (size_t i = 0; i < reply->count; i++) {
		const struct rapport__reply_line *line = &reply->lines[i];

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
	return RAPPORT_OK;
}

enum rapport_status rapport__reply_new_words(const char *text, size_t size,
					     struct rapport__buffer *new_words,
					     struct rapport_error *error)
{
	struct rapport__reply reply = { 0 };
	enum rapport_status status = rapport__reply_extract(&reply, text, size, NULL, new_words,
							    error);

	rapport__reply_clear(&reply);
	return status;
}
