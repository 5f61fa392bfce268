#include "mail/reply_locale_sign_off.h"

#include "mail/reply_fold.h"

#include <criterion/criterion.h>
#include <string.h>

/* Lookups search by halves, in folded text. */
static void check(const struct rapport__reply_table *table, const char *name)
{
	struct rapport__reply_fold fold;

	cr_assert(table->count > 0);
	for (size_t i = 0; i < table->count; i++) {
		const char *phrase = table->phrases[i];

		cr_expect(!i || strcmp(table->phrases[i - 1], phrase) < 0, "%s: %s is out of order",
			  name, phrase);
		rapport__reply_fold(phrase, strlen(phrase), &fold);
		cr_expect(!strcmp(fold.text, phrase), "%s: %s folds to %s", name, phrase,
			  fold.text);
		cr_expect(rapport__reply_phrase_at(table, phrase, strlen(phrase), NULL) ==
				  strlen(phrase),
			  "%s: %s is not found", name, phrase);
	}
}

Test(reply_locale_sign_off, tables_are_sorted_and_folded)
{
	check(&rapport__reply_sign_offs, "reply_sign_offs");
}
