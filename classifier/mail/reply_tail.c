#include "mail/reply_tail.h"

#include "mail/reply_card.h"
#include "mail/reply_notice.h"

/* Words below a signature that was told without a delimiter: "PS: ..." to the end of its
 * paragraph. */
static void give_back_postscript(struct rapport__reply_stretch *stretch, size_t last)
{
	bool within = false;

	for (size_t i = stretch->last; i < last; i++) {
		struct rapport__reply_line *line = &stretch->lines[i];
		bool cut = line->kind == RAPPORT__REPLY_SIGNATURE && line->confidence < 0.9f;

		if (rapport__reply_stretch_is(stretch, i, RAPPORT__REPLY_IS_POSTSCRIPT))
			within = cut;
		else if (rapport__reply_stretch_is(
				 stretch, i, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_CONTACT))
			within = false;
		if (within && cut)
			line->kind = RAPPORT__REPLY_NEW;
	}
}

static void mark_asides(struct rapport__reply_stretch *stretch)
{
	for (size_t i = stretch->first; i < stretch->last; i++)
		if (rapport__reply_stretch_is(stretch, i, RAPPORT__REPLY_IS_ASIDE) &&
		    stretch->lines[i].kind == RAPPORT__REPLY_NEW)
			rapport__reply_stretch_mark(stretch, i, i + 1, RAPPORT__REPLY_FOOTER, 0.8);
	while (stretch->last > stretch->first &&
	       rapport__reply_stretch_is(stretch, stretch->last - 1,
					 RAPPORT__REPLY_IS_ASIDE | RAPPORT__REPLY_IS_BLANK))
		stretch->last--;
}

void rapport__reply_tail(const char *text, const struct rapport__reply_look *looks,
			 struct rapport__reply_line *lines, size_t first, size_t last, bool before)
{
	static void (*const steps[])(struct rapport__reply_stretch *) = {
		mark_asides,
		rapport__reply_cut_delimiter,
		rapport__reply_cut_footer,
		rapport__reply_cut_meeting,
		rapport__reply_cut_disclaimer,
		rapport__reply_cut_contacts,
		rapport__reply_cut_card,
		rapport__reply_cut_sign_off,
	};
	struct rapport__reply_stretch stretch = { text, looks, lines, first, last, before };

	rapport__reply_stretch_trim(&stretch);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		steps[i](&stretch);
		rapport__reply_stretch_trim(&stretch);
	}
	give_back_postscript(&stretch, last);
	if (stretch.first < stretch.last &&
	    rapport__reply_stretch_is(&stretch, stretch.first, RAPPORT__REPLY_IS_GREETING))
		rapport__reply_stretch_mark(&stretch, stretch.first, stretch.first + 1,
					    RAPPORT__REPLY_GREETING, 0.8);
}
