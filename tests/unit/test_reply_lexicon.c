#include "mail/reply_lexicon.h"

#include <criterion/criterion.h>
#include <string.h>

/* The lexicon is the fast path, the tables its plain twin. */
Test(reply_lexicon, finds_what_the_tables_find)
{
	static const char *const texts[] = {
		"on 5 march anna wrote:",
		"best regards, anna",
		"upon it: on top",
		"annaのメール",
		"元のメール",
		"-on",
		"o",
		"on",
		"gesendet von meinem iphone",
		"is the intended recipient",
		"tel. 123",
		"",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t size = strlen(texts[i]);

		for (int list = 0; list < RAPPORT__REPLY_LISTS; list++) {
			enum rapport__reply_list which = (enum rapport__reply_list)list;
			const struct rapport__reply_table *table = rapport__reply_lexicon_table(
				which);
			size_t plain = 0, quick = 0;

			cr_expect(rapport__reply_lexicon_at(which, texts[i], size, NULL) ==
					  rapport__reply_phrase_at(table, texts[i], size, NULL),
				  "%s in list %d", texts[i], list);
			cr_expect(rapport__reply_lexicon_find(which, texts[i], size, 0, &quick) ==
					  rapport__reply_phrase_find(table, texts[i], size, 0,
								     &plain),
				  "%s in list %d", texts[i], list);
			cr_expect(plain == quick, "%s in list %d", texts[i], list);
		}
	}
}

Test(reply_lexicon, has_every_phrase_of_every_table)
{
	for (int list = 0; list < RAPPORT__REPLY_LISTS; list++) {
		enum rapport__reply_list which = (enum rapport__reply_list)list;
		const struct rapport__reply_table *table = rapport__reply_lexicon_table(which);

		cr_expect(table->count > 0);
		for (size_t i = 0; i < table->count; i++) {
			const char *phrase = table->phrases[i];
			size_t found = table->count;

			cr_expect(rapport__reply_lexicon_at(which, phrase, strlen(phrase),
							    &found) == strlen(phrase),
				  "%s", phrase);
			cr_expect(found == i, "%s", phrase);
		}
	}
}
