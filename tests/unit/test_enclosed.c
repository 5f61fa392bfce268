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

Test(enclosed, finds_what_people_do_not_read)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text = rows[i].text;
		size_t size = strlen(text), from = 0, end = 0;
		char rest[400] = "";

		while (from < size) {
			size_t start = rapport__enclosed_next(text, size, from, &end);

			strncat(rest, text + from, start - from);
			from = start < size ? end : size;
		}
		cr_expect_str_eq(rest, rows[i].rest, "%s: %s", rows[i].name, rest);
	}
}
