#include "mail/reply_beginnings.h"

#include "mail/reply_lexicon.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define CHANGED "build/reply_beginnings.c"

/* Leaves the file as it should be. */
static void write_changed(const uint16_t *lists)
{
	FILE *file = fopen(CHANGED, "w");

	if (!file)
		return;
	fprintf(file, "/* Written by tests/unit/test_reply_beginnings.c. */\n"
		      "#include \"mail/reply_beginnings.h\"\n\n/* clang-format off */\n\n"
		      "const uint16_t rapport__reply_beginnings[RAPPORT__REPLY_BEGINNINGS] = {");
	for (size_t i = 0; i < RAPPORT__REPLY_BEGINNINGS; i++)
		fprintf(file, "%s%#x,", i % 16 ? "" : "\n\t", lists[i]);
	fprintf(file, "\n};\n");
	fclose(file);
}

Test(reply_beginnings, are_those_of_the_tables)
{
	static uint16_t lists[RAPPORT__REPLY_BEGINNINGS];
	bool same;

	for (int list = 0; list < RAPPORT__REPLY_LISTS; list++) {
		const struct rapport__reply_table *table = rapport__reply_lexicon_table(
			(enum rapport__reply_list)list);

		for (size_t i = 0; i < table->count; i++)
			lists[rapport__reply_lexicon_beginning(table->phrases[i],
							       strlen(table->phrases[i]))] |=
				(uint16_t)(1u << list);
	}
	same = !memcmp(lists, rapport__reply_beginnings, sizeof lists);
	if (!same)
		write_changed(lists);
	cr_expect(same, "a table was changed: cp " CHANGED " classifier/mail");
}
