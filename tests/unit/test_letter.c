#include "mail/letter.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const addresses[] = { "Me@Here.example", "@own.example" };
static const struct rapport__mine mine = { addresses, 2 };
static const struct rapport__letter_place place = { .mine = &mine };

static const struct {
	const char *name, *bytes;
	enum rapport__skip skip;
	const char *reason, *text;
} rows[] = {
	{ "a person's mail", "From: a@b.example\n\nPlease call.\n\n> old words\n",
	  RAPPORT__SKIP_NONE, NULL, "Please call." },
	{ "own, in another case", "From: ME@here.EXAMPLE\n\nMy words.\n", RAPPORT__SKIP_OWN,
	  "own message", "My words." },
	{ "own by domain", "From: Any <any@OWN.example>\n\nMy words.\n", RAPPORT__SKIP_OWN,
	  "own message", "My words." },
	{ "not own: a domain below", "From: a@sub.own.example\n\nWords.\n", RAPPORT__SKIP_NONE,
	  NULL, "Words." },
	{ "a robot", "From: a@b.example\nAuto-Submitted: auto-replied\n\nI am away.\n",
	  RAPPORT__SKIP_AUTOMATIC, NULL, "" },
	{ "nothing new", "From: a@b.example\n\n> all\n> of it\n", RAPPORT__SKIP_EMPTY,
	  "nothing new", "" },
	{ "no text", "From: a@b.example\nSubject: x\n\n", RAPPORT__SKIP_EMPTY, "no text", "" },
	{ "no mail", "these are just words\n", RAPPORT__SKIP_UNREADABLE, "no mail message", "" },
	{ "no bytes", "", RAPPORT__SKIP_UNREADABLE, "no mail message", "" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

/* What mail programs write into the files that they keep. */
static const struct {
	const char *bytes, *reason; /* NULL: nothing speaks against it */
} kept[] = {
	{ "X-Mozilla-Status: 0009\nFrom: a@b.example\n\nWords.\n", "deleted" },
	{ "X-Mozilla-Status: 0001\nFrom: a@b.example\n\nWords.\n", NULL },
	{ "X-Mozilla-Status2: 00200000\nFrom: a@b.example\n\nWords.\n", "deleted" },
	{ "X-Gmail-Labels: Inbox,Important\nFrom: a@b.example\n\nWords.\n", NULL },
	{ "X-Gmail-Labels: Opened,Sent\nFrom: a@b.example\n\nWords.\n", "own message" },
	{ "X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=\nFrom: a@b.example\n\nWords.\n", "draft" },
	{ "X-Gmail-Labels: Chat\nFrom: a@b.example\n\nWords.\n", "chat" },
	{ "X-Gmail-Labels: Spam\nFrom: a@b.example\n\nWords.\n", "spam" },
	{ "X-Folder: Deleted Items\nFrom: a@b.example\n\nWords.\n", "deleted" },
	{ "X-Folder-Kind: sent\nX-Folder: x\nFrom: a@b.example\n\nWords.\n", "own message" },
	{ "X-Unsent: 1\nFrom: a@b.example\n\nWords.\n", "draft" },
};

static void begin(void)
{
	rapport__message_library_open();
}

static void end(void)
{
	rapport__message_library_close();
}

TestSuite(letter, .init = begin, .fini = end);

Test(letter, tells_what_is_to_be_tagged)
{
	struct rapport__letter letter;

	cr_assert_eq(rapport__letter_open(&letter, NULL), RAPPORT_OK);
	for (size_t i = 0; i < ROWS; i++) {
		size_t size = strlen(rows[i].text);

		cr_assert_eq(rapport__letter_read(&letter, rows[i].bytes, strlen(rows[i].bytes),
						  &place, NULL),
			     RAPPORT_OK);
		cr_expect_eq(letter.skip, rows[i].skip, "%s: %d", rows[i].name, letter.skip);
		cr_expect_eq(letter.skip == RAPPORT__SKIP_NONE, letter.skip_reason == NULL, "%s",
			     rows[i].name);
		if (rows[i].reason)
			cr_expect_str_eq(letter.skip_reason, rows[i].reason, "%s", rows[i].name);
		cr_expect(letter.text_size >= size && !memcmp(letter.text, rows[i].text, size) &&
				  letter.text_size <= size + 1,
			  "%s: \"%.*s\"", rows[i].name, (int)letter.text_size, letter.text);
	}
	rapport__letter_close(&letter);
}

Test(letter, believes_the_fields_of_mail_programs_only_in_mailboxes)
{
	const struct rapport__letter_place place_kept = { .kept = true };
	struct rapport__letter letter;

	cr_assert_eq(rapport__letter_open(&letter, NULL), RAPPORT_OK);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *bytes = kept[i].bytes;

		cr_assert(!rapport__letter_read(&letter, bytes, strlen(bytes), &place_kept, NULL));
		cr_expect_eq(letter.skip_reason == NULL, kept[i].reason == NULL, "%s", bytes);
		if (letter.skip_reason && kept[i].reason)
			cr_expect_str_eq(letter.skip_reason, kept[i].reason, "%s", bytes);
		cr_assert(!rapport__letter_read(&letter, bytes, strlen(bytes), NULL, NULL));
		cr_expect_eq(letter.skip, RAPPORT__SKIP_NONE, "%s", bytes);
	}
	rapport__letter_close(&letter);
}

Test(letter, survives_a_lack_of_memory)
{
	static const char bytes[] = "From: a@b.example\n\nPlease call.\n\n> old words\n";
	bool done = false;

	for (long n = 0; !done; n++) {
		struct rapport__letter letter;
		enum rapport_status status;

		cr_assert_lt(n, 1000);
		rapport__memory_fail_after(n);
		status = rapport__letter_open(&letter, NULL);
		if (!status)
			status = rapport__letter_read(&letter, bytes, sizeof bytes - 1, NULL, NULL);
		rapport__memory_fail_after(-1);
		cr_expect(status == RAPPORT_OK || status == RAPPORT_ERR_MEMORY);
		done = !status;
		rapport__letter_close(&letter);
	}
}

Test(letter, without_addresses_nobody_is_its_user)
{
	cr_expect_not(rapport__mine_has(NULL, "a@b.example"));
	cr_expect_not(rapport__mine_has(&mine, NULL));
	cr_expect(rapport__mine_has(&mine, "x@own.example"));
	cr_expect_not(rapport__mine_has(&mine, "own.example"));
}
