#include "model/pooling.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum {
	S_MAX = 40,
	K_MAX = 5
};

static bool near(double a, double b)
{
	return fabs(a - b) <= 1e-12;
}

/* One label's scores by sentence, and the label's pools: MAX, SECOND, ... in the order of the enum.
 * The middle of two is the first. */
static const struct {
	const char *name;
	size_t S;
	double scores[7];
	double max, second, mean, first, last, begin, middle, end;
} rows[] = {
	{ "one sentence", 1, { -1 }, -1, -1, -1, -1, -1, -1, -1, -1 },
	{ "two", 2, { -3, -1 }, -1, -3, -2, -3, -1, -3, -3, -1 },
	{ "two equals", 2, { -2, -2 }, -2, -2, -2, -2, -2, -2, -2, -2 },
	{ "three", 3, { -3, -1, -2 }, -1, -2, -2, -3, -2, -3, -1, -2 },
	{ "thirds overlap where four do not divide",
	  4,
	  { -4, -2, -3, -1 },
	  -1,
	  -2,
	  -2.5,
	  -4,
	  -1,
	  -2,
	  -2,
	  -1 },
	{ "seven in thirds of three",
	  7,
	  { -7, -6, -5, -4, -3, -2, -1 },
	  -1,
	  -2,
	  -4,
	  -7,
	  -1,
	  -5,
	  -3,
	  -1 },
	{ "the highest first", 3, { -1, -2, -3 }, -1, -2, -2, -1, -3, -1, -2, -3 },
	{ "an odd one is floored", 2, { -100, -2 }, -2, -8, -5, -8, -2, -8, -8, -2 },
	{ "an impossible one too", 2, { -INFINITY, -4 }, -4, -8, -6, -8, -4, -8, -8, -4 },
};

static double floor_of(double score)
{
	return score < -8 ? -8 : score;
}

Test(pooling, takes_what_a_reader_would_by_hand)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double sentences[7 * 2], inputs[RAPPORT__POOLING_INPUTS(2)], mass = 0;
		double rising = 0, recent = 0, recent_weight = 0;
		const double text[2] = { 1, 4 };
		const double wanted[] = { -1.5,          rows[i].max,    rows[i].second,
					  rows[i].mean,  rows[i].first,  rows[i].last,
					  rows[i].begin, rows[i].middle, rows[i].end };

		for (size_t s = 0; s < rows[i].S; s++) {
			sentences[2 * s] = rows[i].scores[s];
			sentences[2 * s + 1] = 0;
			mass += exp(floor_of(rows[i].scores[s])) / (double)rows[i].S;
			rising += (double)(s + 1) * floor_of(rows[i].scores[s]) +
				  (double)s * floor_of(rows[i].scores[s]);
			recent_weight = recent_weight * sqrt(0.5) + 1;
			recent = recent * sqrt(0.5) + exp(floor_of(rows[i].scores[s]));
		}
		rapport__pool(text, sentences, rows[i].S, 2, 1, inputs);
		for (size_t pool = 0; pool < sizeof wanted / sizeof *wanted; pool++)
			cr_expect(near(inputs[pool * 2], wanted[pool]), "%s, pool %zu: %g",
				  rows[i].name, pool, inputs[pool * 2]);
		cr_expect(inputs[RAPPORT__POOL_TELLING * 2] == 0, "label 1 says nothing");
		cr_expect(near(inputs[RAPPORT__POOL_SPREAD * 2], log(mass)), "%s", rows[i].name);
		cr_expect(near(inputs[RAPPORT__POOL_RISING * 2],
			       rising / (double)(rows[i].S * rows[i].S)),
			  "%s", rows[i].name);
		cr_expect(near(inputs[RAPPORT__POOL_RECENT * 2], log(recent / recent_weight)), "%s",
			  rows[i].name);
		cr_expect(near(inputs[RAPPORT__POOL_TEXT * 2 + 1], 1.5));
		cr_expect(near(inputs[RAPPORT__POOLS * 2], log(1 + (double)rows[i].S)));
	}
}

Test(pooling, finds_the_last_sentence_that_tells_anything)
{
	/* Label 1 is the background: sentences 1 and 2 tell, 3 does not. */
	static const double sentences[4 * 3] = { -1,   -0.5, -2,   -0.4, -1.5, -3,
						 -2.5, -2,   -0.6, -3,   -0.1, -3 };
	static const double text[3] = { 0, 0, 0 };
	double inputs[RAPPORT__POOLING_INPUTS(3)], shares[4];

	rapport__pool(text, sentences, 4, 3, 1, inputs);
	for (size_t k = 0; k < 3; k++) {
		cr_expect(near(inputs[RAPPORT__POOL_TELLING * 3 + k], sentences[2 * 3 + k]));
		rapport__pool_shares(RAPPORT__POOL_TELLING, sentences, 4, 3, 1, k, shares);
		cr_expect(shares[2] == 1 && shares[0] + shares[1] + shares[3] == 0);
	}
	/* With one of the others as background the last sentence, or the second last, tells. */
	rapport__pool(text, sentences, 4, 3, 0, inputs);
	cr_expect(near(inputs[RAPPORT__POOL_TELLING * 3], sentences[3 * 3]));
	rapport__pool(text, sentences, 3, 3, 2, inputs);
	cr_expect(near(inputs[RAPPORT__POOL_TELLING * 3], sentences[1 * 3]));
	/* None tells. */
	rapport__pool(text, sentences + 9, 1, 3, 1, inputs);
	rapport__pool_shares(RAPPORT__POOL_TELLING, sentences + 9, 1, 3, 1, 0, shares);
	cr_expect(inputs[RAPPORT__POOL_TELLING * 3] == 0 && shares[0] == 0);
}

/* Uniform in [0, 1): Knuth's MMIX generator, the same everywhere. */
static double draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*state >> 11) / 9007199254740992.;
}

/* Log-probabilities of sentences, some below the floor, and logits of the text. */
static void make(uint64_t *seed, size_t S, size_t K, double *sentences, double *text)
{
	for (size_t s = 0; s < S; s++) {
		double sum = 0;

		for (size_t k = 0; k < K; k++) {
			sentences[s * K + k] = 30 * draw(seed) * draw(seed);
			sum += exp(sentences[s * K + k]);
		}
		for (size_t k = 0; k < K; k++)
			sentences[s * K + k] -= log(sum);
	}
	for (size_t k = 0; k < K; k++)
		text[k] = 10 * draw(seed) - 5;
}

static int highest_first(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x < y) - (x > y);
}

/* The highest of label k's sentences in [from, to), by sorting. */
static double best_of(const double *sentences, size_t K, size_t k, size_t from, size_t to,
		      size_t rank)
{
	double sorted[S_MAX];

	for (size_t s = from; s < to; s++)
		sorted[s - from] = floor_of(sentences[s * K + k]);
	qsort(sorted, to - from, sizeof *sorted, highest_first);
	return sorted[rank];
}

/* The pools by their words in the header, one at a time. */
static double twin(enum rapport__pool pool, const double *text, const double *sentences, size_t S,
		   size_t K, uint32_t background, size_t k)
{
	size_t third = (size_t)ceil((double)S / 3), middle = S / 3, last;
	double sum = 0, weights = 0;

	switch (pool) {
	case RAPPORT__POOL_TEXT:
		for (size_t j = 0; j < K; j++)
			sum += text[j];
		return text[k] - sum / (double)K;
	case RAPPORT__POOL_MAX:
		return best_of(sentences, K, k, 0, S, 0);
	case RAPPORT__POOL_SECOND:
		return best_of(sentences, K, k, 0, S, S > 1);
	case RAPPORT__POOL_FIRST:
		return floor_of(sentences[k]);
	case RAPPORT__POOL_LAST:
		return floor_of(sentences[(S - 1) * K + k]);
	case RAPPORT__POOL_BEGIN:
		return best_of(sentences, K, k, 0, third, 0);
	case RAPPORT__POOL_MIDDLE:
		return best_of(sentences, K, k, middle, middle + third < S ? middle + third : S, 0);
	case RAPPORT__POOL_END:
		return best_of(sentences, K, k, S - third, S, 0);
	case RAPPORT__POOL_TELLING:
		for (last = S; last-- > 0;)
			for (size_t j = 0; j < K; j++)
				if (sentences[last * K + j] > sentences[last * K + background])
					return floor_of(sentences[last * K + k]);
		return 0;
	case RAPPORT__POOL_RISING: /* weights 1/2, 3/2, 5/2, ... add up to S^2 / 2 */
		for (size_t s = 0; s < S; s++)
			sum += floor_of(sentences[s * K + k]) * ((double)s + 0.5);
		return sum / ((double)S * (double)S / 2);
	case RAPPORT__POOL_RECENT:
		for (size_t s = 0; s < S; s++) {
			sum += pow(2, (double)s / 2) * exp(floor_of(sentences[s * K + k]));
			weights += pow(2, (double)s / 2);
		}
		return log(sum / weights);
	default:
		for (size_t s = 0; s < S; s++)
			sum += pool == RAPPORT__POOL_MEAN ? floor_of(sentences[s * K + k])
							  : exp(floor_of(sentences[s * K + k]));
		return pool == RAPPORT__POOL_MEAN ? sum / (double)S : log(sum / (double)S);
	}
}

/* shares of pool for label k: none negative, adding up to 1; and they give the pool back. */
static void check_shares(enum rapport__pool pool, const double *sentences, size_t S, size_t K,
			 uint32_t background, size_t k, double input)
{
	double shares[S_MAX], sum = 0, score = 0, mass = 0;

	rapport__pool_shares(pool, sentences, S, K, background, k, shares);
	for (size_t s = 0; s < S; s++) {
		double floored = floor_of(sentences[s * K + k]);

		cr_assert(shares[s] >= 0);
		sum += shares[s];
		score += shares[s] * floored;
		mass += exp(floored);
	}
	if (pool == RAPPORT__POOL_TELLING && sum == 0) {
		cr_assert(input == 0);
		return;
	}
	cr_assert(near(sum, 1), "pool %d: %g", (int)pool, sum);
	for (size_t s = 0; s < S && rapport__pooling_weight(pool, s, S) > 0; s++)
		cr_assert(near(shares[s] * input, floor_of(sentences[s * K + k]) *
							  rapport__pooling_weight(pool, s, S)),
			  "each has its part of the sum");
	for (size_t s = 0; s < S && pool == RAPPORT__POOL_SPREAD; s++)
		cr_assert(near(shares[s] * mass, exp(floor_of(sentences[s * K + k]))));
	for (size_t s = 1; s < S && pool == RAPPORT__POOL_RECENT; s++)
		cr_assert(near(shares[s - 1] * exp(floor_of(sentences[s * K + k])) * sqrt(2),
			       shares[s] * exp(floor_of(sentences[(s - 1) * K + k]))));
	if (rapport__pooling_weight(pool, 0, S) <= 0 && pool < RAPPORT__POOL_SPREAD)
		cr_assert(near(score, input), "pool %d: %g, not %g", (int)pool, score, input);
}

Test(pooling, agrees_with_a_plain_twin_and_its_shares_with_it)
{
	uint64_t seed = 3;

	for (size_t round = 0; round < 2000; round++) {
		size_t S = 1 + round % S_MAX, K = 2 + round % (K_MAX - 1);
		double sentences[S_MAX * K_MAX], text[K_MAX];
		double inputs[RAPPORT__POOLING_INPUTS(K_MAX) + 1];
		uint32_t background = (uint32_t)(round / 7 % K);

		make(&seed, S, K, sentences, text);
		inputs[RAPPORT__POOLING_INPUTS(K)] = 42;
		rapport__pool(text, sentences, S, K, background, inputs);
		for (size_t pool = 0; pool < RAPPORT__POOLS; pool++)
			for (size_t k = 0; k < K; k++) {
				double input = inputs[pool * K + k];

				cr_assert(near(input, twin((enum rapport__pool)pool, text,
							   sentences, S, K, background, k)),
					  "pool %zu, S %zu, label %zu of %zu", pool, S, k, K);
				if (pool != RAPPORT__POOL_TEXT)
					check_shares((enum rapport__pool)pool, sentences, S, K,
						     background, k, input);
			}
		cr_assert(inputs[RAPPORT__POOLING_INPUTS(K)] == 42, "writes no further");
	}
}

Test(pooling, gives_the_share_to_the_first_of_equals)
{
	static const double sentences[4 * 2] = { -3, -1, -2, -1, -2, -1, -2, -1 };
	double shares[4];

	rapport__pool_shares(RAPPORT__POOL_MAX, sentences, 4, 2, 1, 0, shares);
	cr_expect(shares[1] == 1);
	rapport__pool_shares(RAPPORT__POOL_SECOND, sentences, 4, 2, 1, 0, shares);
	cr_expect(shares[2] == 1);
	rapport__pool_shares(RAPPORT__POOL_END, sentences, 4, 2, 1, 0, shares);
	cr_expect(shares[2] == 1);
}

Test(pooling, shares_a_sum_of_nothing_equally)
{
	static const double sentences[3 * 2] = { 0, -9, 0, -9, 0, -9 };
	double shares[3];

	rapport__pool_shares(RAPPORT__POOL_MEAN, sentences, 3, 2, 1, 0, shares);
	for (size_t s = 0; s < 3; s++)
		cr_expect(near(shares[s], 1 / 3.));
	rapport__pool_shares(RAPPORT__POOL_MEAN, sentences, 3, 2, 1, 1, shares);
	for (size_t s = 0; s < 3; s++)
		cr_expect(near(shares[s], 1 / 3.), "at the floor each counts the same");
}

Test(pooling, holds_for_a_text_of_very_many_sentences)
{
	enum {
		S = 200000
	};
	static double sentences[S * 2], shares[S];
	static const double text[2] = { 0, 0 };
	double inputs[RAPPORT__POOLING_INPUTS(2)], sum = 0;

	for (size_t s = 0; s < S; s++)
		sentences[2 * s] = sentences[2 * s + 1] = log(0.5);
	rapport__pool(text, sentences, S, 2, 0, inputs);
	for (size_t pool = RAPPORT__POOL_MAX; pool < RAPPORT__POOLS; pool++)
		cr_expect(fabs(inputs[2 * pool + 1] -
			       (pool == RAPPORT__POOL_TELLING ? 0 : log(0.5))) < 1e-9,
			  "pool %zu", pool);
	rapport__pool_shares(RAPPORT__POOL_SPREAD, sentences, S, 2, 0, 1, shares);
	for (size_t s = 0; s < S; s++)
		sum += shares[s];
	cr_expect(fabs(sum - 1) < 1e-9);
}

Test(pooling, lets_the_combiner_count_by_sentences)
{
	cr_expect(near(rapport__pooling_share(3, 3), 0.5));
	cr_expect(near(rapport__pooling_share(1, 3), 0.25));
	cr_expect(near(rapport__pooling_share(9, 0), 1));
	cr_expect(near(rapport__pooling_share(0, 3), 0));
	cr_expect(near(rapport__pooling_share(0, 0), 1));
}
