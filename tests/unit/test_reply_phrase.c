#include "mail/reply_phrase.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char *const phrases[] = { "best", "best regards", "on", "のメール", "元のメール" };
static const struct rapport__reply_table table = { phrases, sizeof phrases / sizeof *phrases };

static size_t at(const char *text)
{
	return rapport__reply_phrase_at(&table, text, strlen(text), NULL);
}

Test(reply_phrase, is_the_longest_that_ends_with_a_word)
{
	size_t which = 9;

	cr_expect(rapport__reply_phrase_at(&table, "best regards, anna", 18, &which) == 12);
	cr_expect(which == 1);
	cr_expect(at("best wishes") == 4);
	cr_expect(at("best regardsx") == 4);
	cr_expect(at("bestow") == 0);
	cr_expect(at("on\xE2\x80\x99s") == 2, "an apostrophe ends a word");
	cr_expect(at("on\xC3\xA9") == 0, "a letter beyond ASCII does not");
	cr_expect(at("元のメールです") == strlen("元のメール"), "no blanks in this script");
	cr_expect(at("") == 0);
	cr_expect(at("zzz") == 0);
}

Test(reply_phrase, is_found_where_a_word_begins)
{
	static const char text[] = "upon it: on top";
	static const char glued[] = "annaのメール";
	size_t length = 0;

	cr_expect(rapport__reply_phrase_find(&table, text, strlen(text), 0, &length) == 9);
	cr_expect(length == 2);
	cr_expect(rapport__reply_phrase_find(&table, text, strlen(text), 10, &length) ==
		  strlen(text));
	cr_expect(rapport__reply_phrase_find(&table, glued, strlen(glued), 0, &length) == 4);
	cr_expect(rapport__reply_phrase_find(&table, "", 0, 0, &length) == 0);
}

/* The filter is the fast path, the table its plain twin. */
Test(reply_phrase, filter_finds_what_the_table_finds)
{
	static const char *const texts[] = {
		"best", "best regards",    "on 5",         "once",       "o",  "on",
		"",     "upon it: on top", "annaのメール", "元のメール", "-on"
	};
	struct rapport__reply_filter filter;

	rapport__reply_filter_init(&filter, &table);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t size = strlen(texts[i]), plain = 0, quick = 0;

		cr_expect(rapport__reply_filter_at(&filter, texts[i], size, NULL) == at(texts[i]),
			  "%s", texts[i]);
		cr_expect(rapport__reply_filter_find(&filter, texts[i], size, 0, &quick) ==
				  rapport__reply_phrase_find(&table, texts[i], size, 0, &plain),
			  "%s", texts[i]);
		cr_expect(plain == quick, "%s", texts[i]);
	}
}

Test(reply_phrase, folding_makes_texts_comparable)
{
	static const struct {
		const char *raw, *folded;
	} rows[] = {
		{ "  *From:*\t Anna \r\n EK ", "from: anna ek" },
		{ "Grüße", "grüsse" },
		{ "ÀÉ", "àé" },
		{ "\xE2\x80\xABOn\xE2\x80\xAC 5", "on 5" }, /* bidirectional controls */
		{ "\xEF\xBB\xBFOn", "on" },                 /* byte order mark */
		{ "a\xC2\xA0"
		  "b",
		  "a b" },               /* no-break space */
		{ "٠٤ ۱۲", "04 12" },    /* Arabic-Indic, Persian */
		{ "件名：x", "件名:x" }, /* full width */
		{ "\xC3\x28 \xFF", "" }, /* no UTF-8 */
		{ "", "" },
		{ " \xE2\x80\x8B ", "" }, /* zero width alone */
	};
	struct rapport__reply_fold fold;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rapport__reply_fold(rows[i].raw, strlen(rows[i].raw), &fold);
		if (i != 8)
			cr_expect(!strcmp(fold.text, rows[i].folded), "row %zu: \"%s\"", i,
				  fold.text);
	}
}

Test(reply_phrase, folding_remembers_places_and_stops_at_its_room)
{
	static struct rapport__reply_fold fold;
	size_t size = 3 * RAPPORT__REPLY_FOLD_BYTES;
	char *text = malloc(size);

	cr_assert(text);
	rapport__reply_fold("  Ab  On", 8, &fold);
	cr_expect(!strcmp(fold.text, "ab on"));
	cr_expect(fold.place[0] == 2 && fold.place[3] == 6);
	memset(text, 'X', size);
	rapport__reply_fold(text, size, &fold);
	cr_expect(fold.size == RAPPORT__REPLY_FOLD_BYTES - 1);
	/* U+FDFA folds from 3 bytes to 33. */
	for (size_t i = 0; i + 3 <= size; i += 3)
		memcpy(text + i, "\xEF\xB7\xBA", 3);
	rapport__reply_fold(text, size, &fold);
	cr_expect(fold.size < RAPPORT__REPLY_FOLD_BYTES);
	free(text);
}

static bool date(const char *text)
{
	return rapport__reply_has_date(text, strlen(text));
}

static bool address(const char *text)
{
	return rapport__reply_has_address(text, strlen(text));
}

Test(reply_phrase, dates_and_addresses_are_told_from_numbers)
{
	cr_expect(date("at 9:12"));
	cr_expect(date("um 09.12 uhr"));
	cr_expect(date("4.3.25"));
	cr_expect(date("2025-03-04"));
	cr_expect(date("in 2025"));
	cr_expect(date("10h30"));
	cr_expect(!date("20 chairs, 9 tables"));
	cr_expect(!date("version 3/4"));
	cr_expect(!date("123456"));
	cr_expect(!date(""));
	cr_expect(address("<anna@example.com>"));
	cr_expect(!address("3 @ 5"));
	cr_expect(!address("@anna"));
	cr_expect(!address("anna@"));
}

Test(reply_phrase, ornaments_stand_before_the_words)
{
	cr_expect(rapport__reply_ornament("-- x", 4) == 3);
	cr_expect(rapport__reply_ornament("\xE2\x80\x94 x", 5) == 4);
	cr_expect(rapport__reply_ornament("x", 1) == 0);
	cr_expect(rapport__reply_ornament("", 0) == 0);
	cr_expect(rapport__reply_letter("a-", 2, 0) && !rapport__reply_letter("a-", 2, 1));
	cr_expect(!rapport__reply_letter("a", 1, 1));
}
