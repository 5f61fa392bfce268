#include "mail/body.h"
#include "mail/message.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#define MULTIPART(kind) "Content-Type: multipart/" kind "; boundary=\"b\"\n\n"
#define PLAIN           "Content-Type: text/plain; charset=utf-8\n\n"
#define HTML            "Content-Type: text/html; charset=utf-8\n\n"

static struct rapport__message *message;

static void set_up(void)
{
	rapport__message_library_open();
	cr_assert_eq(rapport__message_new(&message, NULL), RAPPORT_OK);
}

static void tear_down(void)
{
	rapport__message_free(message);
	rapport__message_library_close();
}

TestSuite(message, .init = set_up, .fini = tear_down);

static void parse(const char *bytes)
{
	cr_assert_eq(rapport__message_parse(message, bytes, strlen(bytes), NULL), RAPPORT_OK);
}

/* ---- Text ------------------------------------------------------------------------------------ */

static const struct {
	const char *name, *bytes, *text;
} texts[] = {
	{ "nothing", "", "" },
	{ "a header alone", "Subject: a\n", "" },
	{ "no header", "just text\n", "just text\n" },
	{ "plain", "Subject: a\n\nx\ny\n", "x\ny\n" },
	{ "CRLF and CR", "Subject: a\r\n\r\nx\r\ny\rz", "x\ny\nz" },
	{ "byte order mark and blank lines first", "\xEF\xBB\xBF  \r\n\nSubject: a\n\nx", "x" },
	{ "an mbox From line first", "From a Mon Jan  5 10:00:00 2026\nSubject: a\n\nx", "x" },
	{ "a header line that lost its name", "Subject: a\nof b\nTo: c\n\nx", "x" },
	{ "no empty line behind the header", "Subject: a\nHello there\n", "Hello there\n" },
	{ "quoted-printable",
	  "Content-Type: text/plain; charset=utf-8\n"
	  "Content-Transfer-Encoding: Quoted-Printable\n\nGr=C3=BC=C3=9Fe=\n =3D x=\n",
	  "Grüße = x" },
	{ "base64",
	  "Content-Type: text/plain\nContent-Transfer-Encoding: BASE64\n\naGVs\r\nbG8NCg==\n",
	  "hello\n" },
	{ "base64 that was cut", "Content-Transfer-Encoding: base64\n\naGVsbG", "hell" },
	{ "an encoding that is none", "Content-Transfer-Encoding: x-zip\n\nx", "x" },
	{ "HTML", HTML "<p>x &amp; y</p>", "x & y\n" },
	{ "alternative: plain before HTML",
	  MULTIPART("alternative") "--b\n" PLAIN "x\n--b\n" HTML "<p>y\n--b--\n", "x" },
	{ "alternative: plain behind HTML",
	  MULTIPART("alternative") "--b\n" HTML "<p>y\n--b\n" PLAIN "x\n--b--\n", "x" },
	{ "alternative: HTML when plain is blank",
	  MULTIPART("alternative") "--b\n" PLAIN " \n\n--b\n" HTML "<p>y\n--b--\n", "y\n" },
	{ "alternative: within mixed, between texts",
	  MULTIPART("mixed") "--b\n" PLAIN "1\n--b\n"
			     "Content-Type: multipart/alternative; boundary=c\n\n"
			     "--c\n" HTML "<p>y\n--c\n" PLAIN "2\n--c--\n--b\n" PLAIN
			     "3\n--b--\nepilogue\n",
	  "1\n2\n3" },
	{ "alternative: mixed within, as Apple sends",
	  MULTIPART("alternative") "--b\n" PLAIN "1\n--b\n"
				   "Content-Type: multipart/mixed; boundary=c\n\n"
				   "--c\n" HTML "<p>y\n--c\n" HTML "<p>z\n--c--\n--b--\n",
	  "1" },
	{ "preamble", MULTIPART("mixed") "no MIME?\n--b\n" PLAIN "x\n--b--\n", "x" },
	{ "attachments",
	  MULTIPART("mixed") "--b\n" PLAIN "x\n--b\n"
			     "Content-Type: text/plain\nContent-Disposition: attachment\n\ny\n--b\n"
			     "Content-Type: text/plain; name=\"a.txt\"\n\nz\n--b\n"
			     "Content-Type: application/pdf\nContent-Transfer-Encoding: "
			     "base64\n\n%%\n--b--\n",
	  "x" },
	{ "a message within",
	  MULTIPART("mixed") "--b\n" PLAIN "x\n--b\n"
			     "Content-Type: message/rfc822\n\nSubject: b\n\ny\n--b--\n",
	  "x" },
	{ "a digest: others' messages", MULTIPART("digest") "--b\n\nSubject: b\n\ny\n--b--\n",
	  "> y" },
	{ "a boundary that is another's beginning",
	  MULTIPART("mixed") "--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n" PLAIN
			     "x\n--bbb\ny\n--bb--\n--b--\n",
	  "x\n--bbb\ny" },
	{ "inner multipart that is not closed",
	  MULTIPART("mixed") "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n" PLAIN
			     "x\n--b\n" PLAIN "y\n--b--\n",
	  "x\ny" },
	{ "a multipart that was cut", MULTIPART("mixed") "--b\n" PLAIN "x\n", "x\n" },
	{ "a part without empty line",
	  MULTIPART("mixed") "--b\nContent-Type: image/png\n--b\n" PLAIN "x\n--b--", "x" },
	{ "no boundary named",
	  "Content-Type: multipart/mixed\n\n--q\nContent-Type: text/plain\n\nx\n--q--\n", "x" },
	{ "a boundary that never comes",
	  "Content-Type: multipart/mixed; boundary=w\n\n--q\nContent-Type: "
	  "text/plain\n\nx\n--q--\n",
	  "x" },
	{ "a multipart without parts", "Content-Type: multipart/mixed; boundary=w\n\nx\n", "x\n" },
	{ "flowed",
	  "Content-Type: text/plain; format=flowed\n\nIt is \none line \n\n> quoted \n> on\n"
	  ">> deep\n  stuffed\n-- \nAnna\n",
	  "It is one line \n\n> quoted on\n>> deep\n stuffed\n-- \nAnna\n" },
	{ "flowed, DelSp", "Content-Type: text/plain; format=Flowed; delsp=Yes\n\nIt is \none\n",
	  "It isone\n" },
};
enum {
	TEXTS = sizeof texts / sizeof *texts
};

ParameterizedTestParameters(message, takes_the_text)
{
	static size_t row[TEXTS];

	for (size_t i = 0; i < TEXTS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, TEXTS);
}

ParameterizedTest(size_t *row, message, takes_the_text)
{
	parse(texts[*row].bytes);
	cr_expect_str_eq(message->text, texts[*row].text, "%s: %s", texts[*row].name,
			 message->text);
	cr_expect_eq(message->text_size, strlen(message->text), "%s", texts[*row].name);
	cr_expect(!message->truncated, "%s", texts[*row].name);
}

static const struct {
	const char *charset, *bytes, *text;
} charsets[] = {
	{ "utf-8",
	  "Gr\xC3\xBC\xC3\x9F"
	  "e",
	  "Grüße" },
	{ "utf-8",
	  "Gr\xFC\xDF"
	  "e \x80",
	  "Grüße €" },
	{ "us-ascii",
	  "Gr\xC3\xBC\xC3\x9F"
	  "e",
	  "Grüße" },
	{ "\"\"",
	  "Gr\xFC\xDF"
	  "e",
	  "Grüße" },
	{ "x-unknown",
	  "Gr\xFC\xDF"
	  "e",
	  "Grüße" },
	{ "utf-8//IGNORE",
	  "Gr\xFC\xDF"
	  "e",
	  "Grüße" },
	{ "ISO-8859-1",
	  "\x93Gr\xFC\xDF"
	  "e\x94",
	  "“Grüße”" },
	{ "ISO-8859-1",
	  "Gr\xC3\xBC\xC3\x9F"
	  "e",
	  "Grüße" },
	{ "iso-8859-15", "5 \xA4", "5 €" },
	{ "koi8-r", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет" },
	{ "gb2312", "\xC4\xE3\xBA\xC3", "你好" },
	{ "iso-2022-jp", "\x1B$B$3$s\x1B(B", "こん" },
	{ "utf-7", "Gr+APwA3w-e", "Grüße" },
	{ "macroman",
	  "Gr\x9F\xA7"
	  "e",
	  "Grüße" },
	{ "shift_jis", "\x82\xB1\xFF\x82\xF1", "こ\uFFFDん" },
};

Test(message, reads_charsets_as_they_are_meant)
{
	/* Twice: the second time the converters are used again. */
	for (size_t i = 0; i < 2 * sizeof charsets / sizeof *charsets; i++) {
		size_t row = i % (sizeof charsets / sizeof *charsets);
		char bytes[200];

		snprintf(bytes, sizeof bytes, "Content-Type: text/plain; charset=%s\n\n%s",
			 charsets[row].charset, charsets[row].bytes);
		parse(bytes);
		cr_expect_str_eq(message->text, charsets[row].text, "%s: %s", charsets[row].charset,
				 message->text);
	}
}

Test(message, drops_nul_and_reads_utf_16)
{
	static const char nul[] = "Subject: a\0b\n\nx\0y\n";
	static const char wide[] = "Content-Type: text/plain; charset=utf-16le\n\nG\0r\0\xFC\0\n\0";

	cr_assert(!rapport__message_parse(message, nul, sizeof nul - 1, NULL));
	cr_expect_str_eq(message->text, "xy\n");
	cr_expect_str_eq(message->subject, "ab");
	cr_assert(!rapport__message_parse(message, wide, sizeof wide - 1, NULL));
	cr_expect_str_eq(message->text, "Grü\n");
}

/* ---- Fields ---------------------------------------------------------------------------------- */

Test(message, tells_who_and_when)
{
	parse("Message-ID: <m@example.com>\r\n"
	      "date: Mon, 5 Jan 2026 10:00:00 +0130 (CET)\r\n"
	      "From: =?utf-8?q?Anna_Gr=C3=BCn?= <Anna@Example.COM>\r\n"
	      "To: \"B, b\" <b@example.com>,\r\n\tc@example.com\r\n"
	      "Cc : d@example.com\r\n"
	      "In-Reply-To: Your message of today <r2@example.com> <other@example.com>\r\n"
	      "References: <r1@example.com>\r\n <r2@example.com>\r\n"
	      "Subject: Re:\r\n\t=?utf-8?b?R3LDvA==?=\r\n =?utf-8?b?w59l?=\r\n"
	      "Content-Type: Multipart/Report; report-type=delivery-status; boundary=b\r\n\r\n"
	      "--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN\r\n--b--\r\n");
	cr_expect_str_eq(message->message_id, "m@example.com");
	cr_expect_str_eq(message->date, "2026-01-05T08:30:00Z");
	cr_expect_str_eq(message->from, "Anna Grün <Anna@Example.COM>");
	cr_expect_str_eq(message->from_address, "anna@example.com");
	cr_expect_str_eq(message->to, "\"B, b\" <b@example.com>, c@example.com");
	cr_expect_str_eq(message->cc, "d@example.com");
	cr_expect_str_eq(message->in_reply_to, "r2@example.com");
	cr_expect_str_eq(message->references, "r1@example.com r2@example.com");
	cr_expect_str_eq(message->subject, "Re: Grüße");
	cr_expect_str_eq(message->content_type, "multipart/report");
	cr_expect_str_eq(message->report_type, "delivery-status");
	cr_expect(message->calendar);
	cr_expect_eq(message->field_count, 9);
	cr_expect_str_eq(rapport__message_header(message, "CC"), "d@example.com");
	cr_expect_null(rapport__message_header(message, "List-Id"));
	cr_expect_eq(rapport__message_header(message, "subject"), message->subject);
}

Test(message, leaves_null_what_is_absent_or_unreadable)
{
	parse("Date: yesterday\nMessage-ID:\nFrom: nobody\nReferences: none\nSubject:\n\nx");
	cr_expect_null(message->date);
	cr_expect_null(message->message_id);
	cr_expect_str_eq(message->from, "nobody");
	cr_expect_null(message->from_address);
	cr_expect_null(message->references);
	cr_expect_null(message->thread);
	cr_expect_str_eq(message->subject, "");
	cr_expect_null(message->to);
	cr_expect_str_eq(message->content_type, "text/plain");
	parse("From:\n");
	cr_expect_null(message->from_address);
	cr_assert(!rapport__message_parse(message, NULL, 0, NULL));
	cr_expect_str_eq(message->text, "");
	parse("no header at all");
	cr_expect_eq(message->field_count, 0);
	cr_expect_null(message->from);
	cr_expect_null(message->subject);
}

Test(message, reads_odd_headers)
{
	static const struct {
		const char *subject, *expected;
	} rows[] = {
		{ "Gr\xFC\xDF"
		  "e",
		  "Grüße" },
		{ "Gr\xC3\xBC\xC3\x9F"
		  "e",
		  "Grüße" },
		{ "=?iso-8859-1?Q?Gr=FC=DFe?=", "Grüße" },
		{ "=?windows-1252?Q?=93x=94?=", "“x”" },
		{ "=?utf-8?q?a=0D=0AX-Evil:_b?=", "a X-Evil: b" },
		{ "=?utf-8?q?a b?=", "a b" },
		{ "=?no?", "=?no?" },
		{ "a\x1B[31m\tb  c ", "a [31m b c" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char bytes[100];

		snprintf(bytes, sizeof bytes, "Subject: %s\n\n", rows[i].subject);
		parse(bytes);
		cr_expect_str_eq(message->subject, rows[i].expected, "%s", message->subject);
	}
}

Test(message, names_the_thread_that_an_export_tells)
{
	parse("X-GM-THRID: 123\nThread-Index: AceuaGFB4uJvfrD9STamisSEgD/gGg==\n\n");
	cr_expect_str_eq(message->thread, "123");
	parse("Thread-Index: AceuaGFB4uJvfrD9STamisSEgD/gGgAAAB+Q\n\n");
	cr_expect_str_eq(message->thread, "AceuaGFB4uJvfrD9STamisSEgD/gG");
	parse("Thread-Index: short\nReferences: <a@b>\n\n");
	cr_expect_null(message->thread);
}

Test(message, finds_an_address_in_any_value)
{
	cr_expect_str_eq(rapport__message_address(message, "Anna Ek <ANNA@example.com>"),
			 "anna@example.com");
	cr_expect_str_eq(rapport__message_address(message, "anna@example.com (Anna)"),
			 "anna@example.com");
	cr_expect_str_eq(rapport__message_address(message, "a@example.com, b@example.com"),
			 "a@example.com");
	cr_expect_null(rapport__message_address(message, "Anna Ek"));
	cr_expect_null(rapport__message_address(message, ""));
}

/* ---- Limits ---------------------------------------------------------------------------------- */

Test(message, reads_what_lies_within_the_caps)
{
	struct rapport__buffer mail = { 0 };
	char line[200];

	for (unsigned i = 0; i < 2 * RAPPORT__MESSAGE_FIELDS_MAX; i++)
		rapport__buffer_add_string(&mail, "A: b\n");
	rapport__buffer_add_string(&mail, "\nx");
	parse(mail.data);
	cr_expect(message->truncated);
	cr_expect_eq(message->field_count, RAPPORT__MESSAGE_FIELDS_MAX);
	cr_expect_str_eq(message->text, "x");

	mail.size = 0;
	for (unsigned i = 0; i < 5000; i++) {
		snprintf(line, sizeof line,
			 "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n" PLAIN
			 "%u\n--b%u\n",
			 i, i, i, i);
		rapport__buffer_add_string(&mail, line);
	}
	parse(mail.data);
	cr_expect(message->truncated);
	cr_expect(!strncmp(message->text, "0\n1\n2\n", 6));

	mail.size = 0;
	rapport__buffer_add_string(&mail, MULTIPART("mixed"));
	for (unsigned i = 0; i < 50000; i++)
		rapport__buffer_add_string(&mail, "--b\n\nx\n");
	parse(mail.data);
	cr_expect(message->truncated);
	cr_expect_gt(message->text_size, 5000);

	mail.size = 0;
	rapport__buffer_add_string(&mail, "A: b\n\n");
	while (mail.size < RAPPORT__BODY_TEXT_BYTES_MAX + 100)
		rapport__buffer_add_string(&mail, "ü");
	parse(mail.data);
	cr_expect(message->truncated);
	cr_expect_eq(message->text_size, RAPPORT__BODY_TEXT_BYTES_MAX);
	rapport__buffer_clear(&mail);
}

Test(message, says_so_when_there_is_no_memory)
{
	static const char mail[] =
		"From: Anna <a@b>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nReferences: <a@b> <c@d>\n"
		"Subject: =?utf-8?q?a?=\nContent-Type: multipart/mixed; boundary=b\n\n"
		"--b\nContent-Type: text/plain; charset=koi8-r; format=flowed\n\n\xF0 "
		"\nx\n--b\n" HTML "<p>y\n--b--\n";
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	long n = 0;

	for (; status; n++) {
		struct rapport__message *fresh = NULL;

		rapport__memory_fail_after(n);
		status = rapport__message_new(&fresh, NULL);
		if (!status)
			status = rapport__message_parse(fresh, mail, strlen(mail), NULL);
		rapport__memory_fail_after(-1);
		cr_assert(!status || status == RAPPORT_ERR_MEMORY);
		if (fresh && status) /* it stays usable */
			cr_assert(!rapport__message_parse(fresh, mail, strlen(mail), NULL));
		if (fresh)
			cr_assert_str_eq(fresh->text, "П x\ny\n");
		rapport__message_free(fresh);
		cr_assert_leq(n, 300);
	}
	cr_expect_gt(n, 20);
	rapport__message_free(NULL);
}
