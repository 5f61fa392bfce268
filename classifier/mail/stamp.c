#include "mail/stamp.h"

#include <string.h>

/* Bytes of the line at bytes, its end included. */
static size_t line_bytes(const char *bytes, size_t size)
{
	const char *end = memchr(bytes, '\n', size);

	return end ? (size_t)(end - bytes) + 1 : size;
}

static bool is_empty_line(const char *line, size_t size)
{
	while (size > 1 && line[0] == '\r') {
		line++;
		size--;
	}
	return size == 1 && line[0] == '\n';
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Whether a header line's field is name or a relative, as in "NAME-Evidence"; blanks before the
 * colon do not hide it. */
static bool is_named(const char *line, size_t size, const char *name)
{
	size_t at = strlen(name);
	const char *cr;

	if (size <= at || strncasecmp(line, name, at) != 0)
		return false;
	if (line[at] == '-')
		while (at < size && line[at] > ' ' && line[at] < 0x7F && line[at] != ':')
			at++;
	while (at < size && is_blank(line[at]))
		at++;
	/* Where CR alone ends lines, this "line" may be all of the message. */
	cr = memchr(line, '\r', size);
	return at < size && line[at] == ':' && (!cr || cr + 2 >= line + size);
}

/* Where the header begins: behind a From line, and behind lines that begin with a blank and would
 * become part of a field put before them. */
static size_t header_start(const char *message, size_t size)
{
	size_t at = 0;

	if (size >= 5 && memcmp(message, "From ", 5) == 0 && memchr(message, '\n', size))
		at = line_bytes(message, size);
	while (at < size && is_blank(message[at]) && memchr(message + at, '\n', size - at))
		at += line_bytes(message + at, size - at);
	return at;
}

static bool add_field(const char *message, size_t size, const char *name, const char *value,
		      struct rapport__buffer *out)
{
	size_t first = line_bytes(message, size);
	bool crlf = first >= 2 && message[first - 1] == '\n' && message[first - 2] == '\r';

	return rapport__buffer_add_string(out, name) && rapport__buffer_add_string(out, ": ") &&
	       rapport__buffer_add_string(out, value) &&
	       rapport__buffer_add_string(out, crlf ? "\r\n" : "\n");
}

bool rapport__stamp(const char *message, size_t size, const char *name, const char *value,
		    struct rapport__buffer *out)
{
	size_t at = header_start(message, size);
	bool dropping = false;

	if (!rapport__buffer_add(out, message, at))
		return false;
	/* A field before a last line that begins with a blank would take it in. */
	if (at < size && is_blank(message[at]))
		value = NULL;
	if (value && !add_field(message, size, name, value, out))
		return false;
	while (at < size) {
		const char *line = message + at;
		size_t length = line_bytes(line, size - at);

		if (is_empty_line(line, length))
			break;
		/* Lines that begin with a blank continue the field before, and share its fate. */
		if (!is_blank(*line))
			dropping = is_named(line, length, name);
		if (!dropping && !rapport__buffer_add(out, line, length))
			return false;
		at += length;
	}
	return rapport__buffer_add(out, message + at, size - at);
}
