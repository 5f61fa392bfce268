#include "mail/message.h"

#include "mail/html.h"
#include "text/utf8.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

enum {
	STRINGS = 8,        /* values of struct rapport__message that are no field's own */
	CONVERTERS = 4,     /* charsets whose iconv stays open */
	CHARSET_BYTES = 32, /* of a charset's name */
	FROM_BYTES_MAX = 4096,
};

/* How much a part's text is preferred within multipart/alternative. */
enum rank { RANK_NONE, RANK_OTHER, RANK_HTML, RANK_PLAIN };

struct field {
	const char *name, *value; /* in the message */
	size_t name_size, value_size;
	char *decoded; /* NULL until asked for */
};

/* A multipart that is open at this place of the walk. */
struct level {
	char *boundary;
	size_t boundary_size;
	bool alternative, digest;
	size_t mark;            /* where in the text it began */
	unsigned child, chosen; /* its part at hand; the part its text is from, 0 for none */
	enum rank rank;         /* of that text */
};

/* What the header block of a part says of its body. */
struct part {
	struct field type, encoding, disposition; /* name NULL where absent */
	GMimeContentType *mime;                   /* NULL is text/plain */
	const char *body;
};

/* A boundary line. */
struct boundary {
	const char *line, *next; /* line is the end of the message where there is none */
	size_t level;
	bool found, closing;
};

struct converter {
	char charset[CHARSET_BYTES];
	iconv_t iconv;
	bool open;
};

/* The object behind a struct rapport__message, which is its first member. */
struct work {
	struct rapport__message message;
	GMimeParserOptions *options;
	struct field *fields; /* [message.field_count] */
	size_t field_capacity;
	struct level levels[RAPPORT__MESSAGE_DEPTH_MAX];
	size_t depth, parts;
	const char *end; /* of the message */
	struct rapport__buffer text, decoded, converted, piece, value;
	char *strings[STRINGS];
	size_t string_count;
	struct converter converters[CONVERTERS];
	size_t next_converter;
	bool no_memory;
};

void rapport__message_library_open(void)
{
	g_mime_init();
}

void rapport__message_library_close(void)
{
	g_mime_shutdown();
}

/* ---- Charsets -------------------------------------------------------------------------------- */

/* Windows-1252, 0x80 to 0x9F; its five holes stay the control characters they are elsewhere. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* Names in mail for what iconv calls otherwise, and narrow sets that mean a wider one in mail. */
static const struct {
	const char *mail, *iconv;
} charset_names[] = {
	{ "macroman", "MACINTOSH" },
	{ "x-mac-roman", "MACINTOSH" },
	{ "gb2312", "GB18030" },
	{ "gbk", "GB18030" },
	{ "x-gbk", "GB18030" },
	{ "big5", "BIG5-HKSCS" },
	{ "ks_c_5601-1987", "CP949" },
	{ "euc-kr", "CP949" },
	{ "shift_jis", "CP932" },
	{ "shift-jis", "CP932" },
	{ "x-sjis", "CP932" },
	{ "iso-8859-8-i", "CP1255" },
	{ "iso-8859-9", "CP1254" },
	{ "iso-8859-11", "CP874" },
	{ "tis-620", "CP874" },
	{ "unicode-1-1-utf-7", "UTF-7" },
};

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
		if (*p == '\r' && p + 1 < end && p[1] == '\n')
			continue;
		if (*p)
			*out++ = *p == '\r' ? '\n' : *p;
	}
	*out = '\0';
	text->size = (size_t)(out - text->data);
}

bool rapport__message_clean(const char *bytes, size_t size, struct rapport__buffer *text)
{
	size_t start = text->size, i = 0, run = 0;
	uint32_t code_point;

	if (!rapport__buffer_reserve(text, size))
		return false;
	while (i < size) {
		size_t taken = 1;

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

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!g_ascii_strcasecmp(name, *names))
			return true;
	return false;
}

/* A converter to UTF-8 in its first state; NULL for charsets that iconv does not know. */
static struct converter *find_converter(struct work *work, const char *charset)
{
	struct converter *converter;

	if (strlen(charset) >= CHARSET_BYTES || strspn(charset, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
								"abcdefghijklmnopqrstuvwxyz"
								"0123456789-_.:") < strlen(charset))
		return NULL;
	for (size_t i = 0; i < CONVERTERS; i++) {
		converter = &work->converters[i];
		if (converter->open && !g_ascii_strcasecmp(converter->charset, charset)) {
			iconv(converter->iconv, NULL, NULL, NULL, NULL);
			return converter;
		}
	}
	converter = &work->converters[work->next_converter];
	if (converter->open)
		iconv_close(converter->iconv);
	snprintf(converter->charset, CHARSET_BYTES, "%s", charset);
	for (size_t i = 0; i < sizeof charset_names / sizeof *charset_names; i++)
		if (!g_ascii_strcasecmp(charset, charset_names[i].mail))
			charset = charset_names[i].iconv;
	converter->iconv = iconv_open("UTF-8", charset);
	converter->open = converter->iconv != (iconv_t)-1;
	if (!converter->open)
		return NULL;
	work->next_converter = (work->next_converter + 1) % CONVERTERS;
	return converter;
}

/* Appends what iconv makes of bytes, with U+FFFD for what it cannot read.  False: no memory. */
static bool append_converted(struct converter *converter, const char *bytes, size_t size,
			     struct rapport__buffer *out)
{
	char *in = (char *)bytes; /* iconv's prototype; it does not write there */

	while (size) {
		char *to;
		size_t room, result;

		if (!rapport__buffer_reserve(out, size * 2 + 16))
			return false;
		to = out->data + out->size;
		room = out->capacity - out->size - 1;
		result = iconv(converter->iconv, &in, &size, &to, &room);
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
	return true;
}

/* Appends bytes of the named charset (NULL: none was named) as clean text. */
static bool append_text(struct work *work, const char *charset, const char *bytes, size_t size,
			struct rapport__buffer *text)
{
	static const char *const unicode[] = { "utf-8", "utf8", "us-ascii", "ascii", NULL };
	static const char *const latin[] = { "iso-8859-1", "iso8859-1", "latin1", "windows-1252",
					     "cp1252",     NULL };
	struct converter *converter;
	bool is_latin = charset && is_one_of(charset, latin);

	if (!charset || is_one_of(charset, unicode))
		return rapport__message_clean(bytes, size, text);
	if (is_latin && rapport__utf8_valid(bytes, size))
		return rapport__message_clean(bytes, size, text);
	work->converted.size = 0;
	if (is_latin) {
		if (!append_windows_1252(bytes, size, &work->converted))
			return false;
	} else {
		converter = find_converter(work, charset);
		if (!converter)
			return rapport__message_clean(bytes, size, text);
		if (!append_converted(converter, bytes, size, &work->converted))
			return false;
	}
	return rapport__message_clean(work->converted.data, work->converted.size, text);
}

/* ---- Header blocks --------------------------------------------------------------------------- */

static const char *after_line(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline + 1 : end;
}

static bool is_blank_line(const char *p, const char *end)
{
	return p < end && (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n'));
}

static size_t field_name_size(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && *p > ' ' && *p < 127 && *p != ':')
		p++;
	return (size_t)(p - start);
}

bool rapport__message_header_line(const char *bytes, size_t size)
{
	const char *end = bytes + size;
	size_t name = field_name_size(bytes, end);
	const char *p = bytes + name;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return name && p < end && *p == ':';
}

static bool field_is(const struct field *field, const char *name, size_t size)
{
	return field->name_size == size && !g_ascii_strncasecmp(field->name, name, size);
}

/* Reads the header line at p with its continuation; returns the line behind. */
static const char *read_field(const char *p, const char *end, struct field *field)
{
	const char *next = after_line(p, end);

	while (next < end && (*next == ' ' || *next == '\t'))
		next = after_line(next, end);
	*field = (struct field){ .name = p, .name_size = field_name_size(p, end) };
	field->value = (const char *)memchr(p, ':', (size_t)(next - p)) + 1;
	field->value_size = (size_t)(next - field->value);
	return next;
}

static bool keep_field(struct work *work, const struct field *field)
{
	size_t *count = &work->message.field_count;

	if (*count == RAPPORT__MESSAGE_FIELDS_MAX) {
		work->message.truncated = true;
		return true;
	}
	if (!rapport__grow(&work->fields, &work->field_capacity, *count + 1, sizeof *work->fields))
		return false;
	work->fields[(*count)++] = *field;
	return true;
}
