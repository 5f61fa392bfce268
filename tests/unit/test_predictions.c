#include "support.h"
#include "training/predictions.h"

#include <criterion/criterion.h>
#include <math.h>

static const double scores[5][3] = {
	{ .5, .3, .2 }, { .1, .8, .1 }, { .25, .25, .5 }, { .2, .2, .6 }, { .3, .5, .2 },
};
static const uint32_t labels[5] = { 0, 2, 1, 2, 1 };
static const struct rapport__predictions predictions = { scores[0], labels, NULL, 5, 3 };

Test(predictions, are_ranked_by_confidence_and_by_a_label)
{
	static const size_t by_confidence[] = { 0, 2, 4, 3, 1 }; /* equal ones as they stand */
	static const size_t by_last[] = { 1, 0, 4, 2, 3 };
	static const bool hits[] = { true, false, true, true, false };
	struct rapport__ranked *ranked = rapport__rank(&predictions, RAPPORT__RANK_PREDICTED);

	cr_assert_not_null(ranked);
	for (size_t i = 0; i < 5; i++) {
		cr_expect_eq(ranked[i].text, by_confidence[i], "place %zu: %zu", i, ranked[i].text);
		cr_expect_eq(ranked[i].label, labels[by_confidence[i]]);
		cr_expect_eq(ranked[i].score, scores[by_confidence[i]][ranked[i].predicted]);
		cr_expect_eq(ranked[i].hit, hits[i]);
	}
	rapport__free(ranked);
	ranked = rapport__rank(&predictions, 2);
	cr_assert_not_null(ranked);
	for (size_t i = 0; i < 5; i++) {
		cr_expect_eq(ranked[i].text, by_last[i], "place %zu: %zu", i, ranked[i].text);
		cr_expect_eq(ranked[i].score, scores[by_last[i]][2]);
		cr_expect_eq(ranked[i].hit, labels[by_last[i]] == 2);
	}
	cr_expect_eq(ranked[4].predicted, 2);
	rapport__free(ranked);
	rapport__memory_fail_after(0);
	cr_expect_null(rapport__rank(&predictions, 0));
	rapport__memory_fail_after(-1);
}

Test(predictions, lose_by_the_worked_example)
{
	static const double hard[] = { 1, 0 };

	cr_expect_float_eq(rapport__log_loss(scores[0], 0), log(2), 1e-12);
	cr_expect_float_eq(rapport__log_loss(scores[1], 2), log(10), 1e-12);
	cr_expect_float_eq(rapport__log_loss(hard, 1), 15 * log(10), 1e-9);
	cr_expect_float_eq(rapport__brier(scores[0], 0, 3), .25 + .09 + .04, 1e-12);
	cr_expect_float_eq(rapport__brier(scores[0], 2, 3), .25 + .09 + .64, 1e-12);
	cr_expect_eq(rapport__brier(hard, 0, 2), 0);
	cr_expect_eq(rapport__brier(hard, 1, 2), 2);
}
