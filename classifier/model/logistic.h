/* Multinomial logistic regression: the formula that all levels of the model share. */
#ifndef RAPPORT_LOGISTIC_H
#define RAPPORT_LOGISTIC_H

#include <stddef.h>
#include <stdint.h>

/* Turns logits into class probabilities, in place.
 *
 *   p_k = exp(z_k - m) / sum_j exp(z_j - m),   m = max_j z_j
 *
 * Subtracting m keeps every exponent at or below zero, so nothing overflows; p is the same.
 *
 * z        [K] logits, K >= 1; probabilities on return
 * returns  log sum_j exp(z_j), in nats: the loss of class k is that minus z_k
 * NaN in, NaN out.  Source: Goodfellow et al., Deep Learning (2016), section 4.1. */
double rapport__softmax(double *z, size_t K);

/* Turns logits into log-probabilities, in place: z_k - log sum_j exp(z_j), computed as above. */
void rapport__log_softmax(double *z, size_t K);

/* The index of the largest of z [K], the first of equals. */
uint32_t rapport__argmax(const double *z, size_t K);

#endif
