#include "model/logistic.h"

#include <math.h>

double rapport__softmax(double *z, size_t K)
{
	double max = z[0], sum = 0;

	for (size_t k = 1; k < K; k++)
		if (z[k] > max)
			max = z[k];
	for (size_t k = 0; k < K; k++) {
		z[k] = exp(z[k] - max);
		sum += z[k];
	}
	for (size_t k = 0; k < K; k++)
		z[k] /= sum;
	return max + log(sum);
}

void rapport__log_softmax(double *z, size_t K)
{
	double max = z[0], sum = 0, log_sum;

	for (size_t k = 1; k < K; k++)
		if (z[k] > max)
			max = z[k];
	for (size_t k = 0; k < K; k++)
		sum += exp(z[k] - max);
	/* max apart: added to the logarithm, a large one would swallow it. */
	log_sum = log(sum);
	for (size_t k = 0; k < K; k++)
		z[k] = z[k] - max - log_sum;
}

uint32_t rapport__argmax(const double *z, size_t K)
{
	size_t best = 0;

	for (size_t k = 1; k < K; k++)
		if (z[k] > z[best])
			best = k;
	return (uint32_t)best;
}
