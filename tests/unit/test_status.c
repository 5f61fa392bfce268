#include "status.h"

#include "text/utf8.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <errno.h>
#include <string.h>

enum {
	ROOM = RAPPORT_ERROR_TEXT_BYTES - 1
};

/* A message is ascii times "x" and then character as often as it takes to overflow. */
static const struct {
	const char *name, *character;
	size_t ascii, kept;
} rows[] = {
	{ "ASCII alone fills the room", "x", 0, ROOM },
	{ "two bytes, the last one cut", "é", 0, ROOM - 1 },
	{ "two bytes, none cut", "é", 1, ROOM },
	{ "three bytes, none cut", "€", 0, ROOM },
	{ "three bytes, one left", "€", 1, ROOM - 2 },
	{ "three bytes, two left", "€", 2, ROOM - 1 },
	{ "four bytes, one left", "😊", 2, ROOM - 1 },
	{ "four bytes, two left", "😊", 1, ROOM - 2 },
	{ "four bytes, three left", "😊", 0, ROOM - 3 },
	{ "four bytes, none cut", "😊", 3, ROOM },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

Test(status, fills_the_record_and_hands_the_code_back)
{
	static const enum rapport_status codes[] = { RAPPORT_ERR_ARGUMENT, RAPPORT_ERR_MEMORY,
						     RAPPORT_ERR_IO, RAPPORT_ERR_FORMAT,
						     RAPPORT_ERR_LIMIT };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct rapport_error error;

		memset(&error, 0xAA, sizeof error);
		errno = ENOSPC;
		cr_expect_eq(
			rapport_fail(&error, codes[i], UINT64_MAX - i, "label %u of %s", 7u, "K"),
			codes[i]);
		cr_expect_eq(error.status, codes[i]);
		cr_expect_eq(error.place, UINT64_MAX - i);
		cr_expect_str_eq(error.text, "label 7 of K");
		cr_expect_eq(errno, ENOSPC, "errno is kept for the caller");
	}
}

Test(status, does_without_a_record)
{
	errno = EACCES;
	cr_expect_eq(rapport_fail(NULL, RAPPORT_ERR_FORMAT, 1, "%s", "x"), RAPPORT_ERR_FORMAT);
	cr_expect_eq(rapport_fail_memory(NULL), RAPPORT_ERR_MEMORY);
	cr_expect_eq(errno, EACCES);
}

Test(status, says_the_same_whenever_memory_is_short)
{
	struct rapport_error error = { RAPPORT_OK, 9, "before" };

	cr_expect_eq(rapport_fail_memory(&error), RAPPORT_ERR_MEMORY);
	cr_expect_eq(error.status, RAPPORT_ERR_MEMORY);
	cr_expect_eq(error.place, 0);
	cr_expect_str_eq(error.text, "out of memory");
}

ParameterizedTestParameters(status, cuts_a_long_message_between_characters)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, status, cuts_a_long_message_between_characters)
{
	char message[4 * RAPPORT_ERROR_TEXT_BYTES] = "";
	struct rapport_error error;
	size_t size = strlen(rows[*row].character), end = rows[*row].ascii;

	memset(message, 'x', end);
	for (; end <= ROOM + 8; end += size)
		memcpy(message + end, rows[*row].character, size + 1);
	rapport_fail(&error, RAPPORT_ERR_FORMAT, 0, "%s", message);
	cr_expect_eq(strlen(error.text), rows[*row].kept, "%s: %zu", rows[*row].name,
		     strlen(error.text));
	cr_expect(rapport__utf8_valid(error.text, strlen(error.text)), "%s", rows[*row].name);
	cr_expect_eq(memcmp(error.text, message, strlen(error.text)), 0, "%s", rows[*row].name);
}

Test(status, keeps_a_message_that_just_fits)
{
	char message[ROOM + 1] = "";
	struct rapport_error error;

	for (size_t i = 0; i + 3 <= ROOM; i += 3)
		memcpy(message + i, "€", 4);
	rapport_fail(&error, RAPPORT_ERR_IO, 0, "%s", message);
	cr_expect_str_eq(error.text, message);
	rapport_fail(&error, RAPPORT_ERR_IO, 0, "%s", "");
	cr_expect_str_eq(error.text, "");
}

/* What a message quotes may come from a stranger: a file's name, a line of a corpus. */
Test(status, writes_one_line_that_no_terminal_obeys)
{
	struct rapport_error error;

	rapport_fail(&error, RAPPORT_ERR_IO, 0, "no file \"%s\"", "a\nb\tc\x1B[31m\x7F\r\xC3\xA9");
	cr_expect_str_eq(error.text, "no file \"a?b?c?[31m??\xC3\xA9\"");
	rapport_fail(&error, RAPPORT_ERR_IO, 0, "%s", "\n");
	cr_expect_str_eq(error.text, "?");
}

Test(status, survives_a_message_of_continuation_bytes_alone)
{
	char message[2 * RAPPORT_ERROR_TEXT_BYTES];
	struct rapport_error error;

	memset(message, 0x80, sizeof message - 1);
	message[sizeof message - 1] = '\0';
	rapport_fail(&error, RAPPORT_ERR_IO, 0, "%s", message);
	cr_expect_leq(strlen(error.text), ROOM);
}
