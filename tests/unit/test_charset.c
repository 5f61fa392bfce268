#include "mail/charset.h"

#include <criterion/criterion.h>
#include <string.h>

Test(charset, cleans_whatever_comes)
{
	static const struct {
		const char *bytes, *text;
	} rows[] = {
		{ "", "" },
		{ "a\r\nb\rc\n", "a\nb\nc\n" },
		{ "\xC3\xBC", "ü" },
		{ "\xFC \x80 \xC3", "ü € Ã" },
		{ "\xED\xA0\x80", "í\u00A0€" }, /* a surrogate is no UTF-8 */
	};
	struct rapport__buffer text = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		text.size = 0;
		cr_assert(rapport__charset_clean(rows[i].bytes, strlen(rows[i].bytes), &text));
		cr_expect_str_eq(text.data, rows[i].text, "%s", text.data);
	}
	text.size = 0;
	cr_assert(rapport__charset_clean(NULL, 0, &text));
	cr_assert(rapport__charset_clean("a\0b\0", 4, &text));
	cr_expect_str_eq(text.data, "ab");
	rapport__buffer_clear(&text);
}

Test(charset, converts_more_charsets_than_it_keeps_open)
{
	static const char *const names[] = { "koi8-r", "iso-8859-5", "windows-1251",
					     "ibm866", "koi8-u",     "KOI8-R" };
	static const char *const bytes[] = { "\xF0", "\xBF", "\xCF", "\x8F", "\xF0", "\xF0" };
	struct rapport__charset charset = { 0 };
	struct rapport__buffer text = { 0 };

	for (size_t i = 0; i < 6; i++)
		cr_assert(rapport__charset_append(&charset, names[i], bytes[i], 1, &text));
	cr_expect_str_eq(text.data, "ПППППП");
	rapport__buffer_clear(&text);
	rapport__charset_clear(&charset);
}

Test(charset, gives_the_last_letter_too_where_a_mark_might_follow)
{
	struct rapport__charset charset = { 0 };
	struct rapport__buffer text = { 0 };

	cr_assert(rapport__charset_append(&charset, "windows-1255", "\xF9\xE0", 2, &text));
	cr_assert(rapport__charset_append(&charset, "windows-1258", "\xE2", 1, &text));
	cr_expect_str_eq(text.data, "שאâ");
	rapport__buffer_clear(&text);
	rapport__charset_clear(&charset);
}

/* Bytes, the name they come with, and the text. */
static const struct {
	const char *name, *bytes, *text;
} named[] = {
	{ "iso-8859-1", "\x93yes\x94 \xFC", "“yes” ü" },
	{ "iso-8859-1", "Gr\xC3\xBC\xC3\x9F", "Grüß" },
	{ "us-ascii", "Gr\xC3\xBC\xC3\x9F", "Grüß" },
	{ "windows-1251", "\xD0\xBF\xD1\x80\xD0\xB8", "при" },
	{ "\"UTF-8;", "\xC3\xBC", "ü" },
	{ "unknown-8bit",
	  "Gr\xFC\xDF"
	  "e",
	  "Grüße" },
	{ "no-such-charset",
	  "Gr\xFC\xDF"
	  "e",
	  "Grüße" },
	{ "//IGNORE", "\xFC", "ü" },
	{ NULL, "\xEF\xBB\xBFx", "x" },
	{ "iso-8859-1", "\xFF\xFEh\0i\0", "hi" },
	{ "us-ascii", "\x1B$BF|K\\\x1B(B!", "日本!" },
	{ "iso-2022-jp", "\x1B$B-!\x1B(B", "①" },
	{ "hz-gb-2312", "~{VP~}!", "中!" },
	{ "utf-16", "narrow after all", "narrow after all" },
	{ "utf-7", "Hi +AOk-!", "Hi é!" },
	{ "utf-8", "a\xC2\x92s \xC3\xBC", "a’s ü" },
	/* twice made UTF-8; once is left alone */
	{ "utf-8", "Gr\xC3\x83\xC2\xBC\xC3\x83\xC5\xB8", "Grüß" },
	{ "utf-8", "\xC3\x83\xC2\xBC", "Ã¼" },
	{ "big5", "\xC2\xA4\xC2\xA4\xC2\xA4\xC3\xA5", "中文" },
	/* one wrong byte in UTF-8 is no reason to doubt the rest */
	{ "utf-8", "\xC3\xBC\xC3\xB6\xC3\xA4\xC3\xBC\xC3\xB6\xC3\xA4 \x92", "üöäüöä ’" },
};

Test(charset, believes_a_name_as_far_as_the_bytes_bear_it_out)
{
	struct rapport__charset charset = { 0 };

	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		struct rapport__buffer text = { 0 };
		size_t size = strlen(named[i].bytes);

		if (named[i].bytes[0] == '\xFF')
			size = 6;
		cr_assert(rapport__charset_append(&charset, named[i].name, named[i].bytes, size,
						  &text));
		cr_expect_str_eq(text.data, named[i].text, "%zu: %s", i, text.data);
		rapport__buffer_clear(&text);
	}
	rapport__charset_clear(&charset);
}

Test(charset, makes_one_line)
{
	struct rapport__buffer text = { 0 };

	rapport__buffer_add_string(&text, " a \r\n\tb\x1B[c\x7F ");
	rapport__charset_fold_blanks(&text);
	cr_expect_str_eq(text.data, "a b [c");
	rapport__buffer_clear(&text);
}

Test(charset, says_so_when_there_is_no_memory)
{
	struct rapport__charset charset = { 0 };
	bool done = false;

	for (long n = 0; !done && n < 60; n++) {
		struct rapport__buffer text = { 0 };

		rapport__memory_fail_after(n);
		done = rapport__charset_append(&charset, "koi8-r", "\xF0\xFF", 2, &text) &&
		       rapport__charset_append(&charset, "latin1", "\xF0", 1, &text) &&
		       rapport__charset_append(&charset, "hz", "~{VP~}", 6, &text) &&
		       rapport__charset_append(&charset, "big5", "\xC2\xA4\xC2\xA4", 4, &text) &&
		       rapport__charset_append(&charset, NULL, "\xC3\x83\xC2\xBC\xC3\x83\xC2\xBC",
					       8, &text);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&text);
		rapport__charset_clear(&charset);
	}
	cr_expect(done);
}
