#include "mail/charset.h"

#include "mail/charset_guess.h"
#include "mail/charset_names.h"
#include "mail/charset_shift.h"
#include "mail/windows_1252.h"
#include "text/utf8.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

enum {
	/* Sequences of UTF-8 in bytes that claim another charset: chance makes fewer. */
	SEQUENCES_CERTAIN = 3,
	/* One character in so many may be wrong before the charset is doubted. */
	DOUBT = 20,
};

void rapport__charset_clear(struct rapport__charset *charset)
{
	for (size_t i = 0; i < RAPPORT__CHARSETS_OPEN; i++)
		if (charset->open[i].name[0])
			iconv_close(charset->open[i].iconv);
	rapport__buffer_clear(&charset->converted);
	rapport__buffer_clear(&charset->shifted);
	*charset = (struct rapport__charset){ 0 };
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

/* Bytes of ASCII at the start. */
static size_t ascii_run(const char *bytes, size_t size)
{
	size_t i = 0;

	while (i + sizeof(uint64_t) <= size) {
		uint64_t eight;

		memcpy(&eight, bytes + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
		i += sizeof eight;
	}
	while (i < size && !((unsigned char)bytes[i] & 0x80))
		i++;
	return i;
}

/* Bytes of the character at p, which is beyond ASCII; 1 where it is no UTF-8. */
static size_t sequence_size(const char *p, size_t size)
{
	uint32_t code_point;

	if ((unsigned char)p[0] >= 0xC2 && (unsigned char)p[0] <= 0xDF && size > 1 &&
	    ((unsigned char)p[1] & 0xC0) == 0x80)
		return 2;
	return rapport__utf8_next(p, size, &code_point);
}

bool rapport__charset_clean(const char *bytes, size_t size, struct rapport__buffer *text)
{
	size_t start = text->size, i = 0, run = 0;

	if (!rapport__buffer_reserve(text, size))
		return false;
	if (!size)
		return true; /* bytes may be NULL */
	while ((i += ascii_run(bytes + i, size - i)) < size) {
		const char *p = bytes + i;
		size_t taken = sequence_size(p, size - i);
		bool control = taken == 2 && p[0] == '\xC2' && (unsigned char)p[1] < 0xA0;

		if (taken == 1 || control) {
			if (!rapport__buffer_add(text, bytes + run, i - run) ||
			    !rapport__windows_1252_append(p + taken - 1, 1, text))
				return false;
			run = i + taken;
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

/* Places of charset->open hold converters to UTF-8.  Gives one in its first state, or
 * RAPPORT__CHARSETS_OPEN for a charset that iconv does not know. */
static size_t find_converter(struct rapport__charset *charset, const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789-_.:";
	size_t size = strlen(name), place = charset->next;
	iconv_t opened;

	/* Not "//IGNORE" and the like. */
	if (!size || size >= RAPPORT__CHARSET_NAME_BYTES || strspn(name, letters) < size)
		return RAPPORT__CHARSETS_OPEN;
	for (size_t i = 0; i < RAPPORT__CHARSETS_OPEN; i++)
		if (!strcmp(charset->open[i].name, name)) {
			iconv(charset->open[i].iconv, NULL, NULL, NULL, NULL);
			return i;
		}
	opened = iconv_open("UTF-8", name);
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

/* Converts bytes; *wrong counts what the charset does not have. */
static bool append_converted(iconv_t converter, size_t unit, const char *bytes, size_t size,
			     struct rapport__buffer *out, size_t *wrong)
{
	char *in = (char *)bytes; /* as iconv's prototype wants it; it does not write there */

	*wrong = 0;
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
		++*wrong;
		if (size < unit)
			break;
		in += unit;
		size -= unit;
	}
	return finish_conversion(converter, out);
}

/* Fills charset->converted from bytes of that charset; *known is false where there is none of that
 * name. */
static bool convert(struct rapport__charset *charset, const char *name, const char *bytes,
		    size_t size, bool *known, size_t *wrong)
{
	struct rapport__buffer *converted = &charset->converted, *shifted = &charset->shifted;
	bool jis = !strcmp(name, "ISO-2022-JP"), hz = !strcmp(name, "HZ");
	size_t place, unit = 1;

	*wrong = 0;
	*known = true;
	converted->size = shifted->size = 0;
	if (!strcmp(name, "WINDOWS-1252"))
		return rapport__windows_1252_append(bytes, size, converted);
	if (jis || hz) {
		if (!(jis ? rapport__charset_jis : rapport__charset_hz)(bytes, size, shifted))
			return false;
		name = jis ? "CP932" : "GB18030";
		bytes = shifted->data;
		size = shifted->size;
	}
	if (!strncmp(name, "UTF-16", 6))
		unit = 2;
	else if (!strncmp(name, "UTF-32", 6))
		unit = 4;
	place = find_converter(charset, name);
	*known = place < RAPPORT__CHARSETS_OPEN;
	return !*known ||
	       append_converted(charset->open[place].iconv, unit, bytes, size, converted, wrong);
}

/* Undoes a second conversion to UTF-8: where every character beyond ASCII from byte start on is
 * one of Windows-1252, and they make UTF-8 together, at least twice, nobody wrote them so. */
static bool undo_second(struct rapport__charset *charset, struct rapport__buffer *text,
			size_t start)
{
	const char *p = text->data + start, *end = text->data + text->size;
	struct rapport__buffer *single = &charset->shifted;
	size_t leads;
	bool done;

	p += ascii_run(p, (size_t)(end - p));
	/* The first byte of a sequence, U+00C2 to U+00EF, and another behind it. */
	if (end - p < 4 || *p != '\xC3' || !((unsigned char)p[2] & 0x80))
		return true;
	if (!rapport__windows_1252_unread(text->data + start, text->size - start, single, &done,
					  &leads))
		return false;
	if (!done || leads < 2 || !rapport__utf8_valid(single->data, single->size))
		return true;
	text->size = start;
	return rapport__buffer_add(text, single->data, single->size);
}

/* Sequences of UTF-8 beyond ASCII in bytes, and bytes that are none. */
static void count_sequences(const char *bytes, size_t size, size_t *sequences, size_t *broken)
{
	size_t i = 0;

	*sequences = *broken = 0;
	while ((i += ascii_run(bytes + i, size - i)) < size) {
		size_t taken = sequence_size(bytes + i, size - i);

		++*(taken == 1 ? broken : sequences);
		i += taken;
	}
}

/* What to read bytes as that are named so: "UTF-8" where they are. */
static const char *settle(struct rapport__charset *charset, const char *name, const char *bytes,
			  size_t size)
{
	const char *marked = rapport__charset_marked(bytes, size), *guess;
	bool silent = !*name || !strcmp(name, "UTF-8");
	size_t sequences, broken;

	if (marked)
		return marked;
	if (!strncmp(name, "UTF-", 4) && !silent) {
		/* Wide characters have NUL bytes, or bytes that are no UTF-8. */
		bool narrow = strcmp(name, "UTF-7") != 0 && !memchr(bytes, '\0', size) &&
			      rapport__utf8_valid(bytes, size);

		return narrow ? "UTF-8" : name;
	}
	count_sequences(bytes, size, &sequences, &broken);
	if (!sequences && !broken)
		return silent || !strcmp(name, "WINDOWS-1252") ? "UTF-8" : name;
	if (silent && broken * DOUBT / 4 <= sequences)
		return "UTF-8";
	if (!broken && (sequences >= SEQUENCES_CERTAIN || !strcmp(name, "WINDOWS-1252")))
		return "UTF-8";
	if (!silent && strcmp(name, "WINDOWS-1252") != 0)
		return name;
	guess = rapport__charset_guess(&charset->letters, bytes, size);
	if (guess)
		return guess;
	return sequences >= broken ? "UTF-8" : "WINDOWS-1252";
}

/* Appends text that a program took for Windows-1252 and made UTF-8, leaving the name that its bytes
 * had before; *done says whether it was such. */
static bool append_renamed(struct rapport__charset *charset, const char *name, const char *bytes,
			   size_t size, struct rapport__buffer *text, bool *done)
{
	struct rapport__buffer *single = &charset->shifted;
	size_t leads, wrong;

	*done = false;
	if (!*name || !strncmp(name, "UTF-", 4) || !strcmp(name, "WINDOWS-1252") ||
	    !strncmp(name, "ISO-", 4) || !strcmp(name, "HZ"))
		return true;
	if (!rapport__windows_1252_unread(bytes, size, single, done, &leads))
		return false;
	if (!*done)
		return true;
	if (!convert(charset, name, single->data, single->size, done, &wrong))
		return false;
	*done &= wrong * DOUBT <= size;
	return !*done ||
	       rapport__charset_clean(charset->converted.data, charset->converted.size, text);
}

static bool append_utf8(struct rapport__charset *charset, const char *named, const char *bytes,
			size_t size, struct rapport__buffer *text)
{
	size_t start = text->size;
	bool done;

	if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
		bytes += 3;
		size -= 3;
	}
	if (!append_renamed(charset, named, bytes, size, text, &done))
		return false;
	return done ||
	       (rapport__charset_clean(bytes, size, text) && undo_second(charset, text, start));
}

bool rapport__charset_append(struct rapport__charset *charset, const char *name, const char *bytes,
			     size_t size, struct rapport__buffer *text)
{
	struct rapport__buffer *converted = &charset->converted;
	const char *named = name ? rapport__charset_named(name) : "", *settled, *guess;
	size_t wrong;
	bool known;

	if (!size)
		return rapport__charset_clean(bytes, size, text);
	if (!named)
		named = name;
	settled = settle(charset, named, bytes, size);
	if (!strcmp(settled, "UTF-8"))
		return append_utf8(charset, named, bytes, size, text);
	if (!convert(charset, settled, bytes, size, &known, &wrong))
		return false;
	if (!known || wrong * DOUBT > size) {
		guess = rapport__charset_guess(&charset->letters, bytes, size);
		if (!known && !guess)
			return rapport__charset_clean(bytes, size, text);
		if (guess && !convert(charset, guess, bytes, size, &known, &wrong))
			return false;
	}
	return rapport__charset_clean(converted->data, converted->size, text);
}
