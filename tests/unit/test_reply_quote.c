#include "mail/reply_quote.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <string.h>

#define WROTE "On 4 Mar 2025 at 9:12, Bo <b@example.com> wrote:\n"

static const struct {
	const char *text, *kinds;
} rows[] = {
	{ "Yes.\n" WROTE "> old\nMore.", "NAQN" },
	{ "Yes.\n" WROTE "old\nold", "NAQQ" },
	{ "Yes.\n" WROTE "| old\n| old\nMore.", "NAQQN" },
	{ "| old\n| older\n\nYes.", "QQBN" },
	{ "| a | b |\n| c | d |\n\nYes.", "NNBN" },
	{ "Yes.\n---- Irgendwas ----\nFrom: a@example.com\nSubject: x\nOld.", "NHHHW" },
	{ "Yes.\n---- Irgendwas ----\nMore.", "NNN" },
	{ "Yes.\n---- Irgendwas ----\n> old\nMore.", "NHQN" },
	/* the message's own header, and the answered message's below */
	{ "From: a@example.com\nSent: 4 March 2025 9:12\nTo: b@example.com\nSubject: x\n\nYes.\n\n"
	  "From: b@example.com\nSent: 3 March 2025 9:12\nTo: a@example.com\nSubject: x\n\nOld.",
	  "HHHHBNBHHHHBW" },
	/* what the writer cites */
	{ "I type this, and then I get the following:\n\n> error 5\n\nWhy is that?", "NBNBN" },
	{ "I say\n> old\nagain\n\n" WROTE "> older", "NNNBAQ" },
	{ "Yes.\n> old\n" WROTE "> older", "NQAQ" },
	{ "> old\n\nYes.\n\n> older\n\nNo.", "QBNBQBN" },
};

Test(reply_quote, earlier_messages_are_told_from_the_writers_lines)
{
	static struct support_reply reply;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char kinds[SUPPORT_LINES + 1];

		support_look(&reply, rows[i].text);
		rapport__reply_mark_quotes(rows[i].text, reply.looks, reply.lines, reply.count);
		support_kinds(&reply, kinds);
		cr_expect(!strcmp(kinds, rows[i].kinds), "\"%s\": %s, not %s", rows[i].text, kinds,
			  rows[i].kinds);
	}
}
