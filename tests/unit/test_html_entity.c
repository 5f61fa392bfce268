#include "mail/html_entity.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *html, *right;
} rows[] = {
	{ "&copy 2020, &eacute;t&eacute", "&copy; 2020, &eacute;t&eacute;" },
	{ "a &amp b&lt", "a &amp; b&lt;" },
	{ "&#8217s &#x2019.", "&#8217;s &#x2019;." },
	{ "&#146;&#x80 &#151", "\xE2\x80\x99\xE2\x82\xAC \xE2\x80\x94" },
	{ "AT&T, a&b, &bogus &, &#; &#x;", "AT&T, a&b, &bogus &, &#; &#x;" },
	{ "&#99999999999999999999", "&#99999999999999999999;" },
	{ "&", "&" },
	{ "", "" },
};

Test(html_entity, puts_references_right)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer out = { 0 };

		rapport__buffer_reserve(&out, 0);
		cr_assert(rapport__html_entities(rows[i].html, strlen(rows[i].html), &out));
		cr_expect_str_eq(out.data, rows[i].right, "%s: %s", rows[i].html, out.data);
		rapport__buffer_clear(&out);
	}
}

Test(html_entity, drops_nul_and_says_when_there_is_no_memory)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__html_entities("a\0b&\0\0", 6, &out));
	cr_expect_str_eq(out.data, "ab&");
	cr_expect_eq(out.size, 3);
	rapport__buffer_clear(&out);
	for (const char *const *html = (const char *const[]){ "a", "&copy", "&#150", NULL }; *html;
	     html++) {
		rapport__memory_fail_after(0);
		cr_expect(!rapport__html_entities(*html, strlen(*html), &out), "%s", *html);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&out);
	}
}
