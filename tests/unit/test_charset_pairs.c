#include "mail/charset_pairs.h"

#include <criterion/criterion.h>
#include <string.h>

/* Whole sentences in each charset stand in test_charset_guess.c. */
Test(charset_pairs, tells_charsets_apart_by_their_rows)
{
	static const struct {
		const char *bytes, *charset;
	} rows[] = {
		{ "\x82\xA0\x82\xE8\x82\xAA\x82\xC6\x82\xA4", "CP932" },
		{ "\x82\xA0\x82\xE8\xB1\xB2\xB3", "CP932" }, /* half-width letters between */
		{ "\xA4\xA2\xA4\xEA\xA4\xAC", "EUC-JP-MS" },
		{ "\xD0\xBB\xD0\xBB\xC4\xFA\xB5\xC4", "GB18030" },
		{ "\xB0\xA8\xBB\xE7\xC7\xD5\xB4\xCF\xB4\xD9", "CP949" },
		{ "\xB7\x50\xC1\xC2\xB1\x7A\xAA\xBA", "BIG5-HKSCS" },
		{ "caf\xE9 na\xEFve", NULL },
		{ "\xB7\xB8\xB8\xB7\xB4\xAF`\xB7\xB8\xB8\xB7\xB4\xAF`", NULL }, /* an ornament */
		{ "\x93\xFA", NULL }, /* one pair is too few */
		{ "\x82", NULL },
		{ "plain", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *name = rapport__charset_pairs(rows[i].bytes, strlen(rows[i].bytes));

		cr_expect(name == rows[i].charset ||
				  (name && rows[i].charset && !strcmp(name, rows[i].charset)),
			  "row %zu: %s", i, name);
	}
}
