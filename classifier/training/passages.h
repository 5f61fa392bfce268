/* Trains what passages are shown as: from the held-out scores of sentences, and of the texts that
 * they stand in, to the labels that their evidence gives them. */
#ifndef RAPPORT_PASSAGES_H
#define RAPPORT_PASSAGES_H

#include "training/levels.h"

#define RAPPORT__PASSAGES_L2 1e-4

/* sentences  [sentences][K] log-probabilities, held out
 * texts      [N][K] probabilities, held out
 * weights    [RAPPORT__PASSAGE_INPUTS(K) + 1][K] result, the bias last
 * Fails with MEMORY, ARGUMENT (no sentence has a label). */
enum rapport_status rapport__passages_train(const struct rapport__supervision *supervision,
					    const double *sentences, const double *texts,
					    rapport__workers *workers, double *weights,
					    struct rapport_error *error);

#endif
