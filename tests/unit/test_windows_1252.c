#include "mail/windows_1252.h"

#include <criterion/criterion.h>
#include <string.h>

Test(windows_1252, becomes_utf_8)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__windows_1252_append("\x93\x80 \xFC\x81", 5, &out));
	cr_expect_str_eq(out.data, "\xE2\x80\x9C\xE2\x82\xAC \xC3\xBC\xC2\x81");
	rapport__buffer_clear(&out);
}

Test(windows_1252, a_second_conversion_is_undone)
{
	static const char once[] = "Gr\xC3\xBC\xC3\x9F";
	struct rapport__buffer twice = { 0 }, single = { 0 };
	bool done;
	size_t leads;

	cr_assert(rapport__windows_1252_append(once, sizeof once - 1, &twice));
	cr_assert(rapport__windows_1252_unread(twice.data, twice.size, &single, &done, &leads));
	cr_expect(done);
	cr_expect_eq(leads, 2);
	cr_expect_eq(single.size, sizeof once - 1);
	cr_expect(!memcmp(single.data, once, single.size));
	/* A letter that Windows-1252 does not have was never in it. */
	cr_assert(rapport__windows_1252_unread("\xD0\xBF", 2, &single, &done, &leads));
	cr_expect_not(done);
	rapport__buffer_clear(&twice);
	rapport__buffer_clear(&single);
}
