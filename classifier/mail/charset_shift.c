#include "mail/charset_shift.h"

#include <string.h>

enum set {
	SET_ASCII,
	SET_KANA,       /* half-width, one byte */
	SET_KANJI,      /* JIS X 0208, two */
	SET_SUPPLEMENT, /* JIS X 0212, two */
};

static const struct {
	const char *escape;
	enum set set;
} escapes[] = {
	{ "\x1B(B", SET_ASCII }, { "\x1B(J", SET_ASCII },  { "\x1B(I", SET_KANA },
	{ "\x1B$B", SET_KANJI }, { "\x1B$@", SET_KANJI },  { "\x1B$(D", SET_SUPPLEMENT },
	{ "\x1B(H", SET_ASCII }, { "\x1B$(B", SET_KANJI },
};

/* The bytes that the escape sequence at p takes; 0 for none. */
static size_t read_escape(const char *p, const char *end, enum set *set)
{
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		size_t size = strlen(escapes[i].escape);

		if ((size_t)(end - p) >= size && !memcmp(p, escapes[i].escape, size)) {
			*set = escapes[i].set;
			return size;
		}
	}
	return 0;
}

static bool graphic(char byte)
{
	return byte > ' ' && byte < 127;
}

/* Row and cell, both 0x21 to 0x7E, as the two bytes of Shift_JIS. */
static void shift(unsigned row, unsigned cell, char out[2])
{
	out[0] = (char)((row - 1) / 2 + (row <= 0x5E ? 0x71 : 0xB1));
	if (row % 2)
		out[1] = (char)(cell + (cell < 0x60 ? 0x1F : 0x20));
	else
		out[1] = (char)(cell + 0x7E);
}

bool rapport__charset_jis(const char *bytes, size_t size, struct rapport__buffer *out)
{
	const char *p = bytes, *end = bytes + size;
	enum set set = SET_ASCII;

	/* Nothing takes more bytes than before. */
	if (!rapport__buffer_reserve(out, size))
		return false;
	while (p < end) {
		size_t escape = *p == 0x1B ? read_escape(p, end, &set) : 0;
		char two[2] = { '?', '\0' };

		if (escape) {
			p += escape;
			continue;
		}
		if (*p == '\n')
			set = SET_ASCII;
		if (set >= SET_KANJI && end - p >= 2 && graphic(p[0]) && graphic(p[1])) {
			if (set == SET_KANJI)
				shift((unsigned char)p[0], (unsigned char)p[1], two);
			rapport__buffer_add(out, two, set == SET_KANJI ? 2 : 1);
			p += 2;
			continue;
		}
		*two = set == SET_KANA && graphic(*p) ? (char)(*p | 0x80) : *p;
		rapport__buffer_add(out, two, 1);
		p++;
	}
	return true;
}

bool rapport__charset_hz(const char *bytes, size_t size, struct rapport__buffer *out)
{
	const char *p = bytes, *end = bytes + size;
	bool chinese = false;

	if (!rapport__buffer_reserve(out, size))
		return false;
	while (p < end) {
		char byte = *p;
		bool tilde = byte == '~' && end - p >= 2;

		if (tilde && (p[1] == '{' || p[1] == '}' || p[1] == '\n')) {
			if (p[1] != '\n')
				chinese = p[1] == '{';
			p += 2;
			continue;
		}
		if (tilde && p[1] == '~' && !chinese)
			p++;
		if (byte == '\n')
			chinese = false;
		if (chinese && graphic(byte))
			byte = (char)(byte | 0x80);
		rapport__buffer_add(out, &byte, 1);
		p++;
	}
	return true;
}
