#include "mail/record.h"

#include <criterion/criterion.h>
#include <string.h>

static struct rapport__record_values values;
static struct rapport__record record;

static void put(enum rapport__role role, const char *value)
{
	cr_assert(rapport__buffer_add_string(&values.of[role], value));
}

static void make(void)
{
	cr_assert(rapport__record_make(&values, RAPPORT__DATE_UNKNOWN, RAPPORT__ROLE_COMMENT, 0,
				       &record));
	cr_assert_not_null(record.text);
}

Test(record, of_nothing_is_an_empty_text)
{
	make();
	cr_expect_str_eq(record.text, "");
	cr_expect(!record.from && !record.from_address && !record.date && !record.subject);
	cr_expect_eq(record.way, RAPPORT__RECORD_UNKNOWN);
	rapport__record_values_clear(&values);
}

Test(record, takes_html_where_there_is_no_text)
{
	put(RAPPORT__ROLE_HTML, "<p>a</p>");
	put(RAPPORT__ROLE_TEXT, " \n");
	make();
	cr_expect(record.html);
	cr_expect_str_eq(record.text, "<p>a</p>");
	rapport__record_values_reset(&values);
	put(RAPPORT__ROLE_HTML, "<p>a</p>");
	put(RAPPORT__ROLE_TEXT, "a");
	make();
	cr_expect(!record.html);
	cr_expect_str_eq(record.text, "a");
	rapport__record_values_clear(&values);
}

Test(record, sees_html_in_a_text)
{
	static const struct {
		const char *text;
		bool html;
	} texts[] = {
		{ " <div class=\"x\">a</div>\n", true },
		{ "<!DOCTYPE html><html></html>", true },
		{ "<P>a</P>", true },
		{ "<anna@example.com>", false },
		{ "<p> is a tag", false },
		{ "a <b>b</b>", false },
		{ "<picture>a</picture>", false },
		{ "<", false },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		rapport__record_values_reset(&values);
		put(RAPPORT__ROLE_TEXT, texts[i].text);
		make();
		cr_expect_eq(record.html, texts[i].html, "%s", texts[i].text);
	}
	rapport__record_values_clear(&values);
}

Test(record, puts_name_and_address_together)
{
	static const struct {
		const char *address, *name, *from, *bare;
	} people[] = {
		{ "A@Example.com", "", "A@Example.com", "a@example.com" },
		{ "a@example.com", "Anna Ek", "Anna Ek <a@example.com>", "a@example.com" },
		{ "a@example.com", "Ek, \"An\\na\"", "\"Ek, Anna\" <a@example.com>",
		  "a@example.com" },
		{ "a@example.com", "A@example.com", "a@example.com", "a@example.com" },
		{ "", "Anna Ek", "Anna Ek", NULL },
		{ "Anna Ek <A@example.com>", "", "Anna Ek <A@example.com>", "a@example.com" },
		{ "/O=EX/CN=A", "Anna Ek", "Anna Ek", NULL },
		{ "/O=EX/CN=A", "", "/O=EX/CN=A", NULL },
		{ "Anna\nEk", "", "Anna Ek", NULL },
		{ "a@b.c, d@e.f", "", "a@b.c, d@e.f", NULL },
		{ "<>", "", "<>", NULL },
		{ "", "", NULL, NULL },
	};

	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		rapport__record_values_reset(&values);
		put(RAPPORT__ROLE_FROM, people[i].address);
		put(RAPPORT__ROLE_FROM_NAME, people[i].name);
		make();
		if (people[i].from)
			cr_expect_str_eq(record.from, people[i].from);
		else
			cr_expect_null(record.from);
		if (people[i].bare)
			cr_expect_str_eq(record.from_address, people[i].bare);
		else
			cr_expect_null(record.from_address, "%s", people[i].address);
	}
	rapport__record_values_clear(&values);
}

Test(record, tidies_identifiers_dates_and_lines)
{
	put(RAPPORT__ROLE_MESSAGE_ID, " <a@b> ");
	put(RAPPORT__ROLE_IN_REPLY_TO, "c@d");
	put(RAPPORT__ROLE_DATE, "1767607200");
	put(RAPPORT__ROLE_SUBJECT, "a\n\tb");
	put(RAPPORT__ROLE_CONVERSATION, " \n");
	make();
	cr_expect_str_eq(record.message_id, "a@b");
	cr_expect_str_eq(record.in_reply_to, "c@d");
	cr_expect_str_eq(record.date, "2026-01-05T10:00:00Z");
	cr_expect_str_eq(record.subject, "a b");
	cr_expect_null(record.conversation);
	rapport__record_values_reset(&values);
	put(RAPPORT__ROLE_DATE, "some day");
	make();
	cr_expect_str_eq(record.date, "some day");
	rapport__record_values_clear(&values);
}

Test(record, tells_the_way_by_the_first_column_that_says_one)
{
	put(RAPPORT__ROLE_DIRECTION, "FORWARDED_EMAIL");
	put(RAPPORT__ROLE_INCOMING, "1");
	put(RAPPORT__ROLE_WRITER, "agent");
	make();
	cr_expect_eq(record.way, RAPPORT__RECORD_INCOMING);
	rapport__record_values_reset(&values);
	put(RAPPORT__ROLE_WRITER, "agent");
	make();
	cr_expect_eq(record.way, RAPPORT__RECORD_OUTGOING);
	rapport__record_values_clear(&values);
}

Test(record, is_mail_by_its_text_and_columns)
{
	const unsigned from = 1u << RAPPORT__ROLE_FROM, subject = 1u << RAPPORT__ROLE_SUBJECT;
	const unsigned to = 1u << RAPPORT__ROLE_TO, way = 1u << RAPPORT__ROLE_DIRECTION;

	cr_expect(rapport__record_is_mail(RAPPORT__ROLE_MAIL, 0));
	cr_expect(!rapport__record_is_mail(RAPPORT__ROLE_BODY, 0));
	cr_expect(rapport__record_is_mail(RAPPORT__ROLE_BODY, subject));
	cr_expect(!rapport__record_is_mail(RAPPORT__ROLE_ANY, from));
	cr_expect(rapport__record_is_mail(RAPPORT__ROLE_ANY, from | subject));
	cr_expect(rapport__record_is_mail(RAPPORT__ROLE_ANY, way));
	cr_expect(!rapport__record_is_mail(RAPPORT__ROLE_COMMENT, from | subject | to));
}

Test(record, says_when_there_is_no_memory)
{
	put(RAPPORT__ROLE_FROM, "a@b");
	put(RAPPORT__ROLE_FROM_NAME, "A");
	for (long n = 0; n < 3; n++) {
		rapport__memory_fail_after(n);
		cr_expect(!rapport__record_make(&values, RAPPORT__DATE_UNKNOWN,
						RAPPORT__ROLE_COMMENT, 0, &record));
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&values.of[RAPPORT__ROLE_TEXT]);
		rapport__buffer_clear(&values.from);
		rapport__buffer_clear(&values.from_address);
	}
	make();
	rapport__record_values_clear(&values);
}
