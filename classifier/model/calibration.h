/* Scores -> probabilities that mean what they say, and the threshold below which none is given.
 *
 * Temperature scaling: p = softmax(z / T), T chosen to minimise the log loss on texts that the
 * scores were not trained on.  Source: Guo et al., On Calibration of Modern Neural Networks (2017).
 * */
#ifndef RAPPORT_CALIBRATION_H
#define RAPPORT_CALIBRATION_H

#include <stddef.h>
#include <stdint.h>

/* Moves logits from the label shares they were trained with to others (Elkan 2001):
 * z_k += log(to_k / from_k).  z [K]; from, to [K] positive, each summing to 1. */
void rapport__shift_prior(double *z, const double *from, const double *to, size_t K);

/* p = softmax(z / temperature) in place; z [K], temperature > 0. */
void rapport__calibrate(double *z, size_t K, double temperature);

/* The temperature in [0.2, 5] with the least log loss, found by golden-section search to 1e-4.
 *
 * logits  [N][K]
 * labels  [N], each below K, others are passed over
 * Returns 1 when there is nothing to learn from. */
double rapport__fit_temperature(const double *logits, const uint32_t *labels, size_t N, size_t K);

/* The smallest confidence t such that of the texts with confidence at least t, no more than
 * error_max are wrong, by these probabilities [N][K] and labels [N]: 0 when that is so of all. 
 * Where no t does it, the one that leaves a tenth.  Returns a negative number without memory. */
double rapport__fit_threshold(const double *probabilities, const uint32_t *labels, size_t N,
			      size_t K, double error_max);

#endif
