#include "outlook/compose.h"

#include "mail/message.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* An item of a class and bodies; rtf is stored, not compressed. */
static void fill(struct rapport__item *item, const char *kind, const char *text, const char *html,
		 const char *rtf)
{
	struct rapport__buffer packed = { 0 };

	cr_assert(rapport__item_set(item, RAPPORT__ITEM_CLASS, RAPPORT__ITEM_UTF8, kind,
				    strlen(kind)));
	if (text)
		cr_assert(rapport__item_set(item, RAPPORT__ITEM_BODY, RAPPORT__ITEM_UTF8, text,
					    strlen(text)));
	if (html)
		cr_assert(rapport__item_set(item, RAPPORT__ITEM_HTML, RAPPORT__ITEM_UTF8, html,
					    strlen(html)));
	if (!rtf)
		return;
	cr_assert(rapport__buffer_add(&packed, "\xFF\xFF\xFF\x7F\xFF\xFF\0\0MELA\0\0\0\0", 16));
	cr_assert(rapport__buffer_add_string(&packed, rtf));
	cr_assert(rapport__item_set(item, RAPPORT__ITEM_RTF, RAPPORT__ITEM_BINARY, packed.data,
				    packed.size));
	rapport__buffer_clear(&packed);
}

/* read: what message.h makes of it; automatic: what is thought of who wrote it, or NULL. */
static const struct {
	const char *kind, *text, *html, *rtf, *read, *automatic;
} rows[] = {
	{ "IPM.Note", "Grüße\n", NULL, NULL, "Grüße\n", NULL },
	{ "IPM.Note", NULL, NULL, NULL, "", NULL },
	{ "IPM.Note", "plain", "<p>html</p>", NULL, "plain", NULL },
	{ "IPM.Note", " \r\n", "<p>html</p>", NULL, "html\n", NULL },
	{ "IPM.Note", "plain", NULL, "{\\rtf1 rich}", "plain", NULL },
	{ "IPM.Note", "", NULL, "{\\rtf1 rich}", "rich", NULL },
	{ "IPM.Note", NULL, " ", "{\\rtf1\\fromhtml1{\\*\\htmltag64 <b>}tag}", "tag\n", NULL },
	{ "IPM.Note", "plain", NULL, "no RTF", "plain", NULL },
	{ "IPM.Note.Rules.OofTemplate.Microsoft", "away", NULL, NULL, "away", "automatic" },
	{ "REPORT.IPM.Note.NDR", "lost", NULL, NULL, "lost", "bounce" },
	{ "REPORT.IPM.Note.NDR", NULL, "<p>lost</p>", NULL, "lost\n", "bounce" },
	{ "REPORT.IPM.Note.IPNRN", "was read", NULL, NULL, "was read", "automatic" },
	{ "IPM.Schedule.Meeting.Request", "come", "<p>html</p>", NULL, "come", "calendar" },
	{ "IPM.Appointment", "come", NULL, NULL, "come", "calendar" },
	{ "IPM.Contact", "note", NULL, NULL, "note", "automatic" },
	{ "IPM.Note.SMIME", "opened", NULL, NULL, "opened", NULL },
};

Test(compose, makes_mail_that_the_mail_reader_reads, .init = rapport__message_library_open,
     .fini = rapport__message_library_close)
{
	struct rapport__message *read;

	cr_assert_eq(rapport__message_new(&read, NULL), RAPPORT_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer message = { 0 };
		struct rapport__item item = { 0 };
		const char *automatic;

		fill(&item, rows[i].kind, rows[i].text, rows[i].html, rows[i].rtf);
		cr_assert_eq(rapport__compose_message(&item, &message, NULL), RAPPORT_OK, "%zu", i);
		cr_assert_eq(rapport__message_parse(read, message.data, message.size, NULL),
			     RAPPORT_OK);
		cr_expect_str_eq(read->text, rows[i].read, "%zu: %s", i, read->text);
		automatic = rapport__message_automatic(read);
		cr_expect_str_eq(automatic ? automatic : "",
				 rows[i].automatic ? rows[i].automatic : "", "%zu", i);
		rapport__item_clear(&item);
		rapport__buffer_clear(&message);
	}
	rapport__message_free(read);
}

Test(compose, gives_signed_mail_as_what_was_signed, .init = rapport__message_library_open,
     .fini = rapport__message_library_close)
{
	static const char entity[] = "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n"
				     "Content-Type: text/plain\r\n\r\nsigned\r\n--b--\r\n";
	struct rapport__item item = { 0 };
	struct rapport__buffer message = { 0 };
	struct rapport__message *read;

	fill(&item, "IPM.Note.SMIME.MultipartSigned", NULL, NULL, NULL);
	cr_assert(rapport__buffer_add_string(&item.signed_part, entity));
	cr_assert_eq(rapport__message_new(&read, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__compose_message(&item, &message, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__message_parse(read, message.data, message.size, NULL), RAPPORT_OK);
	cr_expect_str_eq(read->text, "signed");
	rapport__message_free(read);
	rapport__item_clear(&item);
	rapport__buffer_clear(&message);
}

Test(compose, says_what_it_cannot_read)
{
	static const struct {
		const char *kind, *text, *rtf, *words;
		bool encrypted, given;
	} failures[] = {
		{ "IPM.Note.SMIME", NULL, NULL, "is encrypted", false, false },
		{ "IPM.Note.rpmsg.Microsoft.Voicemail", "open with Outlook", NULL,
		  "is rights-managed", false, false },
		{ "IPM.Note", "x", NULL, "is encrypted", true, false },
		{ "IPM.Note", NULL, "no RTF", "no RTF", false, true },
	};

	for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
		struct rapport__buffer message = { 0 };
		struct rapport__item item = { .encrypted = failures[i].encrypted };
		struct rapport_error error;

		fill(&item, failures[i].kind, failures[i].text, NULL, failures[i].rtf);
		cr_expect_eq(rapport__compose_message(&item, &message, &error), RAPPORT_ERR_FORMAT);
		cr_expect(strstr(error.text, failures[i].words), "%zu: %s", i, error.text);
		cr_expect_eq(message.size > 0, failures[i].given, "%zu", i);
		rapport__item_clear(&item);
		rapport__buffer_clear(&message);
	}
}

Test(compose, cuts_a_text_between_characters)
{
	struct rapport__item item = { 0 };
	struct rapport__buffer message = { 0 }, text = { 0 };

	cr_assert(rapport__buffer_add(&text, "x", 1));
	while (text.size < RAPPORT__COMPOSE_TEXT_BYTES_MAX + 100)
		cr_assert(rapport__buffer_add_string(&text, "ü"));
	fill(&item, "IPM.Note", text.data, NULL, NULL);
	cr_assert_eq(rapport__compose_message(&item, &message, NULL), RAPPORT_OK);
	cr_expect(message.size < RAPPORT__COMPOSE_TEXT_BYTES_MAX / 2 * 3);
	/* "x" and so many times "ü" end in whole ones: the last three bytes are "\xBC\xC3\xBC". */
	cr_expect_str_eq(message.data + message.size - 5, "vMO8\n");
	rapport__item_clear(&item);
	rapport__buffer_clear(&message);
	rapport__buffer_clear(&text);
}

static enum rapport_status compose(struct rapport__item *item, struct rapport_error *error)
{
	struct rapport__buffer message = { 0 };
	enum rapport_status status = rapport__compose_message(item, &message, error);

	rapport__buffer_clear(&message);
	return status;
}

Test(compose, says_so_without_memory)
{
	struct rapport__item item = { 0 };
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	struct rapport_error error;
	long failures = 0;

	fill(&item, "IPM.Note", NULL, NULL, "{\\rtf1\\ansi\\ansicpg1251 \\'cf}");
	for (long n = 0; status; n++) {
		rapport__memory_fail_after(n);
		status = compose(&item, &error);
		rapport__memory_fail_after(-1);
		failures += status == RAPPORT_ERR_MEMORY;
		cr_assert(!status || status == RAPPORT_ERR_MEMORY);
	}
	cr_expect_geq(failures, 10);
	rapport__item_clear(&item);
}

struct told {
	char words[200];
	int messages;
};

static bool take_message(void *context, const char *bytes, size_t size)
{
	struct told *told = context;

	(void)bytes;
	told->messages += size > 0;
	return told->messages < 2;
}

static bool take_failure(void *context, const char *where, const char *words)
{
	struct told *told = context;

	snprintf(told->words, sizeof told->words, "%s %s", where, words);
	return true;
}

Test(compose, gives_messages_and_failures_to_a_sink)
{
	struct told told = { 0 };
	struct rapport__compose_sink sink = { take_message, take_failure, &told };
	struct rapport__item item = { 0 };
	struct rapport__buffer message = { 0 };

	fill(&item, "IPM.Note", NULL, NULL, "no RTF");
	cr_expect(rapport__compose_give(&item, "Inbox, item 3", &message, &sink));
	cr_expect_eq(told.messages, 1);
	cr_expect_str_eq(told.words, "Inbox, item 3 the rich text is no RTF");
	cr_expect_not(rapport__compose_give(&item, "", &message, &sink), "the sink wants no more");
	rapport__item_clear(&item);
	rapport__buffer_clear(&message);
}
