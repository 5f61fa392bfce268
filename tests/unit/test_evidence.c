#include "support.h"
#include "training/evidence.h"

#include <criterion/criterion.h>
#include <string.h>

/* Labels and confidences of up to four passages; which speaks most for label 1. */
static const struct {
	const char *name;
	uint32_t labels[4];
	double confidences[4];
	size_t count, top;
} tops[] = {
	{ "only one", { 0 }, { .9 }, 1, 0 },
	{ "the surest with the label", { 1, 0, 1, 1 }, { .5, .9, .7, .6 }, 4, 2 },
	{ "unsure, but with the label", { 0, 0, 1, 0 }, { .5, .4, .36, .9 }, 4, 2 },
	{ "none has it: the least sure", { 0, 2, 0, 2 }, { .9, .5, .4, .8 }, 4, 2 },
	{ "the first of equals", { 1, 1, 1, 0 }, { .6, .7, .7, .7 }, 4, 1 },
	{ "the first of equals without it", { 0, 0, 2, 2 }, { .6, .5, .5, .7 }, 4, 1 },
};

SUPPORT_ROWS(evidence, takes_the_passage_that_speaks_most, tops)

ParameterizedTest(size_t *row, evidence, takes_the_passage_that_speaks_most)
{
	struct rapport_passage passages[4] = { 0 };

	for (size_t i = 0; i < tops[*row].count; i++) {
		passages[i].label = tops[*row].labels[i];
		passages[i].confidence = tops[*row].confidences[i];
	}
	cr_expect_eq(rapport__evidence_top(passages, tops[*row].count, 1), tops[*row].top, "%s",
		     tops[*row].name);
}

/* Passages are parted by |, and * stands before the one that speaks most; evidence in [ ].  Marks
 * are no part of the text. */
static const struct {
	const char *marked;
	size_t met, passages;
} overlaps[] = {
	{ "*One two. |Three [four]. |Five.", 0, 1 },
	{ "One two. |*Three [four]. |Five.", 1, 1 },
	{ "One two[. |]*Three four. |Five.", 0, 0 },   /* a stop and a blank are no words */
	{ "One two[. |*T]hree four. |Five.", 1, 1 },   /* part of a word is enough */
	{ "One tw[o. |*Three four. |Fi]ve.", 1, 3 },   /* over several sentences */
	{ "[One] two. |*Three four. |[Five].", 0, 2 }, /* two pieces */
	{ "*One [two]. |Three four. |[Five].", 1, 2 },
	{ "*One [two, ][two. ]|Three", 1, 1 },
	{ "*[7] |Three", 1, 1 },       /* a number counts */
	{ "*One [:-)] |Three", 0, 0 }, /* a face does not */
};

struct taken {
	char text[100];
	struct rapport_passage passages[8];
	struct rapport__span spans[8];
	struct rapport_verdict verdict;
	size_t size, span_count;
};

static void take(struct taken *taken, const char *marked)
{
	struct rapport_verdict *verdict = &taken->verdict;

	*taken = (struct taken){ .verdict = { .label = 1, .passage_count = 1 } };
	for (; *marked; marked++) {
		struct rapport_passage *passage = &taken->passages[verdict->passage_count - 1];

		if (*marked == '|')
			taken->passages[verdict->passage_count++].start = (uint32_t)taken->size;
		else if (*marked == '*')
			passage->label = 1;
		else if (*marked == '[')
			taken->spans[taken->span_count].start = (uint32_t)taken->size;
		else if (*marked == ']')
			taken->spans[taken->span_count++].end = (uint32_t)taken->size;
		else
			taken->text[taken->size++] = *marked;
		taken->passages[verdict->passage_count - 1].end = (uint32_t)taken->size;
	}
	verdict->passages = taken->passages;
}

SUPPORT_ROWS(evidence, meets_passages_in_words, overlaps)

ParameterizedTest(size_t *row, evidence, meets_passages_in_words)
{
	const char *marked = overlaps[*row].marked;
	struct rapport__evidence evidence = { 0 };
	struct rapport__tokens tokens = { 0 };
	struct taken taken;

	take(&taken, marked);
	cr_assert(rapport__evidence_add(&evidence, taken.text, taken.size, taken.spans,
					taken.span_count, &taken.verdict, &tokens));
	cr_expect_eq(evidence.texts, 1);
	cr_expect_eq(evidence.top_overlaps, overlaps[*row].met, "%s", marked);
	cr_expect_eq(evidence.agrees, 1);
	cr_expect_float_eq(evidence.chance,
			   (double)overlaps[*row].passages / (double)taken.verdict.passage_count,
			   1e-12, "%s: %g", marked, evidence.chance);
	rapport__tokens_clear(&tokens);
}

Test(evidence, adds_up_and_passes_over_what_has_none)
{
	struct rapport__evidence evidence = { 0 };
	struct rapport__tokens tokens = { 0 };
	struct taken taken;

	take(&taken, "*One two. |Three four.");
	cr_assert(rapport__evidence_add(&evidence, taken.text, taken.size, NULL, 0, &taken.verdict,
					&tokens));
	cr_expect_eq(evidence.texts, 0);
	take(&taken, "One [two]. |Three four."); /* no passage has the label */
	cr_assert(rapport__evidence_add(&evidence, taken.text, taken.size, taken.spans, 1,
					&taken.verdict, &tokens));
	cr_expect(evidence.texts == 1 && evidence.agrees == 0 && evidence.top_overlaps == 1);
	take(&taken, "*One [two]. |Three [four].");
	cr_assert(rapport__evidence_add(&evidence, taken.text, taken.size, taken.spans, 2,
					&taken.verdict, &tokens));
	cr_expect(evidence.texts == 2 && evidence.agrees == 1 && evidence.top_overlaps == 2);
	cr_expect_float_eq(evidence.chance, 1.5, 1e-12);
	taken.verdict.passage_count = 0;
	cr_assert(rapport__evidence_add(&evidence, taken.text, taken.size, taken.spans, 2,
					&taken.verdict, &tokens));
	cr_expect_eq(evidence.texts, 2);
	rapport__tokens_clear(&tokens);
}

Test(evidence, fails_without_memory)
{
	struct rapport__evidence evidence = { 0 };
	struct rapport__tokens tokens = { 0 };
	struct taken taken;

	take(&taken, "*One [two]. |Three four.");
	rapport__memory_fail_after(0);
	cr_expect(!rapport__evidence_add(&evidence, taken.text, taken.size, taken.spans, 1,
					 &taken.verdict, &tokens));
	rapport__memory_fail_after(-1);
	cr_expect_eq(evidence.texts, 0);
	rapport__tokens_clear(&tokens);
}
