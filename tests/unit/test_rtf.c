#include "outlook/rtf.h"

#include "text/utf8.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define FONTS                                                                                      \
	"{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}"                 \
	"{\\f2\\fcharset128 MS Gothic;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset238 Arial CE{\\*"   \
	"\\falt Arial};}}"

static const struct {
	const char *name, *rtf, *text;
} rows[] = {
	{ "nothing", "{\\rtf1}", "" },
	{ "words", "{\\rtf1\\ansi hello world}", "hello world" },
	{ "line ends of the file are none", "{\\rtf1 hel\r\nlo}", "hello" },
	{ "paragraphs, lines, tabs", "{\\rtf1 a\\par b\\line c\\tab d\\par}", "a\nb\nc\td\n" },
	{ "a backslash before a line end is a paragraph", "{\\rtf1 a\\\nb\\\r\nc}", "a\nb\nc" },
	{ "braces and backslashes", "{\\rtf1 \\{a\\}\\\\b}", "{a}\\b" },
	{ "one blank ends a word, a second is text", "{\\rtf1\\b  a\\b0  b}", " a b" },
	{ "numbers end at no digit", "{\\rtf1\\fs24a}", "a" },
	{ "bytes of the document's code page", "{\\rtf1\\ansi\\ansicpg1250 \\'b3\\'b3}", "łł" },
	{ "none named", "{\\rtf1 \\'fc\\'80}", "ü€" },
	{ "Macintosh", "{\\rtf1\\mac \\'8a}", "ä" },
	{ "bad hex", "{\\rtf1 a\\'zzb\\'f}", "azzbf" },
	{ "bytes of the font's code page",
	  "{\\rtf1\\ansi\\ansicpg1252\\deff0" FONTS "\\'fc{\\f1 \\'cf\\f4\\'b3}\\'fc}", "üПłü" },
	{ "a western font in a document that is not",
	  "{\\rtf1\\ansi\\ansicpg936" FONTS "\\f0 a\\'a0b", "a\u00A0b" },
	{ "the default font", "{\\rtf1\\ansi\\deff1" FONTS "\\'cf\\f0 \\'fc\\plain\\'cf}", "ПüП" },
	{ "a font of no number", "{\\rtf1\\ansi" FONTS "\\f99999 \\'fc}", "ü" },
	{ "double bytes", "{\\rtf1\\ansi" FONTS "\\f2\\'93\\'fa\\'96{}\\'7b \\'83\\\\}",
	  "日本 ソ" },
	{ "double bytes whose second is a letter", "{\\rtf1\\ansi" FONTS "\\f2\\'83A}", "ア" },
	{ "bullets of a symbol font", "{\\rtf1\\ansi" FONTS "{\\f3\\'b7\\tab}x}", "•\tx" },
	{ "Unicode", "{\\rtf1 \\u1055?\\u-10179?\\u-8704?}", "П😀" },
	{ "half of a pair", "{\\rtf1 \\u-10179?x\\u-8704?y}", "x\uFFFDy" },
	{ "no characters stand for it", "{\\rtf1\\uc0 \\u1055 ?}", "П?" },
	{ "two characters stand for it",
	  "{\\rtf1\\uc2 \\u1055 xy!{\\uc0\\u1055 x}\\u1055\\'3f\\'3f!}", "П!ПxП!" },
	{ "a group ends what stands for it", "{\\rtf1\\uc2 {\\u1055 ?}ab}", "Пab" },
	{ "a word counts as one character", "{\\rtf1\\uc1 \\u1055\\bullet a}", "Пa" },
	{ "typographic signs", "{\\rtf1 \\ldblquote a\\rdblquote\\emdash\\~b\\-c\\_d\\rquote s}",
	  "“a”—\u00A0b\u00ADc‑d’s" },
	{ "no text of the document",
	  "{\\rtf1{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}}{\\info{\\title T}}"
	  "{\\*\\generator Word;}{\\header h}{\\pict 0102}{\\*\\bkmkstart x}a}",
	  "a" },
	{ "what a word unknown may be skipped for", "{\\rtf1 a{\\*\\unknown b{c}}d}", "ad" },
	{ "a group of an unknown word", "{\\rtf1 a{\\unknown b{c}}d}", "abcd" },
	{ "hidden and deleted", "{\\rtf1 a{\\v b}\\v c\\v0 d{\\deleted e}f\\v g\\plain h}",
	  "adfh" },
	{ "a link", "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt here}}}",
	  "here" },
	{ "a list's mark", "{\\rtf1{\\pntext 1.\\tab}{\\*\\pn\\pnlvlbody{\\pntxta .}}one\\par}",
	  "1.\tone\n" },
	{ "a table", "{\\rtf1\\trowd\\intbl a\\cell b\\cell\\row c}", "a\tb\t\nc" },
	{ "bytes in between", "{\\rtf1 a\\bin3 }}}b}", "ab" },
	{ "bytes beyond the end", "{\\rtf1 a\\bin999999999999 }}}b}", "a" },
	{ "what stands behind the document", "{\\rtf1 a}b{c}", "a" },
	{ "a NUL", "{\\rtf1 a\\", "a" },
	{ "no end", "{\\rtf1{a{b", "ab" },
	{ "text that was text", "{\\rtf1\\ansi\\fromtext a\\par b}", "a\nb" },
	{ "not what \\htmlrtf means to HTML", "{\\rtf1\\fromtext a\\htmlrtf b\\htmlrtf0 c}",
	  "abc" },
	{ "tags in what is no HTML", "{\\rtf1 a{\\*\\htmltag64 <p>}b}", "ab" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static const struct {
	const char *name, *rtf, *html;
} html_rows[] = {
	{ "tags and text",
	  "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag18 <html>}{\\*\\htmltag64 <p>}a "
	  "{\\*\\htmltag84 <b>}\\htmlrtf {\\b \\htmlrtf0 b{\\*\\htmltag92 </b>}\\htmlrtf "
	  "}\\htmlrtf0 c"
	  "\\htmlrtf\\par\\htmlrtf0{\\*\\htmltag72 </p>}}",
	  "<html><p>a <b>b</b>c</p>" },
	{ "line ends", "{\\rtf1\\fromhtml1{\\*\\htmltag2 \\par <p>\\tab}a\\par\\line b}",
	  "\n<p>\ta\n\nb" },
	{ "what the RTF shows of a list",
	  "{\\rtf1\\fromhtml1\\htmlrtf{\\pntext *\\tab}\\htmlrtf0{\\*\\htmltag64 <li>}a}",
	  "<li>a" },
	{ "mhtmltag is the same once more",
	  "{\\rtf1\\fromhtml1{\\*\\mhtmltag84 <a href=\"x\">}{\\*\\htmltag84 <a>}a}", "<a>a" },
	{ "characters",
	  "{\\rtf1\\ansi\\ansicpg1251\\fromhtml1{\\*\\htmltag84 &lt;}\\'cf\\u8364?\\~\\{}",
	  "&lt;П€\u00A0{" },
	{ "hidden is said by the HTML", "{\\rtf1\\fromhtml1{\\v a}b}", "ab" },
	{ "fonts count where they are suppressed",
	  "{\\rtf1\\ansi\\fromhtml1" FONTS
	  "\\htmlrtf {\\f1\\htmlrtf0 \\'cf\\htmlrtf }\\htmlrtf0 \\'fc}",
	  "Пü" },
};
enum {
	HTML_ROWS = sizeof html_rows / sizeof *html_rows
};

static void read(const char *rtf, size_t size, struct rapport__buffer *text, bool *html)
{
	struct rapport__charset charset = { 0 };

	text->size = 0;
	cr_assert(rapport__buffer_reserve(text, 0));
	text->data[0] = '\0';
	cr_assert_eq(rapport__rtf_read(&charset, rtf, size, text, html, NULL), RAPPORT_OK);
	rapport__charset_clear(&charset);
}

Test(rtf, gives_the_text)
{
	struct rapport__buffer text = { 0 };
	bool html;

	for (size_t i = 0; i < ROWS; i++) {
		read(rows[i].rtf, strlen(rows[i].rtf), &text, &html);
		cr_expect_str_eq(text.data, rows[i].text, "%s: %s", rows[i].name, text.data);
		cr_expect_not(html, "%s", rows[i].name);
	}
	rapport__buffer_clear(&text);
}

Test(rtf, gives_back_the_html_it_was_made_of)
{
	struct rapport__buffer text = { 0 };
	bool html;

	for (size_t i = 0; i < HTML_ROWS; i++) {
		read(html_rows[i].rtf, strlen(html_rows[i].rtf), &text, &html);
		cr_expect_str_eq(text.data, html_rows[i].html, "%s: %s", html_rows[i].name,
				 text.data);
		cr_expect(html, "%s", html_rows[i].name);
	}
	rapport__buffer_clear(&text);
}

Test(rtf, reads_whatever_it_is_cut_at)
{
	struct rapport__buffer text = { 0 };
	bool html;

	for (size_t i = 0; i < ROWS; i++)
		for (size_t size = 5; size < strlen(rows[i].rtf); size++) {
			read(rows[i].rtf, size, &text, &html);
			cr_expect(rapport__utf8_valid(text.data, text.size));
		}
	rapport__buffer_clear(&text);
}

Test(rtf, refuses_what_is_none)
{
	static const char *const none[] = { "", "{", "{\\rt", "<html>", "rtf1" };
	struct rapport__charset charset = { 0 };
	struct rapport__buffer text = { 0 };
	bool html;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_eq(
			rapport__rtf_read(&charset, none[i], strlen(none[i]), &text, &html, NULL),
			RAPPORT_ERR_FORMAT);
	cr_expect_eq(text.size, 0);
}

/* Braces alone, many more than are kept; the text in and behind them counts. */
Test(rtf, reads_groups_of_any_depth)
{
	enum {
		DEPTH = 1000000
	};
	struct rapport__buffer rtf = { 0 }, text = { 0 };
	bool html;

	rapport__buffer_add_string(&rtf, "{\\rtf1 a");
	for (int i = 0; i < DEPTH; i++)
		rapport__buffer_add(&rtf, "{", 1);
	rapport__buffer_add(&rtf, "b", 1);
	for (int i = 0; i < DEPTH; i++)
		rapport__buffer_add(&rtf, "}", 1);
	rapport__buffer_add_string(&rtf, "c}d");
	read(rtf.data, rtf.size, &text, &html);
	cr_expect_str_eq(text.data, "abc");
	rapport__buffer_clear(&rtf);
	rapport__buffer_clear(&text);
}

Test(rtf, stops_at_its_limit)
{
	struct rapport__buffer rtf = { 0 }, text = { 0 };
	bool html;

	rapport__buffer_add_string(&rtf, "{\\rtf1 ");
	while (rtf.size < 6u * 1024 * 1024)
		rapport__buffer_add_string(&rtf, "many words\\emdash ");
	read(rtf.data, rtf.size, &text, &html);
	cr_expect(text.size >= RAPPORT__RTF_TEXT_BYTES_MAX);
	cr_expect(text.size < RAPPORT__RTF_TEXT_BYTES_MAX + 100);
	rapport__buffer_clear(&rtf);
	rapport__buffer_clear(&text);
}

Test(rtf, says_so_without_memory)
{
	static const char rtf[] = "{\\rtf1\\ansi a{\\'fc{b\\emdash}}}";
	struct rapport__charset charset = { 0 };
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	long failures = 0;
	bool html;

	for (long n = 0; status; n++) {
		struct rapport__buffer text = { 0 };

		rapport__memory_fail_after(n);
		status = rapport__rtf_read(&charset, rtf, sizeof rtf - 1, &text, &html, NULL);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&text);
		failures += status == RAPPORT_ERR_MEMORY;
		cr_assert(!status || status == RAPPORT_ERR_MEMORY);
	}
	cr_expect_geq(failures, 4);
	rapport__charset_clear(&charset);
}
