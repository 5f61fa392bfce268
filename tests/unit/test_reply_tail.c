#include "mail/reply_tail.h"

#include <criterion/criterion.h>
#include <string.h>

enum {
	LINES = 24
};

/* Each row: lines, and the kind of each as a letter: N new, B blank, G greeting, O sign-off, S
 * signature, D disclaimer, F footer, Q quote. */
static const struct {
	const char *text, *kinds;
} rows[] = {
	{ "Hi Bo,\n\nwe take it.\n\nKind regards,\nAnna\nSales", "GBNBOOS" },
	{ "We take it.\n-- \nAnna\nanna@example.com", "NSSS" },
	{ "We take it.\n\n________\nAnna", "NBSS" },
	{ "First part.\n-----\nThe second part of it goes on like this here.", "NNN" },
	{ "We take it.\n\nSent from my iPhone", "NBF" },
	{ "Sent from my iPhone\n\nWe take it.", "FBN" },
	{ "We take it.\n\nSent from my iPhone\n\nHello Anna, this is what you wrote to us.",
	  "NBFBQ" },
	{ "We take it.\n\nAnna Ek\nTel: +44 4234 234234\nwww.example.com", "NBSSS" },
	{ "Our address:\n\nTel: +44 4234 234234\nanna@example.com", "NBNN" },
	{ "We take it.\n\nDisclaimer\n\nThis email and any attachments are confidential.",
	  "NBDBD" },
	{ "We take it.\n\nThanks,\nAnna", "NBNN" },
	{ "We take it.\n\nBest wishes,\nTom\n\nBut what if I go on to write a sentence here.",
	  "NBNNBN" },
	{ "We take it.\n\n-Anna", "NBO" },
	{ "Regards", "N" },
	{ "", "" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static char letter(enum rapport__reply_kind kind)
{
	static const char letters[RAPPORT__REPLY_KINDS + 1] = "NBGOQATRSDFX";

	return letters[kind];
}

Test(reply_tail, parts_the_words_from_what_stands_around_them)
{
	struct rapport__reply_lexicon lexicon;

	rapport__reply_lexicon_init(&lexicon);
	for (size_t i = 0; i < ROWS; i++) {
		struct rapport__reply_look looks[LINES];
		struct rapport__reply_line lines[LINES] = { 0 };
		char kinds[LINES + 1] = "";
		const char *text = rows[i].text;
		size_t count = 0, start = 0;

		while (text[start] && count < LINES) {
			size_t length = strcspn(text + start, "\n");

			rapport__reply_look(&lexicon, text, start, start + length, &looks[count]);
			lines[count].kind = looks[count].signs & RAPPORT__REPLY_IS_BLANK
						    ? RAPPORT__REPLY_BLANK
						    : RAPPORT__REPLY_NEW;
			count++;
			start += length + (text[start + length] == '\n');
		}
		rapport__reply_tail(text, looks, lines, 0, count, false);
		for (size_t k = 0; k < count; k++)
			kinds[k] = letter(lines[k].kind);
		cr_expect(!strcmp(kinds, rows[i].kinds), "\"%s\": %s, not %s", text, kinds,
			  rows[i].kinds);
	}
}
