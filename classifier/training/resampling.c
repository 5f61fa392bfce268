#include "training/resampling.h"

#include "memory.h"
#include "training/evaluation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one text adds to the measures. */
struct share {
	double loss, brier;
	double gap; /* right (0 or 1) less confidence */
	uint32_t group, cell;
	bool hit;
};

/* One model's predictions, by rising confidence. */
struct shares {
	struct share *texts; /* [N] */
	size_t *confusion;   /* [K truth][K predicted], scratch */
	size_t N, K;
};

struct groups {
	uint32_t *of;    /* [N] the text's group, those in use being 0, 1, 2, ... */
	uint32_t *sizes; /* [count] */
	uint32_t *times; /* [count] how often each was drawn */
	size_t count;
};

uint64_t rapport__splitmix64(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

/* Numbers the groups in use anew.  False without memory; of and count are then void. */
static bool number_groups(const uint32_t *groups, size_t N, uint32_t *of, size_t *count)
{
	uint32_t top = 0, *numbers;

	*count = 0;
	for (size_t i = 0; i < N; i++)
		if (groups[i] > top)
			top = groups[i];
	numbers = rapport__calloc((size_t)top + 1, sizeof *numbers);
	if (!numbers)
		return false;
	for (size_t i = 0; i < N; i++) {
		uint32_t *number = &numbers[groups[i]];

		if (!*number)
			*number = (uint32_t)++ * count;
		if (of)
			of[i] = *number - 1;
	}
	rapport__free(numbers);
	return true;
}

size_t rapport__count_groups(const uint32_t *groups, size_t N)
{
	size_t count;

	return number_groups(groups, N, NULL, &count) ? count : 0;
}

static bool groups_init(struct groups *made, const uint32_t *groups, size_t N)
{
	*made = (struct groups){ .of = rapport__calloc(N, sizeof *made->of), .count = N };
	if (!made->of)
		return false;
	for (size_t i = 0; i < N; i++)
		made->of[i] = (uint32_t)i;
	if (groups && !number_groups(groups, N, made->of, &made->count))
		return false;
	made->sizes = rapport__calloc(made->count, sizeof *made->sizes);
	made->times = rapport__calloc(made->count, sizeof *made->times);
	for (size_t i = 0; made->sizes && i < N; i++)
		made->sizes[made->of[i]]++;
	return made->sizes && made->times;
}

static void groups_clear(struct groups *groups)
{
	rapport__free(groups->of);
	rapport__free(groups->sizes);
	rapport__free(groups->times);
}

static bool shares_init(struct shares *shares, const struct rapport__predictions *predictions,
			const struct groups *groups)
{
	const size_t N = predictions->N, K = predictions->K;
	struct rapport__ranked *ranked = rapport__rank(predictions, RAPPORT__RANK_PREDICTED);

	*shares = (struct shares){ rapport__calloc(N, sizeof *shares->texts),
				   rapport__calloc(K * K, sizeof *shares->confusion), N, K };
	for (size_t i = 0; ranked && shares->texts && i < N; i++) {
		const struct rapport__ranked *text = &ranked[i];
		const double *p = predictions->scores + text->text * K;

		shares->texts[i] = (struct share){
			.loss = rapport__log_loss(p, text->label),
			.brier = rapport__brier(p, text->label, K),
			.gap = text->hit - text->score,
			.group = groups->of[text->text],
			.cell = (uint32_t)(text->label * K + text->predicted),
			.hit = text->hit,
		};
	}
	rapport__free(ranked);
	return ranked && shares->texts && shares->confusion;
}

static void shares_clear(struct shares *shares)
{
	rapport__free(shares->texts);
	rapport__free(shares->confusion);
}

/* Draws as many groups as there are; returns how many texts they have.  The bias of the product,
 * under count / 2^32, is far below what a thousand resamples could show. */
static size_t draw(struct groups *groups, uint64_t *state)
{
	size_t texts = 0;

	memset(groups->times, 0, groups->count * sizeof *groups->times);
	for (size_t i = 0; i < groups->count; i++) {
		size_t group = (rapport__splitmix64(state) >> 32) * groups->count >> 32;

		groups->times[group]++;
		texts += groups->sizes[group];
	}
	return texts;
}

/* The calibration error of the texts drawn: bins of equal mass over the texts in order, each as
 * often as it was drawn, so that one may lie in two bins.  n_b |accuracy - confidence| of a bin is
 * the size of the sum of its gaps. */
static double measure_calibration(const struct shares *shares, const uint32_t *times, size_t drawn)
{
	const size_t B = RAPPORT__CALIBRATION_BINS;
	size_t bin = 0, place = 0, bin_end = drawn / B;
	double error = 0, gaps = 0;

	for (size_t i = 0; i < shares->N; i++) {
		size_t left = times[shares->texts[i].group];

		while (left) {
			size_t taken = left < bin_end - place ? left : bin_end - place;

			gaps += (double)taken * shares->texts[i].gap;
			place += taken;
			left -= taken;
			if (place < bin_end)
				continue;
			error += fabs(gaps);
			gaps = 0;
			bin++;
			bin_end = (bin + 1) * drawn / B;
		}
	}
	return error / (double)drawn;
}

/* Measures the texts drawn. */
static void measure(const struct shares *shares, const uint32_t *times, size_t drawn,
		    double values[RAPPORT__MEASURES])
{
	const double all = (double)drawn;
	double loss = 0, brier = 0;
	size_t hits = 0;

	memset(shares->confusion, 0, shares->K * shares->K * sizeof *shares->confusion);
	for (size_t i = 0; i < shares->N; i++) {
		const struct share *text = &shares->texts[i];
		const uint32_t n = times[text->group];

		loss += n * text->loss;
		brier += n * text->brier;
		hits += n * text->hit;
		shares->confusion[text->cell] += n;
	}
	values[RAPPORT__MEASURE_MACRO_F1] = rapport__macro_f1(shares->confusion, shares->K);
	values[RAPPORT__MEASURE_ACCURACY] = (double)hits / all;
	values[RAPPORT__MEASURE_LOG_LOSS] = loss / all;
	values[RAPPORT__MEASURE_BRIER] = brier / all;
	values[RAPPORT__MEASURE_CALIBRATION] = measure_calibration(shares, times, drawn);
}

static int compare_values(const void *a, const void *b)
{
	const double *first = a, *second = b;

	return (*first > *second) - (*first < *second);
}

/* values [RAPPORT__MEASURES][RAPPORT__RESAMPLES]; sorts them. */
static void find_intervals(double *values, struct rapport__interval *intervals)
{
	const size_t B = RAPPORT__RESAMPLES, k = (B + 1) * 25 / 1000;

	for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
		double *row = values + m * B;

		qsort(row, B, sizeof *row, compare_values);
		intervals[m] = (struct rapport__interval){ row[k - 1], row[B - k] };
	}
}

static void resample(const struct shares *first, const struct shares *second, struct groups *groups,
		     uint64_t seed, double *values)
{
	uint64_t state = seed;

	for (size_t r = 0; r < RAPPORT__RESAMPLES; r++) {
		double of_first[RAPPORT__MEASURES], of_second[RAPPORT__MEASURES] = { 0 };
		size_t drawn = draw(groups, &state);

		measure(first, groups->times, drawn, of_first);
		if (second)
			measure(second, groups->times, drawn, of_second);
		for (size_t m = 0; m < RAPPORT__MEASURES; m++)
			values[m * RAPPORT__RESAMPLES + r] = of_first[m] - of_second[m];
	}
}

enum rapport_status rapport__resample(const struct rapport__predictions *predictions,
				      const struct rapport__predictions *against,
				      const uint32_t *groups, uint64_t seed,
				      struct rapport__interval *intervals,
				      struct rapport_error *error)
{
	struct shares first = { 0 }, second = { 0 };
	struct groups drawn = { 0 };
	double *values = NULL;
	enum rapport_status status = RAPPORT_OK;

	if (!predictions->N || predictions->N > UINT32_MAX ||
	    (against && (against->N != predictions->N || against->K != predictions->K)))
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
				    "no texts to resample, or not the same for both models");
	values = rapport__calloc((size_t)RAPPORT__MEASURES * RAPPORT__RESAMPLES, sizeof *values);
	if (values && groups_init(&drawn, groups, predictions->N) &&
	    shares_init(&first, predictions, &drawn) &&
	    (!against || shares_init(&second, against, &drawn))) {
		resample(&first, against ? &second : NULL, &drawn, seed, values);
		find_intervals(values, intervals);
	} else {
		status = rapport_fail_memory(error);
	}
	groups_clear(&drawn);
	shares_clear(&first);
	shares_clear(&second);
	rapport__free(values);
	return status;
}
