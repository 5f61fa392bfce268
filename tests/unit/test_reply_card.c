#include "mail/reply_card.h"
#include "support_reply.h"

#include <criterion/criterion.h>
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

Test(reply_card, blocks_of_contacts_are_signatures)
{
	check(rapport__reply_cut_contacts, "Yes.\n\nAnna Ek\nTel: 0114 4960371\nwww.example.com",
	      "NBSSS");
	check(rapport__reply_cut_contacts, "Our address:\n\nTel: 0114 4960371\nanna@example.com",
	      "NBNN");
	check(rapport__reply_cut_contacts, "Yes.\n\nTel: 0114 4960371", "NBN");
	check(rapport__reply_cut_contacts,
	      "Here are the two numbers that you asked me for.\n\nTel: 0114 4960371\nTel: 0114 "
	      "4960372",
	      "NBNN");
}

Test(reply_card, a_name_said_again_begins_a_card)
{
	check(rapport__reply_cut_card, "Yes.\n\nAnna\n\nAnna Ek\nSales\n0114 4960371", "NBNBSSS");
	check(rapport__reply_cut_card, "Yes.\n\nAnna\n\nAnna Ek\nHead of Sales\nEk Ltd", "NBNBSSS");
	check(rapport__reply_cut_card, "Yes.\n\nAnna\n\nAnna Ek | Sales | 0114 4960371", "NBNBS");
	check(rapport__reply_cut_card, "Yes.\n\nBo\n\nBo’s team\nBerta\nCarl", "NBNBNNN");
}

Test(reply_card, short_lines_alone_are_none)
{
	check(rapport__reply_cut_card, "We need:\n\nApples\nPears\nPlums", "NBNNN");
	check(rapport__reply_cut_card, "some\n\n - and more\n - and others", "NBNN");
	check(rapport__reply_cut_card, "Yes.\n\nItem | 1234567 | 9.00\nOther | 1234568 | 8.00",
	      "NBNN");
	check(rapport__reply_cut_card, "Yes, here.\n\nOffer\n\nItem | Price\nChair | 49", "NBNBNN");
	check(rapport__reply_cut_card, "Anna Ek\nSales\n0114 4960371", "NNN");
}

Test(reply_card, what_stands_below_a_leave_is_a_signature)
{
	check(rapport__reply_cut_sign_off, "Yes.\n\nRegards,\nAnna\nSales", "NBOOS");
	check(rapport__reply_cut_sign_off, "Yes.\n\nThanks,\nAnna\nSales", "NBNNS");
	/* a sentence behind the numbers of a card belongs to it, one before them does not */
	check(rapport__reply_cut_sign_off,
	      "Yes.\n\nRegards,\nAnna\nTel. 0114 4960371\nWe sell what you need, at a price you "
	      "like.",
	      "NBOOSS");
	check(rapport__reply_cut_sign_off,
	      "Yes.\n\nRegards,\nAnna\n\nBut what I meant to say is that it is too late.",
	      "NBNNBN");
	check(rapport__reply_cut_sign_off, "Yes.\n\nRegards,\nAnna\n\nPS: too late", "NBNNBN");
}
