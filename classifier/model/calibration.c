#include "model/calibration.h"

#include "memory.h"
#include "model/logistic.h"

#include <math.h>
#include <stdlib.h>

static const double temperature_min = 0.2, temperature_max = 5, precision = 1e-4;

struct answer {
	double confidence;
	bool wrong;
};

void rapport__shift_prior(double *z, const double *from, const double *to, size_t K)
{
	for (size_t k = 0; k < K; k++)
		z[k] += log(to[k] / from[k]);
}

void rapport__calibrate(double *z, size_t K, double temperature)
{
	for (size_t k = 0; k < K; k++)
		z[k] /= temperature;
	rapport__softmax(z, K);
}

/* Log loss at a temperature, by log sum exp over z / T. */
static double loss_at(const double *logits, const uint32_t *labels, size_t N, size_t K,
		      double temperature)
{
	double loss = 0;

	for (size_t i = 0; i < N; i++) {
		const double *z = logits + i * K;
		double max = z[0], sum = 0;

		if (labels[i] >= K)
			continue;
		for (size_t k = 1; k < K; k++)
			max = fmax(max, z[k]);
		for (size_t k = 0; k < K; k++)
			sum += exp((z[k] - max) / temperature);
		loss += log(sum) - (z[labels[i]] - max) / temperature;
	}
	return loss;
}

double rapport__fit_temperature(const double *logits, const uint32_t *labels, size_t N, size_t K)
{
	const double golden = (sqrt(5) - 1) / 2;
	/* The loss is convex in 1/T, so it has one valley along log T. */
	double low = log(temperature_min), high = log(temperature_max);
	double left = high - golden * (high - low), right = low + golden * (high - low);
	double at_left = loss_at(logits, labels, N, K, exp(left));
	double at_right = loss_at(logits, labels, N, K, exp(right));
	bool any = false;

	for (size_t i = 0; i < N && !any; i++)
		any = labels[i] < K;
	if (!any)
		return 1;
	while (high - low > precision) {
		if (at_left < at_right) {
			high = right;
			right = left;
			at_right = at_left;
			left = high - golden * (high - low);
			at_left = loss_at(logits, labels, N, K, exp(left));
		} else {
			low = left;
			left = right;
			at_left = at_right;
			right = low + golden * (high - low);
			at_right = loss_at(logits, labels, N, K, exp(right));
		}
	}
	return exp((low + high) / 2);
}

static int surest_first(const void *a, const void *b)
{
	const struct answer *first = a, *second = b;

	return (first->confidence < second->confidence) - (first->confidence > second->confidence);
}

double rapport__fit_threshold(const double *probabilities, const uint32_t *labels, size_t N,
			      size_t K, double error_max)
{
	struct answer *answers = rapport__calloc(N, sizeof *answers);
	size_t wrong = 0;
	double threshold;

	if (!answers)
		return -1;
	for (size_t i = 0; i < N; i++) {
		uint32_t best = rapport__argmax(probabilities + i * K, K);

		answers[i] = (struct answer){ probabilities[i * K + best], best != labels[i] };
	}
	qsort(answers, N, sizeof *answers, surest_first);
	threshold = N ? answers[N / 10].confidence : 0;
	for (size_t i = 0; i < N; i++) {
		wrong += answers[i].wrong;
		/* Equal confidences are answered together or not at all. */
		if (i + 1 < N && !(answers[i + 1].confidence < answers[i].confidence))
			continue;
		if ((double)wrong <= error_max * (double)(i + 1))
			threshold = i + 1 < N ? answers[i].confidence : 0;
	}
	rapport__free(answers);
	return threshold;
}
