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

Test(charset, joins_flowed_lines)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__charset_unflow("a \nb\n> c \n> d\n", 14, false, &out));
	cr_expect_str_eq(out.data, "a b\n> c d\n");
	out.size = 0;
	cr_assert(rapport__charset_unflow("a \nb", 4, true, &out));
	cr_expect_str_eq(out.data, "ab");
	rapport__buffer_clear(&out);
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

	for (long n = 0; !done && n < 20; n++) {
		struct rapport__buffer text = { 0 };

		rapport__memory_fail_after(n);
		done = rapport__charset_append(&charset, "koi8-r", "\xF0\xFF", 2, &text) &&
		       rapport__charset_append(&charset, "latin1", "\xF0", 1, &text);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&text);
		rapport__charset_clear(&charset);
	}
	cr_expect(done);
}
