#include "mail/mailbox.h"
#include "mail/message.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FROM "From a Mon Jan  5 10:00:00 2026\n"
#define MAIL "From: Anna <anna@example.com>\nSubject: a\nMessage-ID: <m@x>\n\n"

static char root[] = "/tmp/rapport-mailbox-XXXXXX";

static void set_up(void)
{
	rapport__message_library_open();
	cr_assert(mkdtemp(root) && !chdir(root));
}

static int drop(const char *path, const struct stat *info, int kind, struct FTW *place)
{
	(void)info;
	(void)kind;
	(void)place;
	return remove(path);
}

static void tear_down(void)
{
	nftw(root, drop, 16, FTW_DEPTH | FTW_PHYS);
	rapport__message_library_close();
}

TestSuite(mailbox, .init = set_up, .fini = tear_down);

static void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	cr_assert_not_null(file, "%s", path);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

/* Reads all of path into lines: "SOURCE:POSITION[text]" for an item, "SOURCE:POSITION(reason)" for
 * one that is skipped, "!STATUS words (place)" for a failure. */
static enum rapport_status read_all(const char *path,
				    const struct rapport__mailbox_options *options,
				    struct rapport__buffer *out)
{
	const struct rapport__item *item = NULL;
	struct rapport_error error;
	rapport__mailbox *mailbox;
	enum rapport_status status = rapport__mailbox_open(path, options, &mailbox, &error);
	enum rapport_status last = status;
	bool open = !status;
	char line[600];

	out->size = 0;
	rapport__buffer_add_string(out, "");
	do {
		if (open)
			status = rapport__mailbox_next(mailbox, &item, &error);
		if (status) {
			last = status;
			snprintf(line, sizeof line, "!%d %s (%d)\n", (int)status, error.text,
				 (int)error.place);
		} else if (item) {
			snprintf(line, sizeof line, item->skip ? "%s:%d(%.*s)\n" : "%s:%d[%.*s]\n",
				 item->source, (int)item->position,
				 item->skip ? 100 : (int)item->text_size,
				 item->skip ? item->skip_reason : item->text);
		}
		if (status || item)
			rapport__buffer_add_string(out, line);
	} while (open && (status || item));
	rapport__mailbox_close(mailbox);
	return last;
}

static void expect_all(const char *path, const struct rapport__mailbox_options *options,
		       const char *expected)
{
	struct rapport__buffer out = { 0 };

	read_all(path, options, &out);
	cr_expect_str_eq(out.data, expected, "%s: %s", path, out.data);
	rapport__buffer_clear(&out);
}

/* ---- Kinds ----------------------------------------------------------------------------------- */

static const struct {
	const char *name, *kind, *bytes, *expected;
} rows[] = {
	{ "mbox", "auto", FROM MAIL "x\n\n" FROM MAIL "y\n", "f:1[x\n]\nf:2[y\n]\n" },
	{ "mbox behind a byte order mark", "auto", "\xEF\xBB\xBF\n" FROM MAIL "x\n", "f:1[x\n]\n" },
	{ "a message", "auto", MAIL "x\n", "f:1[x\n]\n" },
	{ "a message behind blanks", "auto", "\xEF\xBB\xBF      \n\n" MAIL "x\n", "f:1[x\n]\n" },
	{ "what is called a message", "eml", MAIL "x\n", "f:1[x\n]\n" },
	{ "a text with a colon", "auto", "Note: this is no mail.\nYes\n",
	  "f:1[Note: this is no mail.\nYes\n]\n" },
	{ "a text", "auto", "x\ny\n", "f:1[x\ny\n]\n" },
	{ "a text that begins with From", "auto", "From Monday we are closed.\n",
	  "f:1[From Monday we are closed.\n]\n" },
	{ "lines", "lines", "x\n\n{\"text\":\"y\"}\n",
	  "f:1[x]\nf:2(no text)\nf:3[{\"text\":\"y\"}]\n" },
	{ "no lines", "lines", "", "" },
	{ "an empty text", "text", "", "f:1(no text)\n" },
	{ "JSON Lines", "auto", "{\"text\":\"x\"}\n{}\n{\"body\":\"> y\"}\n",
	  "f:1[x]\n!4 f:2: no member \"text\" or \"body\" that is a string (2)\nf:3[> y]\n" },
	{ "an empty mailbox", "auto", "", "!4 f: is empty (0)\n" },
	{ "a blank mailbox", "mbox", "\n \n", "!4 f: is empty (0)\n" },
	{ "no mailbox", "mbox", "x\n", "!4 f:1: does not start with a From line (1)\n" },
	{ "no message", "eml", "x y\n", "f:1(no mail message)\n" },
	{ "no folder", "maildir", "x\n", "!4 f: is no folder (0)\n" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

ParameterizedTestParameters(mailbox, tells_the_kind_by_content)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, mailbox, tells_the_kind_by_content)
{
	struct rapport__mailbox_options options = { 0 };

	cr_assert(rapport__source_kind_find(rows[*row].kind, &options.kind));
	write_file("f", rows[*row].bytes, strlen(rows[*row].bytes));
	expect_all("f", &options, rows[*row].expected);
}

Test(mailbox, refuses_binary_files_and_unknown_kinds)
{
	enum rapport__source_kind kind;

	write_file("f",
		   "\x7F"
		   "ELF\0\1\2",
		   7);
	expect_all("f", NULL, "!4 f: is a binary file, not mail or text (0)\n");
	expect_all("none", NULL, "!3 none: No such file or directory (0)\n");
	cr_expect(!rapport__source_kind_find("pst", &kind));
}

Test(mailbox, reads_standard_input)
{
	write_file("f", MAIL "x\n", strlen(MAIL "x\n"));
	cr_assert_not_null(freopen("f", "rb", stdin));
	expect_all("-", NULL, "-:1[x\n]\n");
	cr_assert_not_null(freopen("/dev/null", "rb", stdin));
	expect_all("-", NULL, "!4 standard input: is empty (0)\n");
}

/* ---- Folders --------------------------------------------------------------------------------- */

Test(mailbox, reads_what_is_mail_in_folders)
{
	cr_assert(!mkdir("d", 0755) && !mkdir("d/m", 0755) && !mkdir("d/m/cur", 0755));
	write_file("d/a.mbox", FROM MAIL "1\n\n" FROM MAIL "2\n",
		   strlen(FROM MAIL "1\n\n" FROM MAIL "2\n"));
	write_file("d/b.eml", MAIL "3\n", strlen(MAIL "3\n"));
	write_file("d/c.txt", "no mail\n", 8);
	write_file("d/d.png", "\x89PNG\r\n\x1A\n\0\0", 10);
	write_file("d/e", "", 0);
	write_file("d/m/cur/1:2,S", MAIL "4\n", strlen(MAIL "4\n"));
	write_file("d/m/cur/2:2,ST", MAIL "5\n", strlen(MAIL "5\n"));
	write_file("d/m/cur/3", "no header", 9);
	expect_all(
		"d", NULL,
		"d/a.mbox:1[1\n]\nd/a.mbox:2[2\n]\nd/b.eml:1[3\n]\n"
		"d/m/cur/1:2,S:1[4\n]\nd/m/cur/2:2,ST:1(deleted)\nd/m/cur/3:1(no mail message)\n");
}

Test(mailbox, says_when_a_folder_holds_no_mail)
{
	struct rapport__mailbox_options lines = { .kind = RAPPORT__SOURCE_LINES };

	cr_assert(!mkdir("d", 0755) && !mkdir("d/cur", 0755));
	expect_all("d", NULL, "!4 d: holds no mail (0)\n");
	write_file("d/note.txt", "no mail\n", 8);
	expect_all("d/", NULL, "!4 d/: holds no mail (0)\n");
	expect_all("d", &lines, "!4 d: is a folder (0)\n");
}

Test(mailbox, goes_on_behind_what_it_cannot_read)
{
	if (!geteuid())
		cr_skip_test("root can read everything");
	cr_assert(!mkdir("d", 0755) && !mkdir("d/b", 0000));
	write_file("d/a", MAIL "x\n", strlen(MAIL "x\n"));
	write_file("d/c", MAIL "y\n", strlen(MAIL "y\n"));
	cr_assert(!chmod("d/a", 0000));
	expect_all("d", NULL,
		   "!3 d/a: Permission denied (0)\n!3 d/b: Permission denied (0)\n"
		   "d/c:1[y\n]\n");
}

/* ---- Items ----------------------------------------------------------------------------------- */

Test(mailbox, gives_what_a_message_says)
{
	static const char mail[] =
		"From: =?utf-8?q?J=C3=BCrgen?= <J@Example.com>\nTo: me@x\nSubject: Re: a\n"
		"Date: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <3@x>\nIn-Reply-To: <2@x>\n"
		"References: <1@x> <2@x>\n\nyes\n\n> no?\n";
	const struct rapport__item *item;
	rapport__mailbox *mailbox;

	write_file("f", mail, strlen(mail));
	cr_assert(!rapport__mailbox_open("f", NULL, &mailbox, NULL));
	cr_assert(!rapport__mailbox_next(mailbox, &item, NULL));
	cr_expect_str_eq(item->from, "Jürgen <J@Example.com>");
	cr_expect_str_eq(item->from_address, "j@example.com");
	cr_expect_str_eq(item->to, "me@x");
	cr_expect_str_eq(item->subject, "Re: a");
	cr_expect_str_eq(item->date, "2026-01-05T10:00:00Z");
	cr_expect_str_eq(item->message_id, "3@x");
	cr_expect_str_eq(item->in_reply_to, "2@x");
	cr_expect_str_eq(item->references, "1@x 2@x");
	cr_expect_null(item->conversation, "nobody was given to know them");
	cr_expect_str_eq(item->whole, "yes\n\n> no?\n");
	cr_expect(!strncmp(item->text, "yes", 3) && !strstr(item->text, "no?"));
	cr_expect_eq(item->text_size, strlen(item->text));
	cr_expect(!item->truncated);
	cr_assert(!rapport__mailbox_next(mailbox, &item, NULL));
	cr_expect_null(item);
	cr_assert(!rapport__mailbox_next(mailbox, &item, NULL));
	cr_expect_null(item);
	rapport__mailbox_close(mailbox);
}

#define THREAD(id, to, text)                                                                       \
	FROM "From: a@b.example\nSubject: s\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n"               \
	     "Message-ID: <" id "@x>\nIn-Reply-To: <" to "@x>\n\n" text "\n\n"

Test(mailbox, tells_conversations_and_repetitions_over_several_mailboxes)
{
	static const char *const files[] = { THREAD("2", "1", "answer") THREAD("9", "8", "other"),
					     THREAD("2", "1", "answer") THREAD("1", "0", "start") };
	struct rapport__mailbox_options options = { 0 };
	char names[4][32] = { "" };
	unsigned count = 0;

	cr_assert(!rapport__threads_new(NULL, true, &options.threads, NULL));
	for (size_t i = 0; i < 2; i++) {
		const struct rapport__item *item;
		rapport__mailbox *mailbox;

		write_file(i ? "b" : "a", files[i], strlen(files[i]));
		cr_assert(!rapport__mailbox_open(i ? "b" : "a", &options, &mailbox, NULL));
		while (!rapport__mailbox_next(mailbox, &item, NULL) && item && count < 4) {
			bool again = item->skip == RAPPORT__SKIP_DUPLICATE;

			cr_expect_eq(again, count == 2, "%u", count);
			snprintf(names[count++], sizeof *names, "%s", item->conversation);
		}
		rapport__mailbox_close(mailbox);
	}
	cr_assert_eq(count, 4);
	cr_expect_str_eq(names[2], names[0]);
	cr_expect_str_eq(names[3], names[0], "the parent came last");
	cr_expect_str_neq(names[1], names[0]);
	rapport__threads_free(options.threads);
}

Test(mailbox, knows_own_messages)
{
	static const char *const address[] = { "ANNA@Example.com" };
	static const char *const domain[] = { "x@y", "@example.COM" };
	static const char *const others[] = { "nna@example.com", "@ample.com", "example.com", "" };
	static const char records[] = "{\"from\":\"Anna <anna@example.com>\",\"text\":\"x\"}\n";
	struct rapport__mailbox_options options = { .mine = { address, 1 } };

	write_file("f", MAIL "x\n", strlen(MAIL "x\n"));
	write_file("j", records, strlen(records));
	expect_all("f", &options, "f:1(own message)\n");
	expect_all("j", &options, "j:1(own message)\n");
	options = (struct rapport__mailbox_options){ .mine = { domain, 2 } };
	expect_all("f", &options, "f:1(own message)\n");
	options = (struct rapport__mailbox_options){ .mine = { others, 4 } };
	expect_all("f", &options, "f:1[x\n]\n");
}

Test(mailbox, says_why_there_is_nothing_to_tag)
{
	write_file("f", MAIL "> x\n", strlen(MAIL "> x\n"));
	expect_all("f", NULL, "f:1(nothing new)\n");
	write_file("f", MAIL, strlen(MAIL));
	expect_all("f", NULL, "f:1(no text)\n");
}

Test(mailbox, comes_to_an_end_without_memory)
{
	static const char records[] = "{\"text\":\"x\"}\n{\"text\":\"y\"}\n";
	struct rapport__buffer out = { 0 };

	cr_assert(!mkdir("d", 0755));
	write_file("d/a", FROM MAIL "x\n\n" FROM MAIL "y\n",
		   strlen(FROM MAIL "x\n\n" FROM MAIL "y\n"));
	write_file("d/b", MAIL "z\n", strlen(MAIL "z\n"));
	write_file("j", records, strlen(records));
	rapport__buffer_reserve(&out, 20000);
	for (size_t i = 0; i < 2; i++) {
		enum rapport_status status = RAPPORT_ERR_MEMORY;
		long n = 0;

		for (; status; n++) {
			rapport__memory_fail_after(n);
			status = read_all(i ? "j" : "d", NULL, &out);
			rapport__memory_fail_after(-1);
			/* A folder of which nothing could be read holds no mail. */
			cr_assert(!status || status == RAPPORT_ERR_MEMORY ||
				  status == RAPPORT_ERR_FORMAT);
			cr_assert_leq(n, 500);
		}
		cr_expect_gt(n, 5);
	}
	rapport__buffer_clear(&out);
	rapport__mailbox_close(NULL);
}
