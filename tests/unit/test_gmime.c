#include "mail/gmime.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(gmime, .init = rapport__gmime_open, .fini = rapport__gmime_close);

Test(gmime, reads_types)
{
	struct rapport__content type = { .type = "text/plain" };

	rapport__gmime_read_type("TEXT/Html; CHARSET=\"x\"; Format=flowed; delsp=yes; name=a.txt; "
				 "boundary=\"b c\"; report-type=r",
				 &type);
	cr_expect_str_eq(type.type, "text/html");
	cr_expect_str_eq(type.charset, "x");
	cr_expect_str_eq(type.format, "flowed");
	cr_expect_str_eq(type.delsp, "yes");
	cr_expect_str_eq(type.boundary, "b c");
	cr_expect_str_eq(type.report_type, "r");
	cr_expect(type.named && !type.attachment);
	rapport__gmime_read_disposition("ATTACHMENT", &type);
	cr_expect(type.attachment);
	rapport__gmime_read_disposition("", &type);
	rapport__gmime_read_type("", &type);
	rapport__gmime_read_type(";;;==\"", &type);
}

Test(gmime, reads_dates)
{
	char date[32];

	cr_assert(rapport__gmime_read_date("Mon, 5 Jan 2026 00:30:00 +0100", date));
	cr_expect_str_eq(date, "2026-01-04T23:30:00Z");
	cr_expect(!rapport__gmime_read_date("soon", date));
	cr_expect(!rapport__gmime_read_date("", date));
}

Test(gmime, reads_the_first_address)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__gmime_read_address("\"a, b\" <A@B.c>, d@e", &out));
	cr_expect_str_eq(out.data, "a@b.c");
	cr_assert(rapport__gmime_read_address("none", &out) &&
		  rapport__gmime_read_address("", &out));
	cr_expect_str_eq(out.data, "a@b.c");
	rapport__buffer_clear(&out);
}
