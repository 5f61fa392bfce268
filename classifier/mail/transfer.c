#include "mail/transfer.h"

#include <stdint.h>
#include <string.h>

enum encoding {
	NONE,
	BASE64,
	QUOTED_PRINTABLE,
	UUENCODE,
};

/* What the field says, letters and digits of it: "Quoted Printable;" too. */
static enum encoding read_name(const char *value)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} names[] = {
		{ "base64", BASE64 },       { "quotedprintable", QUOTED_PRINTABLE },
		{ "uuencode", UUENCODE },   { "xuuencode", UUENCODE },
		{ "xuue", UUENCODE },       { "uue", UUENCODE },
		{ "qp", QUOTED_PRINTABLE },
	};
	char key[20];
	size_t size = 0;

	for (; value && *value && *value != ';' && *value != '(' && size + 1 < sizeof key;
	     value++) {
		char byte = *value;

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
			key[size++] = byte;
	}
	key[size] = '\0';
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i].name, key))
			return names[i].encoding;
	return NONE;
}

static const char *line_end(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline : end;
}

/* ---- base64 ---------------------------------------------------------------------------------- */

/* Values of the digits, 64 for "=", 65 for white space, 66 for the rest. */
static void fill_digits(uint8_t values[256])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";

	memset(values, 66, 256);
	for (uint8_t i = 0; i < 64; i++)
		values[(unsigned char)digits[i]] = i;
	values['='] = 64;
	values[' '] = values['\t'] = values['\r'] = values['\n'] = 65;
}

/* Whether the line is words rather than digits: blanks inside, or much that is no digit. */
static bool is_prose(const char *p, const char *end, const uint8_t values[256])
{
	size_t blanks = 0, other = 0, size;

	while (p < end && values[(unsigned char)*p] == 65)
		p++;
	while (end > p && values[(unsigned char)end[-1]] == 65)
		end--;
	size = (size_t)(end - p);
	for (; p < end; p++) {
		blanks += values[(unsigned char)*p] == 65;
		other += values[(unsigned char)*p] == 66;
	}
	return (blanks + other) * 8 > size;
}

static void decode_base64(const char *p, const char *end, struct rapport__buffer *room)
{
	uint8_t values[256];
	char *out = room->data;
	uint32_t bits = 0;
	unsigned held = 0;

	fill_digits(values);
	while (p < end) {
		const char *next = line_end(p, end);

		if (is_prose(p, next, values))
			break;
		for (; p < next; p++) {
			uint8_t value = values[(unsigned char)*p];

			if (value == 64)
				bits = held = 0;
			if (value >= 64)
				continue;
			bits = bits << 6 | value;
			held += 6;
			if (held >= 8) {
				held -= 8;
				*out++ = (char)(bits >> held);
			}
		}
		p = next < end ? next + 1 : end;
	}
	room->size = (size_t)(out - room->data);
}

/* Whether the first line with anything in it is base64. */
static bool begins_base64(const char *p, const char *end)
{
	uint8_t values[256];

	fill_digits(values);
	while (p < end && values[(unsigned char)*p] == 65)
		p++;
	return !is_prose(p, line_end(p, end), values);
}

/* ---- quoted-printable ------------------------------------------------------------------------ */

static int hex(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return -1;
}

/* A line without its end.  Returns whether it goes on in the next. */
static bool decode_line(const char *p, const char *end, char **out)
{
	char *to = *out;

	while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	while (p < end) {
		const char *mark = memchr(p, '=', (size_t)(end - p));
		size_t run = (size_t)((mark ? mark : end) - p);
		int high, low;

		memcpy(to, p, run);
		to += run;
		p += run;
		if (!mark)
			break;
		if (end - p == 1) {
			*out = to;
			return true;
		}
		high = end - p >= 3 ? hex(p[1]) : -1;
		low = end - p >= 3 ? hex(p[2]) : -1;
		if (high >= 0 && low >= 0) {
			*to++ = (char)(high * 16 + low);
			p += 3;
		} else {
			*to++ = *p++;
		}
	}
	*out = to;
	return false;
}

static void decode_quoted(const char *p, const char *end, struct rapport__buffer *room)
{
	char *out = room->data;

	while (p < end) {
		const char *next = line_end(p, end), *stop = next;

		if (stop > p && stop[-1] == '\r')
			stop--;
		if (!decode_line(p, stop, &out) && next < end)
			*out++ = '\n';
		p = next < end ? next + 1 : end;
	}
	room->size = (size_t)(out - room->data);
}

/* ---- uuencode -------------------------------------------------------------------------------- */

static unsigned six(char byte)
{
	return ((unsigned char)byte - 32u) & 63u;
}

/* A line, whose first byte says how many are coded.  Every four bytes give three at most. */
static char *decode_uu_line(const char *p, const char *end, char *out)
{
	unsigned left = six(*p++);

	while (left && p < end) {
		unsigned bits = 0;

		/* Blanks at the end of the line may have gone. */
		for (int i = 0; i < 4; i++)
			bits = bits << 6 | (end - p > i ? six(p[i]) : 0);
		for (unsigned i = 0; i < 3 && left; i++, left--)
			*out++ = (char)(bits >> (16 - 8 * i));
		p += end - p < 4 ? end - p : 4;
	}
	return out;
}

/* False when there is no line "begin". */
static bool decode_uu(const char *p, const char *end, struct rapport__buffer *room)
{
	char *out = room->data;
	bool begun = false;

	for (const char *next; p < end; p = next < end ? next + 1 : end) {
		next = line_end(p, end);
		if (!begun) {
			begun = next - p >= 6 && !memcmp(p, "begin ", 6);
			continue;
		}
		if (next - p >= 3 && !memcmp(p, "end", 3))
			break;
		if (next > p && *p > ' ' && *p <= '`')
			out = decode_uu_line(p, next, out);
	}
	room->size = (size_t)(out - room->data);
	return begun;
}

bool rapport__transfer_decode(const char *encoding, const char **bytes, size_t *size,
			      struct rapport__buffer *room)
{
	const char *p = *bytes, *end = p + *size;
	enum encoding kind = read_name(encoding);

	if (kind == NONE || !*size || (kind == BASE64 && !begins_base64(p, end)))
		return true;
	room->size = 0;
	/* None of them makes more bytes of less, but for a line of uuencode that was cut. */
	if (!rapport__buffer_reserve(room, kind == UUENCODE ? 3 * *size : *size))
		return false;
	if (kind == BASE64)
		decode_base64(p, end, room);
	else if (kind == QUOTED_PRINTABLE)
		decode_quoted(p, end, room);
	else if (!decode_uu(p, end, room))
		return true;
	room->data[room->size] = '\0';
	*bytes = room->data;
	*size = room->size;
	return true;
}
