#include "mail/reply_locale.h"

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

Test(reply_locale, tables_are_sorted_and_folded)
{
	check(&rapport__reply_wrote, "reply_wrote");
	check(&rapport__reply_on, "reply_on");
	check(&rapport__reply_weekdays, "reply_weekdays");
	check(&rapport__reply_keys, "reply_keys");
}

Test(reply_locale, keys_have_their_kinds)
{
	static const struct {
		const char *name;
		enum rapport__reply_key kind;
	} rows[] = {
		{ "from", RAPPORT__REPLY_KEY_FROM },      { "gesendet", RAPPORT__REPLY_KEY_SENT },
		{ "datum", RAPPORT__REPLY_KEY_DATE },     { "à", RAPPORT__REPLY_KEY_TO },
		{ "copia", RAPPORT__REPLY_KEY_COPY },     { "тема", RAPPORT__REPLY_KEY_SUBJECT },
		{ "reply-to", RAPPORT__REPLY_KEY_OTHER },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t which = 0;

		cr_assert(rapport__reply_phrase_at(&rapport__reply_keys, rows[i].name,
						   strlen(rows[i].name), &which));
		cr_expect(rapport__reply_key_kind(which) == rows[i].kind, "%s", rows[i].name);
	}
	for (size_t i = 0; i < rapport__reply_keys.count; i++)
		cr_expect(rapport__reply_key_kind(i) != RAPPORT__REPLY_KEY_NONE, "%s",
			  rapport__reply_keys.phrases[i]);
}
