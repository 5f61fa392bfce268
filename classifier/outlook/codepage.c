#include "outlook/codepage.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* Code pages that are no CP followed by their number. */
static const struct {
	uint32_t code_page;
	const char *charset;
} charsets[] = {
	{ 708, "ASMO-708" },
	{ 936, "GB18030" },
	{ 950, "BIG5-HKSCS" },
	{ 1200, "UTF-16LE" },
	{ 1201, "UTF-16BE" },
	{ 1361, "JOHAB" },
	{ 10000, "MACINTOSH" },
	{ 10001, "CP932" },
	{ 10002, "BIG5" },
	{ 10003, "CP949" },
	{ 10007, "MAC-CYRILLIC" },
	{ 10008, "GB18030" },
	{ 10029, "MAC-CENTRALEUROPE" },
	{ 12000, "UTF-32LE" },
	{ 12001, "UTF-32BE" },
	{ 20127, "us-ascii" },
	{ 20866, "KOI8-R" },
	{ 20932, "EUC-JP" },
	{ 20936, "GB18030" },
	{ 20949, "CP949" },
	{ 21866, "KOI8-U" },
	{ 28591, "iso-8859-1" },
	{ 28592, "ISO-8859-2" },
	{ 28593, "ISO-8859-3" },
	{ 28594, "ISO-8859-4" },
	{ 28595, "ISO-8859-5" },
	{ 28596, "ISO-8859-6" },
	{ 28597, "ISO-8859-7" },
	{ 28598, "CP1255" },
	{ 28599, "CP1254" },
	{ 28600, "ISO-8859-10" },
	{ 28601, "CP874" },
	{ 28603, "ISO-8859-13" },
	{ 28604, "ISO-8859-14" },
	{ 28605, "ISO-8859-15" },
	{ 28606, "ISO-8859-16" },
	{ 38598, "CP1255" },
	{ 50220, "ISO-2022-JP" },
	{ 50221, "ISO-2022-JP" },
	{ 50222, "ISO-2022-JP" },
	{ 50225, "ISO-2022-KR" },
	{ 50227, "ISO-2022-CN" },
	{ 50229, "ISO-2022-CN" },
	{ 51932, "EUC-JP" },
	{ 51936, "GB18030" },
	{ 51949, "CP949" },
	{ 51950, "BIG5" },
	{ 52936, "GB18030" },
	{ 54936, "GB18030" },
	{ 65000, "UTF-7" },
	{ 65001, "UTF-8" },
};

/* By primary language, the low ten bits of a locale. */
static const struct {
	uint16_t language, code_page;
} languages[] = {
	{ 0x01, 1256 }, { 0x02, 1251 }, { 0x04, 936 },  { 0x05, 1250 }, { 0x08, 1253 },
	{ 0x0D, 1255 }, { 0x0E, 1250 }, { 0x11, 932 },  { 0x12, 949 },  { 0x15, 1250 },
	{ 0x18, 1250 }, { 0x19, 1251 }, { 0x1A, 1250 }, { 0x1B, 1250 }, { 0x1C, 1250 },
	{ 0x1E, 874 },  { 0x1F, 1254 }, { 0x20, 1256 }, { 0x22, 1251 }, { 0x23, 1251 },
	{ 0x24, 1250 }, { 0x25, 1257 }, { 0x26, 1257 }, { 0x27, 1257 }, { 0x29, 1256 },
	{ 0x2A, 1258 }, { 0x2C, 1254 }, { 0x2F, 1251 }, { 0x3F, 1251 }, { 0x40, 1251 },
	{ 0x43, 1254 }, { 0x44, 1251 }, { 0x50, 1251 },
};

/* Code pages of mail beside those that Windows has for the same letters. */
static const struct {
	uint16_t mail, ansi;
} ansi_pages[] = {
	{ 20127, 1252 }, { 20866, 1251 }, { 20932, 932 },  { 20936, 936 },  { 20949, 949 },
	{ 21866, 1251 }, { 28591, 1252 }, { 28592, 1250 }, { 28594, 1257 }, { 28595, 1251 },
	{ 28596, 1256 }, { 28597, 1253 }, { 28598, 1255 }, { 28599, 1254 }, { 28603, 1257 },
	{ 28605, 1252 }, { 38598, 1255 }, { 50220, 932 },  { 50221, 932 },  { 50222, 932 },
	{ 50225, 949 },  { 50227, 936 },  { 51932, 932 },  { 51936, 936 },  { 51949, 949 },
	{ 51950, 950 },  { 52936, 936 },  { 54936, 936 },
};

static const struct {
	uint16_t charset, code_page;
} fonts[] = {
	{ 0, 1252 },   { 2, RAPPORT__CODEPAGE_SYMBOL },
	{ 77, 10000 }, { 78, 10001 },
	{ 79, 10003 }, { 80, 10008 },
	{ 81, 10002 }, { 88, 10029 },
	{ 89, 10007 }, { 128, 932 },
	{ 129, 949 },  { 130, 1361 },
	{ 134, 936 },  { 136, 950 },
	{ 161, 1253 }, { 162, 1254 },
	{ 163, 1258 }, { 177, 1255 },
	{ 178, 1256 }, { 179, 1256 },
	{ 180, 1256 }, { 181, 1255 },
	{ 186, 1257 }, { 204, 1251 },
	{ 222, 874 },  { 238, 1250 },
	{ 254, 437 },  { 255, 850 },
};

const char *rapport__codepage_charset(uint32_t code_page, char name[16])
{
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
		if (charsets[i].code_page == code_page)
			return charsets[i].charset;
	if (code_page < 100 || code_page > 1300)
		return NULL;
	snprintf(name, 16, "CP%u", (unsigned)code_page);
	return name;
}

uint32_t rapport__codepage_of_locale(uint32_t locale)
{
	/* Taiwan, Hong Kong, Macau. */
	if (locale == 0x0404 || locale == 0x0C04 || locale == 0x1404)
		return 950;
	/* Serbian and Bosnian in Cyrillic. */
	if (locale == 0x0C1A || locale == 0x201A || locale == 0x1C1A || locale == 0x281A)
		return 1251;
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (languages[i].language == (locale & 0x3FF))
			return languages[i].code_page;
	return 0;
}

uint32_t rapport__codepage_ansi(uint32_t page)
{
	for (size_t i = 0; i < sizeof ansi_pages / sizeof *ansi_pages; i++)
		if (ansi_pages[i].mail == page)
			return ansi_pages[i].ansi;
	return page;
}

uint32_t rapport__codepage_of_font(uint32_t font_charset)
{
	for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
		if (fonts[i].charset == font_charset)
			return fonts[i].code_page;
	return 0;
}

static bool has_high_byte(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)bytes[i] & 0x80)
			return true;
	return false;
}

/* UTF-16 of Outlook's own is what it is: charset.c would doubt a string as short as one letter. */
static bool append_utf16(const char *bytes, size_t size, struct rapport__buffer *text)
{
	const unsigned char *p = (const unsigned char *)bytes, *end = p + size / 2 * 2;
	struct rapport__buffer wide = { 0 };
	bool done = rapport__buffer_reserve(&wide, size);

	while (done && p < end) {
		uint32_t unit = p[0] | (uint32_t)p[1] << 8, low = 0;

		p += 2;
		if (unit >= 0xD800 && unit < 0xDC00 && p < end)
			low = p[0] | (uint32_t)p[1] << 8;
		if (low >= 0xDC00 && low < 0xE000) {
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			p += 2;
		}
		done = rapport__utf8_append(&wide, unit);
	}
	done = done && rapport__charset_clean(wide.data, wide.size, text);
	rapport__buffer_clear(&wide);
	return done;
}

bool rapport__codepage_append(struct rapport__charset *charset, uint32_t code_page,
			      const char *bytes, size_t size, struct rapport__buffer *text)
{
	char name[16];

	if (code_page >= 50220 && code_page <= 50229 && has_high_byte(bytes, size))
		code_page = code_page == 50225 ? 949 : code_page > 50225 ? 936 : 932;
	if (size >= 2 && code_page == RAPPORT__CODEPAGE_UTF16 && !memcmp(bytes, "\xFF\xFE", 2)) {
		bytes += 2;
		size -= 2;
	}
	if (code_page == RAPPORT__CODEPAGE_UTF16)
		return append_utf16(bytes, size, text);
	return rapport__charset_append(charset, rapport__codepage_charset(code_page, name), bytes,
				       size, text);
}
