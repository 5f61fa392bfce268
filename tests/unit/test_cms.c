#include "mail/cms.h"

#include <criterion/criterion.h>
#include <string.h>

#define OID "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07"

/* Signed data with "hello" in it, in the forms that programs write, and what is none. */
static const struct {
	const char *name;
	const char *bytes;
	size_t size;
	const char *content;
} rows[] = {
#define ROW(name, bytes, content)                                                                  \
	{                                                                                          \
		name, bytes, sizeof(bytes) - 1, content                                            \
	}
	ROW("stated lengths",
	    "\x30\x2C" OID "\x02\xA0\x1F\x30\x1D\x02\x01\x01\x31\x00\x30\x16" OID
	    "\x01\xA0\x09\x24\x07\x04\x05"
	    "hello",
	    "hello"),
	ROW("one string",
	    "\x30\x2A" OID "\x02\xA0\x1D\x30\x1B\x02\x01\x01\x31\x00\x30\x14" OID
	    "\x01\xA0\x07\x04\x05"
	    "hello",
	    "hello"),
	ROW("no stated lengths, in two pieces",
	    "\x30\x80" OID "\x02\xA0\x80\x30\x80\x02\x01\x01\x31\x80\x30\x00\x00\x00\x30\x80" OID
	    "\x01\xA0\x80\x24\x80\x04\x03hel\x04\x02lo\0\0\0\0\0\0\xA0\x02\x04\x00",
	    "hello"),
	ROW("long form, cut",
	    "\x30\x82\x01\x00" OID "\x02\xA0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80" OID
	    "\x01\xA0\x80\x04\x82\x01\x00he",
	    "he"),
	ROW("encrypted", "\x30\x29" OID "\x03\xA0\x1C\x30\x1A\x02\x01\x01\x31\x00", ""),
	ROW("only the signature",
	    "\x30\x1E" OID "\x02\xA0\x11\x30\x0F\x02\x01\x01\x31\x00\x30\x08\x06\x01\x01", ""),
	ROW("no element", "hello", ""),
	ROW("a length of lengths", "\x30\xFF\x01", ""),
	ROW("never ends", "\x30\x80" OID "\x02\xA0\x80\x30\x80\x30\x80\x30\x80\x30\x80", ""),
	ROW("nothing", "", ""),
};

Test(cms, gives_what_was_signed)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer content = { 0 };

		rapport__buffer_reserve(&content, 0);
		cr_assert(rapport__cms_content(rows[i].bytes, rows[i].size, &content));
		cr_expect_str_eq(content.data, rows[i].content, "%s: %s", rows[i].name,
				 content.data);
		rapport__buffer_clear(&content);
	}
}

Test(cms, takes_any_beginning)
{
	struct rapport__buffer content = { 0 };

	for (size_t size = 0; size <= rows[2].size; size++)
		cr_expect(rapport__cms_content(rows[2].bytes, size, &content));
	rapport__buffer_clear(&content);
	rapport__memory_fail_after(0);
	cr_expect(!rapport__cms_content(rows[0].bytes, rows[0].size, &content));
	rapport__memory_fail_after(-1);
}
