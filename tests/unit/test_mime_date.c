#include "mail/mime_date.h"

#include <criterion/criterion.h>
#include <string.h>

Test(mime_date, tells_dates_of_from_lines)
{
	static const char *const dates[] = {
		"a@b Mon Jan  5 10:00:00 2026",
		"a@b Mon Jan  5 10:00 2026",
		"a@b Mon Jan  5 10:00:00 CET 2026",
		"a@b Mon Jan 5 10:00:00 +0100 2026 remote from x",
		"123@xxx Fri Sep 16 22:26:51 +0000 2016",
		"- Mon, 5 Jan 2026 10:00:00",
	};
	static const char *const others[] = {
		"",
		"Monday the shop is closed.",
		"Mon Jan 5 2026",
		"Mon Jan 5 10:00:00",
		"Jan 5 10:00:00 2026",
		"Mon Jan 500 10:00:00 2026",
	};

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		cr_expect(rapport__mime_has_date(dates[i], dates[i] + strlen(dates[i])), "%s",
			  dates[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect(!rapport__mime_has_date(others[i], others[i] + strlen(others[i])), "%s",
			  others[i]);
}
