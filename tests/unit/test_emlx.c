#include "mail/emlx.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MAIL "From: a@example.com\nSubject: s\n\nbody\n"
#define LIST                                                                                       \
	"<?xml version=\"1.0\"?>\n<plist><dict><key>date</key><integer>1</integer>\n"              \
	"<key>flags</key>\n\t<integer>%s</integer></dict></plist>\n"

static struct rapport__emlx read_with(const char *count, const char *flags)
{
	struct rapport__emlx emlx;
	char file[600];
	int size = snprintf(file, sizeof file, "%s\n" MAIL LIST, count, flags);

	rapport__emlx_read(file, (size_t)size, &emlx);
	cr_expect_eq(emlx.start, strlen(count) + 1);
	return emlx;
}

Test(emlx, finds_the_message)
{
	char count[32];
	struct rapport__emlx emlx;

	snprintf(count, sizeof count, "%zu      ", strlen(MAIL));
	emlx = read_with(count, "0");
	cr_assert_eq(emlx.size, strlen(MAIL));
	cr_assert(!emlx.cut && !emlx.deleted && !emlx.draft && !emlx.junk);
}

Test(emlx, reads_flags)
{
	char count[32];

	snprintf(count, sizeof count, "%zu", strlen(MAIL));
	cr_expect(read_with(count, "3").deleted, "read and deleted");
	cr_expect(!read_with(count, "8589934593").deleted, "high bits alone");
	cr_expect(read_with(count, "64").draft);
	cr_expect(read_with(count, "16777217").junk);
	cr_expect(!read_with(count, "x").junk);
}

Test(emlx, a_count_beyond_the_file_is_a_cut_message)
{
	struct rapport__emlx emlx = read_with("99999", "2");

	cr_assert(emlx.cut && !emlx.deleted);
	cr_assert_gt(emlx.size, strlen(MAIL));
}

Test(emlx, what_is_none_is_all_message)
{
	struct rapport__emlx emlx;

	rapport__emlx_read(MAIL, strlen(MAIL), &emlx);
	cr_assert_eq(emlx.start, 0);
	cr_assert_eq(emlx.size, strlen(MAIL));
	cr_assert(!emlx.cut);
	rapport__emlx_read("", 0, &emlx);
	cr_assert_eq(emlx.size, 0);
}

Test(emlx, tells_them_by_content)
{
	static const char *const yes[] = { "123\n" MAIL, "7        \r\n" MAIL, "1\n\n" MAIL };
	static const char *const no[] = {
		MAIL,  "\n" MAIL, "12a\n" MAIL,          "123\nwords alone\n",
		"123", "",        "1234567890123\n" MAIL
	};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(rapport__emlx_look(yes[i], strlen(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect(!rapport__emlx_look(no[i], strlen(no[i])), "%s", no[i]);
}
