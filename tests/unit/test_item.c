#include "outlook/item.h"

#include <criterion/criterion.h>
#include <string.h>

static void set(struct rapport__item *item, uint32_t id, uint32_t type, const char *text)
{
	cr_assert(rapport__item_set(item, id, type, text, strlen(text)));
}

static void expect(struct rapport__item *item, uint32_t id, const char *text)
{
	struct rapport__buffer line = { 0 };

	cr_assert(rapport__item_line(item, id, &line));
	cr_expect_str_eq(line.data, text, "%04X: %s", id, line.data);
	rapport__buffer_clear(&line);
}

Test(item, reads_strings_in_the_code_page_named_after_them)
{
	struct rapport__item item = { 0 };

	set(&item, RAPPORT__ITEM_SUBJECT, RAPPORT__ITEM_STRING8, "\xCF\xF0\xE8\xE2\xE5\xF2");
	cr_assert(rapport__item_set(&item, RAPPORT__ITEM_TO, RAPPORT__ITEM_UNICODE, "\x1F\x04", 2));
	set(&item, RAPPORT__ITEM_CC, RAPPORT__ITEM_UTF8, " a\r\n\tb\x01 ");
	rapport__item_set_number(&item, RAPPORT__ITEM_CODEPAGE, 1251);
	expect(&item, RAPPORT__ITEM_SUBJECT, "Привет");
	expect(&item, RAPPORT__ITEM_TO, "П");
	expect(&item, RAPPORT__ITEM_CC, "a b");
	expect(&item, RAPPORT__ITEM_BODY, "");
	rapport__item_clear(&item);
}

Test(item, guesses_the_code_page_by_the_language)
{
	struct rapport__item item = { 0 };

	set(&item, RAPPORT__ITEM_SUBJECT, RAPPORT__ITEM_STRING8, "\x93\xFA\x96\x7B");
	rapport__item_set_number(&item, RAPPORT__ITEM_LOCALE, 0x0411);
	expect(&item, RAPPORT__ITEM_SUBJECT, "日本");
	rapport__item_set_number(&item, RAPPORT__ITEM_CODEPAGE, 1200); /* the others are Unicode */
	expect(&item, RAPPORT__ITEM_SUBJECT, "日本");
	rapport__item_set_number(&item, RAPPORT__ITEM_LOCALE, 0);
	rapport__item_set_number(&item, RAPPORT__ITEM_INTERNET_CODEPAGE, 50220);
	expect(&item, RAPPORT__ITEM_SUBJECT, "日本");
	rapport__item_clear(&item);
}

Test(item, finds_the_charset_of_html)
{
	static const struct {
		uint32_t internet, strings;
		const char *html, *text;
	} rows[] = {
		{ 28592, 1252, "<p>\xB3", "<p>ł" },
		{ 0, 1251, "<meta content=\"text/html; charset=iso-8859-2\">\xB3",
		  "<meta content=\"text/html; charset=iso-8859-2\">ł" },
		{ 0, 1251, "<meta charset='koi8-r'>\xF0", "<meta charset='koi8-r'>П" },
		{ 0, 1251, "<p>\xCF", "<p>П" },
		{ 1252, 0, "<p>\xC5\x82\xC5\x82", "<p>łł" }, /* it is UTF-8, whatever is said */
		{ 50220, 0, "<p>\x1B$B\x46\x7C\x1B(B", "<p>日" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__item item = { .codepage = rows[i].strings,
					      .internet_codepage = rows[i].internet };

		set(&item, RAPPORT__ITEM_HTML, RAPPORT__ITEM_BINARY, rows[i].html);
		expect(&item, RAPPORT__ITEM_HTML, rows[i].text);
		rapport__item_clear(&item);
	}
}

Test(item, keeps_the_first_of_the_properties_it_wants)
{
	struct rapport__item item = { 0 };

	set(&item, 0x1234, RAPPORT__ITEM_UTF8, "unknown");
	set(&item, RAPPORT__ITEM_SUBJECT, RAPPORT__ITEM_UTF8, "first");
	set(&item, RAPPORT__ITEM_SUBJECT, RAPPORT__ITEM_UTF8, "second");
	cr_expect_eq(item.count, 1);
	cr_expect_null(rapport__item_find(&item, 0x1234));
	cr_expect_not(rapport__item_wants(0x1234));
	cr_expect(rapport__item_wants(RAPPORT__ITEM_RTF));
	expect(&item, RAPPORT__ITEM_SUBJECT, "first");
	rapport__item_reset(&item);
	expect(&item, RAPPORT__ITEM_SUBJECT, "");
	rapport__item_clear(&item);
}

Test(item, reads_times_and_refuses_those_of_no_mail)
{
	struct rapport__item item = { 0 };

	/* 2025-03-04 09:12:00 UTC. */
	rapport__item_set_number(&item, RAPPORT__ITEM_SENT,
				 (11644473600u + 1741079520u) * 10000000u);
	cr_expect_eq(item.sent, 1741079520);
	rapport__item_set_number(&item, RAPPORT__ITEM_DELIVERED, UINT64_MAX);
	cr_expect_eq(item.delivered, 0);
	rapport__item_set_number(&item, RAPPORT__ITEM_SENT, 12);
	cr_expect_eq(item.sent, 0);
}

Test(item, keeps_recipients_up_to_a_limit)
{
	struct rapport__item item = { 0 }, recipient = { 0 };

	set(&recipient, RAPPORT__ITEM_RECIPIENT_NAME, RAPPORT__ITEM_UTF8, "Anna\nEk");
	set(&recipient, RAPPORT__ITEM_SMTP, RAPPORT__ITEM_UTF8, "anna@example.com");
	for (size_t i = 0; i < RAPPORT__ITEM_RECIPIENTS_MAX + 5; i++)
		cr_assert(rapport__item_add_recipient(&item, &recipient, RAPPORT__ITEM_KIND_CC));
	cr_expect_eq(item.recipient_count, RAPPORT__ITEM_RECIPIENTS_MAX);
	cr_expect_str_eq(item.recipients[0].name, "Anna Ek");
	cr_expect_str_eq(item.recipients[0].smtp, "anna@example.com");
	cr_expect_str_eq(item.recipients[0].address, "");
	rapport__item_clear(&recipient);
	rapport__item_clear(&item);
}

Test(item, cuts_what_is_too_long)
{
	struct rapport__item item = { 0 };
	size_t size = RAPPORT__ITEM_BYTES_MAX + 10;
	char *long_text = malloc(size);

	memset(long_text, 'x', size);
	cr_assert(
		rapport__item_set(&item, RAPPORT__ITEM_BODY, RAPPORT__ITEM_UTF8, long_text, size));
	cr_expect_eq(rapport__item_find(&item, RAPPORT__ITEM_BODY)->bytes.size,
		     RAPPORT__ITEM_BYTES_MAX);
	free(long_text);
	rapport__item_clear(&item);
}

Test(item, says_so_without_memory)
{
	struct rapport__item item = { 0 }, recipient = { 0 };

	for (long n = 0; n < 2; n++) {
		rapport__memory_fail_after(n);
		cr_expect_not(
			rapport__item_set(&item, RAPPORT__ITEM_BODY, RAPPORT__ITEM_UTF8, "x", 1));
	}
	for (long n = 0; n < 4; n++) {
		rapport__memory_fail_after(n);
		cr_expect_not(rapport__item_add_recipient(&item, &recipient, 1), "%ld", n);
	}
	rapport__memory_fail_after(-1);
	rapport__item_clear(&item);
	cr_expect_eq(rapport__item_class(&recipient), RAPPORT__CLASS_MAIL);
}
