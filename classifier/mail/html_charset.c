#include "mail/html_charset.h"

#include <string.h>
#include <strings.h>

enum {
	NAME_BYTES = 64
};

static bool blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Reads what stands behind word and "=" in [p, end). */
static bool read_value(const char *p, const char *end, const char *word, char name[NAME_BYTES])
{
	size_t length = strlen(word);

	for (; (size_t)(end - p) > length; p++) {
		const char *value = p + length;
		size_t size = 0;

		if (strncasecmp(p, word, length) != 0)
			continue;
		while (value < end && blank(*value))
			value++;
		if (value == end || *value != '=')
			continue;
		value++;
		while (value < end && (blank(*value) || *value == '"' || *value == '\''))
			value++;
		while (value + size < end && !blank(value[size]) &&
		       !memchr("\"';>/?", value[size], 6))
			size++;
		if (!size || size >= NAME_BYTES)
			return false;
		memcpy(name, value, size);
		name[size] = '\0';
		return true;
	}
	return false;
}

bool rapport__html_charset(const char *html, size_t size, char name[NAME_BYTES])
{
	const char *p = html, *end;

	end = html + (size < RAPPORT__HTML_CHARSET_BYTES ? size : RAPPORT__HTML_CHARSET_BYTES);
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		const char *close = memchr(p, '>', (size_t)(end - p));
		bool found = false;

		if (!close)
			break;
		if (close - p > 5 && !strncasecmp(p, "<meta", 5))
			found = read_value(p, close, "charset", name);
		else if (close - p > 5 && !strncasecmp(p, "<?xml", 5))
			found = read_value(p, close, "encoding", name);
		if (found) {
			/* What could be read so far is no UTF-16. */
			if (!strncasecmp(name, "utf-16", 6))
				memcpy(name, "utf-8", sizeof "utf-8");
			return true;
		}
		p = close;
	}
	return false;
}
