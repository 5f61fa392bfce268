#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* counts [truth][predicted] and the mean of F1 worked out by hand. */
static const struct {
	const char *name;
	size_t K, counts[9];
	double macro_f1;
} rows[] = {
	{ "all right", 2, { 3, 0, 0, 4 }, 1 },
	{ "all wrong", 2, { 0, 3, 4, 0 }, 0 },
	{ "one of each wrong", 2, { 1, 1, 1, 1 }, 0.5 },
	{ "three labels", 3, { 4, 1, 0, 2, 2, 1, 0, 0, 5 }, (8 / 11. + 4 / 8. + 10 / 11.) / 3 },
	{ "one label neither there nor predicted",
	  3,
	  { 4, 1, 0, 2, 2, 0, 0, 0, 0 },
	  (8 / 11. + 4 / 7.) / 2 },
	{ "one label only predicted", 3, { 4, 0, 1, 0, 2, 0, 0, 0, 0 }, (8 / 9. + 1 + 0) / 3 },
	{ "nothing", 2, { 0, 0, 0, 0 }, 0 },
};

SUPPORT_ROWS(evaluation, averages_f1_over_labels, rows)

ParameterizedTest(size_t *row, evaluation, averages_f1_over_labels)
{
	double f1 = rapport__macro_f1(rows[*row].counts, rows[*row].K);

	cr_expect_float_eq(f1, rows[*row].macro_f1, 1e-15, "%s: %.15g", rows[*row].name, f1);
}

/* Ten texts; the third label is never predicted, and once the truth.  Confidences rise. */
static const double worked[10][3] = {
	{ .40, .30, .30 }, { .30, .45, .25 }, { .50, .30, .20 }, { .25, .55, .20 },
	{ .60, .30, .10 }, { .20, .65, .15 }, { .70, .20, .10 }, { .15, .75, .10 },
	{ .80, .15, .05 }, { .10, .85, .05 },
};
static const uint32_t worked_labels[10] = { 1, 0, 0, 2, 0, 1, 0, 1, 1, 1 };

Test(evaluation, matches_the_worked_example)
{
	const struct rapport__predictions predictions = { worked[0], worked_labels, NULL, 10, 3 };
	static const size_t confusion[9] = { 3, 1, 0, 2, 3, 0, 0, 1, 0 };
	struct rapport__evaluation got;
	double loss = 0, brier = 0;

	cr_assert_eq(rapport__evaluate(&predictions, &got, NULL), RAPPORT_OK);
	cr_expect_eq(memcmp(got.confusion, confusion, sizeof confusion), 0);
	cr_expect_float_eq(got.accuracy, 0.6, 1e-15);
	cr_expect_float_eq(got.macro_f1, (6 / 9. + 6 / 10. + 0) / 3, 1e-15);
	cr_expect_float_eq(got.precision[0], 3 / 5., 1e-15);
	cr_expect_float_eq(got.recall[0], 3 / 4., 1e-15);
	cr_expect_float_eq(got.f1[1], 6 / 10., 1e-15);
	cr_expect(isnan(got.precision[2]) && got.recall[2] == 0 && got.f1[2] == 0);
	cr_expect(got.count[0] == 4 && got.count[1] == 5 && got.count[2] == 1);
	for (size_t i = 0; i < 10; i++) {
		loss -= log(worked[i][worked_labels[i]]) / 10;
		for (size_t k = 0; k < 3; k++)
			brier += pow(worked[i][k] - (k == worked_labels[i]), 2) / 10;
	}
	cr_expect_float_eq(got.log_loss, loss, 1e-12);
	cr_expect_float_eq(got.brier, brier, 1e-12);
	/* Fifteen bins for ten texts: each text is alone in one. */
	cr_expect_float_eq(got.calibration,
			   (.40 + .45 + .50 + .55 + .40 + .35 + .30 + .25 + .80 + .15) / 10, 1e-12,
			   "%g", got.calibration);
	/* The surest eight leave out the first two. */
	cr_expect_float_eq(got.threshold_80, 0.5, 1e-15, "%g", got.threshold_80);
	cr_expect_float_eq(got.macro_f1_surest, (6 / 7. + 6 / 8. + 0) / 3, 1e-12, "%g",
			   got.macro_f1_surest);
	cr_expect_float_eq(got.auc[2], 6.5 / 9, 1e-12, "%g", got.auc[2]);
	cr_expect(isnan(got.auc_within[0]));
	rapport__evaluation_clear(&got);
	cr_expect_null(got.confusion);
	rapport__evaluation_clear(&got);
}

/* By its definition: every pair of a text with the label and one without. */
static double plain_auc(const double *scores, const bool *positive, const uint32_t *sources,
			uint32_t source, size_t N, double *pairs)
{
	double won = 0;

	*pairs = 0;
	for (size_t i = 0; i < N; i++)
		for (size_t j = 0; j < N; j++) {
			if (!positive[i] || positive[j] ||
			    (sources && (sources[i] != source || sources[j] != source)))
				continue;
			++*pairs;
			won += scores[i] > scores[j] ? 1 : scores[i] < scores[j] ? 0 : 0.5;
		}
	return won / *pairs;
}

Test(evaluation, finds_the_area_that_counting_pairs_finds)
{
	enum {
		N = 300
	};
	static const unsigned steps[] = { 1, 3, 20, 1000000 }; /* few steps: many ties */
	double scores[N], pairs, plain_pairs;
	uint32_t sources[N];
	bool positive[N];

	for (size_t s = 0; s < 4; s++) {
		for (size_t i = 0; i < N; i++) {
			positive[i] = support_number(i) > 0.4;
			sources[i] = (uint32_t)(i * 7 % 3);
			scores[i] = floor((support_number(i + 1000) + positive[i]) * steps[s]);
		}
		for (uint32_t source = 0; source <= 4; source++) {
			const uint32_t *which = source ? sources : NULL;
			double area = rapport__auc(scores, positive, which, source - 1, N, &pairs);
			double plain = plain_auc(scores, positive, which, source - 1, N,
						 &plain_pairs);

			cr_expect_eq(pairs, plain_pairs);
			/* Source 3 is nobody's. */
			cr_expect(source == 4 ? isnan(area) : fabs(area - plain) < 1e-12,
				  "steps %u, source %u: %.12g, plain %.12g", steps[s], source, area,
				  plain);
		}
	}
	memset(positive, 0, sizeof positive);
	cr_expect(isnan(rapport__auc(scores, positive, NULL, 0, N, &pairs)));
	cr_expect_eq(pairs, 0);
	cr_expect(isnan(rapport__auc(scores, positive, NULL, 0, 0, &pairs)));
}

Test(evaluation, weighs_the_areas_inside_sources_by_their_pairs)
{
	enum {
		N = 200
	};
	static double scores[N][2];
	uint32_t labels[N], sources[N];
	const struct rapport__predictions predictions = { scores[0], labels, sources, N, 2 };
	double score[N], sum = 0, all = 0, pairs;
	struct rapport__evaluation got;
	bool positive[N];

	for (size_t i = 0; i < N; i++) {
		sources[i] = i < 100 ? 0 : i < 150 ? 2 : 5;
		labels[i] = i < 150 ? support_number(i) > 0 : 1; /* the last has one label only */
		scores[i][1] = 0.5 + support_number(i + 1000) / 2;
		scores[i][0] = 1 - scores[i][1];
		score[i] = scores[i][1];
		positive[i] = labels[i] == 1;
	}
	for (uint32_t source = 0; source < 3; source += 2) {
		double area = plain_auc(score, positive, sources, source, N, &pairs);

		sum += area * pairs;
		all += pairs;
	}
	cr_assert_eq(rapport__evaluate(&predictions, &got, NULL), RAPPORT_OK);
	cr_expect_float_eq(got.auc_within[1], sum / all, 1e-12);
	cr_expect_neq(got.auc_within[1], got.auc[1]);
	rapport__evaluation_clear(&got);
}

/* 30 texts: fifteen bins of two.  Confidence rises; in each bin one answer is right. */
Test(evaluation, measures_calibration_in_bins_of_equal_mass)
{
	static double scores[30][2];
	uint32_t labels[30];
	const struct rapport__predictions predictions = { scores[0], labels, NULL, 30, 2 };
	struct rapport__calibration_bin bins[RAPPORT__CALIBRATION_BINS];
	double error, expected = 0;

	for (size_t i = 0; i < 30; i++) {
		size_t place = i * 7 % 30; /* not in order */

		scores[place][1] = 0.55 + 0.01 * (double)i;
		scores[place][0] = 1 - scores[place][1];
		labels[place] = i % 2;
	}
	error = rapport__calibration_error(&predictions, bins);
	for (size_t b = 0; b < 15; b++) {
		double confidence = 0.555 + 0.02 * (double)b;

		cr_expect_eq(bins[b].count, 2);
		cr_expect_float_eq(bins[b].accuracy, 0.5, 1e-12);
		cr_expect_float_eq(bins[b].confidence, confidence, 1e-12);
		expected += (confidence - 0.5) / 15;
	}
	cr_expect_float_eq(error, expected, 1e-12);
	cr_expect_eq(rapport__calibration_error(&predictions, NULL), error);
}

/* Ten texts: five bins of the fifteen have none, and each text is alone in its bin. */
Test(evaluation, measures_each_label_against_the_rest)
{
	const struct rapport__predictions predictions = { worked[0], worked_labels, NULL, 10, 3 };
	struct rapport__evaluation got;
	double sum = 0;

	cr_assert_eq(rapport__evaluate(&predictions, &got, NULL), RAPPORT_OK);
	for (uint32_t k = 0; k < 3; k++) {
		double brier = 0, error = 0;

		for (size_t i = 0; i < 10; i++) {
			double gap = worked[i][k] - (worked_labels[i] == k);

			brier += gap * gap / 10;
			error += fabs(gap) / 10;
		}
		cr_expect_float_eq(got.label_brier[k], brier, 1e-12, "label %u", k);
		cr_expect_float_eq(got.label_calibration[k], error, 1e-12, "label %u: %g, not %g",
				   k, got.label_calibration[k], error);
		sum += got.label_brier[k];
	}
	cr_expect_float_eq(sum, got.brier, 1e-12);
	rapport__evaluation_clear(&got);
}

/* 30 texts in fifteen bins of two: half of each have the label, whatever its probability. */
Test(evaluation, measures_a_labels_calibration_where_it_is_not_predicted)
{
	static double scores[30][2];
	uint32_t labels[30];
	const struct rapport__predictions predictions = { scores[0], labels, NULL, 30, 2 };
	double expected = 0;

	for (size_t i = 0; i < 30; i++) {
		size_t place = i * 7 % 30; /* not in order */

		scores[place][1] = 0.01 * (double)(i + 1);
		scores[place][0] = 1 - scores[place][1];
		labels[place] = i % 2;
	}
	for (size_t b = 0; b < 15; b++)
		expected += (0.5 - (0.015 + 0.02 * (double)b)) / 15;
	cr_expect_float_eq(rapport__label_calibration_error(&predictions, 1), expected, 1e-12);
	cr_expect_float_eq(rapport__label_calibration_error(&predictions, 0), expected, 1e-12);
}

Test(evaluation, leaves_out_a_fifth_of_the_texts)
{
	static const size_t counts[] = { 1, 4, 5, 10, 25, 100, 999, 1000, 1005 };
	static double scores[1005][2];
	static uint32_t labels[1005];

	for (size_t i = 0; i < 1005; i++) {
		scores[i][0] = 0.5 + (double)(i + 1) / 4000;
		scores[i][1] = 1 - scores[i][0];
	}
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		const struct rapport__predictions predictions = { scores[0], labels, NULL,
								  counts[i], 2 };
		struct rapport__evaluation got;

		cr_assert_eq(rapport__evaluate(&predictions, &got, NULL), RAPPORT_OK);
		cr_expect_eq(got.threshold_80, scores[counts[i] / 5][0], "%zu texts: %g", counts[i],
			     got.threshold_80);
		rapport__evaluation_clear(&got);
	}
}

Test(evaluation, refuses_no_texts_and_bears_hard_scores)
{
	static const double hard[] = { 1, 0, 0, 1 };
	static const uint32_t labels[] = { 0, 0 };
	struct rapport__predictions predictions = { hard, labels, NULL, 0, 2 };
	struct rapport_error error = { 0 };
	struct rapport__evaluation got;

	cr_expect_eq(rapport__evaluate(&predictions, &got, &error), RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
	cr_expect_null(got.confusion);
	predictions.N = 2;
	cr_assert_eq(rapport__evaluate(&predictions, &got, NULL), RAPPORT_OK);
	cr_expect(isfinite(got.log_loss) && got.log_loss > 15);
	cr_expect_eq(got.brier, 1);
	cr_expect(isnan(got.auc[0]) && isnan(got.f1[1]) == 0);
	rapport__evaluation_clear(&got);
}

static enum rapport_status evaluate(void *context, struct rapport_error *error)
{
	const struct rapport__predictions predictions = { worked[0], worked_labels, worked_labels,
							  10, 3 };
	struct rapport__evaluation got;
	enum rapport_status status = rapport__evaluate(&predictions, &got, error);

	(void)context;
	cr_assert(!status || !got.confusion);
	rapport__evaluation_clear(&got);
	return status;
}

Test(evaluation, fails_without_memory)
{
	const struct rapport__predictions predictions = { worked[0], worked_labels, NULL, 10, 3 };

	cr_expect_geq(support_fail_allocations(evaluate, NULL), 14);
	rapport__memory_fail_after(0);
	cr_expect_eq(rapport__calibration_error(&predictions, NULL), -1);
	rapport__memory_fail_after(-1);
}
