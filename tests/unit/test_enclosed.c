#include "mail/enclosed.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *name, *text, *rest;
} rows[] = {
	{ "uuencode", "a\nbegin 644 x.gif\n%:&5L;&\\\n`\nend\nb\n", "a\nb\n" },
	{ "two files", "begin 644 x\n%:&5L;&\\\n`\nend\n\nbegin 644 y\n%:&5L;&\\\n`\nend\nb\n",
	  "\nb\n" },
	{ "a file that was cut", "a\nbegin 644 x.gif\n%:&5L;&\\", "a\n" },
	{ "a file that ends early", "a\nbegin 644 x.gif\n%:&5L;&\\\nand words again\n",
	  "a\nand words again\n" },
	{ "words", "We begin 644 things\nbegin 7 and\nbegin 644 chairs\nare enough\n",
	  "We begin 644 things\nbegin 7 and\nbegin 644 chairs\nare enough\n" },
	{ "yEnc", "a\n=ybegin line=128 size=5 name=x\n\xC2\x92\n=yend size=5\nb\n", "a\nb\n" },
	{ "BinHex", "a\n(This file must be converted with BinHex 4.0)\n\n:$f*TEQ\nabc:\nb\n",
	  "a\nb\n" },
	{ "words on BinHex", "(This file must be converted with BinHex 4.0)\nsays it\n",
	  "(This file must be converted with BinHex 4.0)\nsays it\n" },
	{ "encrypted",
	  "a\n-----BEGIN PGP MESSAGE-----\n\nabcd\n=abcd\n-----END PGP MESSAGE-----\nb\n",
	  "a\nb\n" },
	{ "signed",
	  "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\na\n\n-----BEGIN PGP "
	  "SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n",
	  "a\n\n" },
	{ "nothing", "a\n", "a\n" },
	{ "empty", "", "" },
};

Test(enclosed, leaves_what_people_read)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer text = { 0 };

		/* What stands before is not looked at. */
		cr_assert(rapport__buffer_add_string(&text, "=ybegin \n"));
		cr_assert(rapport__buffer_add_string(&text, rows[i].text));
		rapport__enclosed_drop(&text, 9);
		cr_expect_str_eq(text.data + 9, rows[i].rest, "%s: %s", rows[i].name,
				 text.data + 9);
		cr_expect_eq(text.size, strlen(text.data));
		rapport__buffer_clear(&text);
	}
}
