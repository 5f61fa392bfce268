#include "outlook/lzfu.h"

#include <criterion/criterion.h>
#include <string.h>

/* The example of MS-OXRTFCP 3.1.1. */
static const char packed[] =
	"\x2d\0\0\0\x2b\0\0\0\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\0\x0a\0\x72\x63\x70\x67\x31\x32"
	"\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\0\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f"
	"\xa0";
static const char plain[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";

static enum rapport_status unpack(const char *bytes, size_t size, struct rapport__buffer *rtf)
{
	struct rapport_error error = { 0 };
	enum rapport_status status = rapport__lzfu_unpack(bytes, size, rtf, &error);

	cr_expect_eq(error.status, status);
	return status;
}

Test(lzfu, unpacks_the_example)
{
	struct rapport__buffer rtf = { 0 };

	cr_assert_eq(unpack(packed, sizeof packed - 1, &rtf), RAPPORT_OK);
	cr_expect_str_eq(rtf.data, plain);
	rapport__buffer_clear(&rtf);
}

/* A reference that is cut in two stands for other text, of at most 17 bytes. */
Test(lzfu, gives_what_is_there_of_a_cut_one)
{
	size_t sure;

	struct rapport__buffer rtf = { 0 };

	for (size_t size = 0; size < sizeof packed - 1; size++) {
		rtf.size = 0;
		if (size < 16) {
			cr_expect_eq(unpack(packed, size, &rtf), RAPPORT_ERR_FORMAT);
		} else if (!unpack(packed, size, &rtf)) {
			sure = rtf.size > 17 ? rtf.size - 17 : 0;
			cr_expect_arr_eq(rtf.data ? rtf.data : "", plain, sure, "%zu", size);
			cr_expect_leq(rtf.size, sizeof plain - 1);
		}
	}
	rapport__buffer_clear(&rtf);
}

Test(lzfu, takes_what_is_stored)
{
	struct rapport__buffer rtf = { 0 };

	cr_assert_eq(unpack("\x12\0\0\0\x06\0\0\0MELA\0\0\0\0{\\rtf}xx", 24, &rtf), RAPPORT_OK);
	cr_expect_str_eq(rtf.data, "{\\rtf}");
	rapport__buffer_clear(&rtf);
}

Test(lzfu, refuses_lies)
{
	struct rapport__buffer rtf = { 0 };
	char huge[sizeof packed];

	memcpy(huge, packed, sizeof packed);
	memset(huge + 4, 0x7F, 4);
	cr_expect_eq(unpack(huge, sizeof packed - 1, &rtf), RAPPORT_ERR_LIMIT);
	memcpy(huge, packed, sizeof packed);
	huge[8] = 'X';
	cr_expect_eq(unpack(huge, sizeof packed - 1, &rtf), RAPPORT_ERR_FORMAT);
	cr_expect_eq(rtf.size, 0);
	for (long n = 0; n < 2; n++) {
		rapport__memory_fail_after(n);
		cr_expect_eq(unpack(packed, sizeof packed - 1, &rtf), RAPPORT_ERR_MEMORY);
	}
	rapport__memory_fail_after(-1);
	rapport__buffer_clear(&rtf);
}
