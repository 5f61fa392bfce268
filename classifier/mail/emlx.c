#include "mail/emlx.h"

#include "mail/mime.h"

#include <stdlib.h>
#include <string.h>

enum {
	COUNT_LINE_BYTES_MAX = 32,

	/* Bits of "flags" in the property list.  Source: the flags as Mail's own SQLite index and
	 * several readers of the format name them; tests/unit/test_emlx.c has each. */
	FLAG_DELETED = 1 << 1,
	FLAG_DRAFT = 1 << 6,
	FLAG_JUNK = 1 << 24,
};

/* Bytes of the count's line, with its end; 0 where there is none. */
static size_t read_count(const char *bytes, size_t size, unsigned long long *count)
{
	size_t at = 0, digits = 0,
	       limit = size < COUNT_LINE_BYTES_MAX ? size : COUNT_LINE_BYTES_MAX;

	*count = 0;
	for (; at < limit && digits < 12 && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++)
		*count = *count * 10 + (unsigned)(bytes[at] - '0');
	while (at < limit && (bytes[at] == ' ' || bytes[at] == '\r'))
		at++;
	return digits && at < limit && bytes[at] == '\n' ? at + 1 : 0;
}

bool rapport__emlx_look(const char *bytes, size_t size)
{
	unsigned long long count;
	size_t line = read_count(bytes, size, &count);

	return line && rapport__mime_look(rapport__mime_skip_blank(bytes + line, bytes + size),
					  bytes + size);
}

static unsigned long long read_flags(const char *list, size_t size)
{
	static const char key[] = "<key>flags</key>", integer[] = "<integer>";
	const char *end = list + size, *p = memmem(list, size, key, sizeof key - 1);
	unsigned long long flags = 0;

	if (!p)
		return 0;
	p += sizeof key - 1;
	while (p < end && memchr(" \t\r\n", *p, 4))
		p++;
	if ((size_t)(end - p) < sizeof integer || memcmp(p, integer, sizeof integer - 1) != 0)
		return 0;
	for (p += sizeof integer - 1; p < end && *p >= '0' && *p <= '9'; p++)
		flags = flags * 10 + (unsigned)(*p - '0');
	return flags;
}

void rapport__emlx_read(const char *bytes, size_t size, struct rapport__emlx *emlx)
{
	unsigned long long count, flags;
	size_t line = read_count(bytes, size, &count), rest = size - line;

	*emlx = (struct rapport__emlx){ .start = line, .size = rest };
	if (!line)
		return;
	emlx->cut = count > rest;
	if (emlx->cut)
		return;
	emlx->size = (size_t)count;
	flags = read_flags(bytes + line + count, rest - (size_t)count);
	emlx->deleted = flags & FLAG_DELETED;
	emlx->draft = flags & FLAG_DRAFT;
	emlx->junk = flags & FLAG_JUNK;
}
