#include "mail/flowed.h"

#include <string.h>

bool rapport__flowed_join(const char *text, size_t size, bool delete_blank,
			  struct rapport__buffer *out)
{
	const char *p = text, *end = text + size;
	size_t depth = 0;
	bool joins = false; /* the line before ended in a blank */

	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *line_end = newline ? newline : end, *start = p;
		size_t quotes, line;

		while (p < line_end && *p == '>')
			p++;
		quotes = (size_t)(p - start);
		if (p < line_end && *p == ' ')
			p++; /* space-stuffed */
		line = (size_t)(line_end - p);
		if (joins && (quotes != depth || !line || (line == 3 && !memcmp(p, "-- ", 3)))) {
			if (!rapport__buffer_add(out, "\n", 1))
				return false;
			joins = false;
		}
		if (!joins && quotes &&
		    (!rapport__buffer_add(out, start, quotes) || !rapport__buffer_add(out, " ", 1)))
			return false;
		depth = quotes;
		joins = line && p[line - 1] == ' ' && !(line == 3 && !memcmp(p, "-- ", 3));
		if (!rapport__buffer_add(out, p, line - (joins && delete_blank)) ||
		    (!joins && newline && !rapport__buffer_add(out, "\n", 1)))
			return false;
		p = newline ? newline + 1 : end;
	}
	return true;
}
