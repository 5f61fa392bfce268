#include "training/predictions.h"

#include "memory.h"
#include "model/logistic.h"

#include <math.h>
#include <stdlib.h>

static int compare_ranked(const void *a, const void *b)
{
	const struct rapport__ranked *first = a, *second = b;

	if (first->score < second->score || first->score > second->score)
		return first->score < second->score ? -1 : 1;
	return (first->text > second->text) - (first->text < second->text);
}

struct rapport__ranked *rapport__rank(const struct rapport__predictions *predictions, uint32_t k)
{
	struct rapport__ranked *ranked = rapport__calloc(predictions->N, sizeof *ranked);

	if (!ranked)
		return NULL;
	for (size_t i = 0; i < predictions->N; i++) {
		const double *p = predictions->scores + i * predictions->K;
		const uint32_t truth = predictions->labels[i];
		uint32_t predicted = rapport__argmax(p, predictions->K);
		uint32_t asked = k == RAPPORT__RANK_PREDICTED ? predicted : k;

		ranked[i] = (struct rapport__ranked){ p[asked], i, truth, predicted,
						      truth == asked };
	}
	qsort(ranked, predictions->N, sizeof *ranked, compare_ranked);
	return ranked;
}

double rapport__log_loss(const double *p, uint32_t truth)
{
	return -log(fmax(p[truth], 1e-15));
}

double rapport__brier(const double *p, uint32_t truth, size_t K)
{
	double sum = 0;

	for (size_t k = 0; k < K; k++)
		sum += (p[k] - (k == truth)) * (p[k] - (k == truth));
	return sum;
}
