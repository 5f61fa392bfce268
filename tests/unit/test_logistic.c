#include "model/logistic.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <float.h>
#include <math.h>
#include <string.h>

enum {
	K_MAX = 64
};

static const struct {
	const char *name;
	size_t K;
	double z[4], p[4], log_sum;
} rows[] = {
	{ "one class", 1, { -700 }, { 1 }, -700 },
	{ "equal logits", 3, { 0, 0, 0 }, { 1 / 3., 1 / 3., 1 / 3. }, 1.0986122886681098 },
	{ "1 to 3", 2, { 0, 1.0986122886681098 }, { 0.25, 0.75 }, 1.3862943611198906 },
	{ "a shift changes nothing but the sum",
	  2,
	  { 500, 501.0986122886681098 },
	  { 0.25, 0.75 },
	  501.3862943611198906 },
	{ "far apart", 3, { 1000, 0, -1000 }, { 1, 0, 0 }, 1000 },
	{ "beyond exp's range", 2, { DBL_MAX, DBL_MAX }, { 0.5, 0.5 }, DBL_MAX },
	{ "below it", 2, { -DBL_MAX, -DBL_MAX }, { 0.5, 0.5 }, -DBL_MAX },
	{ "impossible classes",
	  4,
	  { -INFINITY, 0, -INFINITY, 0 },
	  { 0, 0.5, 0, 0.5 },
	  0.6931471805599453 },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static const struct {
	size_t K;
	double z[4];
	uint32_t best;
} largest[] = {
	{ 1, { -3 }, 0 },
	{ 3, { 1, 2, 3 }, 2 },
	{ 3, { 1, 3, 2 }, 1 },
	{ 4, { 2, 3, 3, 3 }, 1 }, /* the first of equals */
	{ 4, { -0.0, 0.0, 0.0, -1 }, 0 },
	{ 3, { -INFINITY, -5, -INFINITY }, 1 },
	{ 2, { 0, INFINITY }, 1 },
};

static bool near(double a, double b, double tolerance)
{
	return a == b || fabs(a - b) <= tolerance;
}

ParameterizedTestParameters(logistic, matches_the_worked_example)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, logistic, matches_the_worked_example)
{
	double z[4], logs[4], log_sum;

	memcpy(z, rows[*row].z, sizeof z);
	memcpy(logs, rows[*row].z, sizeof z);
	log_sum = rapport__softmax(z, rows[*row].K);
	rapport__log_softmax(logs, rows[*row].K);
	cr_expect(near(log_sum, rows[*row].log_sum, 1e-12), "%s", rows[*row].name);
	for (size_t k = 0; k < rows[*row].K; k++) {
		cr_expect(near(z[k], rows[*row].p[k], 1e-12), "%s, class %zu", rows[*row].name, k);
		cr_expect(near(exp(logs[k]), rows[*row].p[k], 1e-12), "%s, class %zu",
			  rows[*row].name, k);
	}
	for (size_t k = rows[*row].K; k < 4; k++)
		cr_expect(z[k] == rows[*row].z[k] && logs[k] == rows[*row].z[k], "beyond K");
}

/* Uniform in [-1, 1): Knuth's MMIX generator, the same everywhere. */
static double draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*state >> 11) / 4503599627370496. - 1;
}

/* long double has 11 bits more, so what differs is this code's rounding: a few units of 2^-53
 * for each of K terms, relative; exp makes an exponent's error, |z| times 2^-53, a relative one. */
Test(logistic, agrees_with_long_double)
{
	uint64_t seed = 1;

	for (size_t round = 0; round < 2000; round++) {
		size_t K = 1 + round % K_MAX;
		double z[K_MAX], p[K_MAX], logs[K_MAX], scale = pow(10, (double)(round % 7) - 3);
		double log_sum, total = 0;
		long double sum = 0;

		for (size_t k = 0; k < K; k++)
			logs[k] = p[k] = z[k] = draw(&seed) * scale;
		for (size_t k = 0; k < K; k++)
			sum += expl(z[k]);
		log_sum = rapport__softmax(p, K);
		rapport__log_softmax(logs, K);
		cr_assert(near(log_sum, (double)logl(sum), 1e-13 * (1 + scale)));
		for (size_t k = 0; k < K; k++) {
			double wanted = (double)(expl(z[k]) / sum);

			total += p[k];
			cr_assert(near(p[k], wanted, 1e-12 * wanted + DBL_MIN),
				  "round %zu, class %zu of %zu", round, k, K);
			cr_assert(near(logs[k], z[k] - (double)logl(sum), 1e-13 * (1 + scale)));
		}
		cr_assert(near(total, 1, 1e-14));
	}
}

Test(logistic, keeps_the_logarithm_where_the_probability_is_lost)
{
	double z[2] = { 0, -2000 }, p[2] = { 0, -2000 };

	rapport__log_softmax(z, 2);
	rapport__softmax(p, 2);
	cr_expect(p[1] == 0);
	cr_expect(z[1] == -2000);
	cr_expect(z[0] == 0);
}

Test(logistic, gives_nan_for_nan)
{
	for (size_t at = 0; at < 3; at++) {
		double z[3] = { 1, 2, 3 }, logs[3] = { 1, 2, 3 };

		z[at] = logs[at] = NAN;
		cr_expect(isnan(rapport__softmax(z, 3)), "NaN at %zu", at);
		rapport__log_softmax(logs, 3);
		for (size_t k = 0; k < 3; k++)
			cr_expect(isnan(z[k]) && isnan(logs[k]), "NaN at %zu, class %zu", at, k);
	}
}

/* d loss / d z_j = p_j - [j = k], by central differences: error h^2 / 6 and 2^-53 / h, both below
 * 1e-9 at h = 1e-5. */
Test(logistic, returns_the_loss_whose_gradient_the_probabilities_are)
{
	const double h = 1e-5;
	uint64_t seed = 7;

	for (size_t round = 0; round < 100; round++) {
		double z[5], p[5];

		for (size_t k = 0; k < 5; k++)
			p[k] = z[k] = 3 * draw(&seed);
		rapport__softmax(p, 5);
		for (size_t j = 0; j < 5; j++) {
			double above[5], below[5];

			memcpy(above, z, sizeof z);
			memcpy(below, z, sizeof z);
			above[j] += h;
			below[j] -= h;
			cr_assert(near((rapport__softmax(above, 5) - rapport__softmax(below, 5)) /
					       (2 * h),
				       p[j], 1e-9));
		}
	}
}

Test(logistic, finds_the_first_of_the_largest)
{
	for (size_t i = 0; i < sizeof largest / sizeof *largest; i++)
		cr_expect(rapport__argmax(largest[i].z, largest[i].K) == largest[i].best, "row %zu",
			  i);
}
