#include "mail/charset_shift.h"

#include <criterion/criterion.h>
#include <string.h>

Test(charset_shift, makes_shift_jis_of_iso_2022_jp)
{
	static const struct {
		const char *bytes, *text;
	} rows[] = {
		{ "abc", "abc" },
		{ "\x1B$B$\"\x1B(B.", "\x82\xA0." },           /* row 4: an even one */
		{ "\x1B$B%\"%`\x1B(J.", "\x83\x41\x83\x80." }, /* row 5: around the gap at 7F */
		{ "\x1B(I1\x1B(B1", "\xB1"
				    "1" },
		{ "\x1B$(D0!\x1B(B", "?" },
		{ "\x1B$B$\"\nx", "\x82\xA0\nx" }, /* a line begins in ASCII */
		{ "\x1B$B$", "$" },
		{ "\x1B", "\x1B" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer out = { 0 };

		cr_assert(rapport__charset_jis(rows[i].bytes, strlen(rows[i].bytes), &out));
		cr_expect(out.size == strlen(rows[i].text) &&
				  !memcmp(out.data, rows[i].text, out.size),
			  "row %zu", i);
		rapport__buffer_clear(&out);
	}
}

Test(charset_shift, makes_gb2312_of_hz)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__charset_hz("a~~b~{VP~}c~\nd~{VP\nVP~", 23, &out));
	rapport__buffer_add(&out, "", 1);
	cr_expect_str_eq(out.data, "a~b\xD6\xD0"
				   "cd\xD6\xD0\nVP~");
	rapport__buffer_clear(&out);
}

Test(charset_shift, says_so_when_there_is_no_memory)
{
	struct rapport__buffer out = { 0 };

	rapport__memory_fail_after(0);
	cr_expect(!rapport__charset_jis("a", 1, &out));
	rapport__memory_fail_after(0);
	cr_expect(!rapport__charset_hz("a", 1, &out));
	rapport__memory_fail_after(-1);
}
