#include "mail/columns.h"

#include <criterion/criterion.h>
#include <string.h>

static struct rapport__columns columns;
static struct rapport_error error;

static enum rapport_status find(const char *bytes, const struct rapport__role_wanted *wanted)
{
	struct rapport__csv csv = { .delimiter = ',' };

	error = (struct rapport_error){ 0 };
	return rapport__columns_find(&columns, &csv, bytes, strlen(bytes), true, wanted, &error);
}

/* The column of the text, from 1; 0 for none. */
static size_t text_of(const char *bytes)
{
	if (find(bytes, NULL))
		return 0;
	return columns.of[RAPPORT__ROLE_TEXT] == RAPPORT__COLUMN_NONE
		       ? 0
		       : columns.of[RAPPORT__ROLE_TEXT] + 1;
}

Test(columns, finds_the_text)
{
	static const struct {
		const char *bytes;
		size_t column;
	} rows[] = {
		{ "Subject,Body,From\n", 2 },
		{ "Body,Email body\n", 2 },
		{ "Description,Comment\na,\n", 1 },
		{ "Description,Comment\n,b\n", 2 },
		{ "Comment,Feedback\nyes,this is what I think\n", 2 },
		{ "Review,Review text\n5,good\n", 2 },
		{ "Review,Score,Why?\n5,2,it was good and fast\n", 3 },
		{ "Q1,Q2,Q3\nyes,the first answer of all,3\nno,another long answer here,4\n", 2 },
		{ "Q1,Q2\nthe same words in all,some of my words\n"
		  "the same words in all,others that I wrote\n"
		  "the same words in all,and these here too\n",
		  2 },
		{ "Q1,Date\nit was good and fast,on the fifth day of May\n", 1 },
		{ "Q1,Q2\n\xE4\xBE\xA1\xE6\xA0\xBC\xE3\x81\x8C\xE9\xAB\x98\xE3\x81\x99\xE3\x81\x8E"
		  "\xE3\x81\xBE\xE3\x81\x99,1\n",
		  1 },
		{ "Title,Stars\nit was good and fast,5\n", 1 },
		{ "Anything\n5\n", 1 },
		{ "a,b\n1,2\n", 0 },
		{ "a,b\n", 0 },
		{ "html,b\n<p>,2\n", 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(text_of(rows[i].bytes), rows[i].column, "%s", rows[i].bytes);
	cr_expect_eq(find("html,b\n", NULL), RAPPORT_OK);
	cr_expect_eq(columns.of[RAPPORT__ROLE_HTML], 0);
}

Test(columns, finds_the_others_and_says_what_there_is)
{
	cr_assert(!find("Id,From: (Name),From: (Address),To: (Address),Body,Date,,\n", NULL));
	cr_expect_eq(columns.count, 6);
	cr_expect_eq(columns.of[RAPPORT__ROLE_MESSAGE_ID], 0);
	cr_expect_eq(columns.of[RAPPORT__ROLE_FROM_NAME], 1);
	cr_expect_eq(columns.of[RAPPORT__ROLE_FROM], 2);
	cr_expect_eq(columns.of[RAPPORT__ROLE_TO], 3);
	cr_expect_eq(columns.of[RAPPORT__ROLE_CC], RAPPORT__COLUMN_NONE);
	cr_expect_eq(columns.sense, RAPPORT__ROLE_BODY);
	cr_expect_eq(columns.present, 1u << RAPPORT__ROLE_MESSAGE_ID |
					      1u << RAPPORT__ROLE_FROM_NAME |
					      1u << RAPPORT__ROLE_FROM | 1u << RAPPORT__ROLE_TO |
					      1u << RAPPORT__ROLE_TEXT | 1u << RAPPORT__ROLE_DATE);
}

Test(columns, learn_the_order_of_dates_from_the_rows)
{
	cr_assert(!find("Body,Date\na,3/4/2025\nb,13/4/2025\n", NULL));
	cr_expect_eq(columns.order, RAPPORT__DATE_DAY_FIRST);
	cr_assert(!find("Body,Date\na,3/4/2025\nb,4/13/2025\n", NULL));
	cr_expect_eq(columns.order, RAPPORT__DATE_MONTH_FIRST);
	cr_assert(!find("Body,Date\na,3/4/2025\n", NULL));
	cr_expect_eq(columns.order, RAPPORT__DATE_UNKNOWN);
}

Test(columns, are_those_the_user_names)
{
	static const struct {
		const char *name;
		size_t column;
	} rows[] = {
		{ "Free Text", 0 }, { "free_text", 0 }, { "Body", 1 }, { "2", 2 },
		{ "1", 0 },         { "4", 3 },         { "tag", 3 },
	};
	struct rapport__role_wanted wanted = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wanted.names[RAPPORT__ROLE_TEXT] = rows[i].name;
		cr_assert(!find("Free Text,Body,2,Tag\n", &wanted), "%s", rows[i].name);
		cr_expect_eq(columns.of[RAPPORT__ROLE_TEXT], rows[i].column, "%s", rows[i].name);
	}
	wanted.names[RAPPORT__ROLE_TEXT] = "5";
	wanted.names[RAPPORT__ROLE_DATE] = NULL;
	cr_expect_eq(find("a,b,c,d\n", &wanted), RAPPORT_ERR_FORMAT);
	cr_expect_str_eq(error.text, "no column \"5\" for --text-column; there are: a, b, c, d");
	wanted.names[RAPPORT__ROLE_TEXT] = "";
	cr_expect_eq(find("a,b\n", &wanted), RAPPORT_ERR_FORMAT);
	wanted.names[RAPPORT__ROLE_TEXT] = "99999999999999999999999";
	cr_expect_eq(find("a,b\n", &wanted), RAPPORT_ERR_FORMAT);
	wanted.names[RAPPORT__ROLE_TEXT] = "a";
	wanted.names[RAPPORT__ROLE_DATE] = "b";
	cr_assert(!find("a,b,date\n", &wanted));
	cr_expect_eq(columns.of[RAPPORT__ROLE_DATE], 1);
}

Test(columns, fail_with_the_reason)
{
	struct rapport__buffer wide = { 0 };

	cr_expect_eq(find("id,amount\n1,2\n", NULL), RAPPORT_ERR_FORMAT);
	cr_expect_str_eq(error.text,
			 "no column looks like text; name it with --text-column: id, amount");
	cr_expect_eq(find("id,\"amount\n1,2\n", NULL), RAPPORT_ERR_FORMAT);
	for (size_t i = 0; i <= RAPPORT__CSV_COLUMNS_MAX; i++)
		rapport__buffer_add(&wide, "body,", 5);
	cr_expect_eq(find(wide.data, NULL), RAPPORT_ERR_LIMIT);
	rapport__buffer_clear(&wide);
}

Test(columns, say_when_there_is_no_memory)
{
	enum rapport_status status = RAPPORT_ERR_MEMORY;

	for (long n = 0; status == RAPPORT_ERR_MEMORY; n++) {
		cr_assert_leq(n, 40);
		rapport__memory_fail_after(n);
		status = find("Subject,Body\na,b\n", NULL);
		rapport__memory_fail_after(-1);
	}
	cr_expect_eq(status, RAPPORT_OK);
}
