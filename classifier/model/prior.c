#include "model/prior.h"

#include "text/hash.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
	ROUNDS_MAX = 2000
};

static const uint64_t chance = 1; /* of a sample's texts */
static const double precision = 1e-7;
/* Sums of probabilities that were rounded to floats, or to six digits, lie within this of 1. */
static const double sum_slack = 1e-4;

bool rapport__prior_sample_add(struct rapport__prior_sample *sample, const double *p)
{
	const size_t K = sample->K;
	uint64_t row = sample->count;

	if (sample->count == RAPPORT__PRIOR_TEXTS_MAX)
		row = rapport__hash_join(chance, sample->seen) % (sample->seen + 1);
	if (row < RAPPORT__PRIOR_TEXTS_MAX) {
		if (!rapport__grow(&sample->p, &sample->room, (row + 1) * K, sizeof *sample->p))
			return false;
		for (size_t k = 0; k < K; k++)
			sample->p[row * K + k] = (float)p[k];
		sample->count += row == sample->count;
	}
	sample->seen++;
	return true;
}

void rapport__prior_sample_clear(struct rapport__prior_sample *sample)
{
	rapport__free(sample->p);
	*sample = (struct rapport__prior_sample){ .K = sample->K };
}

static enum rapport_status check(const struct rapport__prior_sample *sample, const double *from,
				 struct rapport_error *error)
{
	const size_t K = sample->K;
	double sum = 0;

	for (size_t k = 0; k < K; k++) {
		/* What is smaller has no reciprocal. */
		if (!(from[k] > 0 && isnormal(from[k])))
			return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
					    "%g is no share of a label", from[k]);
		sum += from[k];
	}
	if (!(fabs(sum - 1) <= sum_slack))
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "shares add up to %g, not to 1",
				    sum);
	for (size_t i = 0; i < sample->count; i++) {
		const float *p = sample->p + i * K;

		sum = 0;
		for (size_t k = 0; k < K; k++) {
			if (!(p[k] >= 0))
				return rapport_fail(error, RAPPORT_ERR_ARGUMENT, i + 1,
						    "%g is no probability", (double)p[k]);
			sum += (double)p[k];
		}
		if (!(fabs(sum - 1) <= sum_slack))
			return rapport_fail(error, RAPPORT_ERR_ARGUMENT, i + 1,
					    "probabilities add up to %g, not to 1", sum);
	}
	return RAPPORT_OK;
}

/* The mean of the texts' probabilities under q, and of weight more that are as from. */
static void take_mean(const struct rapport__prior_sample *sample, const double *from, double weight,
		      const double *q, double *mean)
{
	const size_t K = sample->K;
	double ratio[RAPPORT_LABELS_MAX], moved[RAPPORT_LABELS_MAX];

	for (size_t k = 0; k < K; k++) {
		ratio[k] = q[k] / from[k];
		mean[k] = weight * from[k];
	}
	for (size_t i = 0; i < sample->count; i++) {
		double sum = 0;

		for (size_t k = 0; k < K; k++) {
			moved[k] = ratio[k] * (double)sample->p[i * K + k];
			sum += moved[k];
		}
		for (size_t k = 0; k < K; k++)
			mean[k] += moved[k] / sum;
	}
	for (size_t k = 0; k < K; k++)
		mean[k] /= (double)sample->count + weight;
}

/* Lifts what lies below the floor; the others keep their proportions.  One that falls below the
 * floor by that is lifted in turn, so there are up to K rounds. */
static void keep_floor(double *q, size_t K)
{
	bool lifted[RAPPORT_LABELS_MAX] = { false }, again = true;

	while (again) {
		double others = 0, rest = 1;

		again = false;
		for (size_t k = 0; k < K; k++) {
			others += lifted[k] ? 0 : q[k];
			rest -= lifted[k] ? RAPPORT__PRIOR_FLOOR : 0;
		}
		for (size_t k = 0; k < K; k++) {
			if (lifted[k])
				continue;
			q[k] *= rest / others;
			if (q[k] < RAPPORT__PRIOR_FLOOR) {
				q[k] = RAPPORT__PRIOR_FLOOR;
				lifted[k] = again = true;
			}
		}
	}
}

enum rapport_status rapport__prior_adapt(const struct rapport__prior_sample *sample,
					 const double *from, double weight, double *to,
					 struct rapport_error *error)
{
	const size_t K = sample->K;
	double q[RAPPORT_LABELS_MAX], next[RAPPORT_LABELS_MAX], most = 1;
	enum rapport_status status;

	assert(K >= 1 && K <= RAPPORT_LABELS_MAX);
	if (!(weight >= 0 && isfinite(weight)))
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "%g is no weight", weight);
	status = check(sample, from, error);
	if (status)
		return status;
	memcpy(q, from, K * sizeof *q);
	/* A text of a label that has next to no share must not be divided by nothing. */
	if (sample->count)
		keep_floor(q, K);
	for (int round = 0; sample->count && round < ROUNDS_MAX && most >= precision; round++) {
		take_mean(sample, from, weight, q, next);
		keep_floor(next, K);
		most = 0;
		for (size_t k = 0; k < K; k++)
			most = fmax(most, fabs(next[k] - q[k]));
		memcpy(q, next, K * sizeof *q);
	}
	memcpy(to, q, K * sizeof *to);
	return RAPPORT_OK;
}
