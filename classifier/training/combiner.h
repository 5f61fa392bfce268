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
	/* Sentences at which trained weights and the text's own logits count the same; see
	 * rapport__pooling_share.  Sentences found telling in the corpus are less so elsewhere, and
	 * a short text needs none to be understood. */
	double half;
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
