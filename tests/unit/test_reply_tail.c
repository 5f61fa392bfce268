#include "mail/reply_tail.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <string.h>

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
	{ "We take it.\n\nRegards,\nAnna\n\nPS: call Bo.", "NBNNBN" },
	{ "We take it.\n\nAnna\n\nAnna Ek\nSales\n0114 4960371\nPS: call Bo", "NBNBSSSN" },
	{ "We take it.\n\nyou will see it\n\n[ ref:_00D123._500X:ref ]", "NBNBF" },
	{ "Anna Ek reacted to your message:", "F" },
	{ "", "" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

Test(reply_tail, parts_the_words_from_what_stands_around_them)
{
	static struct support_reply reply;

	for (size_t i = 0; i < ROWS; i++) {
		char kinds[SUPPORT_LINES + 1];

		support_look(&reply, rows[i].text);
		rapport__reply_tail(rows[i].text, reply.looks, reply.lines, 0, reply.count, false);
		support_kinds(&reply, kinds);
		cr_expect(!strcmp(kinds, rows[i].kinds), "\"%s\": %s, not %s", rows[i].text, kinds,
			  rows[i].kinds);
	}
}
