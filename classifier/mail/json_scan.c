#include "mail/json_scan.h"

#include <string.h>

/* What one byte may bring about. */
enum event {
	EVENT_NONE,
	EVENT_FOUND,
	EVENT_NO_OBJECT,
	EVENT_LIMIT,
	EVENT_UNENDED,
};

static const char *byte_at(const struct rapport__stream *stream, size_t at)
{
	return stream->buffer.data + stream->start + at;
}

/* Whether the place at hand is one where only records may stand. */
static bool is_record_place(const struct rapport__json_scan *scan)
{
	return !scan->inner.open && scan->depth == scan->records;
}

/* Whether the place at hand lies in an array that may hold records: objects alone are around it. */
static bool is_candidate_place(const struct rapport__json_scan *scan)
{
	return scan->outer.open && !scan->inner.open && !scan->records && scan->depth > 1 &&
	       scan->depth <= RAPPORT__JSON_SCAN_DEPTH &&
	       scan->arrays == UINT64_C(1) << (scan->depth - 1);
}

static void begin(const struct rapport__json_scan *scan, struct rapport__json_scan_object *object)
{
	*object = (struct rapport__json_scan_object){ .start = scan->at,
						      .depth = scan->depth,
						      .indent = scan->indent,
						      .line = scan->lines + 1,
						      .open = true };
}

static enum event open_bracket(struct rapport__json_scan *scan, char byte)
{
	bool place = is_record_place(scan), array = byte == '[';
	enum event event = EVENT_NONE;

	if (!array && place && !scan->depth)
		begin(scan, &scan->outer);
	else if (!array && (place || is_candidate_place(scan)))
		begin(scan, &scan->inner);
	else if (array && place && scan->depth && !scan->bad)
		event = EVENT_NO_OBJECT;
	if (array && place && !scan->depth)
		scan->records = 1;
	if (scan->depth < RAPPORT__JSON_SCAN_KNOWN)
		scan->arrays |= (uint64_t)array << scan->depth;
	scan->depth++;
	scan->bad = false;
	return event;
}

static void find(const struct rapport__json_scan *scan, const struct rapport__stream *stream,
		 const struct rapport__json_scan_object *object,
		 struct rapport__json_scan_found *found)
{
	found->bytes = byte_at(stream, object->start);
	found->size = scan->at + 1 - object->start;
	found->line = object->line;
}

static enum event close_inner(struct rapport__json_scan *scan, const struct rapport__stream *stream,
			      struct rapport__json_scan_found *found)
{
	struct rapport__json_scan_object *inner = &scan->inner;

	inner->open = false;
	inner->over |= scan->at - inner->start >= RAPPORT_TEXT_BYTES_MAX;
	found->line = inner->line;
	if (scan->records && inner->over)
		return EVENT_LIMIT;
	if (inner->over)
		return EVENT_NONE;
	find(scan, stream, inner, found);
	if (scan->records)
		return EVENT_FOUND;
	if (!scan->accept(scan->context, found->bytes, found->size))
		return EVENT_NONE;
	scan->records = inner->depth;
	scan->outer.given = true;
	return EVENT_FOUND;
}

/* Whether the bracket closes one of the other form, within a record. */
static bool is_crossed(const struct rapport__json_scan *scan, char byte)
{
	uint64_t array = byte == ']';

	return scan->records && scan->inner.open && scan->depth <= RAPPORT__JSON_SCAN_KNOWN &&
	       (scan->arrays >> (scan->depth - 1) & 1) != array;
}

static enum event close_bracket(struct rapport__json_scan *scan, char byte,
				const struct rapport__stream *stream,
				struct rapport__json_scan_found *found)
{
	if (!scan->depth)
		return scan->bad ? EVENT_NONE : EVENT_NO_OBJECT;
	if (is_crossed(scan, byte))
		return EVENT_UNENDED;
	scan->depth--;
	if (scan->depth < scan->records)
		scan->records = 0;
	if (scan->depth < RAPPORT__JSON_SCAN_KNOWN)
		scan->arrays &= ~(UINT64_C(1) << scan->depth);
	if (scan->inner.open && scan->depth == scan->inner.depth)
		return close_inner(scan, stream, found);
	if (!scan->outer.open || scan->depth)
		return EVENT_NONE;
	scan->outer.open = false;
	scan->outer.over |= scan->at - scan->outer.start >= RAPPORT_TEXT_BYTES_MAX;
	found->line = scan->outer.line;
	if (scan->outer.given)
		return EVENT_NONE;
	if (scan->outer.over)
		return EVENT_LIMIT;
	find(scan, stream, &scan->outer, found);
	return EVENT_FOUND;
}

static void end_line(struct rapport__json_scan *scan)
{
	scan->lines++;
	scan->in_string = scan->escaped = scan->bad = false;
	scan->indent = 0;
}

/* Passes over a string as far as it was read. */
static void pass_string(struct rapport__json_scan *scan, const char *bytes, size_t size)
{
	for (; scan->at < size && scan->in_string; scan->at++) {
		char byte = bytes[scan->at];

		if (byte == '\n')
			end_line(scan);
		else if (scan->escaped)
			scan->escaped = false;
		else if (byte == '\\')
			scan->escaped = true;
		else if (byte == '"')
			scan->in_string = false;
	}
}

static enum event take_byte(struct rapport__json_scan *scan, const struct rapport__stream *stream,
			    char byte, struct rapport__json_scan_found *found)
{
	enum event event = EVENT_NONE;

	/* Behind an object that did not end brackets mean nothing. */
	if (scan->mends && byte == '{' && scan->indent == scan->mend_indent)
		scan->mends = false;
	else if (scan->mends && !memchr("\n \t", byte, 3))
		byte = byte == '"' ? byte : ':';
	switch (byte) {
	case '\n':
		end_line(scan);
		return EVENT_NONE;
	case ' ':
	case '\t':
		if (scan->indent != SIZE_MAX)
			scan->indent++;
		return EVENT_NONE;
	case '\r':
	case '\0':
		return EVENT_NONE;
	case ',':
		scan->bad = false;
		break;
	case '{':
	case '[':
		event = open_bracket(scan, byte);
		break;
	case '}':
	case ']':
		event = close_bracket(scan, byte, stream, found);
		break;
	default:
		scan->in_string = byte == '"';
		if (is_record_place(scan) && !scan->bad && !scan->mends && byte != ':')
			event = EVENT_NO_OBJECT;
	}
	if (event == EVENT_NO_OBJECT)
		scan->bad = true;
	scan->indent = SIZE_MAX;
	return event;
}

/* Lets go of what is no longer needed in the buffer. */
static void let_go(struct rapport__json_scan *scan, struct rapport__stream *stream)
{
	struct rapport__json_scan_object *inner = &scan->inner, *outer = &scan->outer;
	size_t keep = scan->at;

	inner->over |= inner->open && scan->at - inner->start > RAPPORT_TEXT_BYTES_MAX;
	outer->over |= outer->open && scan->at - outer->start > RAPPORT_TEXT_BYTES_MAX;
	if (inner->open && !inner->over)
		keep = inner->start;
	if (outer->open && !outer->over && !outer->given)
		keep = outer->start;
	stream->start += keep;
	scan->at -= keep;
	inner->start = inner->start > keep ? inner->start - keep : 0;
	outer->start = outer->start > keep ? outer->start - keep : 0;
}

/* Whether an object should have ended by now, be it that the file ends or that it is too long. */
static bool unended(const struct rapport__json_scan *scan, bool at_end)
{
	const struct rapport__json_scan_object *inner = &scan->inner, *outer = &scan->outer;

	if (scan->records && inner->open &&
	    (at_end || (!inner->over && inner->indent != SIZE_MAX &&
			scan->at - inner->start > RAPPORT_TEXT_BYTES_MAX)))
		return true;
	return at_end && outer->open && !outer->given;
}

/* Ends an object that does not end, and goes back to the line behind its first one. */
static void mend(struct rapport__json_scan *scan, const struct rapport__stream *stream,
		 struct rapport__json_scan_object *object)
{
	const char *start = byte_at(stream, object->start);
	const char *newline = memchr(start, '\n', scan->at - object->start);

	if (!object->over && object->indent != SIZE_MAX &&
	    scan->mended++ < RAPPORT__JSON_SCAN_MENDS) {
		scan->mends = true;
		scan->mend_indent = object->indent;
		if (newline)
			scan->at = object->start + (size_t)(newline - start);
		scan->lines = object->line - 1;
	}
	scan->depth = object->depth;
	if (scan->depth < RAPPORT__JSON_SCAN_KNOWN)
		scan->arrays &= (UINT64_C(1) << scan->depth) - 1;
	object->open = scan->inner.open = scan->in_string = scan->escaped = false;
}

static enum rapport_status fail(struct rapport__json_scan *scan,
				const struct rapport__stream *stream, enum event event,
				struct rapport__json_scan_found *found, struct rapport_error *error)
{
	struct rapport__json_scan_object *object = &scan->inner;
	uint64_t line = scan->lines + 1;

	if (event == EVENT_UNENDED) {
		if (!object->open || !scan->records)
			object = &scan->outer;
		line = object->line;
		mend(scan, stream, object);
	}
	if (event == EVENT_LIMIT)
		line = found->line;
	*found = (struct rapport__json_scan_found){ 0 };
	if (event == EVENT_LIMIT)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, line, "an object of over %u bytes",
				    RAPPORT_TEXT_BYTES_MAX);
	return rapport_fail(error, RAPPORT_ERR_FORMAT, line,
			    event == EVENT_UNENDED ? "the object that begins here does not end"
						   : "not a JSON object");
}

enum rapport_status rapport__json_scan_next(struct rapport__json_scan *scan,
					    struct rapport__stream *stream,
					    struct rapport__json_scan_found *found,
					    struct rapport_error *error)
{
	*found = (struct rapport__json_scan_found){ 0 };
	for (;;) {
		size_t size = stream->buffer.size - stream->start;
		const char *bytes = byte_at(stream, 0);

		while (scan->at < size) {
			enum event event;

			if (scan->in_string) {
				pass_string(scan, bytes, size);
				continue;
			}
			event = take_byte(scan, stream, bytes[scan->at], found);
			scan->at += event != EVENT_UNENDED;
			if (event == EVENT_FOUND)
				return RAPPORT_OK;
			if (event)
				return fail(scan, stream, event, found, error);
		}
		found->bytes = NULL;
		if (unended(scan, stream->at_end))
			return fail(scan, stream, EVENT_UNENDED, found, error);
		if (stream->at_end)
			return RAPPORT_OK;
		let_go(scan, stream);
		if (!rapport__stream_fill(stream))
			return rapport_fail_memory(error);
	}
}
