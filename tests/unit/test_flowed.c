#include "mail/flowed.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *text, *joined;
	bool delete_blank;
} rows[] = {
	{ "a \nb\n> c \n> d\n", "a b\n> c d\n", false },
	{ "a \nb", "ab", true },
	{ "a \n> b \nc\n", "a \n> b \nc\n", false },
	{ "Yours \n-- \nAnna\n", "Yours \n-- \nAnna\n", false },
	{ "> x \n> -- \n> Anna\n", "> x \n> -- \n> Anna\n", false },
	{ " From here \n  on\n", "From here  on\n", false },
	{ "a \n\nb\n", "a \n\nb\n", false },
	{ "", "", false },
};

Test(flowed, joins_lines_of_one_depth)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer out = { 0 };

		rapport__buffer_reserve(&out, 0);
		cr_assert(rapport__flowed_join(rows[i].text, strlen(rows[i].text),
					       rows[i].delete_blank, &out));
		cr_expect_str_eq(out.data, rows[i].joined, "%zu: %s", i, out.data);
		rapport__buffer_clear(&out);
	}
}

Test(flowed, says_so_when_there_is_no_memory)
{
	struct rapport__buffer out = { 0 };

	rapport__memory_fail_after(0);
	cr_expect(!rapport__flowed_join("a \nb", 4, false, &out));
	rapport__memory_fail_after(-1);
	rapport__buffer_clear(&out);
}
