#include "mail/subject.h"

#include "mail/subject_locale.h"
#include "text/hash.h"
#include "text/utf8.h"

#include <string.h>

enum {
	PIECE_BYTES = 120,        /* words are folded in pieces of this */
	PREFIX_BYTES = 64,        /* a colon further on ends no prefix */
	MARK_TAIL_BYTES = 16,     /* "7.2/5.0" in "***SPAM 7.2/5.0***" */
	GENERIC_LETTERS = 12,     /* one word of fewer is generic, */
	GENERIC_IDEOGRAPHS = 4,   /* or of fewer such, which are words themselves */
	IDEOGRAPH_FIRST = 0x2E80, /* CJK, kana, Hangul stand from here on */
};

/* The part of the folded subject that is left. */
struct rest {
	const char *text;
	size_t size;
};

/* ---- Folding --------------------------------------------------------------------------------- */

/* Folds the word, or piece of one, at the start of text behind *used bytes of out.  Returns the
 * bytes read. */
static size_t fold_piece(const char *text, size_t size, char *out, size_t *used)
{
	char piece[PIECE_BYTES];
	size_t at = 0, length = 0;

	while (at < size && length + 4 < sizeof piece) {
		uint32_t point;
		size_t taken = rapport__utf8_next(text + at, size - at, &point);

		if (point <= ' ' || rapport__utf8_kind(point) == RAPPORT__UTF8_SPACE)
			break;
		if (taken > 1 || point < 0x7F) {
			memcpy(piece + length, text + at, taken);
			length += taken;
		}
		at += taken;
	}
	if (length)
		*used += rapport__utf8_fold(piece, length, out + *used,
					    RAPPORT__SUBJECT_BYTES - 1 - *used);
	return at;
}

static void fold_subject(const char *subject, struct rapport__subject *out)
{
	size_t size = subject ? strnlen(subject, RAPPORT__SUBJECT_BYTES - 1) : 0, at = 0, used = 0;

	while (at < size) {
		uint32_t point;
		size_t taken = fold_piece(subject + at, size - at, out->base, &used);

		at += taken;
		if (at == size || taken >= PIECE_BYTES - 8)
			continue;
		at += rapport__utf8_next(subject + at, size - at, &point);
		if (used && out->base[used - 1] != ' ' && used + 1 < RAPPORT__SUBJECT_BYTES)
			out->base[used++] = ' ';
	}
	while (used && out->base[used - 1] == ' ')
		used--;
	out->base[used] = '\0';
	out->size = used;
}

/* ---- What programs set before it ------------------------------------------------------------- */

static void skip(struct rest *rest, size_t bytes)
{
	rest->text += bytes;
	rest->size -= bytes;
	while (rest->size && rest->text[0] == ' ') {
		rest->text++;
		rest->size--;
	}
}

static size_t trim(const char *text, size_t size)
{
	while (size && text[size - 1] == ' ')
		size--;
	return size;
}

static bool digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Bytes of a prefix without what counts it: "re" of "re[2]", "re (3)", "re^2", "re2", "re [list]".
 */
static size_t without_count(const char *text, size_t size)
{
	size_t end = size = trim(text, size);

	if (size && strchr("])}", text[size - 1])) {
		char open = text[size - 1] == ']' ? '[' : text[size - 1] == ')' ? '(' : '{';
		const char *at = memrchr(text, open, size);

		end = at ? (size_t)(at - text) : size;
	} else {
		while (end && digit(text[end - 1]))
			end--;
		if (end && end < size && strchr("^*-_#", text[end - 1]))
			end--;
	}
	return trim(text, end ? end : size);
}

/* Bytes of the colon at text[at], or 0. */
static size_t colon(const struct rest *rest, size_t at)
{
	static const char ratio[] = "\xE2\x88\xB6"; /* U+2236, which looks like one */

	if (rest->text[at] == ':')
		return 1;
	return rest->size - at >= 3 && !memcmp(rest->text + at, ratio, 3) ? 3 : 0;
}

/* Bytes of a prefix and its colon at the start, or 0. */
static size_t prefix_bytes(const struct rest *rest, enum rapport__subject_kind *kind)
{
	size_t at = 0, which, width = 0, size;

	while (at < rest->size && at < PREFIX_BYTES && !(width = colon(rest, at)))
		at++;
	if (!width)
		return 0;
	size = trim(rest->text, at);
	if (rapport__reply_phrase_at(&rapport__subject_prefixes, rest->text, size, &which) !=
	    size) {
		size = without_count(rest->text, size);
		if (rapport__reply_phrase_at(&rapport__subject_prefixes, rest->text, size,
					     &which) != size)
			return 0;
	}
	if (!size)
		return 0;
	*kind = rapport__subject_prefix_kind(which);
	return at + width;
}

/* Bytes of a gateway's mark in brackets or stars at the start, or 0: "***spam***", "{spam?}". */
static size_t mark_bytes(const struct rest *rest)
{
	static const char open[] = "[({<*!#=-~_+", close[] = "])}>*!#=-~_+";
	const char *kind = rest->size ? strchr(open, rest->text[0]) : NULL;
	size_t at = 0, which, length, tail, end;
	char shut;

	if (!kind || !*kind)
		return 0;
	shut = close[kind - open];
	while (at < rest->size && rest->text[at] == *kind)
		at++;
	while (at < rest->size && rest->text[at] == ' ')
		at++;
	length = rapport__reply_phrase_at(&rapport__subject_prefixes, rest->text + at,
					  rest->size - at, &which);
	if (!length || rapport__subject_prefix_kind(which) != RAPPORT__SUBJECT_MARK)
		return 0;
	tail = end = at + length;
	while (end < rest->size && end - tail < MARK_TAIL_BYTES && rest->text[end] != shut &&
	       (digit(rest->text[end]) || strchr(" ?!.:,/-%", rest->text[end])))
		end++;
	if (end >= rest->size || rest->text[end] != shut)
		return 0;
	while (end < rest->size && rest->text[end] == shut)
		end++;
	return end < rest->size && rest->text[end] == ':' ? end + 1 : end;
}

/* Bytes of a list's name or a ticket's number in brackets at the start, or 0: RFC 5256's subj-blob,
 * and the brackets of Chinese and Japanese. */
static size_t blob_bytes(const struct rest *rest)
{
	static const char left[] = "\xE3\x80\x90", right[] = "\xE3\x80\x91";
	const char *end;

	if (rest->size && rest->text[0] == '[') {
		end = memchr(rest->text, ']', rest->size);
		return end ? (size_t)(end - rest->text) + 1 : 0;
	}
	if (rest->size < 3 || memcmp(rest->text, left, 3) != 0)
		return 0;
	end = memmem(rest->text, rest->size, right, 3);
	return end ? (size_t)(end - rest->text) + 3 : 0;
}

/* "[fwd: offer]", as some programs forward: what stands within is left. */
static bool strip_wrapping(struct rest *rest)
{
	struct rest inner = *rest;
	enum rapport__subject_kind kind;
	size_t bytes;

	if (rest->size < 2 || rest->text[0] != '[' || rest->text[rest->size - 1] != ']')
		return false;
	skip(&inner, 1);
	bytes = prefix_bytes(&inner, &kind);
	if (!bytes || kind != RAPPORT__SUBJECT_FORWARD || bytes >= inner.size)
		return false;
	inner.size--;
	skip(&inner, bytes);
	*rest = inner;
	return true;
}

/* ---- What they set behind it ----------------------------------------------------------------- */

/* What stands in the brackets that end a subject is no part of it. */
static bool idle_bracket(const char *text, size_t size)
{
	static const char *const tokens[] = { "ref:", "sec=", "ref #", "thread:" };
	struct rest bracket = { text, size };

	if (mark_bytes(&bracket) == size)
		return true;
	skip(&bracket, 1);
	for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
		size_t length = strlen(tokens[i]);

		if (bracket.size > length && !memcmp(bracket.text, tokens[i], length))
			return true;
	}
	return false;
}

/* "(fwd)", "(was: old offer)", "[external]", "[ ref:_00d...:ref ]". */
static bool strip_trailer(struct rest *rest)
{
	const char *open;
	size_t size = rest->size = trim(rest->text, rest->size), length;
	char last = size ? rest->text[size - 1] : ' ';

	if (last != ')' && last != ']')
		return false;
	open = memrchr(rest->text, last == ')' ? '(' : '[', size);
	if (!open)
		return false;
	length = size - (size_t)(open - rest->text);
	if (last == ')' && strncmp(open, "(fwd)", 5) != 0 && strncmp(open, "(fw)", 4) != 0 &&
	    strncmp(open, "(was:", 5) != 0 && strncmp(open, "(was ", 5) != 0)
		return false;
	if (last == ']' && !idle_bracket(open, length))
		return false;
	rest->size = trim(rest->text, size - length);
	return true;
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* Takes one thing off the start; false when nothing is left to take. */
static bool strip_leader(struct rest *rest, struct rapport__subject *out, bool *first)
{
	enum rapport__subject_kind kind = RAPPORT__SUBJECT_MARK;
	size_t bytes = 0;

	if (strip_wrapping(rest)) {
		kind = RAPPORT__SUBJECT_FORWARD;
	} else {
		bytes = prefix_bytes(rest, &kind);
		if (!bytes)
			bytes = mark_bytes(rest);
		if (!bytes) {
			bytes = blob_bytes(rest);
			if (bytes >= rest->size)
				bytes = 0; /* a base that is nothing but a bracket stays */
		}
		if (!bytes)
			return false;
		skip(rest, bytes);
	}
	if (kind == RAPPORT__SUBJECT_MARK)
		return true;
	out->reply |= *first && kind == RAPPORT__SUBJECT_REPLY;
	out->forward |= kind == RAPPORT__SUBJECT_FORWARD;
	*first = false;
	return true;
}

void rapport__subject_read(const char *subject, struct rapport__subject *out)
{
	struct rest rest;
	bool first = true;

	out->reply = out->forward = false;
	fold_subject(subject, out);
	rest = (struct rest){ out->base, out->size };
	do
		while (strip_trailer(&rest))
			;
	while (strip_leader(&rest, out, &first));
	memmove(out->base, rest.text, rest.size);
	out->base[rest.size] = '\0';
	out->size = rest.size;
}

bool rapport__subject_generic(const struct rapport__subject *subject)
{
	size_t letters = 0, ideographs = 0;

	for (size_t at = 0; at < subject->size;) {
		uint32_t point;

		at += rapport__utf8_next(subject->base + at, subject->size - at, &point);
		if (point == ' ' || (point >= '0' && point <= '9'))
			return false;
		letters++;
		ideographs += point >= IDEOGRAPH_FIRST;
	}
	return ideographs ? ideographs < GENERIC_IDEOGRAPHS : letters < GENERIC_LETTERS;
}

uint64_t rapport__subject_hash(const struct rapport__subject *subject)
{
	uint64_t hash = subject->size ? rapport__hash(subject->base, subject->size, 0) : 0;

	return hash || !subject->size ? hash : 1;
}
