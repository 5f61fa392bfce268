#include "mail/enclosed.h"

#include <stdbool.h>
#include <string.h>

struct slice {
	const char *start, *end; /* a line, without its end */
};

static const char *next_line(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline + 1 : end;
}

static struct slice line_at(const char *p, const char *end)
{
	const char *stop = next_line(p, end);

	while (stop > p && (stop[-1] == '\n' || stop[-1] == ' '))
		stop--;
	return (struct slice){ p, stop };
}

static bool starts(struct slice line, const char *mark)
{
	size_t size = strlen(mark);

	return (size_t)(line.end - line.start) >= size && !memcmp(line.start, mark, size);
}

/* Behind the first line at or after p that starts with mark; the end where there is none. */
static const char *behind(const char *p, const char *end, const char *mark)
{
	while (p < end && !starts(line_at(p, end), mark))
		p = next_line(p, end);
	return next_line(p, end);
}

/* A line of uuencode: its first byte says how many others there are, or one more. */
static bool is_uu(struct slice line)
{
	size_t size = (size_t)(line.end - line.start), coded;

	if (!size || *line.start < ' ' || *line.start > '`')
		return false;
	coded = (((unsigned char)*line.start - 32u) & 63u);
	coded = (coded + 2) / 3 * 4;
	for (const char *p = line.start; p < line.end; p++)
		if (*p < ' ' || *p > '`')
			return false;
	/* Blanks at the end may have gone. */
	return size <= coded + 2 && size + 4 >= coded + 1;
}

/* Behind the file that begins at line p; p when there is none. */
static const char *skip_uu(const char *p, const char *end)
{
	struct slice first = line_at(p, end);
	const char *rest = next_line(p, end), *stop;

	/* begin 644 name */
	for (const char *digit = first.start + 6; digit < first.start + 9; digit++)
		if (digit >= first.end || *digit < '0' || *digit > '7')
			return p;
	if (!is_uu(line_at(rest, end)))
		return p;
	for (stop = rest; stop < end; stop = next_line(stop, end)) {
		struct slice line = line_at(stop, end);

		if (starts(line, "end") && line.end - line.start == 3)
			return next_line(stop, end);
		if (line.start < line.end && !is_uu(line))
			return stop;
	}
	return stop;
}

/* Every line of what a parser cannot read: its end may stand far. */
static const char *skip_binhex(const char *p, const char *end)
{
	const char *colon = next_line(p, end), *close;

	while (colon < end && (*colon == '\n' || *colon == ' '))
		colon++;
	if (colon == end || *colon != ':')
		return p;
	close = memchr(colon + 1, ':', (size_t)(end - colon - 1));
	return close ? next_line(close, end) : end;
}

/* The armour's lines around signed text go, the text stays. */
static const char *skip_signed_head(const char *p, const char *end)
{
	p = next_line(p, end);
	while (p < end && *p != '\n')
		p = next_line(p, end);
	return p < end ? p + 1 : end;
}

static const char *skip_block(const char *p, const char *end)
{
	struct slice line = line_at(p, end);

	if (starts(line, "begin "))
		return skip_uu(p, end);
	if (starts(line, "=ybegin "))
		return behind(next_line(p, end), end, "=yend");
	if (starts(line, "(This file must be converted with BinHex"))
		return skip_binhex(p, end);
	if (starts(line, "-----BEGIN PGP SIGNED MESSAGE-----"))
		return skip_signed_head(p, end);
	if (starts(line, "-----BEGIN PGP "))
		return behind(next_line(p, end), end, "-----END PGP ");
	return p;
}

/* The next line behind p, or at it where p begins one, that may begin something. */
static const char *find_start(const char *p, const char *end, const char *text)
{
	if (p > text && p[-1] != '\n')
		p = next_line(p, end);
	for (; p < end; p = next_line(p, end)) {
		struct slice line;

		if (*p != 'b' && *p != '=' && *p != '-' && *p != '(')
			continue;
		line = (struct slice){ p, end };
		if (starts(line, "begin ") || starts(line, "=ybegin ") ||
		    starts(line, "-----BEGIN PGP ") || starts(line, "(This file must be conv"))
			break;
	}
	return p;
}

size_t rapport__enclosed_next(const char *text, size_t size, size_t from, size_t *end)
{
	const char *stop = text + size, *p = find_start(text + from, stop, text);

	while (p < stop) {
		const char *rest = skip_block(p, stop);

		if (rest > p) {
			*end = (size_t)(rest - text);
			return (size_t)(p - text);
		}
		p = find_start(p + 1, stop, text);
	}
	return size;
}
