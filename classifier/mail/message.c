#include "mail/message.h"

#include "mail/automatic.h"
#include "mail/html.h"
#include "text/utf8.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ==== charset ==== */

/* Bytes of any charset to clean UTF-8 text, whatever they claim to be. */

enum {
	RAPPORT__CHARSET_NAME_BYTES = 32,
	RAPPORT__CHARSETS_OPEN = 4
};

/* The converters that were used last, kept open.  The zero value is empty and ready; one thread at
 * a time. */
struct rapport__charset {
	struct {
		char name[RAPPORT__CHARSET_NAME_BYTES]; /* "" for a free place */
		iconv_t iconv;
	} open[RAPPORT__CHARSETS_OPEN];
	size_t next; /* place to use next */
	struct rapport__buffer converted;
};

static void rapport__charset_clear(struct rapport__charset *charset); /* zero value again */

/* Appends bytes of the charset that mail names so (NULL: none was named), cleaned as above.
 * ISO-8859-1 is read as Windows-1252, both as UTF-8 where all bytes are that; a charset that iconv
 * does not know as if none was named.  What a charset does not have becomes U+FFFD.
 * False without memory; what was appended until then stays. */
static bool rapport__charset_append(struct rapport__charset *charset, const char *name,
				    const char *bytes, size_t size, struct rapport__buffer *text);

/* Joins the lines of a text/plain; format=flowed (RFC 3676) and appends them to out.  delete_blank
 * is its DelSp=yes.  Lines of another quote depth are never joined.  False without memory. */
static bool rapport__charset_unflow(const char *text, size_t size, bool delete_blank,
				    struct rapport__buffer *out);

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

static void rapport__charset_clear(struct rapport__charset *charset)
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
	return true;
}

static bool rapport__charset_append(struct rapport__charset *charset, const char *name,
				    const char *bytes, size_t size, struct rapport__buffer *text)
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

static bool rapport__charset_unflow(const char *text, size_t size, bool delete_blank,
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

/* ==== words ==== */

/* Encoded words in header values (RFC 2047).  GMime 3.2.13 loses what stands behind a word that
 * ends in base64 padding, so this is done here. */

/* Appends text with its encoded words decoded, as clean text.  Words of one charset that follow
 * each other are converted together, since mailers cut characters in two.  bytes is room for that.
 * What is no encoded word stays as it is.  False without memory. */
static bool rapport__words_decode(struct rapport__charset *charset, const char *text, size_t size,
				  struct rapport__buffer *bytes, struct rapport__buffer *out);

enum {
	/* RFC 2047 allows 75.  Bounds the search for the end of what only begins like a word. */
	WORD_BYTES_MAX = 16 * 1024
};

struct encoded_word {
	char charset[RAPPORT__CHARSET_NAME_BYTES];
	char encoding; /* 'B' or 'Q' */
	const char *payload, *next;
	size_t size;
};

/* Reads =?charset[*language]?B?payload?= at p. */
static bool read_word(const char *p, const char *end, struct encoded_word *word)
{
	const char *name = p + 2, *mark, *close;
	size_t size;

	if (end - p < 8 || p[0] != '=' || p[1] != '?')
		return false;
	if (end - p > WORD_BYTES_MAX)
		end = p + WORD_BYTES_MAX;
	mark = memchr(name, '?', (size_t)(end - name));
	if (!mark || end - mark < 5 || mark[2] != '?' || !memchr("BbQq", mark[1], 4))
		return false;
	close = memmem(mark + 3, (size_t)(end - mark - 3), "?=", 2);
	size = (size_t)(mark - name);
	if (!close || !size || size >= sizeof word->charset)
		return false;
	memcpy(word->charset, name, size);
	word->charset[size] = '\0';
	word->charset[strcspn(word->charset, "*")] = '\0';
	word->encoding = (char)(mark[1] & ~0x20);
	word->payload = mark + 3;
	word->size = (size_t)(close - word->payload);
	word->next = close + 2;
	return true;
}

static int digit_value(char digit, const char *digits)
{
	const char *place = digit ? strchr(digits, digit) : NULL;

	return place ? (int)(place - digits) : -1;
}

/* Both write at most word->size bytes, and return where they end. */
static char *decode_base64(const struct encoded_word *word, char *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < word->size && word->payload[i] != '='; i++) {
		int value = digit_value(word->payload[i], digits);

		if (value < 0)
			continue;
		bits = (bits << 6 | (unsigned)value) & 0xFFF;
		held += 6;
		if (held >= 8) {
			held -= 8;
			*out++ = (char)(bits >> held);
		}
	}
	return out;
}

static char *decode_quoted(const struct encoded_word *word, char *out)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	const char *p = word->payload, *end = p + word->size;

	for (; p < end; p++) {
		int high = end - p > 2 ? digit_value(p[1], digits) : -1;
		int low = end - p > 2 ? digit_value(p[2], digits) : -1;

		if (*p == '=' && high >= 0 && low >= 0) {
			*out++ = (char)((high & 15) << 4 | (low & 15));
			p += 2;
		} else {
			*out++ = *p == '_' ? ' ' : *p;
		}
	}
	return out;
}

static bool add_word(const struct encoded_word *word, struct rapport__buffer *bytes)
{
	char *end;

	if (!rapport__buffer_reserve(bytes, word->size))
		return false;
	end = bytes->data + bytes->size;
	end = word->encoding == 'B' ? decode_base64(word, end) : decode_quoted(word, end);
	bytes->size = (size_t)(end - bytes->data);
	return true;
}

/* Appends the word and those behind it, and moves *place behind the last. */
static bool take_words(struct rapport__charset *charset, struct encoded_word word, const char *end,
		       struct rapport__buffer *bytes, struct rapport__buffer *out,
		       const char **place)
{
	bytes->size = 0;
	for (;;) {
		struct encoded_word next;
		const char *start = word.next;
		bool more;

		if (!add_word(&word, bytes))
			return false;
		while (start < end && *start == ' ')
			start++;
		more = read_word(start, end, &next);
		if (!more || strcasecmp(word.charset, next.charset) != 0) {
			if (!rapport__charset_append(charset, word.charset, bytes->data,
						     bytes->size, out))
				return false;
			bytes->size = 0;
		}
		*place = word.next;
		if (!more)
			return true;
		word = next;
	}
}

static bool rapport__words_decode(struct rapport__charset *charset, const char *text, size_t size,
				  struct rapport__buffer *bytes, struct rapport__buffer *out)
{
	const char *p = text, *end = text + size;

	while (p < end) {
		const char *start = memmem(p, (size_t)(end - p), "=?", 2);
		struct encoded_word word;
		bool is_word = start && read_word(start, end, &word);

		if (!start)
			start = end;
		else if (!is_word)
			start += 2;
		if (!rapport__charset_clean(p, (size_t)(start - p), out))
			return false;
		p = start;
		if (is_word && !take_words(charset, word, end, bytes, out, &p))
			return false;
	}
	return true;
}

/* ==== mime ==== */

/* The tree of MIME parts of a message, walked over its bytes in one pass, without recursion and
 * without copies: header blocks, boundaries, bodies.
 *
 *	rapport__mime_start(&mime, bytes, size);
 *	while (rapport__mime_next(&mime, &header))
 *		if (it is a multipart)
 *			rapport__mime_enter(&mime, boundary);
 *		else
 *			rapport__mime_body(&mime, &body, &body_size);
 *
 * What the fields mean is for the caller to say: this file decodes nothing. */

/* Over one of these the message is read as far as it goes, and `truncated` says so. */
#define RAPPORT__MIME_PARTS_MAX      10000u        /* of the tree, multiparts too */
#define RAPPORT__MIME_DEPTH_MAX      128u          /* multiparts within multiparts */
#define RAPPORT__MIME_PREAMBLE_BYTES (64u * 1024u) /* searched for a multipart's boundary */
#define RAPPORT__MIME_BOUNDARY_BYTES 256u          /* RFC 2046 allows 70 */

/* The fields of a header block that say what its body is; of several the first. */
struct rapport__mime_header {
	struct rapport__mime_field type, encoding, disposition;
};

/* A multipart that is open. */
struct rapport__mime_level {
	char boundary[RAPPORT__MIME_BOUNDARY_BYTES]; /* with the "--" before it */
	size_t boundary_size;
	unsigned part; /* number of the part at hand within it, from 1; 0 before the first */
};

/* Read depth, levels[].part and truncated as you like; the rest is for mime.c. */
struct rapport__mime {
	const char *place, *end; /* the body of the header read last; the end of the message */
	struct rapport__mime_level levels[RAPPORT__MIME_DEPTH_MAX];
	size_t depth; /* open multiparts */
	size_t parts; /* header blocks read */
	bool truncated;
};

static void rapport__mime_start(struct rapport__mime *mime, const char *bytes, size_t size);

/* Reads the next header block: first the message's own, then one for each part of the multiparts
 * that were entered, in their order.  False: no more, or RAPPORT__MIME_PARTS_MAX. */
static bool rapport__mime_next(struct rapport__mime *mime, struct rapport__mime_header *header);

/* Makes sure that the boundary (of room bytes) of the multipart at hand stands in the message:
 * where it does not, or is "", a line before a part that begins with a Content field is taken for
 * it. False when there is none either. */
static bool rapport__mime_find_boundary(const struct rapport__mime *mime, char *boundary,
					size_t room);

/* The part at hand is a multipart: its parts come next.  False when it lies too deep or its
 * boundary is too long or empty; it is then passed over as if it were no multipart. */
static bool rapport__mime_enter(struct rapport__mime *mime, const char *boundary);

/* The body of the part at hand, up to the boundary that ends it; borrowed from the message. */
static void rapport__mime_body(struct rapport__mime *mime, const char **body, size_t *size);

enum {
	DATE_WORDS_MAX = 32
};

struct word {
	const char *start;
	size_t size;
};

/* A boundary line; line is the end of the message where there is none. */
struct boundary {
	const char *line, *next;
	size_t level;
	bool found, closing;
};

const char *rapport__mime_after_line(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline + 1 : end;
}

static bool is_blank_line(const char *p, const char *end)
{
	return p < end && (*p == '\n' || (*p == '\r' && (p + 1 == end || p[1] == '\n')));
}

bool rapport__mime_header_line(const char *bytes, size_t size)
{
	size_t i = 0, name;

	while (i < size && bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':')
		i++;
	name = i;
	while (i < size && (bytes[i] == ' ' || bytes[i] == '\t'))
		i++;
	return name && i < size && bytes[i] == ':';
}

static const char *read_field(const char *p, const char *end, struct rapport__mime_field *field)
{
	const char *next = rapport__mime_after_line(p, end);
	const char *colon = memchr(p, ':', (size_t)(next - p));

	while (next < end && (*next == ' ' || *next == '\t'))
		next = rapport__mime_after_line(next, end);
	field->name = p;
	field->name_size = (size_t)(colon - p);
	while (p[field->name_size - 1] == ' ' || p[field->name_size - 1] == '\t')
		field->name_size--;
	field->value = colon + 1;
	field->value_size = (size_t)(next - field->value);
	return next;
}

static bool starts_boundary(const char *p, const char *end)
{
	return end - p >= 2 && p[0] == '-' && p[1] == '-';
}

bool rapport__mime_field_next(const char **place, const char *end,
			      struct rapport__mime_field *field)
{
	const char *p = *place;

	if (p < end && !is_blank_line(p, end) && !starts_boundary(p, end) &&
	    !rapport__mime_header_line(p, (size_t)(end - p))) {
		const char *next = rapport__mime_after_line(p, end);

		/* An mbox From line, a fold that lost its blank. */
		if (!starts_boundary(next, end) &&
		    rapport__mime_header_line(next, (size_t)(end - next)))
			p = next;
	}
	if (p < end && !starts_boundary(p, end) &&
	    rapport__mime_header_line(p, (size_t)(end - p))) {
		*place = read_field(p, end, field);
		return true;
	}
	*place = is_blank_line(p, end) ? rapport__mime_after_line(p, end) : p;
	return false;
}

const char *rapport__mime_skip_blank(const char *bytes, const char *end)
{
	const char *p = bytes;

	if (end - p >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
		p += 3;
	while (p < end && memchr(" \t\r\n", *p, 4))
		p++;
	return p;
}

static bool is_mail_field(const struct rapport__mime_field *field)
{
	static const char *const fields[] = {
		"From",
		"To",
		"Cc",
		"Subject",
		"Date",
		"Message-ID",
		"Received",
		"Sender",
		"Return-Path",
		"Reply-To",
		"In-Reply-To",
		"References",
		"List-Id",
		"MIME-Version",
		"Content-Type",
		"X-Mailer",
		"Delivered-To",
		"DKIM-Signature",
		"X-Mozilla-Status",
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (field->name_size == strlen(fields[i]) &&
		    !strncasecmp(field->name, fields[i], field->name_size))
			return true;
	return false;
}

bool rapport__mime_look(const char *p, const char *end)
{
	struct rapport__mime_field field;
	size_t known = 0;

	while (known < 2 && rapport__mime_field_next(&p, end, &field))
		known += is_mail_field(&field);
	return known == 2 || (known == 1 && (p == end || p[-1] == '\n'));
}

static bool is_name(const struct word *word, const char *names)
{
	if (word->size != 3)
		return false;
	for (; *names; names += 3)
		if (!strncasecmp(names, word->start, 3))
			return true;
	return false;
}

static bool consists_of(const struct word *word, const char *letters)
{
	for (size_t i = 0; i < word->size; i++)
		if (!memchr(letters, word->start[i], strlen(letters)))
			return false;
	return true;
}

static bool is_number(const struct word *word, size_t digits_min, size_t digits_max)
{
	return consists_of(word, "0123456789") && word->size >= digits_min &&
	       word->size <= digits_max;
}

/* "9:05", "09:05:59" */
static bool is_time(const struct word *word)
{
	return consists_of(word, "0123456789:") && word->size >= 4 && word->size <= 8 &&
	       memchr(word->start + 1, ':', 2);
}

static size_t split_words(const char *p, const char *end, struct word words[DATE_WORDS_MAX])
{
	size_t count = 0;

	while (count < DATE_WORDS_MAX) {
		while (p < end && memchr(" \t\r\n,", *p, 5))
			p++;
		if (p == end)
			break;
		words[count].start = p;
		while (p < end && !memchr(" \t\r\n,", *p, 5))
			p++;
		words[count].size = (size_t)(p - words[count].start);
		count++;
	}
	return count;
}

bool rapport__mime_has_date(const char *p, const char *end)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	static const char days[] = "SunMonTueWedThuFriSat";
	struct word words[DATE_WORDS_MAX];
	size_t count = split_words(p, end, words);

	for (size_t m = 1; m + 2 < count; m++) {
		if (!is_name(&words[m], months))
			continue;
		if (is_number(&words[m - 1], 1, 2) && is_number(&words[m + 1], 4, 4) &&
		    is_time(&words[m + 2]))
			return true;
		if (!is_name(&words[m - 1], days) || !is_number(&words[m + 1], 1, 2) ||
		    !is_time(&words[m + 2]))
			continue;
		for (size_t y = m + 3; y < count && y < m + 6; y++)
			if (is_number(&words[y], 4, 4))
				return true;
	}
	return false;
}

/* Tells which open multipart the line [p, line_end) is a boundary of, innermost first. */
static void match_boundary(const struct rapport__mime *mime, const char *p, const char *line_end,
			   struct boundary *match)
{
	size_t size;

	while (line_end > p && memchr(" \t\r\n", line_end[-1], 4))
		line_end--;
	size = (size_t)(line_end - p);
	for (size_t i = mime->depth; i-- > 0;) {
		const struct rapport__mime_level *level = &mime->levels[i];
		bool closing = size == level->boundary_size + 2 && line_end[-1] == '-' &&
			       line_end[-2] == '-';

		if ((size == level->boundary_size || closing) &&
		    !memcmp(p, level->boundary, level->boundary_size)) {
			match->found = true;
			match->closing = closing;
			match->level = i;
			return;
		}
	}
}

static struct boundary find_boundary(const struct rapport__mime *mime, const char *p)
{
	const char *end = mime->end;

	while (mime->depth && p < end) {
		if (starts_boundary(p, end)) {
			struct boundary match = { .line = p,
						  .next = rapport__mime_after_line(p, end) };

			match_boundary(mime, p, match.next, &match);
			if (match.found)
				return match;
		}
		p = memmem(p, (size_t)(end - p), "\n--", 3);
		if (!p)
			break;
		p++;
	}
	return (struct boundary){ .line = end, .next = end };
}

static void rapport__mime_start(struct rapport__mime *mime, const char *bytes, size_t size)
{
	mime->end = bytes + size;
	mime->place = rapport__mime_skip_blank(bytes, mime->end);
	mime->depth = mime->parts = 0;
	mime->truncated = false;
}

/* Moves to behind the boundary line that opens the next part. */
static bool find_part(struct rapport__mime *mime)
{
	for (;;) {
		struct boundary match = find_boundary(mime, mime->place);

		if (!match.found)
			return false;
		mime->place = match.next;
		mime->depth = match.level + !match.closing;
		if (!match.closing) {
			mime->levels[match.level].part++;
			return true;
		}
	}
}

static void keep_first(struct rapport__mime_field *kept, const struct rapport__mime_field *field,
		       const char *name)
{
	if (!kept->name && field->name_size == strlen(name) &&
	    !strncasecmp(field->name, name, field->name_size))
		*kept = *field;
}

static bool rapport__mime_next(struct rapport__mime *mime, struct rapport__mime_header *header)
{
	struct rapport__mime_field field;

	*header = (struct rapport__mime_header){ 0 };
	if (mime->parts && !find_part(mime))
		return false;
	if (mime->parts == RAPPORT__MIME_PARTS_MAX) {
		mime->truncated = true;
		return false;
	}
	mime->parts++;
	while (rapport__mime_field_next(&mime->place, mime->end, &field)) {
		keep_first(&header->type, &field, "Content-Type");
		keep_first(&header->encoding, &field, "Content-Transfer-Encoding");
		keep_first(&header->disposition, &field, "Content-Disposition");
	}
	return true;
}

static bool rapport__mime_find_boundary(const struct rapport__mime *mime, char *boundary,
					size_t room)
{
	const char *p = mime->place, *end = mime->end;

	if (end - p > RAPPORT__MIME_PREAMBLE_BYTES)
		end = p + RAPPORT__MIME_PREAMBLE_BYTES;
	if (boundary[0] && memmem(p, (size_t)(end - p), boundary, strlen(boundary)))
		return true;
	while (p < end) {
		const char *next = rapport__mime_after_line(p, end);
		size_t size = (size_t)(next - p);

		if (starts_boundary(p, end) && end - next >= 8 &&
		    !strncasecmp(next, "Content-", 8) && size - 2 < room) {
			memcpy(boundary, p + 2, size - 2);
			boundary[size - 2] = '\0';
			return true;
		}
		p = memmem(p, (size_t)(end - p), "\n--", 3);
		if (!p)
			return false;
		p++;
	}
	return false;
}

static bool rapport__mime_enter(struct rapport__mime *mime, const char *boundary)
{
	struct rapport__mime_level *level = &mime->levels[mime->depth];
	size_t size = strlen(boundary);

	while (size && memchr(" \t\r\n", boundary[size - 1], 4))
		size--;
	if (!size || size > RAPPORT__MIME_BOUNDARY_BYTES - 2)
		return false;
	if (mime->depth == RAPPORT__MIME_DEPTH_MAX) {
		mime->truncated = true;
		return false;
	}
	memcpy(level->boundary, "--", 2);
	memcpy(level->boundary + 2, boundary, size);
	level->boundary_size = size + 2;
	level->part = 0;
	mime->depth++;
	return true;
}

static void rapport__mime_body(struct rapport__mime *mime, const char **body, size_t *size)
{
	const char *end = find_boundary(mime, mime->place).line;

	*body = mime->place;
	mime->place = end;
	/* The line end before a boundary is the boundary's. */
	if (end < mime->end && end > *body)
		end -= end - *body >= 2 && end[-2] == '\r' ? 2 : 1;
	*size = (size_t)(end - *body);
}

/* ==== gmime ==== */

/* What GMime decodes: dates, addresses, content types, transfer encodings.  The one
 * user of GMime.  Its memory, and GLib's, is its own: both end the process when there is none. */

/* Before the first of the calls below and after the last, once a process, from one thread. */
static void rapport__gmime_open(void);
static void rapport__gmime_close(void);

/* What Content-Type and Content-Disposition say; "" where they do not, or beyond measure. */
struct rapport__gmime_type {
	char type[64]; /* "text/plain", in lower case */
	char charset[64], boundary[256], format[16], delsp[8], report_type[64];
	bool named; /* has a name or file name, as attachments have */
	bool attachment;
};

/* value is that of the field, on one line. */
static void rapport__gmime_read_type(const char *value, struct rapport__gmime_type *type);
static void rapport__gmime_read_disposition(const char *value, struct rapport__gmime_type *type);

/* Writes a Date as "YYYY-MM-DDTHH:MM:SSZ" and returns true; false for what is none. */
static bool rapport__gmime_read_date(const char *value, char date[32]);

/* Appends the first address with an "@" in a From or To value that is not decoded yet, in lower
 * case; it may be any bytes.  Appends nothing where there is none.  False without memory. */
static bool rapport__gmime_read_address(const char *value, struct rapport__buffer *out);

/* Undoes a Content-Transfer-Encoding (NULL: none): *bytes and *size are then those of the body,
 * or of room, which is emptied first.  False without memory. */
static bool rapport__gmime_decode_transfer(const char *encoding, const char **bytes, size_t *size,
					   struct rapport__buffer *room);

static void rapport__gmime_open(void)
{
	g_mime_init();
}

static void rapport__gmime_close(void)
{
	g_mime_shutdown();
}

static void copy(char *out, size_t room, const char *text)
{
	if (text && strlen(text) < room)
		memcpy(out, text, strlen(text) + 1);
}

static void copy_parameter(GMimeContentType *parsed, const char *name, char *out, size_t room)
{
	copy(out, room, g_mime_content_type_get_parameter(parsed, name));
}

static void rapport__gmime_read_type(const char *value, struct rapport__gmime_type *type)
{
	GMimeContentType *parsed = g_mime_content_type_parse(NULL, value);
	char *name = g_mime_content_type_get_mime_type(parsed);
	char *lower = g_ascii_strdown(name, -1);

	copy(type->type, sizeof type->type, lower);
	copy_parameter(parsed, "charset", type->charset, sizeof type->charset);
	copy_parameter(parsed, "boundary", type->boundary, sizeof type->boundary);
	copy_parameter(parsed, "format", type->format, sizeof type->format);
	copy_parameter(parsed, "delsp", type->delsp, sizeof type->delsp);
	copy_parameter(parsed, "report-type", type->report_type, sizeof type->report_type);
	type->named |= g_mime_content_type_get_parameter(parsed, "name") != NULL;
	g_free(lower);
	g_free(name);
	g_object_unref(parsed);
}

static void rapport__gmime_read_disposition(const char *value, struct rapport__gmime_type *type)
{
	GMimeContentDisposition *parsed = g_mime_content_disposition_parse(NULL, value);

	type->attachment = g_mime_content_disposition_is_attachment(parsed);
	type->named |= g_mime_content_disposition_get_parameter(parsed, "filename") != NULL;
	g_object_unref(parsed);
}

static bool rapport__gmime_read_date(const char *value, char date[32])
{
	GDateTime *local = g_mime_utils_header_decode_date(value);
	GDateTime *utc = local ? g_date_time_to_utc(local) : NULL;

	if (utc) {
		snprintf(date, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(utc),
			 g_date_time_get_month(utc), g_date_time_get_day_of_month(utc),
			 g_date_time_get_hour(utc), g_date_time_get_minute(utc),
			 g_date_time_get_second(utc));
		g_date_time_unref(utc);
	}
	if (local)
		g_date_time_unref(local);
	return utc != NULL;
}

static bool rapport__gmime_read_address(const char *value, struct rapport__buffer *out)
{
	InternetAddressList *list = internet_address_list_parse(NULL, value);
	bool done = true;

	for (int i = 0; list && i < internet_address_list_length(list); i++) {
		InternetAddress *address = internet_address_list_get_address(list, i);
		const char *bare = NULL;
		char *lower;

		if (INTERNET_ADDRESS_IS_MAILBOX(address))
			bare = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
		if (!bare || !strchr(bare, '@'))
			continue;
		lower = g_ascii_strdown(bare, -1);
		done = rapport__buffer_add_string(out, lower);
		g_free(lower);
		break;
	}
	if (list)
		g_object_unref(list);
	return done;
}

static bool rapport__gmime_decode_transfer(const char *encoding, const char **bytes, size_t *size,
					   struct rapport__buffer *room)
{
	GMimeEncoding state;
	GMimeContentEncoding kind = GMIME_CONTENT_ENCODING_DEFAULT;

	if (encoding)
		kind = g_mime_content_encoding_from_string(encoding);
	if (kind != GMIME_CONTENT_ENCODING_BASE64 && kind != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
		return true;
	g_mime_encoding_init_decode(&state, kind);
	room->size = 0;
	if (!rapport__buffer_reserve(room, g_mime_encoding_outlen(&state, *size)))
		return false;
	room->size = g_mime_encoding_flush(&state, *bytes, *size, room->data);
	*bytes = room->data;
	*size = room->size;
	return true;
}

/* ==== message ==== */

enum {
	STRINGS_MAX = 8,       /* values of struct rapport__message that are no field's own */
	FROM_BYTES_MAX = 4096, /* in which an address is looked for */
};

/* How much a text is preferred within multipart/alternative. */
enum rank {
	RANK_NONE,
	RANK_OTHER,
	RANK_HTML,
	RANK_PLAIN
};

struct field {
	struct rapport__mime_field raw;
	char *decoded; /* NULL until asked for */
};

/* Which text of an open multipart/alternative was taken. */
struct choice {
	bool alternative, digest;
	size_t mark;   /* where in the text the multipart began */
	unsigned part; /* that the text is from; 0: none yet */
	enum rank rank;
};

/* A part without parts. */
struct part {
	struct rapport__gmime_type type;
	char encoding[32];
	const char *body;
	size_t size;
	enum rank rank;
};

/* The object behind a struct rapport__message, which is its first member. */
struct work {
	struct rapport__message message;
	struct rapport__mime mime;
	struct choice choices[RAPPORT__MIME_DEPTH_MAX]; /* [mime.depth] */
	struct rapport__charset charset;
	struct field *fields; /* [message.field_count] */
	size_t field_capacity;
	struct rapport__buffer text, decoded, piece, scratch, value;
	char *strings[STRINGS_MAX];
	size_t string_count;
	bool no_memory;
};

void rapport__message_library_open(void)
{
	rapport__gmime_open();
}

void rapport__message_library_close(void)
{
	rapport__gmime_close();
}

enum rapport_status rapport__message_new(struct rapport__message **message,
					 struct rapport_error *error)
{
	struct work *work = rapport__calloc(1, sizeof *work);

	*message = NULL;
	if (!work)
		return rapport_fail_memory(error);
	*message = &work->message;
	return RAPPORT_OK;
}

static void forget(struct work *work)
{
	for (size_t i = 0; i < work->message.field_count; i++)
		rapport__free(work->fields[i].decoded);
	for (size_t i = 0; i < work->string_count; i++)
		rapport__free(work->strings[i]);
	work->string_count = 0;
	work->text.size = 0;
	work->no_memory = false;
	work->message = (struct rapport__message){ .text = "" };
}

void rapport__message_free(struct rapport__message *message)
{
	struct work *work = (struct work *)message;

	if (!work)
		return;
	forget(work);
	rapport__charset_clear(&work->charset);
	rapport__buffer_clear(&work->text);
	rapport__buffer_clear(&work->decoded);
	rapport__buffer_clear(&work->piece);
	rapport__buffer_clear(&work->scratch);
	rapport__buffer_clear(&work->value);
	rapport__free(work->fields);
	rapport__free(work);
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static bool read_fields(struct work *work, const char *p, const char *end)
{
	struct rapport__mime_field field;
	size_t *count = &work->message.field_count;

	p = rapport__mime_skip_blank(p, end);
	while (rapport__mime_field_next(&p, end, &field)) {
		if (*count == RAPPORT__MESSAGE_FIELDS_MAX) {
			work->message.truncated = true;
			break;
		}
		if (!rapport__grow(&work->fields, &work->field_capacity, *count + 1,
				   sizeof *work->fields))
			return false;
		work->fields[(*count)++] = (struct field){ .raw = field };
	}
	return true;
}

/* Folds white space and controls to single blanks, in place. */
static void fold_blanks(struct rapport__buffer *value)
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

/* Puts the value of a field as it stands into work->value, as UTF-8 on one line; NULL: no memory.
 */
static const char *unfold_value(struct work *work, const struct rapport__mime_field *field)
{
	size_t size = field->value_size;

	work->value.size = 0;
	if (size > RAPPORT__MESSAGE_VALUE_BYTES_MAX)
		size = RAPPORT__MESSAGE_VALUE_BYTES_MAX;
	if (!rapport__charset_clean(field->value, size, &work->value)) {
		work->no_memory = true;
		return NULL;
	}
	fold_blanks(&work->value);
	return work->value.data;
}

/* The same with its encoded words decoded. */
static const char *decode_value(struct work *work, const struct rapport__mime_field *field)
{
	struct rapport__buffer *value = &work->value, *scratch = &work->scratch;

	if (!unfold_value(work, field))
		return NULL;
	if (memmem(value->data, value->size, "=?", 2)) {
		scratch->size = 0;
		if (!rapport__words_decode(&work->charset, value->data, value->size, &work->piece,
					   scratch)) {
			work->no_memory = true;
			return NULL;
		}
		value->size = 0;
		if (!rapport__buffer_add(value, scratch->data, scratch->size)) {
			work->no_memory = true;
			return NULL;
		}
		fold_blanks(value);
	}
	return value->data;
}

static struct field *find_field(struct work *work, const char *name)
{
	size_t size = strlen(name);

	for (size_t i = 0; i < work->message.field_count; i++) {
		struct field *field = &work->fields[i];

		if (field->raw.name_size == size && !strncasecmp(field->raw.name, name, size))
			return field;
	}
	return NULL;
}

const char *rapport__message_header(struct rapport__message *message, const char *name)
{
	struct work *work = (struct work *)message;
	struct field *field = find_field(work, name);

	if (!field)
		return NULL;
	if (!field->decoded && decode_value(work, &field->raw))
		field->decoded = rapport__strndup(work->value.data, work->value.size);
	if (!field->decoded)
		work->no_memory = true;
	return field->decoded;
}

/* Keeps a copy until the next parse; NULL for no text or no memory. */
static const char *keep_string(struct work *work, const char *text, size_t size)
{
	char *copy;

	if (!size)
		return NULL;
	copy = rapport__strndup(text, size);
	if (copy)
		work->strings[work->string_count++] = copy;
	else
		work->no_memory = true;
	return copy;
}

/* Message identifiers of a field without their <>, at most max of them with blanks between. */
static const char *read_ids(struct work *work, const char *name, size_t max)
{
	const char *p = rapport__message_header(&work->message, name);
	struct rapport__buffer *ids = &work->value;

	ids->size = 0;
	for (; p && max; max--) {
		const char *open = strchr(p, '<'), *start = open ? open + 1 : p + strspn(p, " ");
		size_t size = strcspn(start, open ? "> <" : " ");

		/* Without <> it is an identifier only where it looks like one. */
		if (!open && (ids->size || !memchr(start, '@', size)))
			break;
		if (size && ((ids->size && !rapport__buffer_add(ids, " ", 1)) ||
			     !rapport__buffer_add(ids, start, size))) {
			work->no_memory = true;
			break;
		}
		p = start + size;
	}
	return keep_string(work, ids->data, ids->size);
}

static const char *read_date(struct work *work)
{
	const char *value = rapport__message_header(&work->message, "Date");
	char date[32];

	if (!value || !rapport__gmime_read_date(value, date))
		return NULL;
	return keep_string(work, date, strlen(date));
}

/* The value is one that stands undecoded, since a decoded name may hold anything. */
static const char *read_address(struct work *work, struct rapport__mime_field field)
{
	struct rapport__buffer *value = &work->value, *scratch = &work->scratch;

	if (field.value_size > FROM_BYTES_MAX)
		field.value_size = FROM_BYTES_MAX;
	if (!unfold_value(work, &field))
		return NULL;
	scratch->size = 0;
	work->no_memory |= !rapport__gmime_read_address(value->data, scratch);
	value->size = 0;
	work->no_memory |= !rapport__charset_clean(scratch->data, scratch->size, value);
	return keep_string(work, value->data, value->size);
}

const char *rapport__message_address(struct rapport__message *message, const char *value)
{
	struct work *work = (struct work *)message;

	forget(work);
	return read_address(
		work, (struct rapport__mime_field){ .value = value, .value_size = strlen(value) });
}

static const char *read_conversation(struct work *work)
{
	const struct rapport__message *message = &work->message;
	const char *id = rapport__message_header(&work->message, "X-GM-THRID");

	if (!id || !*id)
		id = message->references;
	if (!id)
		id = message->in_reply_to ? message->in_reply_to : message->message_id;
	return id ? keep_string(work, id, strcspn(id, " ")) : NULL;
}

static void read_envelope(struct work *work)
{
	struct rapport__message *message = &work->message;
	const struct field *from;

	message->message_id = read_ids(work, "Message-ID", 1);
	message->in_reply_to = read_ids(work, "In-Reply-To", 1);
	message->references = read_ids(work, "References", SIZE_MAX);
	message->conversation = read_conversation(work);
	message->date = read_date(work);
	message->from = rapport__message_header(message, "From");
	from = find_field(work, "From");
	message->from_address = from ? read_address(work, from->raw) : NULL;
	message->to = rapport__message_header(message, "To");
	message->cc = rapport__message_header(message, "Cc");
	message->subject = rapport__message_header(message, "Subject");
}

static const char *header_of(void *context, const char *name)
{
	return rapport__message_header(context, name);
}

const char *rapport__message_automatic(struct rapport__message *message)
{
	return rapport__automatic_reason(&(struct rapport__automatic_mail){
		.header = header_of,
		.context = message,
		.content_type = message->content_type,
		.report_type = message->report_type,
		.calendar = message->calendar,
		.subject = message->subject,
		.text = message->text,
		.text_size = message->text_size,
	});
}

/* ---- Body ------------------------------------------------------------------------------------ */

/* Whether a text of that rank, at this place of the tree, would be taken. */
static bool is_wanted(const struct work *work, enum rank rank)
{
	for (size_t i = 0; i < work->mime.depth; i++) {
		const struct choice *choice = &work->choices[i];

		if (choice->alternative && choice->part != work->mime.levels[i].part &&
		    rank <= choice->rank)
			return false;
	}
	return true;
}

/* Drops the text of the alternatives that are now outdone. */
static void choose(struct work *work, enum rank rank)
{
	for (size_t i = work->mime.depth; i-- > 0;) {
		struct choice *choice = &work->choices[i];

		if (!choice->alternative || choice->part == work->mime.levels[i].part)
			continue;
		work->text.size = choice->mark;
		choice->part = work->mime.levels[i].part;
		choice->rank = rank;
	}
}

static bool is_blank(const struct rapport__buffer *text)
{
	for (size_t i = 0; i < text->size; i++)
		if ((unsigned char)text->data[i] > ' ')
			return false;
	return true;
}

static enum rank rank_of(const char *type)
{
	if (!strcmp(type, "text/plain") || !strcmp(type, "text") || !strchr(type, '/'))
		return RANK_PLAIN;
	if (!strcmp(type, "text/html"))
		return RANK_HTML;
	if (!strcmp(type, "text/enriched") || !strcmp(type, "text/richtext") ||
	    !strcmp(type, "text/markdown"))
		return RANK_OTHER;
	return RANK_NONE;
}

/* Cuts text to limit bytes, at a code point. */
static void cut(struct work *work, struct rapport__buffer *text, size_t limit)
{
	if (text->size <= limit)
		return;
	while (limit && ((unsigned char)text->data[limit] & 0xC0) == 0x80)
		limit--;
	text->size = limit;
	text->data[limit] = '\0';
	work->message.truncated = true;
}

static void limit_size(struct work *work, size_t *size, size_t limit)
{
	if (*size <= limit)
		return;
	*size = limit;
	work->message.truncated = true;
}

/* Decodes a text part into work->piece, up to limit bytes. */
static enum rapport_status decode_piece(struct work *work, const struct part *part, size_t limit,
					struct rapport_error *error)
{
	struct rapport__buffer *piece = &work->piece, *scratch = &work->scratch;
	const char *charset = part->type.charset[0] ? part->type.charset : NULL;
	const char *bytes = part->body;
	size_t size = part->size, most = limit;
	bool html = part->rank == RANK_HTML, flowed = !strcasecmp(part->type.format, "flowed");
	enum rapport_status status = RAPPORT_OK;

	if (html)
		most = RAPPORT__MESSAGE_HTML_BYTES_MAX;
	piece->size = scratch->size = 0;
	/* Quoted-printable takes 3 bytes for one, and soft line ends. */
	limit_size(work, &size, 4 * most);
	if (!rapport__gmime_decode_transfer(part->encoding, &bytes, &size, &work->decoded))
		return rapport_fail_memory(error);
	limit_size(work, &size, most);
	if (!rapport__charset_append(&work->charset, charset, bytes, size,
				     html || flowed ? scratch : piece))
		return rapport_fail_memory(error);
	if (html) {
		status = rapport__html_to_text(scratch->data, scratch->size, piece, error);
	} else if (flowed &&
		   !rapport__charset_unflow(scratch->data, scratch->size,
					    !strcasecmp(part->type.delsp, "yes"), piece)) {
		status = rapport_fail_memory(error);
	}
	if (status == RAPPORT_ERR_LIMIT)
		work->message.truncated = true;
	else if (status)
		return status;
	if (piece->size)
		cut(work, piece, limit);
	return RAPPORT_OK;
}

static enum rapport_status take_text(struct work *work, const struct part *part,
				     struct rapport_error *error)
{
	struct rapport__buffer *text = &work->text;
	enum rapport_status status;

	if (!is_wanted(work, part->rank))
		return RAPPORT_OK;
	status = decode_piece(work, part, RAPPORT__MESSAGE_TEXT_BYTES_MAX - text->size, error);
	if (status || is_blank(&work->piece))
		return status;
	choose(work, part->rank);
	if (text->size && text->data[text->size - 1] != '\n' && !rapport__buffer_add(text, "\n", 1))
		return rapport_fail_memory(error);
	if (!rapport__buffer_add(text, work->piece.data, work->piece.size))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}

/* Reads what a header block says of its part; false without memory. */
static bool read_part(struct work *work, const struct rapport__mime_header *header,
		      struct part *part)
{
	const char *value;

	*part = (struct part){ .type.type = "text/plain" };
	if (header->type.name) {
		value = unfold_value(work, &header->type);
		if (!value)
			return false;
		rapport__gmime_read_type(value, &part->type);
	}
	if (header->disposition.name) {
		value = unfold_value(work, &header->disposition);
		if (!value)
			return false;
		rapport__gmime_read_disposition(value, &part->type);
	}
	if (header->encoding.name) {
		value = unfold_value(work, &header->encoding);
		if (!value)
			return false;
		snprintf(part->encoding, sizeof part->encoding, "%s", value);
	}
	part->rank = rank_of(part->type.type);
	return true;
}

static void keep_type(struct work *work, const struct rapport__gmime_type *type)
{
	struct rapport__message *message = &work->message;

	message->content_type = keep_string(work, type->type, strlen(type->type));
	message->report_type = keep_string(work, type->report_type, strlen(type->report_type));
}

/* Opens a multipart; false when no parts can be told apart in it. */
static bool enter(struct work *work, struct part *part)
{
	const char *type = part->type.type;

	if (!rapport__mime_find_boundary(&work->mime, part->type.boundary,
					 sizeof part->type.boundary))
		return false;
	if (!rapport__mime_enter(&work->mime, part->type.boundary))
		return work->mime.truncated;
	work->choices[work->mime.depth - 1] = (struct choice){
		.alternative = !strcmp(type, "multipart/alternative"),
		.digest = !strcmp(type, "multipart/digest"),
		.mark = work->text.size,
	};
	return true;
}

/* An attachment, or what is a message by default (RFC 2046, 5.1.5).  The message itself is none. */
static bool is_set_aside(const struct work *work, const struct part *part, bool typed)
{
	size_t depth = work->mime.depth;

	if (!depth)
		return false;
	return part->type.attachment || (part->type.named && work->text.size) ||
	       (!typed && work->choices[depth - 1].digest);
}

static enum rapport_status read_body(struct work *work, struct rapport_error *error)
{
	struct rapport__mime *mime = &work->mime;
	struct rapport__mime_header header;
	struct part part;
	enum rapport_status status = RAPPORT_OK;

	while (!status && rapport__mime_next(mime, &header)) {
		if (!read_part(work, &header, &part))
			return rapport_fail_memory(error);
		if (mime->parts == 1)
			keep_type(work, &part.type);
		if (!strncmp(part.type.type, "multipart/", 10)) {
			if (enter(work, &part))
				continue;
			part.rank = RANK_PLAIN;
		}
		if (!strcmp(part.type.type, "text/calendar"))
			work->message.calendar = true;
		if (!part.rank || is_set_aside(work, &part, header.type.name))
			continue;
		rapport__mime_body(mime, &part.body, &part.size);
		status = take_text(work, &part, error);
	}
	return status;
}

enum rapport_status rapport__message_parse(struct rapport__message *message, const char *bytes,
					   size_t size, struct rapport_error *error)
{
	struct work *work = (struct work *)message;
	enum rapport_status status;

	forget(work);
	bytes = size ? bytes : "";
	if (!read_fields(work, bytes, bytes + size))
		return rapport_fail_memory(error);
	read_envelope(work);
	rapport__mime_start(&work->mime, bytes, size);
	status = read_body(work, error);
	if (!status && work->no_memory)
		status = rapport_fail_memory(error);
	message->truncated |= work->mime.truncated;
	if (work->text.size) {
		message->text = work->text.data;
		message->text_size = work->text.size;
	}
	return status;
}
