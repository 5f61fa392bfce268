#include "mail/reply_openings.h"

#include "mail/reply_lexicon.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CHANGED "build/reply_openings.c"

enum {
	WORDS = RAPPORT__REPLY_OPENINGS / 64
};

/* Leaves the file as it should be. */
static void write_changed(const uint64_t *bits)
{
	FILE *file = fopen(CHANGED, "w");

	if (!file)
		return;
	fprintf(file, "/* Written by tests/unit/test_reply_openings.c. */\n"
		      "#include \"mail/reply_openings.h\"\n\n/* clang-format off */\n\n"
		      "const uint64_t rapport__reply_openings[RAPPORT__REPLY_OPENINGS / 64] = {");
	for (size_t i = 0; i < WORDS; i++)
		fprintf(file, "%s%#" PRIx64 ",", i % 4 ? "" : "\n\t", bits[i]);
	fprintf(file, "\n};\n");
	fclose(file);
}

Test(reply_openings, are_those_of_the_tables)
{
	static uint64_t bits[WORDS];
	bool same;

	for (int list = 0; list < RAPPORT__REPLY_LISTS; list++) {
		const struct rapport__reply_table *table = rapport__reply_lexicon_table(
			(enum rapport__reply_list)list);

		for (size_t i = 0; i < table->count; i++) {
			unsigned number = rapport__reply_lexicon_opening(
				(enum rapport__reply_list)list, table->phrases[i],
				strlen(table->phrases[i]));

			bits[number / 64] |= UINT64_C(1) << number % 64;
		}
	}
	same = !memcmp(bits, rapport__reply_openings, sizeof bits);
	if (!same)
		write_changed(bits);
	cr_expect(same, "a table was changed: cp " CHANGED " classifier/mail");
}

/* The tables' own phrases, with and without a word behind, are found through both filters. */
Test(reply_openings, let_every_phrase_through)
{
	for (int list = 0; list < RAPPORT__REPLY_LISTS; list++) {
		const struct rapport__reply_table *table = rapport__reply_lexicon_table(
			(enum rapport__reply_list)list);

		for (size_t i = 0; i < table->count; i++) {
			const char *phrase = table->phrases[i];
			size_t size = strlen(phrase);
			char longer[512];

			snprintf(longer, sizeof longer, "%s and so on", phrase);
			cr_expect_eq(rapport__reply_lexicon_at((enum rapport__reply_list)list,
							       phrase, size, NULL),
				     size, "%s", phrase);
			cr_expect_geq(rapport__reply_lexicon_at((enum rapport__reply_list)list,
								longer, strlen(longer), NULL),
				      size, "%s", longer);
		}
	}
}
