#include "mail/reply_stretch.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <string.h>

Test(reply_stretch, loses_its_end_to_what_is_cut)
{
	static struct support_reply reply;
	struct rapport__reply_stretch stretch = support_stretch(&reply, "\na\n\nb\nc\n\n");
	char kinds[SUPPORT_LINES + 1];

	rapport__reply_stretch_trim(&stretch);
	cr_expect(stretch.first == 1 && stretch.last == 5);
	cr_expect(rapport__reply_stretch_skip_blank(&stretch, 2) == 3);
	cr_expect(rapport__reply_stretch_paragraph_end(&stretch, 1) == 2);
	cr_expect(rapport__reply_stretch_paragraph_end(&stretch, 3) == 5);
	cr_expect(rapport__reply_stretch_full(&stretch, 1, 9) == 3);
	cr_expect(rapport__reply_stretch_full(&stretch, 1, 1) == 2, "no further than is needed");
	rapport__reply_stretch_mark(&stretch, 1, 3, RAPPORT__REPLY_GREETING, 0.8);
	rapport__reply_stretch_cut(&stretch, 3, RAPPORT__REPLY_SIGNATURE, 0.7);
	cr_expect(stretch.last == 3);
	support_kinds(&reply, kinds);
	cr_expect(!strcmp(kinds, "BGBSSB"), "%s", kinds);
}

Test(reply_stretch, sentences_are_what_has_no_other_reason_to_be_long)
{
	static struct support_reply reply;
	struct rapport__reply_stretch stretch = support_stretch(
		&reply, "This is a sentence of the writer with many words.\n"
			"Tel. 0114 496 0371, mobile 0114 496 0372, fax 0114 496 0373\n"
			"PS: yes\n"
			"Yes.\n");

	cr_expect(rapport__reply_stretch_is_prose(&stretch, 0));
	cr_expect(!rapport__reply_stretch_is_prose(&stretch, 1));
	cr_expect(rapport__reply_stretch_is_prose(&stretch, 2));
	cr_expect(!rapport__reply_stretch_is_prose(&stretch, 3));
	cr_expect(rapport__reply_stretch_is(&stretch, 2, RAPPORT__REPLY_IS_POSTSCRIPT));
}
