#include "model/calibration.h"

#include "memory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum {
	N = 400,
	K = 3
};

static bool near(double a, double b, double tolerance)
{
	return fabs(a - b) <= tolerance;
}

static bool same(double a, double b)
{
	return near(a, b, 0);
}

/* Uniform in [0, 1): Knuth's MMIX generator, the same everywhere. */
static double draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*state >> 11) / 9007199254740992.;
}

/* Logits whose labels are drawn from softmax(z / truth): about the best temperature is truth. */
static void sample(double truth, uint64_t seed, double *logits, uint32_t *labels)
{
	for (size_t i = 0; i < N; i++) {
		double p[K], sum = 0, at;

		for (size_t k = 0; k < K; k++) {
			logits[i * K + k] = 8 * draw(&seed) - 4;
			p[k] = exp(logits[i * K + k] / truth);
			sum += p[k];
		}
		at = draw(&seed) * sum;
		labels[i] = at < p[0] ? 0 : at < p[0] + p[1] ? 1 : 2;
	}
}

static long double loss_at(const double *logits, const uint32_t *labels, long double temperature)
{
	long double loss = 0;

	for (size_t i = 0; i < N; i++) {
		long double sum = 0;

		for (size_t k = 0; k < K; k++)
			sum += expl(logits[i * K + k] / temperature);
		loss += logl(sum) - logits[i * K + labels[i]] / temperature;
	}
	return loss;
}

/* 0.2 to 5 in steps of a thousandth of their logarithm. */
static double best_of_grid(const double *logits, const uint32_t *labels)
{
	double best = 0;
	long double least = INFINITY;

	for (double log_t = log(0.2); log_t <= log(5) + 1e-9; log_t += 1e-3) {
		long double loss = loss_at(logits, labels, exp(log_t));

		if (loss < least) {
			least = loss;
			best = exp(log_t);
		}
	}
	return best;
}

Test(calibration, finds_the_temperature_that_a_grid_finds)
{
	static const double truths[] = { 0.3, 0.5, 1, 1.7, 3, 4.5 };
	static double logits[N * K];
	static uint32_t labels[N];

	for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
		double fitted, grid;

		sample(truths[i], i + 1, logits, labels);
		fitted = rapport__fit_temperature(logits, labels, N, K);
		grid = best_of_grid(logits, labels);
		/* Half a step of the grid, and 1e-4 of the search. */
		cr_expect(near(log(fitted), log(grid), 1.2e-3), "T = %g: %g, grid %g", truths[i],
			  fitted, grid);
		cr_expect(loss_at(logits, labels, fitted) <= loss_at(logits, labels, grid) + 1e-5L,
			  "T = %g", truths[i]);
	}
}

Test(calibration, stays_between_its_bounds)
{
	static double logits[N * K];
	static uint32_t labels[N];

	for (size_t i = 0; i < N; i++)
		logits[i * K + i % K] = 1;
	for (size_t i = 0; i < N; i++)
		labels[i] = (uint32_t)(i % K);
	cr_expect(near(rapport__fit_temperature(logits, labels, N, K), 0.2, 1e-3),
		  "always right: as sure as may be");
	for (size_t i = 0; i < N; i++)
		labels[i] = (uint32_t)((i + 1) % K);
	cr_expect(near(rapport__fit_temperature(logits, labels, N, K), 5, 1e-2),
		  "always wrong: as unsure as may be");
	/* What a loss of logits this large comes to, must not be infinite. */
	for (size_t i = 0; i < N * K; i++)
		logits[i] *= 1e6;
	cr_expect(near(rapport__fit_temperature(logits, labels, N, K), 5, 1e-2));
}

Test(calibration, learns_nothing_from_nothing)
{
	static const double logits[2 * K] = { 9, 0, 0, 0, 9, 0 };
	static const uint32_t unknown[2] = { K, UINT32_MAX }, mixed[2] = { UINT32_MAX, 1 };

	cr_expect(same(rapport__fit_temperature(logits, unknown, 2, K), 1));
	cr_expect(same(rapport__fit_temperature(NULL, NULL, 0, K), 1));
	cr_expect(same(rapport__fit_temperature(logits, mixed, 2, K),
		       rapport__fit_temperature(logits + K, mixed + 1, 1, K)),
		  "labels that are none are passed over");
}

Test(calibration, moves_logits_between_shares_of_labels)
{
	/* By Bayes: p'(k) is in proportion to p(k) to_k / from_k. */
	static const double from[K] = { 0.5, 0.3, 0.2 }, to[K] = { 0.1, 0.8, 0.1 };
	static const double p[K] = { 0.6, 0.3, 0.1 };
	double z[K], sum = 0;

	for (size_t k = 0; k < K; k++) {
		z[k] = log(p[k]) + 3;
		sum += p[k] * to[k] / from[k];
	}
	rapport__shift_prior(z, from, to, K);
	rapport__calibrate(z, K, 1);
	for (size_t k = 0; k < K; k++)
		cr_expect(near(z[k], p[k] * to[k] / from[k] / sum, 1e-14), "class %zu", k);
	memcpy(z, from, sizeof z);
	rapport__shift_prior(z, to, to, K);
	cr_expect(memcmp(z, from, sizeof z) == 0, "the same shares move nothing");
}

Test(calibration, flattens_or_sharpens_by_the_temperature)
{
	static const double temperatures[] = { 0.2, 1, 5 };

	for (size_t i = 0; i < 3; i++) {
		double z[2] = { 1, 1 + log(9) }, odds;

		rapport__calibrate(z, 2, temperatures[i]);
		odds = pow(9, 1 / temperatures[i]);
		cr_expect(near(z[1], odds / (1 + odds), 1e-14));
		cr_expect(near(z[0] + z[1], 1, 1e-15));
	}
}

/* Two classes, label 0 always: a text is right where its first probability is above one half. */
static const struct {
	const char *name;
	size_t N;
	double right[10]; /* confidence; negative where wrong */
	double error_max, threshold;
} rows[] = {
	{ "no text", 0, { 0 }, 0.1, 0 },
	{ "all right", 3, { 0.9, 0.6, 0.8 }, 0, 0 },
	{ "the least sure is wrong", 4, { 0.9, 0.8, 0.7, -0.6 }, 0, 0.7 },
	{ "in any order", 4, { -0.6, 0.7, 0.9, 0.8 }, 0, 0.7 },
	{ "one in four is few enough", 4, { 0.9, 0.8, 0.7, -0.6 }, 0.25, 0 },
	{ "a wrong one among the sure", 5, { 0.9, -0.8, 0.75, 0.7, -0.6 }, 0.25, 0.7 },
	{ "equals are answered together or not", 4, { 0.9, 0.7, -0.7, 0.6 }, 0, 0.9 },
	{ "none will do: a tenth is left", 4, { -0.9, -0.8, -0.7, -0.6 }, 0.1, 0.9 },
	{ "a tenth of ten is one, the second begins",
	  10,
	  { -0.95, -0.9, -0.85, -0.8, -0.75, -0.7, -0.65, -0.6, -0.58, -0.55 },
	  0.1,
	  0.9 },
	{ "all wrong and that is no matter", 2, { -0.9, -0.8 }, 1, 0 },
};

static double fit_row(size_t i)
{
	double probabilities[20];
	uint32_t labels[10] = { 0 };

	for (size_t n = 0; n < rows[i].N; n++) {
		double c = rows[i].right[n];

		probabilities[2 * n] = c > 0 ? c : 1 + c;
		probabilities[2 * n + 1] = 1 - probabilities[2 * n];
		/* Written twice, so that equal confidences are equal bits. */
		if (c < 0)
			probabilities[2 * n + 1] = -c;
	}
	return rapport__fit_threshold(probabilities, labels, rows[i].N, 2, rows[i].error_max);
}

Test(calibration, answers_as_many_as_the_error_allows)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(same(fit_row(i), rows[i].threshold), "%s", rows[i].name);
}

/* By definition: try each confidence as threshold. */
Test(calibration, agrees_with_a_plain_search_for_the_threshold)
{
	static double p[N * K];
	static uint32_t labels[N];

	for (uint64_t seed = 1; seed <= 20; seed++) {
		double error_max = 0.02 * (double)seed, best = 2, given;

		sample(0.5 + 0.1 * (double)seed, seed, p, labels);
		for (size_t i = 0; i < N; i++)
			rapport__calibrate(p + i * K, K, 1);
		for (size_t i = 0; i < N; i++) {
			double t = fmax(fmax(p[i * K], p[i * K + 1]), p[i * K + 2]);
			size_t answered = 0, wrong = 0;

			for (size_t j = 0; j < N; j++) {
				double c = fmax(fmax(p[j * K], p[j * K + 1]), p[j * K + 2]);

				answered += c >= t;
				wrong += c >= t && p[j * K + labels[j]] < c;
			}
			if ((double)wrong <= error_max * (double)answered && t < best)
				best = answered == N ? 0 : t;
		}
		given = rapport__fit_threshold(p, labels, N, K, error_max);
		if (best < 2)
			cr_expect(same(given, best), "seed %zu", (size_t)seed);
	}
}

Test(calibration, says_so_when_there_is_no_memory)
{
	static const double p[2] = { 0.5, 0.5 };
	static const uint32_t label = 0;

	rapport__memory_fail_after(0);
	cr_expect(rapport__fit_threshold(p, &label, 1, 2, 0.1) < 0);
	rapport__memory_fail_after(1);
	cr_expect(same(rapport__fit_threshold(p, &label, 1, 2, 0.1), 0));
	rapport__memory_fail_after(-1);
}
