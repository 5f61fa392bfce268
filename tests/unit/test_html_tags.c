#include "mail/html_tags.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *html, *tags;
} rows[] = {
	{ "a<P>b</P >c", "a<P>b</P>c" },
	{ "<div CLASS='x y' onclick=\"a>b\" id=z class=w>", "<div class=\"x y\" id=\"z\">" },
	{ "<p style=\"a:b&quot;<c>\">", "<p style=\"a:bquot;c\">" },
	{ "<p hidden>t", "<p hidden=\"\">t" },
	{ "<br/>", "<br>" },
	{ "a < b", "a &lt; b" },
	{ "<>", "&lt;>" },
	{ "x<!-- <p> -->y", "xy" },
	{ "x<!-->y", "xy" },
	{ "x<!-- y", "x" },
	{ "<!DOCTYPE html><?xml?>x", "x" },
	{ "<script>if (a</b) <p></script>x<STYLE>p{}</sTyLe>y", "xy" },
	{ "<script>x", "" },
	{ "<b>x</b><o:p>y</o:p>", "xy" },
	{ "<html><body class=x>a</body></html>", "<div class=\"x\">a</div>" },
	{ "<p class", "<p class=\"\">" },
	{ "<p class=\"x", "<p class=\"x\">" },
	{ "&amp;&nbsp;&lt", "&amp;&nbsp;&lt;" },
	{ "<img alt=\":)\"><img alt=Logo><img alt=\":<p\">", ":)" },
	{ "<!-- x > y <!-- z > w", " y  w" },
	{ "", "" },
};

Test(html_tags, leaves_plain_tags)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer out = { 0 };

		cr_assert(rapport__html_tags(rows[i].html, strlen(rows[i].html), &out));
		cr_expect(!strcmp(out.data ? out.data : "", rows[i].tags), "%s -> %s", rows[i].html,
			  out.data);
		rapport__buffer_clear(&out);
	}
}

Test(html_tags, drops_nul_bytes_and_cuts_long_values)
{
	static char html[4096] = "a\0b<p class=\"";
	struct rapport__buffer out = { 0 };

	memset(html + 13, 'x', sizeof html - 13);
	cr_assert(rapport__html_tags(html, sizeof html, &out));
	cr_expect(!strncmp(out.data, "ab<p class=\"xxx", 15));
	cr_expect(out.size < RAPPORT__HTML_VALUE_BYTES + 32);
	rapport__buffer_clear(&out);
}

Test(html_tags, fails_without_memory)
{
	static const char html[] = "text<p class=\"x\">&amp; <b>a</b> < </p>";

	for (long n = 0;; n++) {
		struct rapport__buffer out = { 0 };
		bool done;

		rapport__memory_fail_after(n);
		done = rapport__html_tags(html, sizeof html - 1, &out);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&out);
		if (done)
			break;
		cr_assert(n < 100);
	}
}
