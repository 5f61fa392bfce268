#include "outlook/header_fields.h"

#include <criterion/criterion.h>
#include <string.h>

Test(header_fields, writes_base64)
{
	static const struct {
		const char *bytes, *base64;
	} rows[] = { { "", "" },        { "f", "Zg==" },        { "fo", "Zm8=" },
		     { "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "\xFF\xFE\xFD", "//79" } };
	struct rapport__buffer out = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		out.size = 0;
		cr_assert(
			rapport__header_base64(&out, rows[i].bytes, strlen(rows[i].bytes), false));
		cr_expect_str_eq(out.data, rows[i].base64);
	}
	out.size = 0;
	cr_assert(rapport__header_base64(&out,
					 "123456789012345678901234567890123456789012345678901"
					 "2345678901",
					 61, true));
	cr_expect_str_eq(out.data,
			 "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4"
			 "OTAxMjM0NTY3\nODkwMQ==\n");
	rapport__buffer_clear(&out);
}

static void expect_text(const char *value, const char *field)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__header_text(&out, "X", value, strlen(value)));
	cr_expect_str_eq(out.data ? out.data : "", field, "%s", out.data);
	rapport__buffer_clear(&out);
}

Test(header_fields, encodes_what_is_not_plain)
{
	expect_text("", "");
	expect_text("plain words", "X: plain words\n");
	expect_text("Grüße", "X: =?utf-8?B?R3LDvMOfZQ==?=\n");
	/* No encoded word of its own, and no second field. */
	expect_text("=?utf-8?Q?x?=", "X: =?utf-8?B?PT91dGYtOD9RP3g/PQ==?=\n");
	expect_text("a\nBcc: b", "X: =?utf-8?B?YQpCY2M6IGI=?=\n");
	/* Between words no character is cut. */
	expect_text("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxüy",
		    "X: =?utf-8?B?eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=?=\n"
		    " =?utf-8?B?w7x5?=\n");
}

Test(header_fields, leaves_out_of_identifiers_what_cannot_be_in_one)
{
	static const char id[] = " <a\r\nb\xC3\xBC@c>";
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__header_token(&out, "Message-ID", id, sizeof id - 1));
	cr_expect_str_eq(out.data, "Message-ID: <ab@c>\n");
	cr_assert(rapport__header_token(&out, "Message-ID", " \n", 2));
	cr_expect_str_eq(out.data, "Message-ID: <ab@c>\n");
	rapport__buffer_clear(&out);
}

Test(header_fields, writes_dates)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__header_date(&out, "Date", 1741079520));
	cr_expect_str_eq(out.data, "Date: Tue, 04 Mar 2025 09:12:00 +0000\n");
	rapport__buffer_clear(&out);
}

Test(header_fields, writes_mailboxes)
{
	static const struct {
		const char *name, *address, *mailbox;
	} rows[] = {
		{ "Anna Ek", "a@b.c", "\"Anna Ek\" <a@b.c>" },
		{ "", "a@b.c", "a@b.c" },
		{ "a@b.c", "a@b.c", "a@b.c" },
		{ "Ek, \"A\" \\", "", "\"Ek, \\\"A\\\" \\\\\"" },
		{ "Ünal", "a@b.c", "=?utf-8?B?w5xuYWw=?= <a@b.c>" },
		{ "x", "a@b.c>, <d@e.f", "\"x\"" },
		{ "x", "a@b.c\nBcc: d", "\"x\"" },
	};
	struct rapport__buffer out = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		out.size = 0;
		cr_assert(rapport__header_mailbox(&out, rows[i].name, rows[i].address));
		cr_expect_str_eq(out.data, rows[i].mailbox, "%s", out.data);
	}
	rapport__buffer_clear(&out);
}

Test(header_fields, copies_a_block_but_for_what_describes_the_body)
{
	static const char block[] = "Microsoft Mail Internet Headers Version 2.0\r\n"
				    "Received: by x;\r\n\tMon\r\n"
				    "MIME-Version: 1.0\r\n"
				    "Content-Type: multipart/mixed;\r\n boundary=x\r\n"
				    "content-class: y\r\n"
				    "X-Mine: forged\r\n"
				    "no field\r\n"
				    "Subject: a\x01z\r\n"
				    "\r\n"
				    "Content-Type: text/plain\r\nX-Behind: z\r\n";
	static const char *const without[] = { "x-mine", NULL };
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__header_copy(&out, block, sizeof block - 1, without));
	cr_expect_str_eq(out.data, "Received: by x;\n Mon\nSubject: a z\n");
	cr_expect(rapport__header_has(&out, "subject"));
	cr_expect(rapport__header_has(&out, "Received"));
	cr_expect_not(rapport__header_has(&out, "Receive"));
	cr_expect_not(rapport__header_has(&out, "Mon"));
	rapport__buffer_clear(&out);
	cr_expect_not(rapport__header_has(&out, "Subject"));
}
