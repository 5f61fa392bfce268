/* The check that all tables of phrases have in common. */
#ifndef RAPPORT_TESTS_TABLES_H
#define RAPPORT_TESTS_TABLES_H

#include "mail/reply_phrase.h"

#include <criterion/criterion.h>
#include <string.h>

/* Lookups search by halves, in folded text. */
static inline void tables_check(const struct rapport__reply_table *table, const char *name)
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

#define TABLES_CHECK(table) tables_check(&rapport__##table, #table)

#endif
