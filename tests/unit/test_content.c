#include "mail/content.h"
#include "mail/gmime.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(content, .init = rapport__gmime_open, .fini = rapport__gmime_close);

static const char *const plain[] = {
	"text/plain",
	"TEXT/Plain; CHARSET=utf-8",
	"text/plain; charset=\"us-ascii\"; format=flowed; delsp=yes",
	"multipart/mixed; boundary=\"--=_a b:c\"",
	"multipart/report; report-type=delivery-status;boundary=x",
	"image/png; name=\"a b.png\"",
	"text/plain; charset=a; charset=b",
	"text/plain;charset=utf-8;",
	"text/plain ; x-odd=1",
	"application/octet-stream; name=winmail.dat",
};

/* The other reader is the measure. */
Test(content, reads_plain_shapes_as_gmime_does)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		struct rapport__content own = { 0 }, other = { 0 };

		cr_assert(rapport__content_type(plain[i], &own), "%s", plain[i]);
		rapport__gmime_read_type(plain[i], &other);
		cr_expect_str_eq(own.type, other.type);
		cr_expect_str_eq(own.charset, other.charset, "%s", plain[i]);
		cr_expect_str_eq(own.boundary, other.boundary);
		cr_expect_str_eq(own.format, other.format);
		cr_expect_str_eq(own.delsp, other.delsp);
		cr_expect_str_eq(own.report_type, other.report_type);
		cr_expect(own.named == other.named && own.winmail == other.winmail &&
				  own.labelled == other.labelled,
			  "%s", plain[i]);
	}
}

Test(content, leaves_other_shapes)
{
	static const char *const odd[] = {
		"",

		"text/",
		"/plain",
		"text/plain charset=utf-8",
		"text charset",
		"text/plain; charset*0=utf",
		"text/plain; charset=\"a\\\"b\"",
		"text/plain; charset=\"a",
		"text/plain; charset",
		"text/plain; charset=",
		"text/plain (x)",
		"text/plain; a=b c",
		"text/plain; name==?utf-8?q?a?=",
		"text/plain; name=\"=?utf-8?q?a?=\"",
		"text/plain; name=\"\xC3\xBC\"",
	};
	struct rapport__content content = { .type = "x" };

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		cr_expect(!rapport__content_type(odd[i], &content), "%s", odd[i]);
	cr_expect_str_eq(content.type, "x");
	cr_expect(!rapport__content_disposition("", &content) &&
		  !rapport__content_disposition("attachment; filename*=utf-8''a", &content));
	cr_expect(!content.attachment);
}

Test(content, tells_files_from_texts_with_names)
{
	struct rapport__content content = { 0 };

	cr_assert(rapport__content_type("text/plain; name=body", &content));
	cr_expect(!content.named && content.labelled);
	cr_assert(rapport__content_disposition("inline", &content));
	cr_expect(!content.named && !content.attachment);
	cr_assert(rapport__content_disposition("Attachment; filename=body", &content));
	cr_expect(content.named && content.attachment && !content.winmail);
	rapport__content_name("WINMAIL.DAT", true, &content);
	cr_expect(content.winmail);
	rapport__content_name(NULL, true, &content);
}
