#include "mail/windows_1252.h"

#include "text/utf8.h"

/* Windows-1252, 0x80 to 0x9F; its five holes stay the control characters they are elsewhere. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

bool rapport__windows_1252_append(const char *bytes, size_t size, struct rapport__buffer *out)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		bool high = byte >= 0x80 && byte < 0xA0;

		if (!rapport__utf8_append(out, high ? windows_1252[byte - 0x80] : byte))
			return false;
	}
	return true;
}

/* The byte that is read as code_point in Windows-1252, or -1. */
static int windows_1252_byte(uint32_t code_point)
{
	if (code_point >= 0xA0 && code_point <= 0xFF)
		return (int)code_point;
	for (int i = 0; i < 32; i++)
		if (windows_1252[i] == code_point)
			return 0x80 + i;
	return -1;
}

bool rapport__windows_1252_unread(const char *text, size_t size, struct rapport__buffer *single,
				  bool *done, size_t *leads)
{
	const char *p = text, *end = text + size;

	single->size = *leads = 0;
	*done = false;
	if (!rapport__buffer_reserve(single, size))
		return false;
	while (p < end) {
		uint32_t code_point;
		size_t taken = rapport__utf8_next(p, (size_t)(end - p), &code_point);
		int byte = taken == 1 ? *p : windows_1252_byte(code_point);
		char written = (char)byte;

		if (taken > 1 && byte < 0)
			return true;
		*leads += code_point >= 0xC2 && code_point <= 0xEF;
		rapport__buffer_add(single, &written, 1);
		p += taken;
	}
	*done = true;
	return true;
}
