#include "mail/mbox.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <errno.h>
#include <string.h>

#define FROM "From anna@example.com Mon Jan  5 10:00:00 2026\n"

/* given: the bodies as they must come, "[" before and "]" behind each. */
static const struct {
	const char *name, *mailbox, *given;
} rows[] = {
	{ "no byte at all", "", "" },
	{ "blank lines alone", "\n\r\n \n", "" },
	{ "one message", FROM "Subject: a\n\nx\n", "[Subject: a\n\nx\n]" },
	{ "no line end at the end", FROM "Subject: a\n\nx", "[Subject: a\n\nx]" },
	{ "From line alone", FROM, "[]" },
	{ "the empty line between messages is none of theirs",
	  FROM "A: 1\n\nx\n\n" FROM "A: 2\n\ny\n\n", "[A: 1\n\nx\n][A: 2\n\ny\n]" },
	{ "CRLF",
	  "From a Mon Jan  5 10:00:00 2026\r\nA: 1\r\n\r\nx\r\n\r\n"
	  "From a Mon Jan  5 10:00:00 2026\r\nA: 2\r\n\r\ny\r\n",
	  "[A: 1\r\n\r\nx\r\n][A: 2\r\n\r\ny\r\n]" },
	{ "byte order mark and empty lines first", "\xEF\xBB\xBF\n\n" FROM "A: 1\n\nx\n",
	  "[A: 1\n\nx\n]" },
	{ "no empty line before", FROM "A: 1\n\nx\n" FROM "A: 2\n\ny\n",
	  "[A: 1\n\nx\n][A: 2\n\ny\n]" },
	{ "a date in a paragraph is no From line", FROM "A: 1\n\nx\n" FROM "just words\n",
	  "[A: 1\n\nx\n" FROM "just words\n]" },
	{ "a sentence that begins with From",
	  FROM "A: 1\n\nDear all,\n\nFrom Monday the shop is closed.\n",
	  "[A: 1\n\nDear all,\n\nFrom Monday the shop is closed.\n]" },
	{ "mboxo and mboxrd", FROM "A: 1\n\n>From a\n>>From b\n> From c\nx >From d\n>From e",
	  "[A: 1\n\nFrom a\n>From b\n> From c\nx >From d\nFrom e]" },
	{ "mboxcl2: Content-Length reaches past what looks like a From line",
	  FROM "content-length: 52\n\nx\n\n" FROM "x\n\n" FROM "A: 2\n\ny\n",
	  "[content-length: 52\n\nx\n\n" FROM "x\n][A: 2\n\ny\n]" },
	{ "mboxcl2 quotes nothing", FROM "Content-Length: 8\n\n>From x\n\n" FROM "A: 2\n\ny\n",
	  "[Content-Length: 8\n\n>From x\n][A: 2\n\ny\n]" },
	{ "Content-Length to the end of the file", FROM "Content-Length: 2\n\nx\n",
	  "[Content-Length: 2\n\nx\n]" },
	{ "Content-Length too large", FROM "Content-Length: 9999\n\nx\n\n" FROM "A: 2\n\ny\n",
	  "[Content-Length: 9999\n\nx\n][A: 2\n\ny\n]" },
	{ "Content-Length too small", FROM "Content-Length: 1\n\nxyz\n\n" FROM "A: 2\n\ny\n",
	  "[Content-Length: 1\n\nxyz\n][A: 2\n\ny\n]" },
	{ "Content-Length beyond all numbers",
	  FROM "Content-Length: 99999999999999999999999\n\nx\n\n" FROM "A: 2\n\ny\n",
	  "[Content-Length: 99999999999999999999999\n\nx\n][A: 2\n\ny\n]" },
	{ "Thunderbird's bare From lines", "From \nA: 1\n\nx\n\nFrom \nA: 2\n\ny\n",
	  "[A: 1\n\nx\n][A: 2\n\ny\n]" },
	{ "a bare From without a header behind it", "From \nA: 1\n\nx\n\nFrom \nyou, to me\n",
	  "[A: 1\n\nx\n\nFrom \nyou, to me\n]" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static void append(struct rapport__buffer *given, const struct rapport__mbox_message *message)
{
	rapport__buffer_add(given, "[", 1);
	rapport__buffer_add(given, message->bytes, message->size);
	rapport__buffer_add(given, "]", 1);
}

/* Reads a mailbox of which the first head bytes were read before. */
static enum rapport_status read_all(const char *mailbox, size_t size, size_t head, bool whole,
				    struct rapport__buffer *given)
{
	struct rapport__mbox_message message;
	rapport__mbox *mbox;
	FILE *file = fmemopen((void *)(mailbox + head), size - head ? size - head : 1, "rb");
	enum rapport_status status;

	if (size == head)
		fgetc(file);
	status = rapport__mbox_open(file, mailbox, head, whole, &mbox, NULL);
	while (!status && !(status = rapport__mbox_next(mbox, &message, NULL)) && message.bytes)
		append(given, &message);
	rapport__mbox_close(mbox);
	fclose(file);
	return status;
}

ParameterizedTestParameters(mbox, splits_into_messages)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, mbox, splits_into_messages)
{
	const char *mailbox = rows[*row].mailbox;

	for (size_t head = 0; head <= strlen(mailbox); head++) {
		struct rapport__buffer given = { 0 };

		rapport__buffer_add_string(&given, "");
		cr_assert_eq(read_all(mailbox, strlen(mailbox), head, false, &given), RAPPORT_OK);
		cr_expect_str_eq(given.data, rows[*row].given, "%s, head %zu", rows[*row].name,
				 head);
		rapport__buffer_clear(&given);
	}
}

Test(mbox, knows_a_from_line_by_its_date)
{
	static const char *const lines[] = {
		"From - Mon Jan 05 10:00:00 2026\n",
		"From MAILER-DAEMON Mon Jan  5 10:00:00 2026\n",
		"From ???@??? Mon Jan 05 10:00:00 2026\n",
		"From 1545668983435175434@xxx Fri Sep 16 22:26:51 +0000 2016\r\n",
		"From a@example.com Mon Jan  5 10:00:00 2026 +0100\n",
		"From a@example.com Mon Jan  5 10:00:00 CET 2026",
		"From \"a b\"@example.com Mon Jan  5 10:00 2026\n",
		"From a@example.com  Mon, 5 Jan 2026 10:00:00 +0000\n",
		"From a Mon Jan  5 10:00:00 2026 remote from uucp\n",
		"From a at example.com  Mon Jan  5 10:00:00 2026\n",
		"From \nSubject: a\n",
		"From a@example.com\nSubject: a\n", /* at the start of a file only */
	};
	static const char *const others[] = {
		"",
		"From",
		"From ",
		"From \n\n",
		"from a Mon Jan  5 10:00:00 2026\n",
		">From a Mon Jan  5 10:00:00 2026\n",
		"From Monday 5 January at 10:00 we are closed.\n",
		"From Mon Jan 5 we are closed, from 10:00 on.\n",
		"From: a@example.com\nSubject: a\n",
		"From a Mon Jan  5 2026\n",
		"From a Mon Jan 99999 10:00:00 2026\n",
		"From a Mon Jan  5 10000000 2026\n",
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		cr_expect(rapport__mbox_from_line(lines[i], strlen(lines[i])), "%s", lines[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect(!rapport__mbox_from_line(others[i], strlen(others[i])), "%s", others[i]);
}

Test(mbox, refuses_what_is_no_mailbox_once)
{
	static const char text[] = "This is not a mailbox.\n\n" FROM "A: 1\n\nx\n";
	struct rapport__mbox_message message;
	struct rapport_error error;
	rapport__mbox *mbox;
	FILE *file = fmemopen((void *)text, strlen(text), "rb");

	cr_assert(!rapport__mbox_open(file, NULL, 0, false, &mbox, &error));
	cr_expect_eq(rapport__mbox_next(mbox, &message, &error), RAPPORT_ERR_FORMAT);
	cr_expect_eq(error.place, 1);
	cr_expect_eq(rapport__mbox_next(mbox, &message, &error), RAPPORT_OK);
	cr_expect_null(message.bytes);
	rapport__mbox_close(mbox);
	fclose(file);
}

Test(mbox, takes_all_as_one_message_when_told_to)
{
	static const char text[] = "A: 1\n\nx\n\n" FROM "A: 2\n\n>From y\n";
	struct rapport__buffer given = { 0 };

	cr_assert(!read_all(text, strlen(text), 3, true, &given));
	cr_expect_str_eq(given.data, "[A: 1\n\nx\n\n" FROM "A: 2\n\n>From y\n]");
	rapport__buffer_clear(&given);
}

/* A generator that is the same everywhere: Knuth, The Art of Computer Programming 2, 3.3.4. */
static uint32_t draw(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

Test(mbox, gives_every_message_of_a_large_mailbox_with_its_place)
{
	struct rapport__buffer mailbox = { 0 };
	static uint64_t offsets[4000];
	static size_t sizes[4000];
	struct rapport__mbox_message message;
	uint64_t seed = 1;
	rapport__mbox *mbox;
	FILE *file;

	for (size_t i = 0; i < 4000; i++) {
		size_t lines = draw(&seed) % 500 ? draw(&seed) % 20 : 20000;

		offsets[i] = mailbox.size;
		rapport__buffer_add_string(&mailbox, FROM "A: b\n\n");
		while (lines--)
			rapport__buffer_add(&mailbox, "From me, From you\n", 1 + draw(&seed) % 17);
		sizes[i] = mailbox.size - (size_t)offsets[i] - strlen(FROM);
		rapport__buffer_add_string(&mailbox, i % 2 ? "\n\n" : "\n");
		sizes[i]++;
	}
	file = fmemopen(mailbox.data, mailbox.size, "rb");
	cr_assert(!rapport__mbox_open(file, NULL, 0, false, &mbox, NULL));
	for (size_t i = 0; i < 4000; i++) {
		cr_assert(!rapport__mbox_next(mbox, &message, NULL) && message.bytes);
		cr_assert_eq(message.position, i + 1);
		cr_assert_eq(message.offset, offsets[i], "message %zu", i);
		/* A body that ends in an empty line loses it, as the next From line's. */
		cr_assert(message.size == sizes[i] || message.size == sizes[i] - 1);
		cr_assert(!memcmp(message.bytes, mailbox.data + offsets[i] + strlen(FROM),
				  message.size));
	}
	cr_assert(!rapport__mbox_next(mbox, &message, NULL) && !message.bytes);
	rapport__mbox_close(mbox);
	fclose(file);
	rapport__buffer_clear(&mailbox);
}

Test(mbox, cuts_a_message_over_the_cap_and_counts_the_loss)
{
	static const char head[] = FROM "A: 1\n\n", tail[] = "\n\n" FROM "A: 2\n\ny\n";
	const size_t excess = 3 * 1024 * 1024, filling = RAPPORT__MBOX_MESSAGE_BYTES_MAX + excess;
	size_t size = strlen(head) + filling + strlen(tail);
	char *mailbox = rapport__calloc(size, 1);
	struct rapport__mbox_message message;
	rapport__mbox *mbox;
	FILE *file;

	memcpy(mailbox, head, strlen(head));
	memset(mailbox + strlen(head), 'x', filling);
	memcpy(mailbox + strlen(head) + filling, tail, strlen(tail));
	file = fmemopen(mailbox, size, "rb");
	cr_assert(!rapport__mbox_open(file, NULL, 0, false, &mbox, NULL));
	cr_assert(!rapport__mbox_next(mbox, &message, NULL) && message.bytes);
	cr_expect_eq(message.size, RAPPORT__MBOX_MESSAGE_BYTES_MAX);
	cr_expect_eq(message.lost, excess + strlen("A: 1\n\n") + 1);
	cr_assert(!rapport__mbox_next(mbox, &message, NULL) && message.bytes);
	cr_expect_eq(message.offset, strlen(head) + filling + 2);
	cr_expect(message.size == 8 && !memcmp(message.bytes, "A: 2\n\ny\n", 8));
	cr_expect_eq(message.lost, 0);
	rapport__mbox_close(mbox);
	fclose(file);
	rapport__free(mailbox);
}

/* A file that gives one message and then cannot be read. */
static ssize_t read_once(void *cookie, char *bytes, size_t size)
{
	static const char text[] = FROM "A: 1\n\nx\n";
	int *calls = cookie;

	if ((*calls)++ || size < strlen(text)) {
		errno = EIO;
		return -1;
	}
	memcpy(bytes, text, strlen(text));
	return (ssize_t)strlen(text);
}

Test(mbox, gives_what_was_read_before_a_failure)
{
	int calls = 0;
	FILE *file = fopencookie(&calls, "rb", (cookie_io_functions_t){ .read = read_once });
	struct rapport__mbox_message message;
	struct rapport_error error;
	rapport__mbox *mbox;

	cr_assert(!rapport__mbox_open(file, NULL, 0, false, &mbox, &error));
	cr_assert(!rapport__mbox_next(mbox, &message, &error) && message.bytes);
	cr_expect_eq(message.size, 8);
	cr_expect_eq(rapport__mbox_next(mbox, &message, &error), RAPPORT_ERR_IO);
	cr_expect_eq(rapport__mbox_next(mbox, &message, &error), RAPPORT_OK);
	cr_expect_null(message.bytes);
	rapport__mbox_close(mbox);
	fclose(file);
}

Test(mbox, says_so_when_there_is_no_memory)
{
	static const char text[] = FROM "A: 1\n\nx\n";
	struct rapport__buffer given = { 0 };
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	long n = 0;

	rapport__buffer_reserve(&given, 100);
	for (; status; n++) {
		rapport__memory_fail_after(n);
		status = read_all(text, strlen(text), 4, false, &given);
		rapport__memory_fail_after(-1);
		cr_assert(!status || status == RAPPORT_ERR_MEMORY);
		cr_assert_leq(n, 10);
	}
	cr_expect_gt(n, 2);
	cr_expect_str_eq(given.data, "[A: 1\n\nx\n]");
	rapport__buffer_clear(&given);
	rapport__mbox_close(NULL);
}
