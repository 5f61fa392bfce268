#include "mail/body.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(body, .init = rapport__gmime_open, .fini = rapport__gmime_close);

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
