#include "text/characters.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *bytes;
	size_t taken;
	char class;
} rows[] = {
	{ "\n", 1, 'n' },
	{ "\t", 1, '_' },
	{ "\r", 1, '_' },
	{ " ", 1, '_' },
	{ "a", 1, 'a' },
	{ "Z", 1, 'A' },
	{ "7", 1, '0' },
	{ "!", 1, '.' },
	{ ".", 1, '.' },
	{ "?", 1, '.' },
	{ ",", 1, ',' },
	{ "'", 1, ',' },
	{ "-", 1, ',' },
	{ "$", 1, '$' },
	{ "@", 1, '$' },
	{ "\x7F", 1, '_' },
	{ "\xC3\xA9", 2, 'l' },         /* é */
	{ "\xD0\x96", 2, 'l' },         /* Zhe */
	{ "\xE4\xB8\xAD", 3, 'l' },     /* a Han character */
	{ "\xCC\x81", 2, 'j' },         /* combining acute */
	{ "\xE2\x80\x8D", 3, 'j' },     /* zero-width joiner */
	{ "\xD9\xA3", 2, '0' },         /* an Arabic digit */
	{ "\xE2\x80\xA6", 3, '.' },     /* ellipsis */
	{ "\xE3\x80\x82", 3, '.' },     /* ideographic stop */
	{ "\xE2\x80\x99", 3, ',' },     /* typographic apostrophe */
	{ "\xE2\x82\xAC", 3, '$' },     /* euro */
	{ "\xF0\x9F\x98\x80", 4, '$' }, /* an emoji */
	{ "\xC2\xA0", 2, '_' },         /* no-break space */
	{ "\xE2\x80\xA8", 3, 'n' },     /* line separator */
	{ "\xFF", 1, '_' },
	{ "\xC3", 1, '_' },
	{ "\xED\xA0\x80", 1, '_' }, /* a surrogate */
};

Test(characters, have_the_class_that_the_tokenizer_needs)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t taken;
		uint32_t code_point;
		char class = rapport__character_class(rows[i].bytes, strlen(rows[i].bytes), 0,
						      &taken, &code_point);

		cr_expect_eq(class, rows[i].class, "row %zu: class %c", i, class);
		cr_expect_eq(taken, rows[i].taken, "row %zu: %zu bytes", i, taken);
		cr_expect_eq(rapport__character_is_letter(class),
			     rows[i].class == 'a' || rows[i].class == 'A' || rows[i].class == 'l');
	}
}

Test(characters, ascii_is_classed_whole_and_NUL_is_blank)
{
	cr_expect_eq(strlen(rapport__ascii_classes), 128);
	cr_expect_eq(rapport__ascii_classes[0], '_');
}
