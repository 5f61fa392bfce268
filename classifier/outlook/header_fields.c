#include "outlook/header_fields.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
	ENCODED_BYTES = 45, /* of text in an encoded word, which is then 72 characters long */
	LINE_BYTES = 57,    /* of what a line of base64 holds */
	NAME_BYTES = 76,    /* longer field names are none */
};

bool rapport__header_base64(struct rapport__buffer *out, const char *bytes, size_t size, bool lines)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	char *to;

	if (!rapport__buffer_reserve(out, size / 3 * 4 + size / LINE_BYTES + 8))
		return false;
	to = out->data + out->size;
	for (size_t i = 0; i < size; i += 3) {
		size_t left = size - i;
		uint32_t bits = (uint32_t)(unsigned char)bytes[i] << 16;

		if (left > 1)
			bits |= (uint32_t)(unsigned char)bytes[i + 1] << 8;
		if (left > 2)
			bits |= (unsigned char)bytes[i + 2];
		*to++ = digits[bits >> 18];
		*to++ = digits[bits >> 12 & 63];
		*to++ = left > 1 ? digits[bits >> 6 & 63] : '=';
		*to++ = left > 2 ? digits[bits & 63] : '=';
		if (lines && ((i + 3) % LINE_BYTES == 0 || left <= 3))
			*to++ = '\n';
	}
	*to = '\0';
	out->size = (size_t)(to - out->data);
	return true;
}

static bool is_plain(const char *value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)value[i] < ' ' || (unsigned char)value[i] >= 127)
			return false;
	return !memmem(value, size, "=?", 2);
}

/* As encoded words on lines of their own. */
static bool add_encoded(struct rapport__buffer *out, const char *value, size_t size)
{
	for (size_t i = 0, taken; i < size; i += taken) {
		taken = size - i < ENCODED_BYTES ? size - i : ENCODED_BYTES;
		while (taken > 1 && i + taken < size &&
		       ((unsigned char)value[i + taken] & 0xC0) == 0x80)
			taken--;
		if ((i && !rapport__buffer_add_string(out, "\n ")) ||
		    !rapport__buffer_add_string(out, "=?utf-8?B?") ||
		    !rapport__header_base64(out, value + i, taken, false) ||
		    !rapport__buffer_add_string(out, "?="))
			return false;
	}
	return true;
}

bool rapport__header_text(struct rapport__buffer *out, const char *name, const char *value,
			  size_t size)
{
	if (!size)
		return true;
	return rapport__buffer_add_string(out, name) && rapport__buffer_add_string(out, ": ") &&
	       (is_plain(value, size) ? rapport__buffer_add(out, value, size)
				      : add_encoded(out, value, size)) &&
	       rapport__buffer_add(out, "\n", 1);
}

bool rapport__header_token(struct rapport__buffer *out, const char *name, const char *value,
			   size_t size)
{
	size_t start = out->size, kept = 0;
	char *to;

	if (!rapport__buffer_add_string(out, name) || !rapport__buffer_add_string(out, ": ") ||
	    !rapport__buffer_reserve(out, size + 1))
		return false;
	to = out->data + out->size;
	for (size_t i = 0; i < size; i++)
		if (value[i] >= ' ' && value[i] < 127 && (kept || value[i] != ' '))
			to[kept++] = value[i];
	if (!kept) {
		out->size = start;
		out->data[start] = '\0';
		return true;
	}
	out->size += kept;
	return rapport__buffer_add(out, "\n", 1);
}

bool rapport__header_date(struct rapport__buffer *out, const char *name, int64_t seconds)
{
	static const char days[] = "SunMonTueWedThuFriSat",
			  months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t moment = (time_t)seconds;
	struct tm tm;
	char date[64];

	if (!gmtime_r(&moment, &tm))
		return true;
	snprintf(date, sizeof date, "%.3s, %02d %.3s %04d %02d:%02d:%02d +0000",
		 days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon, tm.tm_year + 1900,
		 tm.tm_hour, tm.tm_min, tm.tm_sec);
	return rapport__header_text(out, name, date, strlen(date));
}

static bool add_quoted(struct rapport__buffer *out, const char *name)
{
	bool added = rapport__buffer_add(out, "\"", 1);

	for (; added && *name; name++)
		added = (!strchr("\"\\", *name) || rapport__buffer_add(out, "\\", 1)) &&
			rapport__buffer_add(out, name, 1);
	return added && rapport__buffer_add(out, "\"", 1);
}

bool rapport__header_mailbox(struct rapport__buffer *out, const char *name, const char *address)
{
	/* Where one of these stands in it, it is none that could be written. */
	bool written = *address && !strpbrk(address, " \t\r\n<>()\",;:\\");
	size_t size = strlen(name);

	if (!*name || !strcmp(name, address))
		return !written || rapport__buffer_add_string(out, address);
	if (!(is_plain(name, size) ? add_quoted(out, name) : add_encoded(out, name, size)))
		return false;
	return !written ||
	       (rapport__buffer_add_string(out, " <") && rapport__buffer_add_string(out, address) &&
		rapport__buffer_add(out, ">", 1));
}

/* ---- Fields that are there ------------------------------------------------------------------- */

/* The length of the name that a field's line begins with; 0: it is none. */
static size_t name_size(const char *line, const char *end)
{
	size_t size = 0;

	while (line + size < end && line[size] > ' ' && line[size] < 127 && line[size] != ':')
		size++;
	if (line + size == end || line[size] != ':' || size > NAME_BYTES)
		return 0;
	return size;
}

static bool is_named(const char *line, size_t size, const char *name)
{
	return strlen(name) == size && !strncasecmp(line, name, size);
}

static bool is_wanted(const char *line, size_t size, const char *const *without)
{
	if (!size || !strncasecmp(line, "Content-", 8) || is_named(line, size, "MIME-Version"))
		return false;
	for (; *without; without++)
		if (is_named(line, size, *without))
			return false;
	return true;
}

/* Adds a line without its end; control characters become blanks. */
static bool add_line(struct rapport__buffer *out, const char *line, size_t size)
{
	size_t start = out->size;

	if (!rapport__buffer_add(out, line, size) || !rapport__buffer_add(out, "\n", 1))
		return false;
	for (size_t i = start; i + 1 < out->size; i++)
		if ((unsigned char)out->data[i] < ' ' || out->data[i] == 127)
			out->data[i] = ' ';
	return true;
}

static bool is_blank(const char *line, size_t size)
{
	while (size && (unsigned char)line[size - 1] <= ' ')
		size--;
	return !size;
}

bool rapport__header_copy(struct rapport__buffer *out, const char *block, size_t size,
			  const char *const *without)
{
	const char *end = block + size;
	bool any = false, wanted = false;

	for (const char *line = block, *next; line < end; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((newline ? newline : end) - line);
		bool folded = *line == ' ' || *line == '\t';

		next = newline ? newline + 1 : end;
		length -= length && line[length - 1] == '\r';
		if (is_blank(line, length)) {
			if (any && !length)
				break;
			continue;
		}
		if (!folded) {
			size_t name = name_size(line, line + length);

			any |= name > 0;
			wanted = is_wanted(line, name, without);
		}
		if (wanted && !add_line(out, line, length))
			return false;
	}
	return true;
}

bool rapport__header_has(const struct rapport__buffer *fields, const char *name)
{
	const char *line = fields->data, *end = line + fields->size;

	while (fields->size && line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		if (is_named(line, name_size(line, end), name))
			return true;
		line = newline ? newline + 1 : end;
	}
	return false;
}
