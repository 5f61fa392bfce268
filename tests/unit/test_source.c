#include "mail/source.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define MAIL "From: a@example.com\nSubject: s\n\nbody\n"
#define MBOX "From a Mon Jan  5 10:00:00 2026\n" MAIL "\nFrom b Mon Jan  5 10:00:00 2026\n" MAIL

static char folder[] = "/tmp/rapport-source-XXXXXX";

static void set_up(void)
{
	cr_assert(mkdtemp(folder) && !chdir(folder));
}

static void tear_down(void)
{
	unlink("file");
	unlink("file.mbox");
	rmdir(folder);
}

TestSuite(source, .init = set_up, .fini = tear_down);

static void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static const struct {
	const char *bytes;
	enum rapport__source_kind kind;
	unsigned items;
} rows[] = {
	{ MBOX, RAPPORT__SOURCE_MBOX, 2 },
	{ "\n\n" MBOX, RAPPORT__SOURCE_MBOX, 2 },
	{ MAIL, RAPPORT__SOURCE_MESSAGE, 1 },
	{ "\xEF\xBB\xBF\r\n" MAIL, RAPPORT__SOURCE_MESSAGE, 1 },
	{ "37\n" MAIL "<plist/>\n", RAPPORT__SOURCE_EMLX, 1 },
	{ "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", RAPPORT__SOURCE_JSON, 2 },
	{ "name,comment\na,first words\nb,second words\n", RAPPORT__SOURCE_CSV, 2 },
	{ "just words\nand more\n", RAPPORT__SOURCE_TEXT, 1 },
};

Test(source, tells_kinds_by_content)
{
	const struct rapport__source_options options = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rapport__source *source;
		struct rapport__source_item item;
		unsigned items = 0;

		write_file("file", rows[i].bytes, strlen(rows[i].bytes));
		cr_assert_eq(rapport__source_open("file", &options, &source, NULL), RAPPORT_OK);
		cr_expect_eq(rapport__source_kind(source), rows[i].kind, "%s", rows[i].bytes);
		while (!rapport__source_next(source, &item, NULL) &&
		       (item.bytes || item.record.text))
			items++;
		cr_expect_eq(items, rows[i].items, "%s: %u", rows[i].bytes, items);
		rapport__source_close(source);
	}
}

Test(source, prose_of_which_columns_are_named_is_a_table)
{
	const struct rapport__role_wanted columns = { .names[RAPPORT__ROLE_TEXT] = "words" };
	const struct rapport__source_options options = { .columns = &columns };
	struct rapport__source_item item;
	struct rapport_error error = { 0 };
	rapport__source *source;

	write_file("file", "words\njust these\n", 17);
	cr_assert_eq(rapport__source_open("file", &options, &source, NULL), RAPPORT_OK);
	cr_expect_eq(rapport__source_kind(source), RAPPORT__SOURCE_CSV);
	cr_expect_eq(rapport__source_next(source, &item, NULL), RAPPORT_OK);
	cr_expect_str_eq(item.record.text, "just these");
	rapport__source_close(source);
	write_file("file", "just words\n", 11);
	cr_assert_eq(rapport__source_open("file", &options, &source, NULL), RAPPORT_OK);
	cr_expect_eq(rapport__source_next(source, &item, &error), RAPPORT_ERR_FORMAT);
	cr_expect(strstr(error.text, "words"), "%s", error.text);
	rapport__source_close(source);
}

Test(source, gives_of_an_emlx_the_message_alone_and_its_flags)
{
	static const char bytes[] = "37   \n" MAIL "<plist><dict><key>flags</key>"
				    "<integer>2</integer></dict></plist>\n";
	const struct rapport__source_options options = { 0 };
	struct rapport__source_item item;
	rapport__source *source;

	write_file("file", bytes, sizeof bytes - 1);
	cr_assert_eq(rapport__source_open("file", &options, &source, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__source_next(source, &item, NULL), RAPPORT_OK);
	cr_expect_eq(item.size, strlen(MAIL));
	cr_expect(!memcmp(item.bytes, MAIL, strlen(MAIL)));
	cr_expect_eq(item.folder, RAPPORT__FOLDER_TRASH);
	cr_expect_not(item.cut);
	rapport__source_close(source);
}

Test(source, a_cut_gzip_gives_its_messages_and_then_the_failure)
{
	const struct rapport__source_options options = { 0 };
	struct rapport__source_item item;
	struct rapport_error error = { 0 };
	rapport__source *source;
	char bytes[64];
	unsigned items = 0;
	FILE *file;
	gzFile out = gzopen("file", "wb");

	for (int i = 0; i < 2000; i++)
		gzprintf(out, "From a Mon Jan  5 10:00:00 2026\nFrom: a@b.example\n\n%u\n",
			 (unsigned)i * 2654435761u);
	gzclose(out);
	file = fopen("file", "rb");
	cr_assert_not_null(file);
	cr_assert_eq(fseek(file, 0, SEEK_END), 0);
	cr_assert_eq(truncate("file", ftell(file) - (long)sizeof bytes), 0);
	fclose(file);
	cr_assert_eq(rapport__source_open("file", &options, &source, NULL), RAPPORT_OK);
	while (!rapport__source_next(source, &item, &error) && item.bytes)
		items++;
	cr_expect_gt(items, 1900);
	cr_expect_eq(error.status, RAPPORT_ERR_FORMAT);
	cr_expect_str_eq(error.text, "the gzip data end too early");
	cr_assert_eq(rapport__source_next(source, &item, &error), RAPPORT_OK);
	cr_expect_null(item.bytes);
	rapport__source_close(source);
}

/* Opening fails with words in which hint stands; so it does where only mail is wanted, if the file
 * promises mail, and else succeeds and gives no source. */
static void expect_refused(const char *path, const char *bytes, size_t size, const char *hint,
			   bool promised)
{
	struct rapport__source_options options = { 0 };
	struct rapport_error error = { 0 };
	rapport__source *source;

	write_file(path, bytes, size);
	cr_expect_neq(rapport__source_open(path, &options, &source, &error), RAPPORT_OK);
	cr_expect_null(source);
	cr_expect(strstr(error.text, hint), "%s: %s", hint, error.text);
	options.mail_only = true;
	cr_expect_eq(rapport__source_open(path, &options, &source, &error) != RAPPORT_OK, promised,
		     "%s", hint);
	cr_expect_null(source);
}

Test(source, says_what_it_cannot_read)
{
	static const char binary[] = "\0\1\2\3\0\0\0\0\0\0";

	expect_refused("file", "  \n", 3, "is empty", false);
	expect_refused("file", "PK\x03\x04 and so on", 15, "is a zip archive", false);
	expect_refused("file", binary, sizeof binary - 1, "binary", false);
	expect_refused("file", "!BDN an Outlook file, which no program is named for", 50,
		       "is an Outlook file", true);
	expect_refused("file.mbox", "only words\n", 11, "holds no mail", true);
	expect_refused("file.mbox", "", 0, "is empty", true);
}
