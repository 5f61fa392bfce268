#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	REPLACEMENT = 0xFFFD,
	FOLD_CODE_POINTS = 512
};

const char *rapport__utf8_unicode_version(void)
{
	return utf8proc_unicode_version();
}

size_t rapport__utf8_next(const char *bytes, size_t size, uint32_t *code_point)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t taken;

	if (!((unsigned char)bytes[0] & 0x80)) {
		*code_point = (unsigned char)bytes[0];
		return 1;
	}
	taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
				 (utf8proc_ssize_t)(size < 4 ? size : 4), &point);
	if (taken < 1) {
		*code_point = REPLACEMENT;
		return 1;
	}
	*code_point = (uint32_t)point;
	return (size_t)taken;
}

enum rapport__utf8_kind rapport__utf8_kind(uint32_t code_point)
{
	switch (utf8proc_category((utf8proc_int32_t)code_point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return RAPPORT__UTF8_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return RAPPORT__UTF8_MARK;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return RAPPORT__UTF8_DIGIT;
	case UTF8PROC_CATEGORY_PC:
	case UTF8PROC_CATEGORY_PD:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
		return RAPPORT__UTF8_PUNCTUATION;
	case UTF8PROC_CATEGORY_SM:
	case UTF8PROC_CATEGORY_SC:
	case UTF8PROC_CATEGORY_SK:
	case UTF8PROC_CATEGORY_SO:
		return code_point == REPLACEMENT ? RAPPORT__UTF8_OTHER : RAPPORT__UTF8_SYMBOL;
	case UTF8PROC_CATEGORY_CF:
		return RAPPORT__UTF8_FORMAT;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return RAPPORT__UTF8_SPACE;
	default:
		return code_point >= '\t' && code_point <= '\r' ? RAPPORT__UTF8_SPACE
								: RAPPORT__UTF8_OTHER;
	}
}

/* Length of the run of valid UTF-8 at the start. */
static size_t valid_run(const char *bytes, size_t size)
{
	size_t i = 0;

	while (i < size) {
		uint32_t code_point;
		uint64_t eight;
		size_t taken;

		if (i + sizeof eight <= size) {
			memcpy(&eight, bytes + i, sizeof eight);
			if (!(eight & UINT64_C(0x8080808080808080))) {
				i += sizeof eight;
				continue;
			}
		}
		taken = rapport__utf8_next(bytes + i, size - i, &code_point);
		if (taken == 1 && ((unsigned char)bytes[i] & 0x80))
			break;
		i += taken;
	}
	return i;
}

bool rapport__utf8_valid(const char *bytes, size_t size)
{
	return valid_run(bytes, size) == size;
}

bool rapport__utf8_repair(const char *bytes, size_t size, struct rapport__buffer *out)
{
	while (size) {
		size_t run = valid_run(bytes, size);

		if (!rapport__buffer_add(out, bytes, run))
			return false;
		bytes += run;
		size -= run;
		if (!size)
			break;
		if (!rapport__buffer_add_string(out, "\xEF\xBF\xBD"))
			return false;
		bytes++;
		size--;
	}
	return true;
}

bool rapport__utf8_append(struct rapport__buffer *out, uint32_t code_point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t size;

	if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
		code_point = REPLACEMENT;
	size = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
	return rapport__buffer_add(out, bytes, (size_t)size);
}

unsigned rapport__utf8_width(uint32_t code_point)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)code_point);

	return width < 0 ? 0 : (unsigned)width;
}

bool rapport__utf8_unsafe(uint32_t code_point)
{
	switch (utf8proc_category((utf8proc_int32_t)code_point)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

static size_t fold_unicode(const char *word, size_t size, char *out, size_t room)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
					  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	/* One more element: reencode writes its NUL behind the last code point. */
	utf8proc_int32_t points[FOLD_CODE_POINTS + 1];
	utf8proc_ssize_t count, bytes;

	count = utf8proc_decompose((const utf8proc_uint8_t *)word, (utf8proc_ssize_t)size, points,
				   FOLD_CODE_POINTS, options);
	if (count < 0 || count > FOLD_CODE_POINTS)
		return 0;
	bytes = utf8proc_reencode(points, count, options);
	if (bytes < 0 || (size_t)bytes > room)
		return 0;
	memcpy(out, points, (size_t)bytes);
	return (size_t)bytes;
}

size_t rapport__utf8_fold(const char *word, size_t size, char *out, size_t room)
{
	unsigned char all = 0;

	if (size > room)
		return fold_unicode(word, size, out, room);
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)word[i];

		all |= byte;
		out[i] = (char)(byte | (unsigned char)(((unsigned)byte - 'A' < 26u) << 5));
	}
	if (all & 0x80)
		return fold_unicode(word, size, out, room);
	return size;
}
