#include "mail/html.h"
#include "text/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *html, *text;
} rows[] = {
	{ "<p>Hi &amp; hello</p><p>you</p>", "Hi & hello\n\nyou\n" },
	{ "a<br>b<br><br>c", "a\nb\n\nc\n" },
	{ "<div>a</div><div>b</div>c", "a\nb\nc\n" },
	{ "<ul><li>a<li>b</ul>", "- a\n- b\n" },
	{ "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc\n" },
	{ "<pre>a\n  b</pre>", "a\n  b\n" },
	{ "<a href=\"http://example.com/\">here</a> we  are", "here we are\n" },
	{ "gr&uuml;&#223;e&nbsp;&euro;", "grüße €\n" },
	{ "<meta charset=latin1>gr\xC3\xBC\xC3\x9F", "grüß\n" },
	{ "x\xFFy", "x\xEF\xBF\xBDy\n" },
	{ "<title>t</title><style>p{}</style><script>x</script><!-- c -->a", "a\n" },
	{ "<div style='display:none'>pre<br>header</div>a<img src=x width=1>", "a\n" },
	{ "yes<blockquote>old<blockquote>older</blockquote></blockquote>no",
	  "yes\n> old\n>> older\nno\n" },
	{ "yes<div class=gmail_quote>On X wrote:<br>old</div>", "yes\n> On X wrote:\n> old\n" },
	{ "yes<hr><div id=divRplyFwdMsg>From: x</div><div>old</div>", "yes\n\n> From: x\n> old\n" },
	{ "yes<p>From: x<br>Sent: y</p>", "yes\n\nFrom: x\nSent: y\n" },
	{ "yes<div class=gmail_signature>Anna</div>", "yes\n--\nAnna\n" },
	{ "<b>a</b>b<i>c</i>", "abc\n" },
	{ "a</div>b", "ab\n" },
	{ "<html><head><title>t</title></head><body>a</body></html>b", "a\nb\n" },
	{ "<html><body>a</body></html><p>b", "a\n\nb\n" },
	{ "<div><div>a", "a\n" },
	{ "1 < 2 > 0", "1 < 2 > 0\n" },
	{ "<p>&nbsp;</p>", "" },
	{ "<ol><li>a<ul><li>b</ul><li>c</ol><li>d", "1. a\n- b\n2. c\n- d\n" },
	{ "&copy 2020, it&#146;s", "© 2020, it’s\n" },
	{ "a<img src=x alt='Our logo'> b <img alt=':-)'><img alt='\xF0\x9F\x98\x80'>",
	  "a b :-)\xF0\x9F\x98\x80\n" },
	{ "so\xC2\xADmuch gr\xE2\x80\x8Bow \xE2\x80\x8C\xC2\xA0\xE2\x80\x8C end",
	  "somuch grow end\n" },
	{ "<button>Buy</button><details><summary>s</summary>d</details>", "Buy\ns\nd\n" },
	{ "<xml><w:View>Normal</w:View></xml>a<video>no</video>", "a\n" },
	{ "<div style='line-height:0;height:0;overflow:hidden'>no</div>a", "a\n" },
	{ "a <!-- never closed > b", "a b\n" },
	{ "<!--[if mso]>no<![endif]--><![if !mso]>yes<![endif]>", "yes\n" },
	{ "", "" },
};

Test(html, becomes_text)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer text = { 0 };

		cr_assert(!rapport__html_to_text(rows[i].html, strlen(rows[i].html), &text, NULL));
		cr_expect(!strcmp(text.data ? text.data : "", rows[i].text), "%s -> %s",
			  rows[i].html, text.data);
		rapport__buffer_clear(&text);
	}
}

Test(html, is_appended)
{
	struct rapport__buffer text = { 0 };

	cr_assert(rapport__buffer_add_string(&text, "before\n"));
	cr_assert(!rapport__html_to_text("<p>a", 4, &text, NULL));
	cr_expect(!strcmp(text.data, "before\na\n"), "%s", text.data);
	rapport__buffer_clear(&text);
}

Test(html, too_large_or_deep_is_refused_and_leaves_the_text)
{
	static const char div[] = "<div>";
	struct rapport__buffer text = { 0 }, html = { 0 };
	struct rapport_error error = { 0 };

	cr_assert(rapport__buffer_add_string(&text, "before"));
	cr_expect(rapport__html_to_text("", (size_t)RAPPORT__HTML_BYTES_MAX + 1, &text, &error) ==
		  RAPPORT_ERR_LIMIT);
	cr_expect(error.status == RAPPORT_ERR_LIMIT);
	for (int i = 0; i < RAPPORT__HTML_DEPTH_MAX + 1; i++)
		cr_assert(rapport__buffer_add(&html, div, sizeof div - 1));
	cr_assert(rapport__buffer_add_string(&html, "x"));
	cr_expect(rapport__html_to_text(html.data, html.size, &text, &error) == RAPPORT_ERR_LIMIT);
	cr_expect(!strcmp(text.data, "before"));
	rapport__buffer_clear(&html);
	rapport__buffer_clear(&text);
}

Test(html, says_when_memory_is_short)
{
	static const char html[] =
		"<div>a<blockquote>b<li>c</blockquote><pre>d\n\ne</pre></div>&amp;";

	for (long n = 0;; n++) {
		struct rapport__buffer text = { 0 };
		enum rapport_status status;

		rapport__memory_fail_after(n);
		status = rapport__html_to_text(html, sizeof html - 1, &text, NULL);
		rapport__memory_fail_after(-1);
		cr_expect(!status || !text.size);
		rapport__buffer_clear(&text);
		if (!status)
			break;
		cr_expect(status == RAPPORT_ERR_MEMORY);
		cr_assert(n < 1000);
	}
}

/* Each would take minutes if any part of the work were quadratic. */
Test(html, hostile_input_takes_linear_time)
{
	static const struct {
		const char *first, *again;
	} hostile[] = {
		{ "<div>", "</p>" },
		{ "", "<!--" },
		{ "<a ", "x=y " },
		{ "", "<" },
		{ "", "&" },
		{ "", "<p>" },
		{ "", "<li>" },
		{ "<script>", "</" },
		{ "", "<a b=\"" },
		{ "", "</b>" },
		{ "", "<!-- >" },
		{ "", "&amp" },
		{ "", "&#" },
		{ "<ol>", "<li>" },
		{ "", "<img alt=':)'>" },
		{ "", "\xC2\xAD" },
		{ "<a class=\"", "x" },
		{ "", "<?" },
	};
	enum {
		SIZE = 2 * 1024 * 1024
	};
	char *html = malloc(SIZE);

	cr_assert(html);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		size_t first = strlen(hostile[i].first), again = strlen(hostile[i].again);
		struct rapport__buffer text = { 0 };

		memcpy(html, hostile[i].first, first);
		for (size_t at = first; at < SIZE; at++)
			html[at] = hostile[i].again[(at - first) % again];
		cr_expect(!rapport__html_to_text(html, SIZE, &text, NULL), "row %zu", i);
		cr_expect(rapport__utf8_valid(text.data ? text.data : "", text.size), "row %zu", i);
		rapport__buffer_clear(&text);
	}
	free(html);
}
