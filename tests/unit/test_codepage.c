#include "outlook/codepage.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	uint32_t code_page;
	const char *bytes, *text;
} rows[] = {
	{ 0, "Gr\xFC\xDF", "Grüß" },         /* nothing said: Windows-1252 */
	{ 0, "Gr\xC3\xBC\xC3\x9F", "Grüß" }, /* or UTF-8 */
	{ 65001, "Gr\xC3\xBC\xC3\x9F", "Grüß" },
	{ 1252, "\x80", "€" },
	{ 1250, "\xB3", "ł" },
	{ 1251, "\xCF", "П" },
	{ 1253, "\xE1", "α" },
	{ 1254, "\xFD", "ı" },
	{ 1255, "\xE0", "א" },
	{ 1256, "\xC8", "ب" },
	{ 1257, "\xE0", "ą" },
	{ 874, "\xA1", "ก" },
	{ 932, "\x93\xFA\x96\x7B", "日本" },
	{ 936, "\xC4\xE3\xBA\xC3", "你好" },
	{ 949, "\xC7\xD1", "한" },
	{ 950, "\xA7\x41", "你" },
	{ 20866, "\xF0", "П" },
	{ 28592, "\xB3", "ł" },
	{ 10000, "\x8A", "ä" },
	{ 50220, "\x1B$B\x46\x7C\x4B\x5C\x1B(B", "日本" },
	{ 50220, "\x93\xFA\x96\x7B", "日本" }, /* named the one, written in the other */
	{ 50225, "\xC7\xD1", "한" },
	{ 20127, "plain", "plain" },
	{ 4711, "Gr\xFC\xDF", "Grüß" }, /* there is none */
	{ 999, "Gr\xFC\xDF", "Grüß" },
};

Test(codepage, reads_bytes_of_windows_code_pages)
{
	struct rapport__charset charset = { 0 };
	struct rapport__buffer text = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		text.size = 0;
		cr_assert(rapport__codepage_append(&charset, rows[i].code_page, rows[i].bytes,
						   strlen(rows[i].bytes), &text));
		cr_expect_str_eq(text.data, rows[i].text, "%u: %s", rows[i].code_page, text.data);
	}
	text.size = 0;
	cr_assert(rapport__codepage_append(&charset, RAPPORT__CODEPAGE_UTF16,
					   "\xFF\xFE"
					   "a\0\x3D\xD8\x00\xDE",
					   8, &text));
	cr_expect_str_eq(text.data, "a😀");
	rapport__buffer_clear(&text);
	rapport__charset_clear(&charset);
}

Test(codepage, knows_those_of_languages_and_fonts)
{
	cr_expect_eq(rapport__codepage_of_locale(0x0411), 932);
	cr_expect_eq(rapport__codepage_of_locale(0x0804), 936);
	cr_expect_eq(rapport__codepage_of_locale(0x0404), 950);
	cr_expect_eq(rapport__codepage_of_locale(0x0419), 1251);
	cr_expect_eq(rapport__codepage_of_locale(0x0415), 1250);
	cr_expect_eq(rapport__codepage_of_locale(0x041A), 1250, "Croatian");
	cr_expect_eq(rapport__codepage_of_locale(0x0C1A), 1251, "Serbian in Cyrillic");
	cr_expect_eq(rapport__codepage_of_locale(0), 0);
	cr_expect_eq(rapport__codepage_of_font(204), 1251);
	cr_expect_eq(rapport__codepage_of_font(2), RAPPORT__CODEPAGE_SYMBOL);
	cr_expect_eq(rapport__codepage_of_font(0), 1252);
	cr_expect_eq(rapport__codepage_of_font(1), 0, "that of the document");
}

Test(codepage, knows_what_windows_has_for_those_of_mail)
{
	cr_expect_eq(rapport__codepage_ansi(20866), 1251);
	cr_expect_eq(rapport__codepage_ansi(50220), 932);
	cr_expect_eq(rapport__codepage_ansi(65001), 65001);
	cr_expect_eq(rapport__codepage_ansi(1250), 1250);
	cr_expect_eq(rapport__codepage_ansi(0), 0);
}

Test(codepage, names_charsets_for_iconv)
{
	char name[16];

	cr_expect_str_eq(rapport__codepage_charset(1250, name), "CP1250");
	cr_expect_str_eq(rapport__codepage_charset(65001, name), "UTF-8");
	cr_expect_null(rapport__codepage_charset(0, name));
	cr_expect_null(rapport__codepage_charset(UINT32_MAX, name));
}
