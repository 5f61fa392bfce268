#include "mail/reply_look.h"

#include <criterion/criterion.h>
#include <string.h>

static struct rapport__reply_look look(const char *line)
{
	struct rapport__reply_look seen;

	rapport__reply_look(line, 0, strlen(line), &seen);
	return seen;
}

static const struct {
	const char *line;
	uint32_t has, has_not; /* enum rapport__reply_sign */
} rows[] = {
	{ "", RAPPORT__REPLY_IS_BLANK, 0 },
	{ " \t\xC2\xA0\xE2\x80\x8B", RAPPORT__REPLY_IS_BLANK, 0 },
	{ "> yes", RAPPORT__REPLY_IS_QUOTED, 0 },
	{ "  >yes", RAPPORT__REPLY_IS_QUOTED, 0 },
	{ "Anna> yes", RAPPORT__REPLY_IS_QUOTED, 0 },
	{ "a > b", 0, RAPPORT__REPLY_IS_QUOTED },
	{ "________", RAPPORT__REPLY_IS_RULE | RAPPORT__REPLY_IS_RULE_LOW, 0 },
	{ "-----", RAPPORT__REPLY_IS_RULE, RAPPORT__REPLY_IS_RULE_LOW },
	{ "-- ", RAPPORT__REPLY_IS_DELIMITER, 0 },
	{ "\xE2\x80\x94", RAPPORT__REPLY_IS_DELIMITER, 0 },
	{ "-----Original Message-----", RAPPORT__REPLY_IS_MARK, RAPPORT__REPLY_IS_RULE },
	{ "Begin forwarded message:", RAPPORT__REPLY_IS_MARK, 0 },
	{ "---------- Messaggio inoltrato ---------", RAPPORT__REPLY_IS_MARK, 0 },
	{ "The original message was lost.", 0, RAPPORT__REPLY_IS_MARK },
	{ "Sent from my iPhone", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "Von meinem iPhone gesendet", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "iPhone\xE3\x81\x8B\xE3\x82\x89\xE9\x80\x81\xE4\xBF\xA1", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "Sent from my cell, please excuse any typos.", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "Sent from my desk, is much easier than my mobile phone.", 0, RAPPORT__REPLY_IS_FOOTER },
	{ "Kind regards,", RAPPORT__REPLY_IS_SIGN_OFF, 0 },
	{ "Mit freundlichen Grüßen", RAPPORT__REPLY_IS_SIGN_OFF, 0 },
	{ "С уважением,", RAPPORT__REPLY_IS_SIGN_OFF, 0 },
	{ "Regards, Roman", RAPPORT__REPLY_IS_SIGN_OFF, 0 },
	{ "Best month I ever had.", 0, RAPPORT__REPLY_IS_SIGN_OFF },
	{ "With regards to the payment we wait.", 0, RAPPORT__REPLY_IS_SIGN_OFF },
	{ "Thanks,", RAPPORT__REPLY_IS_THANKS, RAPPORT__REPLY_IS_SIGN_OFF },
	{ "Dear Anna,", RAPPORT__REPLY_IS_GREETING, 0 },
	{ "Tel: +44 4234 234234", RAPPORT__REPLY_IS_CONTACT, 0 },
	{ "www.example.com", RAPPORT__REPLY_IS_CONTACT, 0 },
	{ "anna@example.com", RAPPORT__REPLY_IS_CONTACT, 0 },
	{ "The telephone is dead.", 0, RAPPORT__REPLY_IS_CONTACT },
	{ "Anna Ek | Sales", RAPPORT__REPLY_IS_CARD, 0 },
	{ "Anna Ek", RAPPORT__REPLY_IS_NAME, 0 },
	{ "Really?", 0, RAPPORT__REPLY_IS_NAME },
	{ "-Anna", RAPPORT__REPLY_IS_DASHED, 0 },
	{ "- an item", 0, RAPPORT__REPLY_IS_DASHED },
	{ "This is what a sentence of the writer looks like", RAPPORT__REPLY_IS_PROSE, 0 },
	{ "If you are not the intended recipient, tell us.", RAPPORT__REPLY_IS_DISCLAIMER, 0 },
	{ "CAUTION: This email originated from outside", RAPPORT__REPLY_IS_BANNER, 0 },
	{ "\tx", RAPPORT__REPLY_HAS_INDENT, 0 },
	{ "small letter", RAPPORT__REPLY_HAS_LOWER, 0 },
	{ "On 4 March:", RAPPORT__REPLY_HAS_ON | RAPPORT__REPLY_HAS_COLON,
	  RAPPORT__REPLY_HAS_DATE },
	{ "From: A <a@b.de>To: B <b@c.de>Subject: x", RAPPORT__REPLY_HAS_KEYS, 0 },
	{ "---- Irgendwas ----", RAPPORT__REPLY_IS_TITLED, RAPPORT__REPLY_IS_MARK },
	{ "----- Forwarded message from Anna <a@example.com> -----", RAPPORT__REPLY_IS_MARK, 0 },
	{ "Kutoka: Anna", RAPPORT__REPLY_IS_FIELD, 0 },
	{ "PS: one more thing", RAPPORT__REPLY_IS_POSTSCRIPT, 0 },
	{ "Anna Ek schrieb", RAPPORT__REPLY_HAS_WROTE, 0 },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

Test(reply_look, sees_what_a_line_is)
{
	for (size_t i = 0; i < ROWS; i++) {
		uint32_t signs = look(rows[i].line).signs;

		cr_expect((signs & rows[i].has) == rows[i].has, "\"%s\": %#x", rows[i].line, signs);
		cr_expect(!(signs & rows[i].has_not), "\"%s\": %#x", rows[i].line, signs);
	}
}

Test(reply_look, names_the_header_that_begins_a_line)
{
	cr_expect(look("Subject: x").key == RAPPORT__REPLY_KEY_SUBJECT);
	cr_expect(look("*Von:* x").key == RAPPORT__REPLY_KEY_FROM);
	cr_expect(look("Objet : x").key == RAPPORT__REPLY_KEY_SUBJECT);
	cr_expect(look("An explanation: x").key == RAPPORT__REPLY_KEY_NONE);
	cr_expect(look("no: is what they said").key == RAPPORT__REPLY_KEY_FROM, "Estonian, too");
}

Test(reply_look, sees_bars_that_may_mark_quotations)
{
	cr_expect(look("| yes").bar == '|');
	cr_expect(look("  } yes").bar == '}');
	cr_expect(look("|yes|").bar == '\0');
	cr_expect(look("yes").bar == '\0');
}
