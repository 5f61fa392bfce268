#include "support.h"
#include "training/evaluation.h"
#include "training/resampling.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	N = 60,
	K = 3,
	GROUPS = 23,
	MOST = 2000,
};

/* The first numbers that the authors' program gives for the seed 1234567. */
Test(resampling, draws_what_splitmix64_draws)
{
	static const uint64_t known[] = { UINT64_C(6457827717110365317),
					  UINT64_C(3203168211198807973),
					  UINT64_C(9817491932198370423),
					  UINT64_C(4593380528125082431),
					  UINT64_C(16408922859458223821) };
	uint64_t state = 1234567;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		cr_expect_eq(rapport__splitmix64(&state), known[i], "number %zu", i);
}

/* Texts whose scores are rather right; turn makes another model. */
static void make(double scores[N][K], uint32_t *labels, uint32_t *groups, uint64_t turn)
{
	for (size_t i = 0; i < N; i++) {
		double sum = 0;

		labels[i] = (uint32_t)(i * 7 % 11 % K);
		groups[i] = (uint32_t)(i * i % GROUPS);
		for (size_t k = 0; k < K; k++) {
			scores[i][k] = exp(1.5 * support_number(turn + i * K + k) +
					   (labels[i] == k));
			sum += scores[i][k];
		}
		for (size_t k = 0; k < K; k++)
			scores[i][k] /= sum;
	}
}

static void list_values(const struct rapport__evaluation *e, double *values)
{
	values[RAPPORT__MEASURE_MACRO_F1] = e->macro_f1;
	values[RAPPORT__MEASURE_ACCURACY] = e->accuracy;
	values[RAPPORT__MEASURE_LOG_LOSS] = e->log_loss;
	values[RAPPORT__MEASURE_BRIER] = e->brier;
	values[RAPPORT__MEASURE_CALIBRATION] = e->calibration;
}

/* Evaluates the texts of the groups drawn, each written out as often as it was drawn. */
static void plain_measure(const double scores[N][K], const uint32_t *labels, const uint32_t *groups,
			  const unsigned *times, double *values)
{
	static double drawn_scores[N * N][K];
	static uint32_t drawn_labels[N * N];
	struct rapport__predictions drawn = { drawn_scores[0], drawn_labels, NULL, 0, K };
	struct rapport__evaluation evaluation;

	for (size_t i = 0; i < N; i++)
		for (unsigned t = 0; t < times[groups[i]]; t++) {
			memcpy(drawn_scores[drawn.N], scores[i], sizeof scores[i]);
			drawn_labels[drawn.N++] = labels[i];
		}
	cr_assert(!rapport__evaluate(&drawn, &evaluation, NULL));
	list_values(&evaluation, values);
	rapport__evaluation_clear(&evaluation);
}

static int compare(const void *a, const void *b)
{
	const double *first = a, *second = b;

	return (*first > *second) - (*first < *second);
}

/* By its definition.  other NULL: of the first alone.  Groups are numbered as they first come. */
static void plain_resample(const double scores[N][K], const double other[N][K],
			   const uint32_t *labels, const uint32_t *groups, size_t group_count,
			   struct rapport__interval *intervals)
{
	static double values[RAPPORT__MEASURES][RAPPORT__RESAMPLES];
	double first[RAPPORT__MEASURES], second[RAPPORT__MEASURES] = { 0 };
	uint64_t state = 5;

	for (size_t r = 0; r < RAPPORT__RESAMPLES; r++) {
		unsigned times[N] = { 0 };

		for (size_t g = 0; g < group_count; g++)
			times[(rapport__splitmix64(&state) >> 32) * group_count >> 32]++;
		plain_measure(scores, labels, groups, times, first);
		if (other)
			plain_measure(other, labels, groups, times, second);
		for (size_t m = 0; m < RAPPORT__MEASURES; m++)
			values[m][r] = first[m] - second[m];
	}
	for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
		qsort(values[m], RAPPORT__RESAMPLES, sizeof values[m][0], compare);
		intervals[m] = (struct rapport__interval){ values[m][24], values[m][975] };
	}
}

/* Numbers groups as they first come, and returns how many there are. */
static size_t renumber(const uint32_t *groups, uint32_t *numbers)
{
	size_t count = 0;

	for (size_t i = 0; i < N; i++) {
		size_t j = 0;

		while (groups[j] != groups[i])
			j++;
		numbers[i] = j < i ? numbers[j] : (uint32_t)count++;
	}
	return count;
}

static void expect_same(const struct rapport__interval *got, const struct rapport__interval *plain,
			const char *what)
{
	for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
		cr_expect_float_eq(got[m].low, plain[m].low, 1e-10, "%s, measure %zu: %g, not %g",
				   what, m, got[m].low, plain[m].low);
		cr_expect_float_eq(got[m].high, plain[m].high, 1e-10, "%s, measure %zu: %g, not %g",
				   what, m, got[m].high, plain[m].high);
	}
}

Test(resampling, finds_the_intervals_that_writing_out_finds)
{
	static double scores[N][K], other[N][K];
	uint32_t labels[N], groups[N], numbers[N], alone[N];
	const struct rapport__predictions first = { scores[0], labels, NULL, N, K };
	const struct rapport__predictions second = { other[0], labels, NULL, N, K };
	struct rapport__interval got[RAPPORT__MEASURES], plain[RAPPORT__MEASURES];
	size_t count;

	make(scores, labels, groups, 0);
	make(other, labels, groups, 10000);
	for (size_t i = 0; i < N; i++) {
		alone[i] = (uint32_t)i;
		groups[i] = groups[i] * 1000 + 7; /* most numbers are nobody's */
	}
	count = renumber(groups, numbers);
	cr_assert(count > 5 && count < N);
	cr_expect_eq(rapport__count_groups(groups, N), count);
	cr_assert(!rapport__resample(&first, NULL, groups, 5, got, NULL));
	plain_resample(scores, NULL, labels, numbers, count, plain);
	expect_same(got, plain, "groups");
	cr_assert(!rapport__resample(&first, NULL, NULL, 5, got, NULL));
	plain_resample(scores, NULL, labels, alone, N, plain);
	expect_same(got, plain, "texts");
	cr_assert(!rapport__resample(&first, &second, groups, 5, got, NULL));
	plain_resample(scores, (const double(*)[K])other, labels, numbers, count, plain);
	expect_same(got, plain, "two models");
}

/* The first right texts are right, at a confidence of 0.9. */
static double spread_of_accuracy(size_t count, size_t right, const uint32_t *groups)
{
	static double scores[MOST][2];
	static uint32_t labels[MOST];
	const struct rapport__predictions predictions = { scores[0], labels, NULL, count, 2 };
	struct rapport__interval got[RAPPORT__MEASURES];

	for (size_t i = 0; i < count; i++) {
		scores[i][0] = 0.9;
		scores[i][1] = 1 - scores[i][0];
		labels[i] = i >= right;
	}
	cr_assert(!rapport__resample(&predictions, NULL, groups, 1, got, NULL));
	cr_expect(got[RAPPORT__MEASURE_ACCURACY].low < (double)right / (double)count);
	cr_expect(got[RAPPORT__MEASURE_ACCURACY].high > (double)right / (double)count);
	return got[RAPPORT__MEASURE_ACCURACY].high - got[RAPPORT__MEASURE_ACCURACY].low;
}

/* An accuracy p of N independent texts has the standard error sqrt(p (1 - p) / N).  A thousand
 * resamples tell the ends to about 5 % of the spread. */
Test(resampling, spreads_an_accuracy_as_the_binomial_law_does_and_twins_more)
{
	const double expected = 2 * 1.96 * sqrt(0.8 * 0.2 / MOST);
	static uint32_t groups[MOST];
	double alone = spread_of_accuracy(MOST, MOST * 8 / 10, NULL), twins;

	cr_expect(fabs(alone / expected - 1) < 0.12, "%g of %g", alone, expected);
	for (size_t i = 0; i < MOST; i++)
		groups[i] = (uint32_t)(i / 2);
	twins = spread_of_accuracy(MOST, MOST * 8 / 10, groups);
	cr_expect(fabs(twins / (sqrt(2) * expected) - 1) < 0.12, "%g of %g", twins,
		  sqrt(2) * expected);
}

Test(resampling, hangs_on_the_seed_alone_and_on_no_order_of_ties)
{
	static double scores[N][K];
	uint32_t labels[N], groups[N];
	const struct rapport__predictions predictions = { scores[0], labels, NULL, N, K };
	struct rapport__interval first[RAPPORT__MEASURES], again[RAPPORT__MEASURES];

	make(scores, labels, groups, 0);
	cr_assert(!rapport__resample(&predictions, NULL, groups, 1, first, NULL));
	cr_assert(!rapport__resample(&predictions, NULL, groups, 1, again, NULL));
	cr_expect_eq(memcmp(first, again, sizeof first), 0);
	cr_assert(!rapport__resample(&predictions, NULL, groups, 2, again, NULL));
	cr_expect_neq(memcmp(first, again, sizeof first), 0);
	cr_assert(!rapport__resample(&predictions, &predictions, groups, 1, again, NULL));
	for (size_t m = 0; m < RAPPORT__MEASURES; m++)
		cr_expect(again[m].low == 0 && again[m].high == 0, "a model and itself: %zu", m);
}

Test(resampling, of_a_single_group_or_text_is_the_value)
{
	static double scores[N][K];
	uint32_t labels[N], groups[N];
	struct rapport__predictions predictions = { scores[0], labels, NULL, N, K };
	struct rapport__interval got[RAPPORT__MEASURES];
	struct rapport__evaluation evaluation;
	double values[RAPPORT__MEASURES];

	make(scores, labels, groups, 0);
	memset(groups, 0, sizeof groups);
	for (int i = 0; i < 2; i++) {
		cr_assert(!rapport__evaluate(&predictions, &evaluation, NULL));
		list_values(&evaluation, values);
		cr_assert(!rapport__resample(&predictions, NULL, i ? NULL : groups, 1, got, NULL));
		for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
			cr_expect_float_eq(got[m].low, values[m], 1e-12, "measure %zu", m);
			cr_expect_float_eq(got[m].high, values[m], 1e-12, "measure %zu", m);
		}
		rapport__evaluation_clear(&evaluation);
		predictions.N = 1;
	}
}

Test(resampling, refuses_no_texts_and_unlike_models)
{
	static double scores[N][K];
	uint32_t labels[N], groups[N];
	struct rapport__predictions one = { scores[0], labels, NULL, N, K }, other = one;
	struct rapport__interval got[RAPPORT__MEASURES];
	struct rapport_error error = { 0 };

	make(scores, labels, groups, 0);
	other.N--;
	cr_expect_eq(rapport__resample(&one, &other, NULL, 1, got, &error), RAPPORT_ERR_ARGUMENT);
	other = one;
	other.K--;
	cr_expect_eq(rapport__resample(&one, &other, NULL, 1, got, &error), RAPPORT_ERR_ARGUMENT);
	one.N = 0;
	cr_expect_eq(rapport__resample(&one, NULL, NULL, 1, got, &error), RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(rapport__count_groups(groups, 0), 0);
}

static enum rapport_status resample(void *context, struct rapport_error *error)
{
	static double scores[N][K];
	uint32_t labels[N], groups[N];
	const struct rapport__predictions predictions = { scores[0], labels, NULL, N, K };
	struct rapport__interval got[RAPPORT__MEASURES];

	(void)context;
	make(scores, labels, groups, 0);
	return rapport__resample(&predictions, &predictions, groups, 1, got, error);
}

Test(resampling, fails_without_memory)
{
	cr_expect_geq(support_fail_allocations(resample, NULL), 10);
}
