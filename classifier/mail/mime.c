#include "mail/mime.h"

#include <string.h>
#include <strings.h>

enum {
	LOST_LINES_MAX = 40 /* without a header line, in a header block */
};

/* A boundary line; line is the end of the message where there is none. */
struct boundary {
	const char *line, *next;
	size_t level;
	bool found, closing;
};

const char *rapport__mime_after_line(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline + 1 : end;
}

static bool is_blank_line(const char *p, const char *end)
{
	return p < end && (*p == '\n' || (*p == '\r' && (p + 1 == end || p[1] == '\n')));
}

bool rapport__mime_header_line(const char *bytes, size_t size)
{
	size_t i = 0, name;

	while (i < size && bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':')
		i++;
	name = i;
	while (i < size && (bytes[i] == ' ' || bytes[i] == '\t'))
		i++;
	return name && i < size && bytes[i] == ':';
}

static const char *read_field(const char *p, const char *end, struct rapport__mime_field *field)
{
	const char *next = rapport__mime_after_line(p, end);
	const char *colon = memchr(p, ':', (size_t)(next - p));

	while (next < end && (*next == ' ' || *next == '\t'))
		next = rapport__mime_after_line(next, end);
	field->name = p;
	field->name_size = (size_t)(colon - p);
	while (p[field->name_size - 1] == ' ' || p[field->name_size - 1] == '\t')
		field->name_size--;
	field->value = colon + 1;
	field->value_size = (size_t)(next - field->value);
	return next;
}

static bool starts_boundary(const char *p, const char *end)
{
	return end - p >= 2 && p[0] == '-' && p[1] == '-';
}

const char *rapport__mime_skip_blank(const char *bytes, const char *end)
{
	const char *p = bytes;

	if (end - p >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
		p += 3;
	while (p < end && memchr(" \t\r\n", *p, 4))
		p++;
	return p;
}

static bool is_mail_field(const struct rapport__mime_field *field)
{
	static const char *const fields[] = {
		"From",
		"To",
		"Cc",
		"Subject",
		"Date",
		"Message-ID",
		"Received",
		"Sender",
		"Return-Path",
		"Reply-To",
		"In-Reply-To",
		"References",
		"List-Id",
		"MIME-Version",
		"Content-Type",
		"X-Mailer",
		"Delivered-To",
		"DKIM-Signature",
		"X-Mozilla-Status",
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (field->name_size == strlen(fields[i]) &&
		    !strncasecmp(field->name, fields[i], field->name_size))
			return true;
	return false;
}

/* Behind the lines at p that are no header lines but stand in a header block: an mbox From line,
 * folds that lost their blanks.  p itself where the block ends there. */
static const char *skip_lost(const char *p, const char *end)
{
	const char *next = rapport__mime_after_line(p, end);
	struct rapport__mime_field field;

	if (!starts_boundary(next, end) && rapport__mime_header_line(next, (size_t)(end - next)))
		return next;
	for (int i = 0; i < LOST_LINES_MAX; i++) {
		if (next == end || is_blank_line(next, end) || starts_boundary(next, end))
			break;
		if (rapport__mime_header_line(next, (size_t)(end - next))) {
			read_field(next, end, &field);
			if (is_mail_field(&field))
				return next;
		}
		next = rapport__mime_after_line(next, end);
	}
	return p;
}

bool rapport__mime_field_next(const char **place, const char *end,
			      struct rapport__mime_field *field)
{
	const char *p = *place;

	if (p < end && !is_blank_line(p, end) && !starts_boundary(p, end) &&
	    !rapport__mime_header_line(p, (size_t)(end - p))) {
		p = skip_lost(p, end);
	}
	if (p < end && !starts_boundary(p, end) &&
	    rapport__mime_header_line(p, (size_t)(end - p))) {
		*place = read_field(p, end, field);
		return true;
	}
	*place = is_blank_line(p, end) ? rapport__mime_after_line(p, end) : p;
	return false;
}

bool rapport__mime_look(const char *p, const char *end)
{
	struct rapport__mime_field field;
	size_t known = 0;

	while (known < 2 && rapport__mime_field_next(&p, end, &field))
		known += is_mail_field(&field);
	return known == 2 || (known == 1 && (p == end || p[-1] == '\n'));
}

/* Tells which open multipart the line [p, line_end) is a boundary of, innermost first. */
static void match_boundary(const struct rapport__mime *mime, const char *p, const char *line_end,
			   struct boundary *match)
{
	size_t size;

	while (line_end > p && memchr(" \t\r\n", line_end[-1], 4))
		line_end--;
	size = (size_t)(line_end - p);
	for (size_t i = mime->depth; i-- > 0;) {
		const struct rapport__mime_level *level = &mime->levels[i];
		bool closing = size == level->boundary_size + 2 && line_end[-1] == '-' &&
			       line_end[-2] == '-';

		if ((size == level->boundary_size || closing) &&
		    !memcmp(p, level->boundary, level->boundary_size)) {
			match->found = true;
			match->closing = closing;
			match->level = i;
			return;
		}
	}
}

/* The next line at or behind p, where start is before p or there, that begins with "--"; end where
 * there is none.  Most of a mailbox is base64, which has no hyphens. */
static const char *next_dashes(const char *start, const char *p, const char *end)
{
	while ((p = memchr(p, '-', (size_t)(end - p)))) {
		if (starts_boundary(p, end) && (p == start || p[-1] == '\n'))
			return p;
		while (p < end && *p == '-')
			p++;
	}
	return end;
}

static struct boundary find_boundary(const struct rapport__mime *mime, const char *p)
{
	const char *start = p, *end = mime->end;

	while (mime->depth && (p = next_dashes(start, p, end)) < end) {
		struct boundary match = { .line = p, .next = rapport__mime_after_line(p, end) };

		match_boundary(mime, p, match.next, &match);
		if (match.found)
			return match;
		p++;
		while (p < end && *p == '-')
			p++;
	}
	return (struct boundary){ .line = end, .next = end };
}

void rapport__mime_start(struct rapport__mime *mime, const char *bytes, size_t size)
{
	mime->end = bytes + size;
	mime->place = rapport__mime_skip_blank(bytes, mime->end);
	mime->depth = mime->parts = 0;
	mime->truncated = mime->inside = false;
}

/* Moves to behind the boundary line that opens the next part. */
static bool find_part(struct rapport__mime *mime)
{
	for (;;) {
		struct boundary match = find_boundary(mime, mime->place);

		if (!match.found)
			return false;
		mime->place = match.next;
		mime->depth = match.level + !match.closing;
		if (!match.closing) {
			mime->levels[match.level].part++;
			return true;
		}
	}
}

static void keep_first(struct rapport__mime_field *kept, const struct rapport__mime_field *field,
		       const char *name)
{
	if (!kept->name && field->name_size == strlen(name) &&
	    !strncasecmp(field->name, name, field->name_size))
		*kept = *field;
}

bool rapport__mime_next(struct rapport__mime *mime, struct rapport__mime_header *header)
{
	struct rapport__mime_field field;

	*header = (struct rapport__mime_header){ 0 };
	if (mime->parts && !mime->inside && !find_part(mime))
		return false;
	mime->inside = false;
	if (mime->parts == RAPPORT__MIME_PARTS_MAX) {
		mime->truncated = true;
		return false;
	}
	mime->parts++;
	while (rapport__mime_field_next(&mime->place, mime->end, &field)) {
		keep_first(&header->type, &field, "Content-Type");
		keep_first(&header->encoding, &field, "Content-Transfer-Encoding");
		keep_first(&header->disposition, &field, "Content-Disposition");
	}
	return true;
}

/* Whether the boundary stands anywhere in [p, end) behind its two hyphens. */
static bool stands_in(const char *p, const char *end, const char *boundary)
{
	const char *at = p;
	size_t size = strlen(boundary);

	while ((at = memmem(at, (size_t)(end - at), boundary, size))) {
		if (at - p >= 2 && at[-1] == '-' && at[-2] == '-')
			return true;
		at++;
	}
	return false;
}

/* Whether a boundary line's words are meant by that boundary, which has other quotation marks or
 * letters of another case. */
static bool is_meant(const char *p, const char *end, const char *boundary)
{
	size_t size = strlen(boundary);

	while (size && memchr("'\"<> ", *boundary, 5)) {
		boundary++;
		size--;
	}
	while (size && memchr("'\"<> ", boundary[size - 1], 5))
		size--;
	while (end > p && memchr(" \t\r\n", end[-1], 4))
		end--;
	return size && (size_t)(end - p) == size && !strncasecmp(p, boundary, size);
}

bool rapport__mime_find_boundary(const struct rapport__mime *mime, char *boundary, size_t room)
{
	const char *p = mime->place, *end = mime->end;

	if (end - p > RAPPORT__MIME_PREAMBLE_BYTES)
		end = p + RAPPORT__MIME_PREAMBLE_BYTES;
	if (boundary[0] && stands_in(p, end, boundary))
		return true;
	for (p = next_dashes(p, p, end); p < end; p = next_dashes(mime->place, p + 1, end)) {
		const char *next = rapport__mime_after_line(p, end);
		size_t size = (size_t)(next - p);
		bool part = end - next >= 8 && !strncasecmp(next, "Content-", 8);

		if (size - 2 < room && (part || is_meant(p + 2, next, boundary))) {
			memcpy(boundary, p + 2, size - 2);
			boundary[size - 2] = '\0';
			return true;
		}
	}
	return false;
}

bool rapport__mime_enter(struct rapport__mime *mime, const char *boundary)
{
	struct rapport__mime_level *level = &mime->levels[mime->depth];
	size_t size = strlen(boundary);

	while (size && memchr(" \t\r\n", boundary[size - 1], 4))
		size--;
	if (!size || size > RAPPORT__MIME_BOUNDARY_BYTES - 2)
		return false;
	if (mime->depth == RAPPORT__MIME_DEPTH_MAX) {
		mime->truncated = true;
		return false;
	}
	memcpy(level->boundary, "--", 2);
	memcpy(level->boundary + 2, boundary, size);
	level->boundary_size = size + 2;
	level->part = 0;
	mime->depth++;
	return true;
}

void rapport__mime_message(struct rapport__mime *mime)
{
	/* mbox's From line stands before some. */
	mime->place = rapport__mime_skip_blank(mime->place, mime->end);
	mime->inside = true;
}

void rapport__mime_body(struct rapport__mime *mime, const char **body, size_t *size)
{
	const char *end = find_boundary(mime, mime->place).line;

	*body = mime->place;
	mime->place = end;
	/* The line end before a boundary is the boundary's. */
	if (end < mime->end && end > *body)
		end -= end - *body >= 2 && end[-2] == '\r' ? 2 : 1;
	*size = (size_t)(end - *body);
}
