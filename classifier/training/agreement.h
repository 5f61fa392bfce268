/* How far two readers of the same texts agree, beyond what chance alone would make of how often
 * each of them gives each label. */
#ifndef RAPPORT_AGREEMENT_H
#define RAPPORT_AGREEMENT_H

#include "rapport.h"

#include <stddef.h>
#include <stdint.h>

/* Texts by what the first reader says (row) and what the second says (column). */
struct rapport__agreement_table {
	size_t counts[RAPPORT_LABELS_MAX][RAPPORT_LABELS_MAX]; /* [K][K] */
	uint32_t K;
};

struct rapport__agreement {
	size_t texts;
	double observed; /* share of texts on which they agree; NaN without texts */
	double expected; /* what chance would make of their shares of labels */
	/* NaN without texts, and where both give one label to all: chance agrees, too. */
	double kappa, error, low, high;
};

/* Cohen's kappa of a table, p_ij = counts_ij / N:
 *
 *	po = sum_i p_ii,   pe = sum_i p_i. p_.i,   kappa = (po - pe) / (1 - pe)
 *
 * with its asymptotic standard error for large N,
 *
 *	error^2 = [ sum_i p_ii ((1 - pe) - (p_i. + p_.i) (1 - po))^2
 *	          + (1 - po)^2 sum_{i != j} p_ij (p_.i + p_j.)^2
 *	          - (po pe - 2 pe + po)^2 ] / (N (1 - pe)^4)
 *
 * and low, high = kappa -+ 1.96 error, no more than 1.
 * Sources: Cohen, A coefficient of agreement for nominal scales (1960); Fleiss, Cohen and Everitt,
 * Large sample standard errors of kappa and weighted kappa (1969), equation 13. */
void rapport__agreement_measure(const struct rapport__agreement_table *table,
				struct rapport__agreement *agreement);

/* The table of label k against all others, which come second: K is 2. */
void rapport__agreement_one_label(const struct rapport__agreement_table *table, uint32_t k,
				  struct rapport__agreement_table *one);

/* Texts that the first (row) or the second reader gives label k. */
size_t rapport__agreement_row(const struct rapport__agreement_table *table, uint32_t k);
size_t rapport__agreement_column(const struct rapport__agreement_table *table, uint32_t k);

#endif
