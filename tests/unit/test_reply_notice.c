#include "mail/reply_notice.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void check(void (*step)(struct rapport__reply_stretch *), const char *text,
		  const char *wanted)
{
	static struct support_reply reply;
	struct rapport__reply_stretch stretch = support_stretch(&reply, text);
	char kinds[SUPPORT_LINES + 1];

	rapport__reply_stretch_trim(&stretch);
	step(&stretch);
	support_kinds(&reply, kinds);
	cr_expect(!strcmp(kinds, wanted), "\"%s\": %s, not %s", text, kinds, wanted);
}

Test(reply_notice, delimiters_part_off_signatures)
{
	check(rapport__reply_cut_delimiter, "We take it.\n-- \nAnna", "NSS");
	check(rapport__reply_cut_delimiter, "We take it.\n--\nAnna", "NSS");
	check(rapport__reply_cut_delimiter, "We take it.\n____\nAnna", "NSS");
	check(rapport__reply_cut_delimiter, "We take it.\n-----\nAnna Ek\nTel: 0114 4960371",
	      "NSSS");
	/* what parts two pieces of text does not */
	check(rapport__reply_cut_delimiter,
	      "First.\n--\nThe second part has sentences of the writer in it.\n"
	      "And there is more than one of these sentences here.",
	      "NNNN");
	check(rapport__reply_cut_delimiter, "First.\n-----\nSecond.", "NNN");
	check(rapport__reply_cut_delimiter, "A: fast\n--\nB: cheap\nWhich one?", "NNNN");
}

Test(reply_notice, footers_stand_first_or_last)
{
	check(rapport__reply_cut_footer, "Sent from my iPhone\nYes.", "FN");
	check(rapport__reply_cut_footer, "Yes.\n\nAnna\nSent from my iPhone\nOld.", "NBOFQ");
	check(rapport__reply_cut_footer, "Yes.", "N");
}

Test(reply_notice, invitations_have_more_than_one_line)
{
	check(rapport__reply_cut_meeting,
	      "See you.\n________\nMicrosoft Teams meeting\nMeeting ID: 123 456\nPasscode: abc",
	      "NFFFF");
	check(rapport__reply_cut_meeting, "Here it is:\nhttps://zoom.us/j/12345\nSee you.", "NNN");
}

Test(reply_notice, disclaimers_stand_below_the_words)
{
	static const char legal[] = "If you are not the intended recipient, delete this email.";
	char text[512];

	check(rapport__reply_cut_disclaimer, "Yes.\n\nIf you are not the intended recipient, go.",
	      "NBD");
	snprintf(text, sizeof text, "Yes.\n\nConfidentiality notice\n%s", legal);
	check(rapport__reply_cut_disclaimer, text, "NBDD");
	/* above them it is a banner, or what the message is about */
	snprintf(text, sizeof text, "%s\n\nHi Bo,\nyes.", legal);
	check(rapport__reply_cut_disclaimer, text, "DBNN");
	snprintf(text, sizeof text,
		 "Hi Bo,\n\n%s\n\nI know that you will not tell anybody about what we plan.",
		 legal);
	check(rapport__reply_cut_disclaimer, text, "NBNBN");
	/* one hint alone is chance, two in a paragraph are none */
	check(rapport__reply_cut_disclaimer, "Yes.\n\nSelling it is strictly prohibited here.",
	      "NBN");
}
