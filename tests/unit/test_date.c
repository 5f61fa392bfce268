#include "mail/date.h"

#include <criterion/criterion.h>
#include <string.h>

#define NO    RAPPORT__DATE_UNKNOWN
#define DAY   RAPPORT__DATE_DAY_FIRST
#define MONTH RAPPORT__DATE_MONTH_FIRST

static const struct {
	const char *text, *date; /* NULL: none */
	enum rapport__date_order order;
} rows[] = {
	{ "1767607200", "2026-01-05T10:00:00Z", NO },
	{ "1767607200000", "2026-01-05T10:00:00Z", NO },
	{ "1767607200.25", "2026-01-05T10:00:00Z", NO },
	{ "1767607200000000", "2026-01-05T10:00:00Z", NO },
	{ "20260105", "2026-01-05", NO },
	{ "20261305", NULL, NO },
	{ "12345", NULL, NO },
	{ "2026-01-05", "2026-01-05", NO },
	{ "2026-01-05T10:00:00.000Z", "2026-01-05T10:00:00Z", NO },
	{ "2026-01-05T10:00:00+01:00", "2026-01-05T09:00:00Z", NO },
	{ "2026-01-05T00:30:00+0100", "2026-01-04T23:30:00Z", NO },
	{ "2026-01-05 10:00:30.123456+00", "2026-01-05T10:00:30Z", NO },
	{ "2026-01-05 10:00:30 UTC", "2026-01-05T10:00:30Z", NO },
	{ " 2026-01-05 10:00\n", "2026-01-05T10:00:00", NO },
	{ "2026/01/05 10:00", "2026-01-05T10:00:00", NO },
	{ "2025-02-29", NULL, NO },
	{ "2024-02-29", "2024-02-29", NO },
	{ "Mon, 5 Jan 2026 10:00:00 +0100 (CET)", "2026-01-05T09:00:00Z", NO },
	{ "5 Jan 2026 10:00:00 EST", "2026-01-05T15:00:00Z", NO },
	{ "Mon Jan 5 10:00:00 2026", "2026-01-05T10:00:00", NO },
	{ "Jan 5, 2026 at 10:00 PM", "2026-01-05T22:00:00", NO },
	{ "Monday, January 5, 2026 12:05 a.m.", "2026-01-05T00:05:00", NO },
	{ "5. Januar 2026, 10:00 Uhr", "2026-01-05T10:00:00", NO },
	{ "5 f\xC3\xA9vrier 2026", "2026-02-05", NO },
	{ "5 de marzo de 2026", "2026-03-05", NO },
	{ "5 juillet 2026 10:00", "2026-07-05T10:00:00", NO },
	{ "2026\xE5\xB9\xB4"
	  "1\xE6\x9C\x88"
	  "5\xE6\x97\xA5 10:00",
	  "2026-01-05T10:00:00", NO },
	{ "04.03.2025 10:00", "2025-03-04T10:00:00", NO },
	{ "4.3.25", "2025-03-04", NO },
	{ "3/4/2025 10:00 AM", NULL, NO },
	{ "3/4/2025 10:00 AM", "2025-04-03T10:00:00", DAY },
	{ "3/4/2025 10:00 AM", "2025-03-04T10:00:00", MONTH },
	{ "3/14/2025 1:05:09 PM", "2025-03-14T13:05:09", NO },
	{ "3/14/2025", "2025-03-14", DAY },
	{ "14/3/2025", "2025-03-14", MONTH },
	{ "4/4/2025", "2025-04-04", NO },
	{ "14-03-2025", "2025-03-14", NO },
	{ "2025-03-14 25:00", NULL, NO },
	{ "2025-03-14 10:61", NULL, NO },
	{ "yesterday", NULL, NO },
	{ "10:00", NULL, NO },
	{ "5 5 5 5", NULL, NO },
	{ "2026-01-05T10:00:00 Mars", NULL, NO },
	{ "99999999999999999999", NULL, NO },
	{ "", NULL, NO },
	{ "-", NULL, NO },
};

Test(date, writes_one_shape)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char date[RAPPORT__DATE_BYTES] = "none";
		bool is = rapport__date_read(rows[i].text, strlen(rows[i].text), rows[i].order,
					     date);

		cr_expect_eq(is, rows[i].date != NULL, "%s: %s", rows[i].text, date);
		cr_expect_str_eq(date, rows[i].date ? rows[i].date : "none", "%s", rows[i].text);
	}
}

Test(date, tells_the_order_where_a_number_is_over_twelve)
{
	cr_expect_eq(rapport__date_order("13/4/2025 10:00", 15), RAPPORT__DATE_DAY_FIRST);
	cr_expect_eq(rapport__date_order("4/13/2025", 9), RAPPORT__DATE_MONTH_FIRST);
	cr_expect_eq(rapport__date_order("4/5/2025", 8), RAPPORT__DATE_UNKNOWN);
	cr_expect_eq(rapport__date_order("2025-04-13", 10), RAPPORT__DATE_UNKNOWN);
	cr_expect_eq(rapport__date_order("99/1/2025", 9), RAPPORT__DATE_UNKNOWN);
	cr_expect_eq(rapport__date_order("x", 1), RAPPORT__DATE_UNKNOWN);
}

Test(date, reads_no_more_than_it_is_given)
{
	char text[200], date[RAPPORT__DATE_BYTES];

	memset(text, '1', sizeof text);
	cr_expect(!rapport__date_read(text, sizeof text, RAPPORT__DATE_UNKNOWN, date));
	cr_expect(rapport__date_read("2026-01-05999", 10, RAPPORT__DATE_UNKNOWN, date));
	cr_expect_str_eq(date, "2026-01-05");
}
