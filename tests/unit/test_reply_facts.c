#include "mail/reply_facts.h"

#include <criterion/criterion.h>
#include <string.h>

enum {
	CLOCK = RAPPORT__REPLY_CLOCK,
	DAY = RAPPORT__REPLY_DAY
};

Test(reply_facts, dates_are_told_from_numbers)
{
	static const struct {
		const char *text;
		unsigned found;
	} rows[] = {
		{ "at 9:12", CLOCK },
		{ "um 09.12 uhr", CLOCK },
		{ "10h30", CLOCK },
		{ "9時12分", CLOCK },
		{ "오전 9시", CLOCK },
		{ "4.3.25", DAY },
		{ "2025-03-04", DAY },
		{ "in 2025", DAY },
		{ "3月4日", DAY },
		{ "2025-03-04 09:12", DAY | CLOCK },
		{ "2025/03/04(火) 9:12:30", DAY | CLOCK },
		{ "4.3.25 9.12", DAY | CLOCK },
		{ "20 chairs, 9 tables", 0 },
		{ "version 3/4", 0 },
		{ "123456", 0 },
		{ "5:", 0 },
		{ "1975 or 2150", 0 },
		{ "", 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(rapport__reply_dates(rows[i].text, strlen(rows[i].text)) == rows[i].found,
			  "%s", rows[i].text);
}

static bool address(const char *text)
{
	return rapport__reply_has_address(text, strlen(text));
}

Test(reply_facts, addresses_have_letters_around_their_sign)
{
	cr_expect(address("<anna@example.com>"));
	cr_expect(address("a @ b, then c@d.example"));
	cr_expect(!address("3 @ 5"));
	cr_expect(!address("@anna"));
	cr_expect(!address("anna@"));
}

Test(reply_facts, fields_have_short_names_and_a_colon)
{
	static const struct {
		const char *text;
		size_t bytes;
	} rows[] = {
		{ "from: anna", 4 },
		{ "de la part de: anna", 13 },
		{ "件名:x", 6 },
		{ "subject :", 8 },
		{ "http://example.com", 0 },
		{ "9:12", 0 },
		{ "c:\\temp", 0 },
		{ ": x", 0 },
		{ "one two three four five: x", 0 },
		{ "well, then: x", 0 },
		{ "no colon", 0 },
		{ "", 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(rapport__reply_field(rows[i].text, strlen(rows[i].text)) == rows[i].bytes,
			  "%s", rows[i].text);
}
