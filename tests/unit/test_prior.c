#include "support.h"

#include "model/prior.h"

#include <math.h>
#include <string.h>

enum {
	K = 3
};

static const double even[K] = { 1 / 3., 1 / 3., 1 / 3. };

static void add(struct rapport__prior_sample *sample, size_t times, double a, double b, double c)
{
	for (size_t i = 0; i < times; i++)
		cr_assert(rapport__prior_sample_add(sample, (double[K]){ a, b, c }));
}

static void adapt(const struct rapport__prior_sample *sample, const double *from, double *to)
{
	struct rapport_error error = { 0 };
	double sum = 0;

	cr_assert_eq(rapport__prior_adapt(sample, from, 0, to, &error), RAPPORT_OK, "%s",
		     error.text);
	for (size_t k = 0; k < sample->K; k++) {
		cr_expect_geq(to[k], RAPPORT__PRIOR_FLOOR * (1 - 1e-12));
		sum += to[k];
	}
	cr_expect_float_eq(sum, 1, 1e-12);
}

static void expect_shares(const double *got, double a, double b, double c, double tolerance,
			  const char *name)
{
	cr_expect(fabs(got[0] - a) <= tolerance && fabs(got[1] - b) <= tolerance &&
			  fabs(got[2] - c) <= tolerance,
		  "%s: %.9g %.9g %.9g, not %.9g %.9g %.9g", name, got[0], got[1], got[2], a, b, c);
}

/* Answers without a doubt are counted. */
Test(prior, counts_texts_that_leave_no_doubt)
{
	static const double from[K] = { 0.2, 0.72, 0.08 };
	struct rapport__prior_sample sample = { .K = K };
	double to[K];

	add(&sample, 10, 1, 0, 0);
	add(&sample, 60, 0, 1, 0);
	add(&sample, 30, 0, 0, 1);
	adapt(&sample, from, to);
	expect_shares(to, 0.1, 0.6, 0.3, 1e-9, "from the model's shares");
	adapt(&sample, even, to);
	expect_shares(to, 0.1, 0.6, 0.3, 1e-9, "from even shares");
	rapport__prior_sample_clear(&sample);
}

/* Two labels under even shares; a texts with p, b with 1 - p.  The likelihood
 * a log(q p + (1 - q)(1 - p)) + b log(q (1 - p) + (1 - q) p) is the highest where
 * q p + (1 - q)(1 - p) = a / (a + b), so q = (a / (a + b) - 1 + p) / (2 p - 1). */
static const struct {
	size_t a, b;
	double p, q;
} pairs[] = {
	{ 60, 40, 0.8, 2 / 3. },
	{ 50, 50, 0.8, 0.5 },
	{ 70, 30, 0.75, 0.9 },
	{ 25, 75, 0.9, 0.1875 },
	{ 1000, 3000, 0.9, 0.1875 },
	{ 65, 35, 0.6, 1 - RAPPORT__PRIOR_FLOOR },
	{ 20, 80, 0.7, RAPPORT__PRIOR_FLOOR },
};

SUPPORT_ROWS(prior, finds_the_maximum_that_can_be_worked_out, pairs)
ParameterizedTest(size_t *row, prior, finds_the_maximum_that_can_be_worked_out)
{
	static const double half[2] = { 0.5, 0.5 };
	struct rapport__prior_sample sample = { .K = 2 };
	const double p = pairs[*row].p;
	double to[2];

	for (size_t i = 0; i < pairs[*row].a + pairs[*row].b; i++)
		cr_assert(rapport__prior_sample_add(&sample, i < pairs[*row].a
								     ? (double[2]){ p, 1 - p }
								     : (double[2]){ 1 - p, p }));
	adapt(&sample, half, to);
	/* Rounds end when none moves a share by 1e-7; slow ones leave some of them undone. */
	cr_expect_float_eq(to[0], pairs[*row].q, 2e-6, "row %zu: %.9g", *row, to[0]);
	rapport__prior_sample_clear(&sample);
}

/* Texts whose labels are drawn by shares, and whose scores are exact under the shares of the model:
 * two numbers x, each normal around a place that the label has. */
static const double places[K][2] = { { 1.2, 0 }, { 0, 0 }, { 0, 1.2 } };

static double normal(uint64_t *state)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += (support_number((*state)++) + 1) / 2;
	return sum;
}

static void sample_texts(struct rapport__prior_sample *sample, size_t N, const double *shares,
			 const double *model, uint64_t seed)
{
	uint64_t state = seed * 1000003;

	for (size_t i = 0; i < N; i++) {
		double at = (support_number(state++) + 1) / 2, x[2], p[K], sum = 0;
		size_t label = at < shares[0] ? 0 : at < shares[0] + shares[1] ? 1 : 2;

		for (size_t d = 0; d < 2; d++)
			x[d] = places[label][d] + normal(&state);
		for (size_t k = 0; k < K; k++) {
			double far = pow(x[0] - places[k][0], 2) + pow(x[1] - places[k][1], 2);

			p[k] = model[k] * exp(-far / 2);
			sum += p[k];
		}
		for (size_t k = 0; k < K; k++)
			p[k] /= sum;
		cr_assert(rapport__prior_sample_add(sample, p));
	}
}

static const struct {
	double shares[K], model[K];
} drawn[] = {
	{ { 0.2, 0.72, 0.08 }, { 0.2, 0.72, 0.08 } }, { { 0.05, 0.94, 0.01 }, { 0.2, 0.72, 0.08 } },
	{ { 0.5, 0.1, 0.4 }, { 0.2, 0.72, 0.08 } },   { { 0.1, 0.3, 0.6 }, { 0.9, 0.05, 0.05 } },
	{ { 0.6, 0.4, 0 }, { 0.2, 0.72, 0.08 } },
};

SUPPORT_ROWS(prior, finds_the_shares_that_texts_were_drawn_by, drawn)
ParameterizedTest(size_t *row, prior, finds_the_shares_that_texts_were_drawn_by)
{
	const double *shares = drawn[*row].shares;
	struct rapport__prior_sample sample = { .K = K };
	double to[K];

	sample_texts(&sample, 20000, shares, drawn[*row].model, *row + 1);
	adapt(&sample, drawn[*row].model, to);
	/* The labels overlap: 20,000 texts tell about as much as a third of them with labels. */
	expect_shares(to, shares[0], shares[1], shares[2], 0.02, "20,000 texts");
	rapport__prior_sample_clear(&sample);
}

/* log-likelihood of shares, plainly. */
static long double likelihood(const struct rapport__prior_sample *sample, const double *from,
			      const long double *q)
{
	long double sum = 0;

	for (size_t i = 0; i < sample->count; i++) {
		long double one = 0;

		for (size_t k = 0; k < K; k++)
			one += q[k] / (long double)from[k] * (long double)sample->p[i * K + k];
		sum += logl(one);
	}
	return sum;
}

/* A grid over all shares, ever finer around its best; no expectation and no round in it. */
static void search_grid(const struct rapport__prior_sample *sample, const double *from,
			long double *best)
{
	long double width = 0.5L, most = -INFINITY;

	best[0] = best[2] = 1 / 3.L;
	for (int level = 0; level < 18; level++, width /= 2) {
		const long double middle[2] = { best[0], best[2] };

		for (int i = -4; i <= 4; i++)
			for (int j = -4; j <= 4; j++) {
				long double q[K] = { middle[0] + i * width / 4, 0,
						     middle[1] + j * width / 4 },
					    at;

				q[1] = 1 - q[0] - q[2];
				if (q[0] < 1e-3L || q[1] < 1e-3L || q[2] < 1e-3L)
					continue;
				at = likelihood(sample, from, q);
				if (at <= most)
					continue;
				most = at;
				memcpy(best, q, sizeof q);
			}
	}
	best[1] = 1 - best[0] - best[2];
}

SUPPORT_ROWS(prior, agrees_with_a_plain_search_of_all_shares, drawn)
ParameterizedTest(size_t *row, prior, agrees_with_a_plain_search_of_all_shares)
{
	for (uint64_t seed = 0; seed < 5; seed++) {
		struct rapport__prior_sample sample = { .K = K };
		long double best[K], reached[K];
		double to[K];

		sample_texts(&sample, 60, drawn[*row].shares, drawn[*row].model, 77 + seed);
		adapt(&sample, drawn[*row].model, to);
		search_grid(&sample, drawn[*row].model, best);
		for (size_t k = 0; k < K; k++)
			reached[k] = (long double)to[k];
		/* Of few texts the top is flat: what counts is how high it is. */
		cr_expect(likelihood(&sample, drawn[*row].model, reached) >=
				  likelihood(&sample, drawn[*row].model, best) - 1e-4L,
			  "seed %d: %.6f %.6f %.6f", (int)seed, to[0], to[1], to[2]);
		expect_shares(to, (double)best[0], (double)best[1], (double)best[2], 2e-3,
			      "60 texts");
		rapport__prior_sample_clear(&sample);
	}
}

Test(prior, keeps_the_models_shares_of_what_says_nothing)
{
	static const double from[K] = { 0.2, 0.72, 0.08 };
	struct rapport__prior_sample sample = { .K = K };
	double to[K];

	adapt(&sample, from, to);
	cr_expect_eq(memcmp(to, from, sizeof to), 0, "no text");
	add(&sample, 100, 0.2, 0.72, 0.08);
	adapt(&sample, from, to);
	/* Probabilities are kept as floats. */
	expect_shares(to, 0.2, 0.72, 0.08, 1e-5, "texts as likely as any");
	rapport__prior_sample_clear(&sample);
}

/* One label explains all texts best, however little: the others are held at the floor. */
Test(prior, gives_all_to_one_label_where_texts_are_one_or_the_same)
{
	static const double from[K] = { 0.2, 0.72, 0.08 };
	const double rest = 1 - 2 * RAPPORT__PRIOR_FLOOR, floor = RAPPORT__PRIOR_FLOOR;

	for (size_t N = 1; N <= 1000; N *= 10) {
		struct rapport__prior_sample sample = { .K = K };
		double to[K];

		/* 0.3 / 0.2 is more than 0.65 / 0.72 and 0.05 / 0.08. */
		add(&sample, N, 0.3, 0.65, 0.05);
		adapt(&sample, from, to);
		expect_shares(to, rest, floor, floor, 1e-5, "the same");
		rapport__prior_sample_clear(&sample);
	}
}

Test(prior, lets_the_models_shares_count_for_some_texts)
{
	static const double from[K] = { 0.2, 0.72, 0.08 }, half[2] = { 0.5, 0.5 };
	static const double no_weights[] = { NAN, -1, INFINITY };
	struct rapport__prior_sample sample = { .K = K }, two = { .K = 2 };
	double to[K];

	cr_assert_eq(rapport__prior_adapt(&sample, from, 50, to, NULL), RAPPORT_OK);
	cr_expect_eq(memcmp(to, from, sizeof to), 0, "no text");
	add(&sample, 10, 1, 0, 0);
	add(&sample, 40, 0, 1, 0);
	cr_assert_eq(rapport__prior_adapt(&sample, from, 50, to, NULL), RAPPORT_OK);
	expect_shares(to, 0.2, 0.76, 0.04, 1e-9, "without a doubt");
	cr_assert_eq(rapport__prior_adapt(&sample, from, 1e12, to, NULL), RAPPORT_OK);
	expect_shares(to, 0.2, 0.72, 0.08, 1e-9, "against a heavy weight");
	/* Of a texts with p and a weight w: at the top of
	 * a log(q p + (1 - q)(1 - p)) + w/2 log q + w/2 log(1 - q) the slope is 0. */
	for (int i = 0; i < 30; i++)
		cr_assert(rapport__prior_sample_add(&two, (double[2]){ 0.8, 0.2 }));
	cr_assert_eq(rapport__prior_adapt(&two, half, 20, to, NULL), RAPPORT_OK);
	cr_expect_float_eq(30 * 0.6 / (to[0] * 0.6 + 0.2) + 10 * (1 / to[0] - 1 / to[1]), 0, 1e-3,
			   "%.9g", to[0]);
	for (size_t i = 0; i < sizeof no_weights / sizeof *no_weights; i++)
		cr_expect_eq(rapport__prior_adapt(&sample, from, no_weights[i], to, NULL),
			     RAPPORT_ERR_ARGUMENT);
	rapport__prior_sample_clear(&sample);
	rapport__prior_sample_clear(&two);
}

Test(prior, lifts_to_the_floor_in_turn)
{
	struct rapport__prior_sample sample = { .K = K };
	double to[K];

	add(&sample, 100000 - 100 - 1, 1, 0, 0);
	/* Above the floor by so little that lifting the other takes it below. */
	add(&sample, 100, 0, 1, 0);
	add(&sample, 1, 0, 0, 1);
	adapt(&sample, even, to);
	expect_shares(to, 1 - 2 * RAPPORT__PRIOR_FLOOR, RAPPORT__PRIOR_FLOOR, RAPPORT__PRIOR_FLOOR,
		      1e-9, "both");
	rapport__prior_sample_clear(&sample);
}

static const struct {
	const char *name;
	double from[K], p[K];
	uint64_t place;
} bad[] = {
	{ "NaN", { 0.2, 0.7, 0.1 }, { NAN, 0.5, 0.5 }, 3 },
	{ "NaN last", { 0.2, 0.7, 0.1 }, { 0.5, 0.5, NAN }, 3 },
	{ "infinite", { 0.2, 0.7, 0.1 }, { INFINITY, 0, 0 }, 3 },
	{ "negative", { 0.2, 0.7, 0.1 }, { 1.5, -0.5, 0 }, 3 },
	{ "too little", { 0.2, 0.7, 0.1 }, { 0.2, 0.2, 0.2 }, 3 },
	{ "nothing", { 0.2, 0.7, 0.1 }, { 0, 0, 0 }, 3 },
	{ "no share", { 0, 0.9, 0.1 }, { 1, 0, 0 }, 0 },
	{ "negative share", { -0.1, 1, 0.1 }, { 1, 0, 0 }, 0 },
	{ "a share without a reciprocal", { 1e-320, 0.9, 0.1 }, { 1, 0, 0 }, 0 },
	{ "NaN share", { NAN, 0.5, 0.5 }, { 1, 0, 0 }, 0 },
	{ "shares beyond 1", { 0.5, 0.5, 0.5 }, { 1, 0, 0 }, 0 },
};

SUPPORT_ROWS(prior, refuses_what_is_no_probability, bad)
ParameterizedTest(size_t *row, prior, refuses_what_is_no_probability)
{
	struct rapport__prior_sample sample = { .K = K };
	struct rapport_error error = { 0 };
	double to[K] = { 7, 7, 7 };

	add(&sample, 2, 0.5, 0.25, 0.25);
	add(&sample, 1, bad[*row].p[0], bad[*row].p[1], bad[*row].p[2]);
	cr_expect_eq(rapport__prior_adapt(&sample, bad[*row].from, 0, to, &error),
		     RAPPORT_ERR_ARGUMENT, "%s", bad[*row].name);
	cr_expect_eq(error.place, bad[*row].place, "%s: %s", bad[*row].name, error.text);
	cr_expect(to[0] == 7 && to[1] == 7 && to[2] == 7, "%s", bad[*row].name);
	rapport__prior_sample_clear(&sample);
}

/* The smallest share that is allowed must not overflow. */
Test(prior, bears_the_smallest_and_the_most_shares)
{
	static const double from[K] = { 3e-308, 0.5, 0.5 };
	struct rapport__prior_sample sample = { .K = K }, wide = { .K = RAPPORT_LABELS_MAX };
	double to[RAPPORT_LABELS_MAX], many[RAPPORT_LABELS_MAX];

	add(&sample, 3, 1, 0, 0);
	add(&sample, 1, 0, 1, 0);
	adapt(&sample, from, to);
	expect_shares(to, 0.75 * (1 - 1e-3), 0.25 * (1 - 1e-3), 1e-3, 1e-6, "smallest");
	rapport__prior_sample_clear(&sample);
	for (size_t k = 0; k < RAPPORT_LABELS_MAX; k++)
		many[k] = 1. / RAPPORT_LABELS_MAX;
	for (size_t i = 0; i < 100; i++) {
		double p[RAPPORT_LABELS_MAX] = { 0 };

		p[i % 2] = 1;
		cr_assert(rapport__prior_sample_add(&wide, p));
	}
	adapt(&wide, many, to);
	cr_expect_float_eq(to[1], (1 - 62 * RAPPORT__PRIOR_FLOOR) / 2, 1e-9);
	rapport__prior_sample_clear(&wide);
}

/* Each text as likely as any other, also where what they say comes in turns. */
Test(prior, keeps_texts_spread_evenly_over_any_number)
{
	const size_t most = RAPPORT__PRIOR_TEXTS_MAX, N = 5 * most / 2 + 3;
	struct rapport__prior_sample sample = { .K = 1 };
	bool *kept = rapport__calloc(N, sizeof *kept);
	size_t tenths[10] = { 0 }, odd = 0;

	for (size_t i = 0; i < N; i++) {
		const double number = (double)i; /* exact as a float below 2^24 */

		cr_assert(rapport__prior_sample_add(&sample, &number));
		cr_assert(sample.count == (i + 1 < most ? i + 1 : most) && sample.seen == i + 1);
	}
	for (size_t i = 0; i < most; i++) {
		const size_t number = (size_t)sample.p[i];

		cr_assert(number < N && !kept[number], "%zu is there twice", number);
		kept[number] = true;
		tenths[number * 10 / N]++;
		odd += number % 2;
	}
	/* Five standard deviations: 77 of a tenth, 128 of a half. */
	for (size_t t = 0; t < 10; t++)
		cr_expect(fabs((double)tenths[t] - (double)most / 10) < 385, "tenth %zu: %zu", t,
			  tenths[t]);
	cr_expect(fabs((double)odd - (double)most / 2) < 640, "odd: %zu", odd);
	rapport__free(kept);
	rapport__prior_sample_clear(&sample);
	cr_expect(!sample.p && !sample.count && !sample.seen && sample.K == 1);
}

Test(prior, loses_nothing_without_memory)
{
	struct rapport__prior_sample sample = { .K = K };

	rapport__memory_fail_after(0);
	cr_expect(!rapport__prior_sample_add(&sample, even));
	rapport__memory_fail_after(-1);
	cr_expect_eq(sample.count + sample.seen, 0);
	add(&sample, 1, 0.5, 0.25, 0.25);
	cr_expect(sample.count == 1 && sample.p[0] == 0.5f && sample.p[2] == 0.25f);
	rapport__prior_sample_clear(&sample);
}
