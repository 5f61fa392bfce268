#include "mail/reply_locale_tail.h"

#include <criterion/criterion.h>
#include <string.h>

/* Lookups search by halves, in folded text. */
static void check(const struct rapport__reply_table *table, const char *name)
{
	struct rapport__reply_fold fold;
	struct rapport__reply_filter filter;

	cr_assert(table->count > 0);
	rapport__reply_filter_init(&filter, table);
	for (size_t i = 0; i < table->count; i++) {
		const char *phrase = table->phrases[i];

		cr_expect(!i || strcmp(table->phrases[i - 1], phrase) < 0, "%s: %s is out of order",
			  name, phrase);
		rapport__reply_fold(phrase, strlen(phrase), &fold);
		cr_expect(!strcmp(fold.text, phrase), "%s: %s folds to %s", name, phrase,
			  fold.text);
		cr_expect(rapport__reply_filter_at(&filter, phrase, strlen(phrase), NULL) ==
				  strlen(phrase),
			  "%s: %s is not found", name, phrase);
	}
}

Test(reply_locale_tail, tables_are_sorted_and_folded)
{
	check(&rapport__reply_footers, "reply_footers");
	check(&rapport__reply_sign_offs, "reply_sign_offs");
	check(&rapport__reply_thanks, "reply_thanks");
	check(&rapport__reply_greetings, "reply_greetings");
	check(&rapport__reply_disclaimers, "reply_disclaimers");
	check(&rapport__reply_banners, "reply_banners");
	check(&rapport__reply_contacts, "reply_contacts");
}
