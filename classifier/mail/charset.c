#include "mail/charset.h"

#include "text/utf8.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* Windows-1252, 0x80 to 0x9F; its five holes stay the control characters they are elsewhere. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static const char *const unicode_names[] = { "utf-8", "utf8", "us-ascii", "ascii", NULL };
static const char *const latin_names[] = { "iso-8859-1",   "iso8859-1", "latin1",
					   "windows-1252", "cp1252",    NULL };

/* Names in mail for what iconv calls otherwise, and narrow sets that mean a wider one in mail. */
static const struct {
	const char *mail, *iconv;
} charset_names[] = {
	{ "macroman", "MACINTOSH" },   { "x-mac-roman", "MACINTOSH" },
	{ "gb2312", "GB18030" },       { "gbk", "GB18030" },
	{ "x-gbk", "GB18030" },        { "big5", "BIG5-HKSCS" },
	{ "ks_c_5601-1987", "CP949" }, { "euc-kr", "CP949" },
	{ "shift_jis", "CP932" },      { "shift-jis", "CP932" },
	{ "x-sjis", "CP932" },         { "iso-8859-8-i", "CP1255" },
	{ "iso-8859-9", "CP1254" },    { "iso-8859-11", "CP874" },
	{ "tis-620", "CP874" },        { "unicode-1-1-utf-7", "UTF-7" },
};

void rapport__charset_clear(struct rapport__charset *charset)
{
	for (size_t i = 0; i < RAPPORT__CHARSETS_OPEN; i++)
		if (charset->open[i].name[0])
			iconv_close(charset->open[i].iconv);
	rapport__buffer_clear(&charset->converted);
	*charset = (struct rapport__charset){ 0 };
}

static bool append_windows_1252(const char *bytes, size_t size, struct rapport__buffer *out)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		bool high = byte >= 0x80 && byte < 0xA0;

		if (!rapport__utf8_append(out, high ? windows_1252[byte - 0x80] : byte))
			return false;
	}
	return true;
}

/* Drops NUL and turns CRLF and CR into LF, from byte start on, in place. */
static void tidy_lines(struct rapport__buffer *text, size_t start)
{
	char *data = text->data + start, *end = text->data + text->size, *out, *p;

	if (start == text->size || (!memchr(data, '\r', (size_t)(end - data)) &&
				    !memchr(data, '\0', (size_t)(end - data))))
		return;
	for (out = p = data; p < end; p++) {
		if (!*p || (*p == '\r' && p + 1 < end && p[1] == '\n'))
			continue;
		*out++ = *p == '\r' ? '\n' : *p;
	}
	*out = '\0';
	text->size = (size_t)(out - text->data);
}

bool rapport__charset_clean(const char *bytes, size_t size, struct rapport__buffer *text)
{
	size_t start = text->size, i = 0, run = 0;
	uint32_t code_point;

	if (!rapport__buffer_reserve(text, size))
		return false;
	if (!size)
		return true; /* bytes may be NULL */
	while (i < size) {
		size_t taken;

		if (!((unsigned char)bytes[i] & 0x80)) {
			i++;
			continue;
		}
		taken = rapport__utf8_next(bytes + i, size - i, &code_point);
		if (taken == 1) {
			if (!rapport__buffer_add(text, bytes + run, i - run) ||
			    !append_windows_1252(bytes + i, 1, text))
				return false;
			run = i + 1;
		}
		i += taken;
	}
	if (!rapport__buffer_add(text, bytes + run, size - run))
		return false;
	tidy_lines(text, start);
	return true;
}

void rapport__charset_fold_blanks(struct rapport__buffer *value)
{
	char *out = value->data;

	for (size_t i = 0; i < value->size; i++) {
		char byte = value->data[i];

		if ((unsigned char)byte > ' ' && byte != 127)
			*out++ = byte;
		else if (out > value->data && out[-1] != ' ')
			*out++ = ' ';
	}
	while (out > value->data && out[-1] == ' ')
		out--;
	*out = '\0';
	value->size = (size_t)(out - value->data);
}

static bool is_one_of(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (!strcasecmp(name, *list))
			return true;
	return false;
}

/* Places of charset->open hold converters to UTF-8.  Gives one in its first state, or
 * RAPPORT__CHARSETS_OPEN for a charset that iconv does not know. */
static size_t find_converter(struct rapport__charset *charset, const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789-_.:";
	size_t size = strlen(name), place = charset->next;
	const char *iconv_name = name;
	iconv_t opened;

	/* Not "//IGNORE" and the like. */
	if (!size || size >= RAPPORT__CHARSET_NAME_BYTES || strspn(name, letters) < size)
		return RAPPORT__CHARSETS_OPEN;
	for (size_t i = 0; i < RAPPORT__CHARSETS_OPEN; i++)
		if (!strcasecmp(charset->open[i].name, name)) {
			iconv(charset->open[i].iconv, NULL, NULL, NULL, NULL);
			return i;
		}
	for (size_t i = 0; i < sizeof charset_names / sizeof *charset_names; i++)
		if (!strcasecmp(name, charset_names[i].mail))
			iconv_name = charset_names[i].iconv;
	opened = iconv_open("UTF-8", iconv_name);
	if (opened == (iconv_t)-1)
		return RAPPORT__CHARSETS_OPEN;
	if (charset->open[place].name[0])
		iconv_close(charset->open[place].iconv);
	memcpy(charset->open[place].name, name, size + 1);
	charset->open[place].iconv = opened;
	charset->next = (place + 1) % RAPPORT__CHARSETS_OPEN;
	return place;
}

/* Writes the letter that a converter holds back, since a mark may follow that joins it (Hebrew in
 * Windows-1255, Vietnamese in Windows-1258). */
static bool finish_conversion(iconv_t converter, struct rapport__buffer *out)
{
	char *to;
	size_t room;

	if (!rapport__buffer_reserve(out, 16))
		return false;
	to = out->data + out->size;
	room = out->capacity - out->size - 1;
	iconv(converter, NULL, NULL, &to, &room);
	out->size = (size_t)(to - out->data);
	return true;
}

static bool append_converted(iconv_t converter, const char *bytes, size_t size,
			     struct rapport__buffer *out)
{
	char *in = (char *)bytes; /* as iconv's prototype wants it; it does not write there */

	while (size) {
		char *to;
		size_t room, result;

		if (!rapport__buffer_reserve(out, size + size / 2 + 64))
			return false;
		to = out->data + out->size;
		room = out->capacity - out->size - 1;
		result = iconv(converter, &in, &size, &to, &room);
		out->size = (size_t)(to - out->data);
		if (result != (size_t)-1 || errno == EINVAL)
			break;
		if (errno == E2BIG)
			continue;
		if (!rapport__utf8_append(out, 0xFFFD))
			return false;
		in++;
		size--;
	}
	return finish_conversion(converter, out);
}

bool rapport__charset_append(struct rapport__charset *charset, const char *name, const char *bytes,
			     size_t size, struct rapport__buffer *text)
{
	struct rapport__buffer *converted = &charset->converted;
	bool latin = name && is_one_of(name, latin_names);
	size_t place;

	if (!name || is_one_of(name, unicode_names) || (latin && rapport__utf8_valid(bytes, size)))
		return rapport__charset_clean(bytes, size, text);
	converted->size = 0;
	if (latin) {
		if (!append_windows_1252(bytes, size, converted))
			return false;
	} else {
		place = find_converter(charset, name);
		if (place == RAPPORT__CHARSETS_OPEN)
			return rapport__charset_clean(bytes, size, text);
		if (!append_converted(charset->open[place].iconv, bytes, size, converted))
			return false;
	}
	return rapport__charset_clean(converted->data, converted->size, text);
}

bool rapport__charset_unflow(const char *text, size_t size, bool delete_blank,
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
