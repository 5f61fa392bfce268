#include "mail/subject_locale.h"

#include <criterion/criterion.h>
#include <string.h>

Test(subject_locale, table_is_sorted_and_folded)
{
	const struct rapport__reply_table *table = &rapport__subject_prefixes;
	struct rapport__reply_fold fold;

	cr_assert_gt(table->count, 100);
	for (size_t i = 0; i < table->count; i++) {
		const char *phrase = table->phrases[i];
		size_t which = 0;

		cr_expect(!i || strcmp(table->phrases[i - 1], phrase) < 0, "%s is out of order",
			  phrase);
		rapport__reply_fold(phrase, strlen(phrase), &fold);
		cr_expect_str_eq(fold.text, phrase);
		cr_expect_eq(rapport__reply_phrase_at(table, phrase, strlen(phrase), &which),
			     strlen(phrase), "%s is not found", phrase);
		cr_expect_eq(which, i);
		cr_expect_leq(rapport__subject_prefix_kind(i), RAPPORT__SUBJECT_MARK, "%s", phrase);
	}
}

Test(subject_locale, kinds_are_told_apart)
{
	static const struct {
		const char *phrase;
		enum rapport__subject_kind kind;
	} rows[] = { { "re", RAPPORT__SUBJECT_REPLY },
		     { "wg", RAPPORT__SUBJECT_FORWARD },
		     { "external", RAPPORT__SUBJECT_MARK } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t which = 0, length = strlen(rows[i].phrase);

		cr_assert_eq(rapport__reply_phrase_at(&rapport__subject_prefixes, rows[i].phrase,
						      length, &which),
			     length);
		cr_expect_eq(rapport__subject_prefix_kind(which), rows[i].kind);
	}
}
