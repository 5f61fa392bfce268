#include "outlook/rtf_text.h"

#include <criterion/criterion.h>
#include <string.h>

Test(rtf_text, puts_pieces_of_several_code_pages_together)
{
	struct rapport__charset charset = { 0 };
	struct rapport__buffer out = { 0 };
	struct rapport__rtf_text text = { .charset = &charset, .out = &out };

	rapport__rtf_text_bytes(&text, 932, "\x93", 1);
	rapport__rtf_text_bytes(&text, 932, "\xFA", 1); /* two halves of one letter */
	rapport__rtf_text_bytes(&text, 1251, "\xCF", 1);
	rapport__rtf_text_bytes(&text, RAPPORT__CODEPAGE_SYMBOL, "\xB7x\xFF", 3);
	rapport__rtf_text_character(&text, 0x20AC);
	rapport__rtf_text_character(&text, 0xF0B7);
	rapport__rtf_text_unit(&text, 0xD83D);
	rapport__rtf_text_unit(&text, 0xDE00);
	rapport__rtf_text_unit(&text, 'a');
	rapport__rtf_text_bytes(&text, 932, "\x93", 1);
	rapport__rtf_text_bytes(&text, 1252, "\xFA", 1); /* no half of that */
	rapport__rtf_text_flush(&text);
	cr_expect_str_eq(out.data, "日П•x€•😀aú", "%s", out.data);
	cr_expect_not(text.no_memory);
	rapport__rtf_text_clear(&text);
	rapport__buffer_clear(&out);
	rapport__charset_clear(&charset);
}

Test(rtf_text, joins_no_halves_that_text_stands_between)
{
	struct rapport__buffer out = { 0 };
	struct rapport__rtf_text text = { .out = &out };

	rapport__rtf_text_unit(&text, 0xD83D);
	rapport__rtf_text_character(&text, 'a');
	rapport__rtf_text_unit(&text, 0xDE00);
	cr_expect_str_eq(out.data, "a\uFFFD");
	rapport__memory_fail_after(0);
	rapport__rtf_text_bytes(&text, 1252, "a", 1);
	rapport__memory_fail_after(-1);
	cr_expect(text.no_memory);
	rapport__rtf_text_clear(&text);
	rapport__buffer_clear(&out);
}
