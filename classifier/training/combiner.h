/* Trains the combiner: from the pooled scores of held-out texts to their labels. */
#ifndef RAPPORT_COMBINER_H
#define RAPPORT_COMBINER_H

#include "training/levels.h"

/* Held-out scores of all texts of a dataset. */
struct rapport__held_out {
	const double *texts;     /* [N][K] logits */
	const double *sentences; /* [sentences][K] log-probabilities */
	const uint32_t *folds;   /* [N] */
	unsigned fold_count;
};

struct rapport__combiner_settings {
	double l2;
	/* The trained weights count this much, and 1 minus this the text's own logits as they are.
	 * Half and half was better on other people's texts than either: sentences found telling in
	 * the corpus are less so elsewhere. */
	double share;
};

/* weights  [RAPPORT__POOLING_INPUTS(K) + 1][K] result, the bias last
 * logits   [N][K] result: each text by a combiner that was trained without its fold
 * Fails with MEMORY. */
enum rapport_status rapport__combiner_train(const struct rapport__supervision *supervision,
					    const struct rapport__held_out *held_out,
					    const struct rapport__combiner_settings *settings,
					    rapport__workers *workers, double *weights,
					    double *logits, struct rapport_error *error);

#endif
