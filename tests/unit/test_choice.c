#include "mail/choice.h"

#include <criterion/criterion.h>
#include <string.h>

static struct rapport__mime mime = { .depth = 2 };
static struct rapport__choice choices[2];
static struct rapport__choice *rival;

static struct rapport__buffer bytes(const char *text)
{
	return (struct rapport__buffer){ .data = (char *)text, .size = strlen(text) };
}

static bool wanted(enum rapport__part_kind kind)
{
	return rapport__choice_wanted(choices, &mime, 0, kind, &rival);
}

Test(choice, prefers_plain_text_and_keeps_it)
{
	struct rapport__buffer text = bytes("0123"), piece = bytes("word");

	choices[0].alternative = true;
	mime.levels[0].part = 1;
	cr_expect(wanted(RAPPORT__PART_HTML) && !rival);
	rapport__choice_take(choices, &mime, 0, RAPPORT__PART_HTML, &piece, &text);
	cr_expect(wanted(RAPPORT__PART_HTML)); /* more of the same part */
	mime.levels[0].part = 2;
	cr_expect(!wanted(RAPPORT__PART_HTML));
	cr_expect(wanted(RAPPORT__PART_PLAIN) && rival == &choices[0]);
	cr_expect(rapport__choice_outdoes(rival, RAPPORT__PART_PLAIN, &piece, &text));
	rapport__choice_take(choices, &mime, 0, RAPPORT__PART_PLAIN, &piece, &text);
	mime.levels[0].part = 3;
	/* It is short: HTML may outdo it, but not this. */
	cr_expect(wanted(RAPPORT__PART_HTML) && rival == &choices[0]);
	cr_expect(!rapport__choice_outdoes(rival, RAPPORT__PART_HTML, &piece, &text));
	cr_expect(!wanted(RAPPORT__PART_ENRICHED));
}

Test(choice, takes_one_part_of_related_ones)
{
	struct rapport__buffer text = bytes("0123"), piece = bytes("word");

	choices[0] = (struct rapport__choice){ .related = true, .mark = 2 };
	mime.levels[0].part = 1;
	rapport__choice_take(choices, &mime, 0, RAPPORT__PART_HTML, &piece, &text);
	cr_expect_eq(text.size, 4);
	mime.levels[0].part = 2;
	cr_expect(!wanted(RAPPORT__PART_PLAIN));
}

Test(choice, lowers_marks_with_the_text)
{
	struct rapport__buffer text = bytes("0123456789"), piece = bytes("word");

	choices[0] = (struct rapport__choice){
		.alternative = true, .mark = 3, .part = 1, .kind = RAPPORT__PART_HTML
	};
	choices[1] = (struct rapport__choice){ .alternative = true, .mark = 10 };
	mime.levels[0].part = 2;
	mime.levels[1].part = 1;
	rapport__choice_take(choices, &mime, 0, RAPPORT__PART_PLAIN, &piece, &text);
	cr_expect_eq(text.size, 3);
	cr_expect_eq(choices[1].mark, 3);
	/* What does not belong to the message at hand stays out of it. */
	choices[0].part = 1;
	cr_expect(rapport__choice_wanted(choices, &mime, 1, RAPPORT__PART_HTML, &rival) && !rival);
}
