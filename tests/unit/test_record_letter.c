#include "mail/record_letter.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const addresses[] = { "@own.example" };
static const struct rapport__mine mine = { addresses, 1 };

#define MAIL(...)                                                                                  \
	{                                                                                          \
		.is_mail = true, __VA_ARGS__                                                       \
	}

static const struct {
	const char *name;
	struct rapport__record record;
	enum rapport__skip skip;
	const char *text, *whole;
} rows[] = {
	{ "a comment stays whole",
	  { .text = "Nice.\n> or so\n" },
	  RAPPORT__SKIP_NONE,
	  "Nice.\n> or so\n",
	  "Nice.\n> or so\n" },
	{ "a mail's new words", MAIL(.text = "Yes.\n\n> or no?\n"), RAPPORT__SKIP_NONE, "Yes.\n",
	  "Yes.\n\n> or no?\n" },
	{ "HTML", MAIL(.text = "<p>Yes</p><blockquote>or no?</blockquote>", .html = true),
	  RAPPORT__SKIP_NONE, "Yes\n", "Yes\n\n> or no?\n" },
	{ "outgoing", MAIL(.text = "Mine.", .way = RAPPORT__RECORD_OUTGOING), RAPPORT__SKIP_OWN,
	  "Mine.\n", "Mine." },
	{ "own by address",
	  { .text = "Mine.", .from = "Me <ME@own.example>" },
	  RAPPORT__SKIP_OWN,
	  "Mine.",
	  "Mine." },
	{ "not own",
	  { .text = "Words.", .from_address = "a@b.example" },
	  RAPPORT__SKIP_NONE,
	  "Words.",
	  "Words." },
	{ "a draft", MAIL(.text = "Words.", .status = "DRAFT"), RAPPORT__SKIP_DISCARDED, "",
	  "Words." },
	{ "spam", MAIL(.text = "Words.", .status = "SPAM"), RAPPORT__SKIP_DISCARDED, "", "Words." },
	{ "a newsletter by its fields",
	  MAIL(.text = "Words.", .fields = "Subject\0News\0list-id\0<n.example>",
	       .fields_size = sizeof "Subject\0News\0list-id\0<n.example>"),
	  RAPPORT__SKIP_AUTOMATIC, "", "Words." },
	{ "a bounce by its sender",
	  MAIL(.text = "Not found.", .subject = "Undelivered mail",
	       .from = "Mail <MAILER-DAEMON@mx.example>"),
	  RAPPORT__SKIP_AUTOMATIC, "", "Not found." },
	{ "fields of a person",
	  MAIL(.text = "Words.", .fields = "Subject\0Offer",
	       .fields_size = sizeof "Subject\0Offer"),
	  RAPPORT__SKIP_NONE, "Words.\n", "Words." },
	{ "out of office", MAIL(.text = "I am away.", .subject = "Automatic reply: offer"),
	  RAPPORT__SKIP_AUTOMATIC, "", "I am away." },
	{ "a comment of that title",
	  { .text = "I am away.", .subject = "Automatic reply: offer" },
	  RAPPORT__SKIP_NONE,
	  "I am away.",
	  "I am away." },
	{ "nothing new", MAIL(.text = "> old\n> older\n"), RAPPORT__SKIP_EMPTY, "",
	  "> old\n> older\n" },
	{ "blank", { .text = " \n" }, RAPPORT__SKIP_EMPTY, "", " \n" },
	{ "HTML without words", MAIL(.text = "<img src=x>", .html = true), RAPPORT__SKIP_EMPTY, "",
	  "" },
};

static void begin(void)
{
	rapport__message_library_open();
}

static void end(void)
{
	rapport__message_library_close();
}

TestSuite(record_letter, .init = begin, .fini = end);

static enum rapport_status read_row(struct rapport__letter *letter, size_t i,
				    struct rapport__record *record)
{
	*record = rows[i].record;
	record->text_size = strlen(record->text);
	return rapport__record_letter_read(letter, record, &mine, NULL);
}

Test(record_letter, tells_what_is_to_be_tagged)
{
	struct rapport__letter letter;
	struct rapport__record record;

	cr_assert_eq(rapport__letter_open(&letter, NULL), RAPPORT_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_assert_eq(read_row(&letter, i, &record), RAPPORT_OK);
		cr_expect_eq(letter.skip, rows[i].skip, "%s: %d", rows[i].name, letter.skip);
		cr_expect_eq(letter.skip == RAPPORT__SKIP_NONE, letter.skip_reason == NULL, "%s",
			     rows[i].name);
		cr_expect(letter.text_size == strlen(rows[i].text) &&
				  !memcmp(letter.text, rows[i].text, letter.text_size),
			  "%s: \"%.*s\"", rows[i].name, (int)letter.text_size, letter.text);
		cr_expect(record.text_size == strlen(rows[i].whole) &&
				  !memcmp(record.text, rows[i].whole, record.text_size),
			  "%s: \"%.*s\"", rows[i].name, (int)record.text_size, record.text);
	}
	rapport__letter_close(&letter);
}

Test(record_letter, survives_a_lack_of_memory)
{
	bool done = false;

	for (long n = 0; !done; n++) {
		struct rapport__letter letter;
		struct rapport__record record;
		enum rapport_status status;

		cr_assert_lt(n, 1000);
		cr_assert_eq(rapport__letter_open(&letter, NULL), RAPPORT_OK);
		rapport__memory_fail_after(n);
		status = read_row(&letter, 2, &record);
		rapport__memory_fail_after(-1);
		cr_expect(status == RAPPORT_OK || status == RAPPORT_ERR_MEMORY);
		done = !status;
		rapport__letter_close(&letter);
	}
}
