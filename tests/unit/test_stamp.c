#include "mail/stamp.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

static const struct {
	const char *name, *before, *after;
} rows[] = {
	{ "LF", "A: b\n\nbody\n", "X-R: v\nA: b\n\nbody\n" },
	{ "CRLF", "A: b\r\n\r\nbody\r\n", "X-R: v\r\nA: b\r\n\r\nbody\r\n" },
	{ "no header", "\nbody\n", "X-R: v\n\nbody\n" },
	{ "no body", "A: b\n", "X-R: v\nA: b\n" },
	{ "cut in the header", "A: b", "X-R: v\nA: b" },
	{ "nothing at all", "", "X-R: v\n" },
	{ "behind a From line", "From a Mon\nA: b\n\nx", "From a Mon\nX-R: v\nA: b\n\nx" },
	{ "one that was there", "A: b\nX-R: old\nC: d\n\nx", "X-R: v\nA: b\nC: d\n\nx" },
	{ "several", "X-R: 1\nX-R: 2\n\nx", "X-R: v\n\nx" },
	{ "in odd case, with blanks", "x-r \t: old\nA: b\n\nx", "X-R: v\nA: b\n\nx" },
	{ "folded", "X-R: old\n more\n\tand more\nA: b\n\nx", "X-R: v\nA: b\n\nx" },
	{ "its relatives", "X-R-Evidence: e\nA: b\n\nx", "X-R: v\nA: b\n\nx" },
	{ "not its namesakes", "AX-R: b\nX: R\n\nx", "X-R: v\nAX-R: b\nX: R\n\nx" },
	{ "not in the body", "A: b\n\nX-R: stays\n", "X-R: v\nA: b\n\nX-R: stays\n" },
	{ "a fold of another field", "A: b\n X-R: c\n\nx", "X-R: v\nA: b\n X-R: c\n\nx" },
	{ "a fold before any field", " \nA: b\n\nx", " \nX-R: v\nA: b\n\nx" },
	{ "a name that begins alike", "X-Rapid: 7\n\nx", "X-R: v\nX-Rapid: 7\n\nx" },
	{ "words with a colon", "X-R stood here: yes\n\nx", "X-R: v\nX-R stood here: yes\n\nx" },
	{ "CR alone ends lines", "X-R: x\rA: b\r\rletter\r", "X-R: v\nX-R: x\rA: b\r\rletter\r" },
	{ "a From line alone", "From u", "X-R: v\nFrom u" },
	{ "odd line ends stay", "A: b\rc\n\r\r\nx\n", "X-R: v\nA: b\rc\n\r\r\nx\n" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

ParameterizedTestParameters(stamp, is_the_first_field_and_all_else_stays)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, stamp, is_the_first_field_and_all_else_stays)
{
	const char *before = rows[*row].before, *after = rows[*row].after;
	struct rapport__buffer out = { 0 }, again = { 0 };

	cr_assert(rapport__stamp(before, strlen(before), "X-R", "v", &out));
	cr_expect(out.size == strlen(after) && !memcmp(out.data, after, out.size), "%s: got \"%s\"",
		  rows[*row].name, out.data);
	cr_assert(rapport__stamp(out.data, out.size, "X-R", "v", &again));
	cr_expect(again.size == out.size && !memcmp(again.data, out.data, out.size),
		  "%s: a second stamp changes it", rows[*row].name);
	rapport__buffer_clear(&out);
	rapport__buffer_clear(&again);
}

Test(stamp, keeps_nul_and_8_bit_bytes)
{
	static const char before[] = "A: \377\0\200\n\nb\0dy\376";
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__stamp(before, sizeof before - 1, "X-R", "v", &out));
	cr_assert_eq(out.size, sizeof before - 1 + 7);
	cr_expect(!memcmp(out.data + 7, before, sizeof before - 1));
	rapport__buffer_clear(&out);
}

Test(stamp, without_a_value_only_removes)
{
	static const char before[] = "From x\nX-R: 1\nA: b\n\nX-R: 2\n";
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__stamp(before, sizeof before - 1, "X-R", NULL, &out));
	cr_expect_str_eq(out.data, "From x\nA: b\n\nX-R: 2\n");
	rapport__buffer_clear(&out);
}

Test(stamp, says_when_there_is_no_memory)
{
	static const char before[] = "From x\nX-R: 1\nA: b\n\nbody\n";
	bool done = false;

	for (long n = 0; !done; n++) {
		struct rapport__buffer out = { 0 };

		cr_assert_lt(n, 100);
		rapport__memory_fail_after(n);
		done = rapport__stamp(before, sizeof before - 1, "X-R", "v", &out);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&out);
	}
}
