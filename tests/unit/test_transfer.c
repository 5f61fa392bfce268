#include "mail/transfer.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *encoding, *bytes, *decoded;
} rows[] = {
	{ "Base64", "YWI=", "ab" },
	{ " base-64 ; x", "YWJj\r\nZGU=\r\n", "abcde" },
	{ "base64", "YW*Jj!ZGVmZ2hpamtsbW4=", "abcdefghijklmn" }, /* line noise */
	{ "base64", "YWI=YWI=", "abab" },
	{ "base64", "YWJjZGVm\n\nZ2hp\n", "abcdefghi" },
	{ "base64", "YWJjZGVm\n______________\nA list's footer\n", "abcdef" },
	{ "base64", "YWJjZG", "abcd" },
	{ "base64", "These words are not coded at all\n", NULL },
	{ "base64", "", NULL },
	{ "Quoted-Printable", "=61=\nb", "ab" },
	{ "quoted printable", "a=3Db = c=ZZ=4", "a=b = c=ZZ=4" },
	{ "quoted-printable", "a \t\r\nb=\r\nc= \nd=", "a\nbcd" },
	{ "quoted-printable", "=e4=\n\n=E4", "\xE4\n\xE4" },
	{ "x-uuencode", "begin 644 a.txt\n%:&5L;&\\\n`\nend\n", "hello" },
	{ "x-uuencode", "no file\n", NULL },
	{ "8bit", "=61", NULL },
	{ "7bit", "YWI=", NULL },
	{ "x-zip", "YWI=", NULL },
	{ NULL, "YWI=", NULL },
};

/* decoded NULL: the bytes stay. */
Test(transfer, undoes_what_was_done)
{
	struct rapport__buffer room = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *bytes = rows[i].bytes;
		size_t size = strlen(bytes);
		const char *decoded = rows[i].decoded ? rows[i].decoded : bytes;

		cr_assert(rapport__transfer_decode(rows[i].encoding, &bytes, &size, &room));
		cr_expect(size == strlen(decoded) && !memcmp(bytes, decoded, size), "row %zu: %.*s",
			  i, (int)size, bytes);
		cr_expect_eq(bytes == rows[i].bytes, rows[i].decoded == NULL, "row %zu", i);
	}
	rapport__buffer_clear(&room);
}

Test(transfer, says_so_when_there_is_no_memory)
{
	struct rapport__buffer room = { 0 };
	const char *bytes = "YWI=";
	size_t size = 4;

	rapport__memory_fail_after(0);
	cr_expect(!rapport__transfer_decode("base64", &bytes, &size, &room));
	rapport__memory_fail_after(-1);
}
