#include "mail/charset_names.h"

#include <criterion/criterion.h>
#include <iconv.h>

Test(charset_names, knows_what_mail_calls_them)
{
	static const struct {
		const char *label, *name;
	} rows[] = {
		{ "utf-8", "UTF-8" },
		{ "UTF8", "UTF-8" },
		{ "\"utf-8\";", "UTF-8" },
		{ "us-ascii*en", "UTF-8" },
		{ "ANSI_X3.4-1968", "UTF-8" },
		{ "iso-8859-1", "WINDOWS-1252" },
		{ "ISO_8859-1:1987", "WINDOWS-1252" },
		{ "ISO8859_15", "ISO-8859-15" },
		{ "cp-850", "CP850" },
		{ "x-sjis", "CP932" },
		{ "ks_c_5601-1987", "CP949" },
		{ "x-gbk", "GB18030" },
		{ "iso-8859-8-i", "WINDOWS-1255" },
		{ "iso-8859-9", "WINDOWS-1254" },
		{ "iso-8859-11", "CP874" },
		{ "unicode-1-1-utf-7", "UTF-7" },
		{ "x-mac-cyrillic", "MAC-CYRILLIC" },
		{ "unknown-8bit", "" },
		{ "x-unknown", "" },
		{ "default", "" },
		{ " ", "" },
		{ "''", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *name = rapport__charset_named(rows[i].label);

		cr_assert(name, "%s", rows[i].label);
		cr_expect_str_eq(name, rows[i].name, "%s", rows[i].label);
	}
	cr_expect(!rapport__charset_named("utf-9"));
	cr_expect(!rapport__charset_named("a label much longer than that of any charset"));
}

Test(charset_names, are_names_that_iconv_has)
{
	static const char *const labels[] = { "ms950",    "gbk",         "uhc",    "ujis",
					      "koi8",     "cp858",       "cp862",  "mac",
					      "x-mac-ce", "iso-2022-cn", "utf-16", "latin10" };

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		const char *name = rapport__charset_named(labels[i]);
		iconv_t converter;

		cr_assert(name, "%s", labels[i]);
		converter = iconv_open("UTF-8", name);
		cr_expect(converter != (iconv_t)-1, "%s", name);
		if (converter != (iconv_t)-1)
			iconv_close(converter);
	}
}
