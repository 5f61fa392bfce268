#include "mail/words.h"

#include <criterion/criterion.h>
#include <string.h>

Test(words, decodes_encoded_words)
{
	static const struct {
		const char *text, *decoded;
	} rows[] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "=?utf-8?b?R3LDvA==?= =?utf-8?b?w59l?=", "Grüße" }, /* padded, and another */
		{ "=?utf-8?b?R3LD?= =?UTF-8?B?vA==?=", "Grü" },       /* cut inside a character */
		{ "=?utf-8?q?Gr=C3?= =?utf-8?b?vA==?=", "Grü" },
		{ "=?iso-8859-1*de?Q?Gr=FC=DFe_an?= alle", "Grüße an alle" },
		{ "a =?utf-8?q?b?= =?koi8-r?q?=F0?= c", "a bП c" },
		{ "=?utf-8?q?a?==?utf-8?q?b?=", "ab" },
		{ "=?utf-8?q?a b?=", "a b" },
		{ "=?utf-8?q?=G1=?=", "=G1=" },
		{ "=?utf-8?x?a?= =?utf-8?q?a", "=?utf-8?x?a?= =?utf-8?q?a" },
		{ "=?", "=?" },
	};
	struct rapport__charset charset = { 0 };
	struct rapport__buffer bytes = { 0 }, out = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		out.size = 0;
		cr_assert(rapport__buffer_add_string(&out, ""));
		cr_assert(rapport__words_decode(&charset, rows[i].text, strlen(rows[i].text),
						&bytes, &out));
		cr_expect_str_eq(out.data, rows[i].decoded, "%s", out.data);
	}
	rapport__buffer_clear(&bytes);
	rapport__buffer_clear(&out);
	rapport__charset_clear(&charset);
}

Test(words, says_so_when_there_is_no_memory)
{
	static const char text[] = "a =?utf-8?q?b?= c";
	bool done = false;

	for (long n = 0; !done && n < 20; n++) {
		struct rapport__charset charset = { 0 };
		struct rapport__buffer bytes = { 0 }, out = { 0 };

		rapport__memory_fail_after(n);
		done = rapport__words_decode(&charset, text, strlen(text), &bytes, &out);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&bytes);
		rapport__buffer_clear(&out);
		rapport__charset_clear(&charset);
	}
	cr_expect(done);
}
