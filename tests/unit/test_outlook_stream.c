#include "mail/outlook_stream.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A program of this name that runs the lines of a shell; remove it. */
static void write_program(char path[64], const char *lines)
{
	FILE *file;
	int descriptor;

	snprintf(path, 64, "/tmp/rapport-test-XXXXXX");
	descriptor = mkstemp(path);
	cr_assert(descriptor >= 0);
	file = fdopen(descriptor, "w");
	fprintf(file, "#!/bin/sh\n%s\n", lines);
	fchmod(descriptor, 0700);
	fclose(file);
}

/* All that comes of a program: "[message]" and "(failure)", up to the end. */
static void read_all(const char *lines, const char *input, char *given, size_t room)
{
	rapport__outlook_stream *stream;
	struct rapport_error error;
	enum rapport_status status;
	const char *bytes;
	char path[64];
	size_t size, used = 0;
	int file = open("/tmp", O_TMPFILE | O_RDWR, 0600);

	cr_assert(file >= 0);
	cr_assert_eq(write(file, input, strlen(input)), (ssize_t)strlen(input));
	lseek(file, 0, SEEK_SET);
	write_program(path, lines);
	cr_assert_eq(rapport__outlook_open(path, file, &stream, &error), RAPPORT_OK, "%s",
		     error.text);
	given[0] = '\0';
	for (int i = 0; i < 100; i++) {
		status = rapport__outlook_next(stream, &bytes, &size, &error);
		if (!status && !bytes)
			break;
		if (bytes)
			used += (size_t)snprintf(given + used, room - used, "[%.*s]", (int)size,
						 bytes);
		else
			used += (size_t)snprintf(given + used, room - used, "(%u %s)", status,
						 error.text);
		cr_assert(used < room);
	}
	status = rapport__outlook_next(stream, &bytes, &size, &error);
	cr_expect(!status && !bytes, "the end stays");
	rapport__outlook_close(stream);
	close(file);
	unlink(path);
}

static const struct {
	const char *name, *lines, *given;
} rows[] = {
	{ "nothing in it", "printf 'Z 0\\n'", "" },
	{ "messages and failures", "printf 'M 2\\nabE 3\\nbadM 1\\ncZ 0\\n'", "[ab](4 bad)[c]" },
	{ "an empty message", "printf 'M 0\\nZ 0\\n'", "[]" },
	{ "bytes of any kind", "printf 'M 3\\n\\n\\r\\nZ 0\\n'", "[\n\r\n]" },
	{ "words on one line of UTF-8", "printf 'E 4\\na\\nb\\374Z 0\\n'", "(4 a bü)" },
	{ "what it reads is the file", "printf 'M 5\\n'; cat; printf 'Z 0\\n'", "[input]" },
	{ "it has no other file",
	  "for i in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$i ] && printf 'E 1\\n%s' $i; done; "
	  "printf 'Z 0\\n'",
	  "" },
	{ "what it says goes on for nobody", "echo talk >&2; printf 'Z 0\\n'", "" },
	{ "killed", "printf 'M 1\\na'; kill -11 $$",
	  "[a](3 cannot be read to the end: rapport-outlook was ended by signal 11)" },
	{ "ended early", "printf 'M 1\\na'; exit 3",
	  "[a](3 cannot be read to the end: rapport-outlook ended early, with status 3)" },
	{ "ended within a message", "printf 'M 9\\na'",
	  "(3 cannot be read to the end: rapport-outlook ended early, with status 0)" },
	{ "ended within a size", "printf 'M 9'",
	  "(3 cannot be read to the end: rapport-outlook ended early, with status 0)" },
	{ "no frame", "echo hello; sleep 100",
	  "(3 cannot be read to the end: rapport-outlook does not say what is expected of it)" },
	{ "a message beyond the limit", "printf 'M 33554433\\n'; sleep 100",
	  "(3 cannot be read to the end: rapport-outlook does not say what is expected of it)" },
	{ "a size beyond all numbers", "printf 'M 99999999999999999\\n'; sleep 100",
	  "(3 cannot be read to the end: rapport-outlook does not say what is expected of it)" },
	{ "a size of nothing", "printf 'M \\n'; sleep 100",
	  "(3 cannot be read to the end: rapport-outlook does not say what is expected of it)" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

Test(outlook_stream, gives_what_the_program_says)
{
	char given[1000];

	for (size_t i = 0; i < ROWS; i++) {
		read_all(rows[i].lines, "input", given, sizeof given);
		cr_expect_str_eq(given, rows[i].given, "%s: %s", rows[i].name, given);
	}
}

Test(outlook_stream, says_that_the_program_is_missing)
{
	rapport__outlook_stream *stream;
	struct rapport_error error;

	cr_expect_eq(rapport__outlook_open("/nowhere/rapport-outlook", 0, &stream, &error),
		     RAPPORT_ERR_IO);
	cr_expect_null(stream);
	cr_expect_str_eq(error.text, "rapport-outlook is not installed beside rapport: Outlook "
				     "files cannot be read");
	cr_expect_eq(rapport__outlook_open("/tmp", 0, &stream, &error), RAPPORT_ERR_IO);
	cr_expect_str_eq(error.text, "rapport-outlook cannot be started: Permission denied");
	cr_expect_eq(rapport__outlook_open("/bin/true", -1, &stream, &error), RAPPORT_ERR_IO);
	rapport__memory_fail_after(0);
	cr_expect_eq(rapport__outlook_open("/bin/true", 0, &stream, &error), RAPPORT_ERR_MEMORY);
	rapport__memory_fail_after(-1);
	rapport__outlook_close(NULL);
}

Test(outlook_stream, ends_a_program_that_goes_on)
{
	rapport__outlook_stream *stream;
	const char *bytes;
	char path[64];
	size_t size;
	int file = open("/dev/null", O_RDONLY);

	write_program(path, "printf 'M 1\\na'; exec sleep 1000");
	cr_assert_eq(rapport__outlook_open(path, file, &stream, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__outlook_next(stream, &bytes, &size, NULL), RAPPORT_OK);
	cr_expect_str_eq(bytes, "a");
	rapport__outlook_close(stream); /* does not wait for the thousand seconds */
	close(file);
	unlink(path);
}

Test(outlook_stream, says_so_without_memory)
{
	rapport__outlook_stream *stream;
	const char *bytes;
	char path[64];
	size_t size;
	int file = open("/dev/null", O_RDONLY);

	write_program(path, "printf 'M 1\\naZ 0\\n'");
	cr_assert_eq(rapport__outlook_open(path, file, &stream, NULL), RAPPORT_OK);
	rapport__memory_fail_after(0);
	cr_expect_eq(rapport__outlook_next(stream, &bytes, &size, NULL), RAPPORT_ERR_MEMORY);
	rapport__memory_fail_after(-1);
	cr_expect_eq(rapport__outlook_next(stream, &bytes, &size, NULL), RAPPORT_OK);
	cr_expect_null(bytes);
	rapport__outlook_close(stream);
	close(file);
	unlink(path);
}

static enum rapport_status convert(const char *lines, const char *input,
				   struct rapport__buffer *message, struct rapport_error *error)
{
	char path[64];
	enum rapport_status status;

	write_program(path, lines);
	status = rapport__outlook_convert(path, input, strlen(input), message, error);
	unlink(path);
	return status;
}

Test(outlook_stream, converts_a_file_in_memory)
{
	struct rapport__buffer message = { 0 };
	struct rapport_error error;

	cr_assert_eq(convert("printf 'E 1\\nxM 5\\n'; cat; printf 'M 1\\naZ 0\\n'", "input",
			     &message, &error),
		     RAPPORT_OK);
	cr_expect_str_eq(message.data, "input");
	cr_expect_eq(convert("printf 'Z 0\\n'", "", &message, &error), RAPPORT_ERR_FORMAT);
	cr_expect_str_eq(error.text, "has no message");
	cr_expect_eq(convert("printf 'E 3\\nbadE 5\\nworseZ 0\\n'", "", &message, &error),
		     RAPPORT_ERR_FORMAT);
	cr_expect_str_eq(error.text, "bad");
	cr_expect_eq(convert("kill -9 $$", "", &message, &error), RAPPORT_ERR_IO);
	cr_expect_eq(message.size, 5);
	cr_expect_eq(rapport__outlook_convert("/nowhere", "", 0, &message, &error), RAPPORT_ERR_IO);
	rapport__buffer_clear(&message);
}

Test(outlook_stream, knows_the_files_by_their_first_bytes)
{
	cr_expect(rapport__outlook_look("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
	cr_expect_not(rapport__outlook_look("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 7));
	cr_expect(rapport__outlook_look("!BDN", 4));
	cr_expect(rapport__outlook_look("\x78\x9F\x3E\x22xxxx", 8));
	cr_expect_not(rapport__outlook_look("From a", 6));
	cr_expect_not(rapport__outlook_look("", 0));
}
