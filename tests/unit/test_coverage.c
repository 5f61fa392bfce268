#include "support.h"
#include "training/coverage.h"
#include "training/evaluation.h"

#include <criterion/criterion.h>
#include <math.h>

enum {
	MOST = 200
};

/* Two labels, of which the first is always predicted; right tells whether it is true. */
struct made {
	double scores[MOST][2];
	uint32_t labels[MOST];
	struct rapport__predictions predictions;
};

static void make(struct made *made, const double *confidences, const bool *right, size_t N)
{
	for (size_t i = 0; i < N; i++) {
		made->scores[i][0] = confidences[i];
		made->scores[i][1] = 1 - confidences[i];
		made->labels[i] = !right[i];
	}
	made->predictions = (struct rapport__predictions){ made->scores[0], made->labels, NULL, N,
							   2 };
}

static const double worked[] = { .95, .6, .9, .7, .8, .75, .65, .85, .99, .55 };
static const bool worked_right[] = {
	true, false, true, false, true, true, true, false, true, false
};

/* From the surest down: right right right WRONG right right WRONG right WRONG WRONG. */
Test(coverage, matches_the_worked_example)
{
	struct rapport__coverage got;
	struct made made;
	double area = 0 + 0 + 0 + 1 / 4. + 1 / 5. + 1 / 6. + 2 / 7. + 2 / 8. + 3 / 9. + 4 / 10.;
	static const struct {
		size_t count;
		double threshold, risk;
	} points[RAPPORT__COVERAGE_POINTS] = {
		{ 10, .55, .4 },   { 10, .55, .4 },    { 9, .6, 3 / 9. }, { 8, .65, 2 / 8. },
		{ 7, .7, 2 / 7. }, { 6, .75, 1 / 6. }, { 5, .8, 1 / 5. }, { 4, .85, 1 / 4. },
		{ 3, .9, 0 },      { 2, .95, 0 },      { 1, .99, 0 },
	};

	make(&made, worked, worked_right, 10);
	cr_assert(!rapport__coverage_find(&made.predictions, &got, NULL));
	cr_expect_float_eq(got.area, area / 10, 1e-12, "%g", got.area);
	for (size_t i = 0; i < RAPPORT__COVERAGE_POINTS; i++) {
		const struct rapport__coverage_point *point = &got.points[i];

		cr_expect_eq(point->count, points[i].count, "point %zu: %zu", i, point->count);
		cr_expect_float_eq(point->coverage, (double)points[i].count / 10, 1e-12);
		cr_expect_float_eq(point->threshold, points[i].threshold, 1e-12);
		cr_expect_float_eq(point->risk, points[i].risk, 1e-12, "point %zu: %g", i,
				   point->risk);
	}
	/* 6 right of label 0, 2 of label 1 taken for it; the second label is never predicted. */
	cr_expect_float_eq(got.points[3].macro_f1, 2 * 6 / 14. / 2, 1e-12);
	cr_expect_eq(got.points[10].macro_f1, 1);
}

Test(coverage, is_the_evaluation_at_its_ends)
{
	double confidences[MOST];
	struct rapport__evaluation evaluation;
	struct rapport__coverage got;
	struct made made;
	bool right[MOST];

	for (size_t i = 0; i < MOST; i++) {
		confidences[i] = 0.75 + support_number(i) / 5;
		right[i] = support_number(i + 1000) < confidences[i];
	}
	for (size_t N = 1; N <= MOST; N += 13) {
		make(&made, confidences, right, N);
		cr_assert(!rapport__evaluate(&made.predictions, &evaluation, NULL));
		cr_assert(!rapport__coverage_find(&made.predictions, &got, NULL));
		cr_expect_float_eq(got.points[0].risk, 1 - evaluation.accuracy, 1e-12);
		cr_expect_eq(got.points[0].macro_f1, evaluation.macro_f1);
		cr_expect_eq(got.points[3].macro_f1, evaluation.macro_f1_surest);
		cr_expect_eq(got.points[3].threshold, evaluation.threshold_80);
		cr_expect_geq(got.points[10].count, 1);
		rapport__evaluation_clear(&evaluation);
	}
}

/* The area for texts in this order, from the surest down. */
static double plain_area(const bool *right, const size_t *order, size_t N)
{
	double area = 0, wrong = 0;

	for (size_t n = 1; n <= N; n++) {
		wrong += !right[order[n - 1]];
		area += wrong / (double)n / (double)N;
	}
	return area;
}

Test(coverage, takes_equal_confidences_in_every_order)
{
	static const double confidences[] = { .9, .7, .7, .7, .6 };
	static const bool right[] = { true, false, true, true, false };
	static const size_t orders[][5] = {
		{ 0, 1, 2, 3, 4 }, { 0, 1, 3, 2, 4 }, { 0, 2, 1, 3, 4 },
		{ 0, 2, 3, 1, 4 }, { 0, 3, 1, 2, 4 }, { 0, 3, 2, 1, 4 }
	};
	static const double same[] = { .7, .7, .7, .7, .7 };
	struct rapport__coverage got;
	struct made made;
	double mean = 0;

	for (size_t i = 0; i < 6; i++)
		mean += plain_area(right, orders[i], 5) / 6;
	make(&made, confidences, right, 5);
	cr_assert(!rapport__coverage_find(&made.predictions, &got, NULL));
	cr_expect_float_eq(got.area, mean, 1e-12, "%g, not %g", got.area, mean);
	make(&made, same, right, 5);
	cr_assert(!rapport__coverage_find(&made.predictions, &got, NULL));
	cr_expect_float_eq(got.area, 0.4, 1e-12, "confidence that tells nothing: %g", got.area);
}

static const struct {
	double threshold;
	size_t count;
	double risk;
} thresholds[] = {
	{ 0, 10, .4 }, { .55, 10, .4 }, { .550001, 9, 3 / 9. }, { .85, 4, .25 }, { .99, 1, 0 },
};

SUPPORT_ROWS(coverage, answers_from_a_threshold_on, thresholds)

ParameterizedTest(size_t *row, coverage, answers_from_a_threshold_on)
{
	struct rapport__coverage_point got;
	struct made made;

	make(&made, worked, worked_right, 10);
	cr_assert(!rapport__coverage_at(&made.predictions, thresholds[*row].threshold, &got, NULL));
	cr_expect_eq(got.threshold, thresholds[*row].threshold);
	cr_expect_eq(got.count, thresholds[*row].count, "%g: %zu", got.threshold, got.count);
	cr_expect_float_eq(got.coverage, (double)thresholds[*row].count / 10, 1e-12);
	cr_expect_float_eq(got.risk, thresholds[*row].risk, 1e-12);
}

Test(coverage, may_answer_nothing_but_not_be_of_nothing)
{
	struct rapport__coverage_point got;
	struct rapport__coverage coverage;
	struct rapport_error error = { 0 };
	struct made made;

	make(&made, worked, worked_right, 10);
	cr_assert(!rapport__coverage_at(&made.predictions, 0.995, &got, NULL));
	cr_expect_eq(got.count, 0);
	cr_expect(got.coverage == 0 && isnan(got.risk) && isnan(got.macro_f1));
	made.predictions.N = 0;
	cr_expect_eq(rapport__coverage_at(&made.predictions, 0, &got, &error),
		     RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(rapport__coverage_find(&made.predictions, &coverage, &error),
		     RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
}

static enum rapport_status find(void *context, struct rapport_error *error)
{
	struct rapport__coverage coverage;

	return rapport__coverage_find(context, &coverage, error);
}

static enum rapport_status find_at(void *context, struct rapport_error *error)
{
	struct rapport__coverage_point point;

	return rapport__coverage_at(context, 0.7, &point, error);
}

Test(coverage, fails_without_memory)
{
	struct made made;

	make(&made, worked, worked_right, 10);
	cr_expect_geq(support_fail_allocations(find, &made.predictions), 2);
	cr_expect_geq(support_fail_allocations(find_at, &made.predictions), 2);
}
