#include "mail/mime.h"

#include <string.h>
#include <strings.h>

enum {
	DATE_WORDS_MAX = 32
};

struct word {
	const char *start;
	size_t size;
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

bool rapport__mime_field_next(const char **place, const char *end,
			      struct rapport__mime_field *field)
{
	const char *p = *place;

	if (p < end && !is_blank_line(p, end) && !starts_boundary(p, end) &&
	    !rapport__mime_header_line(p, (size_t)(end - p))) {
		const char *next = rapport__mime_after_line(p, end);

		/* An mbox From line, a fold that lost its blank. */
		if (!starts_boundary(next, end) &&
		    rapport__mime_header_line(next, (size_t)(end - next)))
			p = next;
	}
	if (p < end && !starts_boundary(p, end) &&
	    rapport__mime_header_line(p, (size_t)(end - p))) {
		*place = read_field(p, end, field);
		return true;
	}
	*place = is_blank_line(p, end) ? rapport__mime_after_line(p, end) : p;
	return false;
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

bool rapport__mime_look(const char *p, const char *end)
{
	struct rapport__mime_field field;
	size_t known = 0;

	while (known < 2 && rapport__mime_field_next(&p, end, &field))
		known += is_mail_field(&field);
	return known == 2 || (known == 1 && (p == end || p[-1] == '\n'));
}

static bool is_name(const struct word *word, const char *names)
{
	if (word->size != 3)
		return false;
	for (; *names; names += 3)
		if (!strncasecmp(names, word->start, 3))
			return true;
	return false;
}

static bool consists_of(const struct word *word, const char *letters)
{
	for (size_t i = 0; i < word->size; i++)
		if (!memchr(letters, word->start[i], strlen(letters)))
			return false;
	return true;
}

static bool is_number(const struct word *word, size_t digits_min, size_t digits_max)
{
	return consists_of(word, "0123456789") && word->size >= digits_min &&
	       word->size <= digits_max;
}

/* "9:05", "09:05:59" */
static bool is_time(const struct word *word)
{
	return consists_of(word, "0123456789:") && word->size >= 4 && word->size <= 8 &&
	       memchr(word->start + 1, ':', 2);
}

static size_t split_words(const char *p, const char *end, struct word words[DATE_WORDS_MAX])
{
	size_t count = 0;

	while (count < DATE_WORDS_MAX) {
		while (p < end && memchr(" \t\r\n,", *p, 5))
			p++;
		if (p == end)
			break;
		words[count].start = p;
		while (p < end && !memchr(" \t\r\n,", *p, 5))
			p++;
		words[count].size = (size_t)(p - words[count].start);
		count++;
	}
	return count;
}

bool rapport__mime_has_date(const char *p, const char *end)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	static const char days[] = "SunMonTueWedThuFriSat";
	struct word words[DATE_WORDS_MAX];
	size_t count = split_words(p, end, words);

	for (size_t m = 1; m + 2 < count; m++) {
		if (!is_name(&words[m], months))
			continue;
		if (is_number(&words[m - 1], 1, 2) && is_number(&words[m + 1], 4, 4) &&
		    is_time(&words[m + 2]))
			return true;
		if (!is_name(&words[m - 1], days) || !is_number(&words[m + 1], 1, 2) ||
		    !is_time(&words[m + 2]))
			continue;
		for (size_t y = m + 3; y < count && y < m + 6; y++)
			if (is_number(&words[y], 4, 4))
				return true;
	}
	return false;
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

static struct boundary find_boundary(const struct rapport__mime *mime, const char *p)
{
	const char *end = mime->end;

	while (mime->depth && p < end) {
		if (starts_boundary(p, end)) {
			struct boundary match = { .line = p,
						  .next = rapport__mime_after_line(p, end) };

			match_boundary(mime, p, match.next, &match);
			if (match.found)
				return match;
		}
		p = memmem(p, (size_t)(end - p), "\n--", 3);
		if (!p)
			break;
		p++;
	}
	return (struct boundary){ .line = end, .next = end };
}

void rapport__mime_start(struct rapport__mime *mime, const char *bytes, size_t size)
{
	mime->end = bytes + size;
	mime->place = rapport__mime_skip_blank(bytes, mime->end);
	mime->depth = mime->parts = 0;
	mime->truncated = false;
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
	if (mime->parts && !find_part(mime))
		return false;
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

bool rapport__mime_find_boundary(const struct rapport__mime *mime, char *boundary, size_t room)
{
	const char *p = mime->place, *end = mime->end;

	if (end - p > RAPPORT__MIME_PREAMBLE_BYTES)
		end = p + RAPPORT__MIME_PREAMBLE_BYTES;
	if (boundary[0] && memmem(p, (size_t)(end - p), boundary, strlen(boundary)))
		return true;
	while (p < end) {
		const char *next = rapport__mime_after_line(p, end);
		size_t size = (size_t)(next - p);

		if (starts_boundary(p, end) && end - next >= 8 &&
		    !strncasecmp(next, "Content-", 8) && size - 2 < room) {
			memcpy(boundary, p + 2, size - 2);
			boundary[size - 2] = '\0';
			return true;
		}
		p = memmem(p, (size_t)(end - p), "\n--", 3);
		if (!p)
			return false;
		p++;
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
