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
	return (size == 1 && line[0] == '\n') || (size == 2 && line[0] == '\r' && line[1] == '\n');
}

/* Whether a header line's field name begins with name; blanks before the colon do not hide it. */
static bool is_named(const char *line, size_t size, const char *name)
{
	size_t length = strlen(name);

	return size > length && !strncasecmp(line, name, length) &&
	       memchr(line + length, ':', size - length);
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
	size_t at = 0;
	bool dropping = false;

	if (size >= 5 && memcmp(message, "From ", 5) == 0) {
		at = line_bytes(message, size);
		if (!rapport__buffer_add(out, message, at))
			return false;
	}
	if (value && !add_field(message, size, name, value, out))
		return false;
	while (at < size) {
		const char *line = message + at;
		size_t length = line_bytes(line, size - at);

		if (is_empty_line(line, length))
			break;
		/* Lines that begin with a blank continue the field before, and share its fate. */
		if (*line != ' ' && *line != '\t')
			dropping = is_named(line, length, name);
		if (!dropping && !rapport__buffer_add(out, line, length))
			return false;
		at += length;
	}
	return rapport__buffer_add(out, message + at, size - at);
}
