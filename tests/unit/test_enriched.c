#include "mail/enriched.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *text;
	bool richtext;
	const char *html;
} rows[] = {
	{ "<bold>Now</bold> is\nthe <italic>time</italic>\n\nfor", false,
	  "Now is\nthe time<br>for" },
	{ "a\n\n\nb", false, "a<br><br>b" },
	{ "a <<b> & c", false, "a &lt;b> &amp; c" },
	{ "<color><param>red</param>x</color>", false, "x" },
	{ "<excerpt>x</excerpt>y", false, "<blockquote>x</blockquote>y" },
	{ "<nofill>x\ny</nofill>", false, "<pre>x\ny</pre>" },
	{ "a < b and c > d", false, "a &lt; b and c > d" },
	{ "a\n\nb<nl>c<lt>d<comment>no</comment>", true, "a\nb<br>c&lt;d" },
	{ "<param>never closed", false, "" },
	{ "<", false, "&lt;" },
	{ "", false, "" },
};

Test(enriched, becomes_html)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer html = { 0 };

		rapport__buffer_reserve(&html, 0);
		cr_assert(rapport__enriched_to_html(rows[i].text, strlen(rows[i].text),
						    rows[i].richtext, &html));
		cr_expect_str_eq(html.data, rows[i].html, "row %zu: %s", i, html.data);
		rapport__buffer_clear(&html);
	}
}

Test(enriched, says_so_when_there_is_no_memory)
{
	struct rapport__buffer html = { 0 };

	rapport__memory_fail_after(0);
	cr_expect(!rapport__enriched_to_html("a", 1, false, &html));
	rapport__memory_fail_after(-1);
}
