#include "mail/body.h"

#include "support.h"

#include <string.h>

TestSuite(body, .init = rapport__gmime_open, .fini = rapport__gmime_close);

#define MULTIPART(kind) "Content-Type: multipart/" kind "; boundary=b\n\n"
#define PLAIN           "--b\nContent-Type: text/plain\n\n"
#define HTML            "--b\nContent-Type: text/html\n\n"
#define MESSAGE         "--b\nContent-Type: message/rfc822\n\n"

static const struct {
	const char *name, *bytes, *text;
} rows[] = {
	{ "a stub before HTML",
	  MULTIPART("alternative") PLAIN "Your program shows no HTML.\n" HTML "<p>Hi Anna\n--b--\n",
	  "Hi Anna\n" },
	{ "a stub behind HTML",
	  MULTIPART("alternative") HTML "<p>Hi Anna\n" PLAIN "Your program shows no HTML.\n--b--\n",
	  "Hi Anna\n" },
	{ "a short text and its HTML",
	  MULTIPART("alternative") PLAIN "Hi Anna\n" HTML "<p>Hi <b>Anna</b>\n--b--\n", "Hi Anna" },
	{ "HTML without text", MULTIPART("alternative") PLAIN "x\n" HTML "<img src=x>\n--b--\n",
	  "x" },
	{ "the same twice", MULTIPART("mixed") PLAIN "Hi Anna\n" HTML "<p>Hi<br>Anna\n--b--\n",
	  "Hi Anna" },
	{ "two texts", MULTIPART("mixed") PLAIN "Hi Anna\n" HTML "<p>A footer\n--b--\n",
	  "Hi Anna\nA footer\n" },
	{ "only the root of related parts",
	  MULTIPART("related") HTML "<p>x\n" HTML "<p>a frame\n--b--\n", "x\n" },
	{ "a message within, and nothing else",
	  MULTIPART("mixed") PLAIN "\n" MESSAGE "Subject: y\n\n> old\nnew\n\n--b--\n",
	  ">> old\n> new\n" },
	{ "a message within, then text",
	  MULTIPART("mixed") MESSAGE "Subject: y\n\nold\n" PLAIN "x\n--b--\n", "x" },
	{ "a message within with parts, then text",
	  MULTIPART("mixed") MESSAGE
	  "Content-Type: multipart/alternative; boundary=c\n\n--c\n\nold\n--c\n"
	  "Content-Type: text/html\n\nold\n--c--\n--b--\n",
	  "> old" },
	{ "nothing but a message", "Content-Type: message/rfc822\n\nSubject: y\n\nold\n",
	  "> old\n" },
	{ "a message that is coded",
	  "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
	  "U3ViamVjdDogeQoKb2xkCg==\n",
	  "> old\n" },
	{ "a multipart that is coded",
	  "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n"
	  "LS1iCgpoZWxsbwotLWItLQo=\n",
	  "hello" },
	{ "the first piece of a message",
	  "Content-Type: message/partial; number=1; total=2; id=x\n\n"
	  "Subject: y\nMessage-ID: <z>\n\npiece\n",
	  "piece\n" },
	{ "another piece", "Content-Type: message/partial; number=2; total=2; id=x\n\nrest\n",
	  "rest\n" },
	{ "text of an unknown kind", "Content-Type: text/x-odd\n\nx\n", "x\n" },
	{ "text of an unknown kind, and other text",
	  MULTIPART("mixed") "--b\nContent-Type: text/x-odd\n\ny\n" PLAIN "x\n--b--\n", "x" },
	{ "signed, as it stands",
	  MULTIPART("signed") PLAIN "x\n--b\nContent-Type: application/pgp-signature\n\ny\n--b--\n",
	  "x" },
	{ "signed, with the content inside",
	  "Content-Type: application/pkcs7-mime; smime-type=signed-data\n"
	  "Content-Transfer-Encoding: base64\n\n"
	  "MDIGCSqGSIb3DQEHAqAlMCMCAQExADAcBgkqhkiG9w0BBwGgDwQNQTogYgoKaGVsbG8KIQ==\n",
	  "hello\n!" },
	{ "a header block that lost its blanks",
	  "Received: from a\nby b\nwith c\nSubject: y\n\nx\n", "x\n" },
};

SUPPORT_ROWS(body, takes_what_is_to_be_read, rows)

ParameterizedTest(size_t *row, body, takes_what_is_to_be_read)
{
	static struct rapport__body body;

	cr_assert(!rapport__body_read(&body, rows[*row].bytes, strlen(rows[*row].bytes), NULL));
	cr_expect_str_eq(body.text.data, rows[*row].text, "%s: %s", rows[*row].name,
			 body.text.data);
	cr_expect(!body.truncated);
	rapport__body_clear(&body);
}

Test(body, says_where_outlooks_own_format_is)
{
	static const char mail[] = MULTIPART("mixed") PLAIN
		"\n--b\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n"
		"eJ8+Ig==\n--b\nContent-Type: application/ms-tnef\n\nother\n--b--\n";
	static struct rapport__body body;

	cr_assert(!rapport__body_read(&body, mail, strlen(mail), NULL));
	cr_assert(body.tnef.body);
	cr_expect(body.tnef.size == 8 && !memcmp(body.tnef.body, "eJ8+Ig==", 8));
	cr_expect_str_eq(body.tnef.encoding, "base64");
	cr_assert(!rapport__body_read(&body, "a\n", 2, NULL));
	cr_expect(!body.tnef.body);
	rapport__body_clear(&body);
}

Test(body, bounds_messages_within_each_other)
{
	struct rapport__buffer mail = { 0 };
	static struct rapport__body body;

	while (mail.size < 1000000)
		cr_assert(rapport__buffer_add_string(&mail, "Content-Type: message/rfc822\n\n"));
	cr_assert(!rapport__body_read(&body, mail.data, mail.size, NULL));
	cr_expect(body.truncated);
	rapport__buffer_clear(&mail);
	rapport__body_clear(&body);
}

/* What is taken of the many shapes of mail stands in test_message.c. */
Test(body, is_used_again_and_again)
{
	static const char *const mails[] = {
		"Content-Type: text/plain\n\none\n",
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntwo\n--b\n"
		"Content-Type: text/calendar\n\nx\n--b--\n",
		"",
	};
	static const char *const texts[] = { "one\n", "two", "" };
	static struct rapport__body body;

	for (size_t i = 0; i < 3; i++) {
		cr_assert(!rapport__body_read(&body, mails[i], strlen(mails[i]), NULL));
		cr_expect_str_eq(body.text.data, texts[i]);
		cr_expect_eq(body.calendar, i == 1);
		cr_expect(!body.truncated);
	}
	rapport__body_clear(&body);
}

Test(body, says_so_when_there_is_no_memory)
{
	static const char mail[] = "Content-Transfer-Encoding: base64\n\nYWI=\n";
	static struct rapport__body body;
	enum rapport_status status = RAPPORT_ERR_MEMORY;

	for (long n = 0; status && n < 50; n++) {
		rapport__body_clear(&body);
		rapport__memory_fail_after(n);
		status = rapport__body_read(&body, mail, strlen(mail), NULL);
		rapport__memory_fail_after(-1);
	}
	cr_expect(!status);
	cr_expect_str_eq(body.text.data, "ab");
	rapport__body_clear(&body);
}
