#include "mail/reply_look_notice.h"

#include "mail/reply_fold.h"
#include "mail/reply_sign.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *text;
	uint32_t has, has_not;
} rows[] = {
	{ "Sent from my iPhone", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "Lähetetty iPhonesta", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "मेरे iPhone से भेजा गया", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "發自我的 iPhone", RAPPORT__REPLY_IS_FOOTER, 0 },
	{ "Sent from my desk, is much easier than my phone.", 0, RAPPORT__REPLY_IS_FOOTER },
	{ "Did you get Outlook?", 0, RAPPORT__REPLY_IS_FOOTER },
	{ "ATTENTION : Cet e-mail provient de l'extérieur de l'organisation.",
	  RAPPORT__REPLY_IS_BANNER, 0 },
	{ "[EXTERNAL] Be careful.", RAPPORT__REPLY_IS_BANNER, 0 },
	{ "We have external auditors in the house.", 0, RAPPORT__REPLY_IS_BANNER },
	{ "If you are not the intended recipient, delete it.", RAPPORT__REPLY_IS_DISCLAIMER, 0 },
	{ "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.",
	  RAPPORT__REPLY_IS_DISCLAIMER, 0 },
	{ "We are strictly prohibited from telling the price.", RAPPORT__REPLY_IS_LEGAL,
	  RAPPORT__REPLY_IS_DISCLAIMER },
	{ "Meeting ID: 123 456 789", RAPPORT__REPLY_IS_MEETING, 0 },
	{ "https://zoom.us/j/123456", RAPPORT__REPLY_IS_MEETING, 0 },
	{ "Join the meeting if you can, it is worth it", 0, RAPPORT__REPLY_IS_MEETING },
	{ "[ ref:_00D123._500X:ref ]", RAPPORT__REPLY_IS_ASIDE, 0 },
	{ "[#12345]", RAPPORT__REPLY_IS_ASIDE, 0 },
	{ "Anna Ek reacted via Gmail", RAPPORT__REPLY_IS_ASIDE, 0 },
	{ "Your request (#123) has been updated.", RAPPORT__REPLY_IS_MARK, 0 },
	{ "Anna Ek a écrit", RAPPORT__REPLY_HAS_WROTE, 0 },
	{ "We take it.", 0, UINT32_MAX },
};

Test(reply_look_notice, sees_what_programs_and_firms_add)
{
	struct rapport__reply_fold fold;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t words = 1;
		uint32_t signs;

		rapport__reply_fold(rows[i].text, strlen(rows[i].text), &fold);
		for (size_t k = 0; k < fold.size; k++)
			words += fold.text[k] == ' ';
		signs = rapport__reply_look_notice(fold.text, fold.size, words,
						   rapport__reply_ornament(fold.text, fold.size));
		cr_expect((signs & rows[i].has) == rows[i].has, "\"%s\": %#x", rows[i].text, signs);
		cr_expect(!(signs & rows[i].has_not), "\"%s\": %#x", rows[i].text, signs);
	}
}
