#include "mail/html_text.h"

#include <criterion/criterion.h>
#include <string.h>

static void add(struct rapport__html_text *text, const char *words)
{
	cr_assert(rapport__html_text_add(text, words, strlen(words)));
}

Test(html_text, folds_white_space_and_owes_line_ends)
{
	struct rapport__buffer out = { 0 };
	struct rapport__html_text text = { .out = &out };

	rapport__html_text_break(&text, 2); /* nothing to end */
	add(&text, "  a \n b\xC2\xA0\xC2\xA0 ");
	add(&text, "c");
	rapport__html_text_blank(&text);
	add(&text, "d");
	rapport__html_text_break(&text, 1);
	rapport__html_text_break(&text, 1); /* one line end */
	add(&text, " e");
	rapport__html_text_feed(&text);
	rapport__html_text_feed(&text);
	rapport__html_text_feed(&text); /* at most one empty line */
	add(&text, "f");
	cr_expect(!strcmp(out.data, "a b c d\ne\n\nf"), "%s", out.data);
	rapport__buffer_clear(&out);
}

Test(html_text, marks_each_line_of_a_quotation)
{
	struct rapport__buffer out = { 0 };
	struct rapport__html_text text = { .out = &out };

	add(&text, "a");
	text.quote = 1;
	add(&text, "b");
	rapport__html_text_break(&text, 2);
	add(&text, "c");
	text.quote = 2;
	add(&text, "d");
	text.quote = 0;
	add(&text, "e");
	cr_expect(!strcmp(out.data, "a\n> b\n>\n> c\n>> d\ne"), "%s", out.data);
	rapport__buffer_clear(&out);
}

Test(html_text, caps_the_marks)
{
	struct rapport__buffer out = { 0 };
	struct rapport__html_text text = { .out = &out, .quote = 1000 };

	add(&text, "a");
	cr_expect(out.size == RAPPORT__HTML_QUOTE_MAX + 2);
	rapport__buffer_clear(&out);
}

Test(html_text, keeps_lines_and_blanks_of_preformatted_text)
{
	struct rapport__buffer out = { 0 };
	struct rapport__html_text text = { .out = &out, .preformatted = true };

	add(&text, "a\r\n  b  c\n\n\nd\n");
	cr_expect(!strcmp(out.data, "a\n  b  c\n\nd"), "%s", out.data);
	rapport__buffer_clear(&out);
}

Test(html_text, fails_without_memory)
{
	struct rapport__buffer out = { 0 };
	struct rapport__html_text text = { .out = &out, .quote = 2 };

	rapport__memory_fail_after(0);
	cr_expect(!rapport__html_text_add(&text, "a", 1));
	rapport__memory_fail_after(-1);
	rapport__buffer_clear(&out);
}

Test(html_text, leaves_out_what_nobody_sees)
{
	struct rapport__buffer out = { 0 };
	struct rapport__html_text text = { .out = &out };

	add(&text, "a\xC2\xAD"
		   "b\xE2\x80\x8B \xE2\x80\x8C \xEF\xBB\xBF"
		   "c\xE2\x80\x8D"
		   "d \xC2\xAD");
	cr_expect(!strcmp(out.data, "ab c\xE2\x80\x8D"
				    "d"),
		  "%s", out.data);
	rapport__buffer_clear(&out);
}
