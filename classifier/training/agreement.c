#include "training/agreement.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double normal_975 = 1.959963984540054; /* quantile of the standard normal */

size_t rapport__agreement_row(const struct rapport__agreement_table *table, uint32_t k)
{
	size_t sum = 0;

	for (uint32_t j = 0; j < table->K; j++)
		sum += table->counts[k][j];
	return sum;
}

size_t rapport__agreement_column(const struct rapport__agreement_table *table, uint32_t k)
{
	size_t sum = 0;

	for (uint32_t i = 0; i < table->K; i++)
		sum += table->counts[i][k];
	return sum;
}

/* Shares of a table. */
struct shares {
	double first[RAPPORT_LABELS_MAX], second[RAPPORT_LABELS_MAX]; /* p_i. and p_.i */
	double texts;
};

static double variance_of(const struct rapport__agreement_table *table, const struct shares *shares,
			  double po, double pe)
{
	const double last = po * pe - 2 * pe + po;
	double same = 0, other = 0;

	for (uint32_t i = 0; i < table->K; i++)
		for (uint32_t j = 0; j < table->K; j++) {
			const double p = (double)table->counts[i][j] / shares->texts;
			const double both = shares->second[i] + shares->first[j];
			const double part = 1 - pe - both * (1 - po);

			if (i == j)
				same += p * part * part;
			else
				other += p * both * both;
		}
	return fmax(0, same + (1 - po) * (1 - po) * other - last * last) /
	       (shares->texts * pow(1 - pe, 4));
}

void rapport__agreement_measure(const struct rapport__agreement_table *table,
				struct rapport__agreement *agreement)
{
	struct shares shares;
	size_t agreed = 0, texts = 0;
	bool one_label = false;
	double expected = 0;

	for (uint32_t k = 0; k < table->K; k++) {
		agreed += table->counts[k][k];
		texts += rapport__agreement_row(table, k);
	}
	for (uint32_t k = 0; k < table->K; k++)
		one_label = one_label || table->counts[k][k] == texts;
	*agreement = (struct rapport__agreement){
		.texts = texts,
		.observed = NAN,
		.expected = NAN,
		.kappa = NAN,
		.error = NAN,
		.low = NAN,
		.high = NAN,
	};
	if (!texts)
		return;
	shares.texts = (double)texts;
	for (uint32_t k = 0; k < table->K; k++) {
		shares.first[k] = (double)rapport__agreement_row(table, k) / shares.texts;
		shares.second[k] = (double)rapport__agreement_column(table, k) / shares.texts;
		expected += shares.first[k] * shares.second[k];
	}
	agreement->observed = (double)agreed / shares.texts;
	agreement->expected = expected;
	if (one_label)
		return;
	agreement->kappa = (agreement->observed - expected) / (1 - expected);
	agreement->error = sqrt(variance_of(table, &shares, agreement->observed, expected));
	agreement->low = agreement->kappa - normal_975 * agreement->error;
	agreement->high = fmin(1, agreement->kappa + normal_975 * agreement->error);
}

void rapport__agreement_one_label(const struct rapport__agreement_table *table, uint32_t k,
				  struct rapport__agreement_table *one)
{
	memset(one, 0, sizeof *one);
	one->K = 2;
	for (uint32_t i = 0; i < table->K; i++)
		for (uint32_t j = 0; j < table->K; j++)
			one->counts[i != k][j != k] += table->counts[i][j];
}
