#include "mail/html_charset.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *html, *name;
} rows[] = {
	{ "<html><head><meta charset=\"koi8-r\">", "koi8-r" },
	{ "<META CHARSET=utf-8/>", "utf-8" },
	{ "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">",
	  "iso-8859-2" },
	{ "<meta content='text/html; charset = big5;x' http-equiv=content-type>", "big5" },
	{ "<?xml version='1.0' encoding='windows-1251'?>", "windows-1251" },
	{ "<meta name=viewport><meta charset='utf-16le'>", "utf-8" },
	{ "<p>charset=x</p>", NULL },
	{ "<meta charset=>", NULL },
	{ "<meta charset", NULL },
	{ "<meta", NULL },
	{ "", NULL },
};

Test(html_charset, finds_the_name_in_a_document)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char name[64] = "";
		bool found = rapport__html_charset(rows[i].html, strlen(rows[i].html), name);

		cr_expect_eq(found, rows[i].name != NULL, "%s", rows[i].html);
		if (found && rows[i].name)
			cr_expect_str_eq(name, rows[i].name, "%s: %s", rows[i].html, name);
	}
}
