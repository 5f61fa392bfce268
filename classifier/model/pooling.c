#include "model/pooling.h"

#include "model/logistic.h"

#include <math.h>
#include <string.h>

static double floored(const double *sentences, size_t K, size_t s, size_t k)
{
	return fmax(sentences[s * K + k], RAPPORT__POOLING_FLOOR);
}

/* The sentence with the highest score of k in [from, to), the first of equals. */
static size_t highest(const double *sentences, size_t K, size_t k, size_t from, size_t to)
{
	size_t best = from;

	for (size_t s = from + 1; s < to; s++)
		if (floored(sentences, K, s, k) > floored(sentences, K, best, k))
			best = s;
	return best;
}

/* The same among all, but for one that is left out; that one where it stands alone. */
static size_t second_highest(const double *sentences, size_t S, size_t K, size_t k, size_t first)
{
	size_t best = first == 0 && S > 1 ? 1 : 0;

	for (size_t s = 0; s < S; s++)
		if (s != first && floored(sentences, K, s, k) > floored(sentences, K, best, k))
			best = s;
	return best;
}

/* The last sentence whose label is not the background's, or S. */
static size_t last_telling(const double *sentences, size_t S, size_t K, uint32_t background)
{
	for (size_t s = S; s-- > 0;)
		if (rapport__argmax(sentences + s * K, K) != background)
			return s;
	return S;
}

/* The sentence whose score a pool takes; S for pools that take none or all. */
static size_t pick(enum rapport__pool pool, const double *sentences, size_t S, size_t K,
		   uint32_t background, size_t k)
{
	/* Thirds overlap where the sentences do not divide by three, so that none is empty. */
	const size_t third = (S + 2) / 3, middle = S / 3;

	switch (pool) {
	case RAPPORT__POOL_MAX:
		return highest(sentences, K, k, 0, S);
	case RAPPORT__POOL_SECOND:
		return second_highest(sentences, S, K, k, highest(sentences, K, k, 0, S));
	case RAPPORT__POOL_FIRST:
		return 0;
	case RAPPORT__POOL_LAST:
		return S - 1;
	case RAPPORT__POOL_BEGIN:
		return highest(sentences, K, k, 0, third);
	case RAPPORT__POOL_MIDDLE:
		return highest(sentences, K, k, middle, middle + third < S ? middle + third : S);
	case RAPPORT__POOL_END:
		return highest(sentences, K, k, S - third, S);
	case RAPPORT__POOL_TELLING:
		return last_telling(sentences, S, K, background);
	default:
		return S;
	}
}

double rapport__pooling_weight(enum rapport__pool pool, size_t s, size_t S)
{
	if (pool == RAPPORT__POOL_MEAN)
		return 1 / (double)S;
	return pool == RAPPORT__POOL_RISING ? (2 * (double)s + 1) / ((double)S * (double)S) : 0;
}

static double recency(size_t s, size_t S)
{
	return exp2(-0.5 * (double)(S - 1 - s));
}

static void pool_label(const double *sentences, size_t S, size_t K, uint32_t background, size_t k,
		       double *inputs)
{
	double sum = 0, mass = 0, rising = 0, recent = 0, recent_weight = 0;

	for (size_t s = 0; s < S; s++) {
		double score = floored(sentences, K, s, k), weight = recency(s, S);

		sum += score;
		mass += exp(score);
		rising += rapport__pooling_weight(RAPPORT__POOL_RISING, s, S) * score;
		recent += weight * exp(score);
		recent_weight += weight;
	}
	for (size_t pool = RAPPORT__POOL_MAX; pool < RAPPORT__POOLS; pool++) {
		size_t s = pick((enum rapport__pool)pool, sentences, S, K, background, k);

		inputs[pool * K + k] = s < S ? floored(sentences, K, s, k) : 0;
	}
	inputs[RAPPORT__POOL_MEAN * K + k] = sum / (double)S;
	inputs[RAPPORT__POOL_SPREAD * K + k] = log(mass / (double)S);
	inputs[RAPPORT__POOL_RISING * K + k] = rising;
	inputs[RAPPORT__POOL_RECENT * K + k] = log(recent / recent_weight);
}

void rapport__pool(const double *text, const double *sentences, size_t S, size_t K,
		   uint32_t background, double *inputs)
{
	double mean = 0;

	for (size_t k = 0; k < K; k++)
		mean += text[k] / (double)K;
	for (size_t k = 0; k < K; k++) {
		inputs[RAPPORT__POOL_TEXT * K + k] = text[k] - mean;
		pool_label(sentences, S, K, background, k, inputs);
	}
	inputs[RAPPORT__POOLS * K] = log(1 + (double)S);
}

void rapport__passage_inputs(const double *sentence, const double *text, size_t K, double *inputs)
{
	for (size_t k = 0; k < K; k++) {
		inputs[k] = floored(sentence, K, 0, k);
		inputs[K + k] = fmax(log(text[k]), RAPPORT__POOLING_FLOOR);
	}
}

double rapport__pooling_share(size_t S, double half)
{
	return S ? (double)S / ((double)S + half) : half > 0 ? 0 : 1;
}

void rapport__pool_shares(enum rapport__pool pool, const double *sentences, size_t S, size_t K,
			  uint32_t background, size_t k, double *shares)
{
	size_t picked = pick(pool, sentences, S, K, background, k);
	double sum = 0;

	memset(shares, 0, S * sizeof *shares);
	if (picked < S) {
		shares[picked] = 1;
		return;
	}
	if (pool == RAPPORT__POOL_TELLING)
		return;
	for (size_t s = 0; s < S; s++) {
		double score = floored(sentences, K, s, k);

		double by_place = rapport__pooling_weight(pool, s, S);

		if (by_place > 0)
			shares[s] = -score * by_place;
		else
			shares[s] = exp(score) * (pool == RAPPORT__POOL_RECENT ? recency(s, S) : 1);
		sum += shares[s];
	}
	/* All scores 0: each has the same part in a sum of nothing. */
	for (size_t s = 0; s < S; s++)
		shares[s] = sum > 0 ? shares[s] / sum : 1 / (double)S;
}
