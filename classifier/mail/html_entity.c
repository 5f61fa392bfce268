#include "mail/html_entity.h"

#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

enum {
	NAME_BYTES = 8 /* of the longest name that may lack its semicolon */
};

/* HTML 4's names for what ISO-8859-1 has, which browsers know without semicolon (WHATWG, HTML,
 * section 13.5), a blank around each. */
static const char names[] =
	" amp lt gt quot AMP LT GT QUOT nbsp iexcl cent pound curren yen brvbar sect uml copy COPY "
	"ordf laquo not shy reg REG macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 "
	"ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
	"Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde "
	"Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde "
	"auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde "
	"ograve "
	"oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml ";

static const uint16_t windows_1252[32] = {
	0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || is_digit(byte);
}

/* A number at p, behind "&#".  *value stays small; returns its end, p where there is none. */
static const char *read_number(const char *p, const char *end, uint32_t *value)
{
	bool hex = p < end && (*p == 'x' || *p == 'X');
	const char *digits = p + hex, *start = digits;

	*value = 0;
	for (; digits < end && (hex ? is_name_byte(*digits) : is_digit(*digits)); digits++) {
		unsigned digit = (unsigned char)*digits - (unsigned)'0';

		if (digit > 9)
			digit = ((unsigned char)*digits | 0x20u) - 'a' + 10;
		if (digit > 15)
			break;
		if (*value <= 0x10FFFF)
			*value = *value * (hex ? 16 : 10) + digit;
	}
	return digits == start ? p : digits;
}

/* The reference at p, which is at a "&"; returns what is behind it, NULL without memory. */
static const char *add_reference(const char *p, const char *end, struct rapport__buffer *out)
{
	const char *stop = p + 1;
	bool known = false;

	if (stop < end && *stop == '#') {
		uint32_t value;
		const char *number = stop + 1;

		stop = read_number(number, end, &value);
		if (stop > number && value >= 0x80 && value < 0xA0) {
			if (!rapport__utf8_append(out, windows_1252[value - 0x80]))
				return NULL;
			return stop < end && *stop == ';' ? stop + 1 : stop;
		}
		known = stop > number;
	} else {
		char key[NAME_BYTES + 3] = " ";
		size_t size;

		while (stop < end && is_name_byte(*stop))
			stop++;
		size = (size_t)(stop - p) - 1;
		if (size && size <= NAME_BYTES) {
			memcpy(key + 1, p + 1, size);
			key[size + 1] = ' ';
			known = (stop == end || *stop != ';') && strstr(names, key) != NULL;
		}
	}
	if (!rapport__buffer_add(out, p, (size_t)(stop - p)) ||
	    (known && (stop == end || *stop != ';') && !rapport__buffer_add(out, ";", 1)))
		return NULL;
	return stop;
}

bool rapport__html_entities(const char *text, size_t size, struct rapport__buffer *out)
{
	const char *p = text, *end = text + size;

	while (p < end) {
		const char *mark = memchr(p, '&', (size_t)(end - p)), *nul;

		if (!mark)
			mark = end;
		while ((nul = memchr(p, '\0', (size_t)(mark - p)))) {
			if (!rapport__buffer_add(out, p, (size_t)(nul - p)))
				return false;
			p = nul + 1;
		}
		if (!rapport__buffer_add(out, p, (size_t)(mark - p)))
			return false;
		p = mark;
		if (p < end)
			p = add_reference(p, end, out);
		if (!p)
			return false;
	}
	return true;
}
