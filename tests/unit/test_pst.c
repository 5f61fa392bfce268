#include "outlook/pst.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct given {
	int messages, failures;
	char words[300];
	char first[8000];
};

static bool take_message(void *context, const char *bytes, size_t size)
{
	struct given *given = context;

	if (!given->messages++)
		snprintf(given->first, sizeof given->first, "%.*s", (int)size, bytes);
	return given->messages < 100;
}

static bool take_failure(void *context, const char *where, const char *words)
{
	struct given *given = context;

	given->failures++;
	snprintf(given->words, sizeof given->words, "%s%s", where, words);
	return true;
}

static struct given read_file(FILE *file, uint64_t passed)
{
	struct rapport__pst_progress progress = { .number = passed };
	struct given given = { 0 };
	struct rapport__compose_sink sink = { take_message, take_failure, &given };

	rapport__pst_read(file, &sink, &progress);
	return given;
}

Test(pst, says_that_a_file_cannot_be_read)
{
	static const char head[] = "!BDN";
	struct given given;

	for (size_t size = 0; size < 2000; size += 499) {
		FILE *file = tmpfile();

		cr_assert(file);
		fwrite(head, 1, 4, file);
		for (size_t i = 0; i < size; i++)
			fputc(i == 6 ? 0x17 : 0, file); /* the place of the version */
		fflush(file);
		given = read_file(file, 0);
		cr_expect_eq(given.messages, 0);
		cr_expect_eq(given.failures, 1, "%zu: %d", size, given.failures);
		fclose(file);
	}
}

/* No library writes such files, so one of other people's is read where it is at hand. */
static FILE *open_sample(void)
{
	const char *shared = getenv("RAPPORT_SHARED");
	char path[1000];

	snprintf(path, sizeof path, "%s/mail/formats/pst/apache__testPST_variousBodyTypes.pst",
		 shared ? shared : "../shared");
	return fopen(path, "rb");
}

Test(pst, reads_the_mail_of_all_folders)
{
	FILE *file = open_sample();
	struct given given;

	if (!file)
		cr_skip_test("there is no sample");
	given = read_file(file, 0);
	cr_expect_eq(given.messages, 4);
	cr_expect_eq(given.failures, 0, "%s", given.words);
	cr_expect(strstr(given.first, "X-Folder: tmp\n"), "%s", given.first);
	cr_expect(strstr(given.first, "\nFrom: "), "%s", given.first);
	fclose(file);
}

/* The tree: two folders, in the second a third, in that four messages.  Whatever a reading ended
 * at, all that stands behind is given. */
Test(pst, goes_on_behind_what_ended_it)
{
	static const int messages[] = { 4, 4, 4, 4, 3, 2, 1, 0 };
	FILE *file = open_sample();

	if (!file)
		cr_skip_test("there is no sample");
	for (size_t passed = 0; passed < sizeof messages / sizeof *messages; passed++) {
		struct given given = read_file(file, passed);

		cr_expect_eq(given.messages, messages[passed], "%zu: %d", passed, given.messages);
		cr_expect_eq(given.failures, 0, "%s", given.words);
	}
	fclose(file);
}
