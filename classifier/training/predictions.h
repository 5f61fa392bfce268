/* Probabilities of texts beside their true labels, and the texts' order by them. */
#ifndef RAPPORT_PREDICTIONS_H
#define RAPPORT_PREDICTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* N predictions of K classes. */
struct rapport__predictions {
	const double *scores;    /* [N][K] probabilities */
	const uint32_t *labels;  /* [N] the truth, each below K */
	const uint32_t *sources; /* [N] where each text is from; NULL: all from one place */
	size_t N, K;
};

struct rapport__ranked {
	double score; /* probability of the label that was asked for */
	size_t text;
	uint32_t label, predicted; /* the truth, and the most probable */
	bool hit;                  /* the truth is the label that was asked for */
};

#define RAPPORT__RANK_PREDICTED UINT32_MAX

/* All predictions by rising probability of label k, equal ones as the texts stand.  With
 * RAPPORT__RANK_PREDICTED it is each text's most probable label that is asked for: by confidence.
 * [N], the caller's, to end with rapport__free; NULL without memory. */
struct rapport__ranked *rapport__rank(const struct rapport__predictions *predictions, uint32_t k);

/* What a prediction loses, in nats: -log p_truth, with p at least 1e-15. */
double rapport__log_loss(const double *p, uint32_t truth);

/* The Brier score of one text: sum_k (p_k - [k is the truth])^2 over K labels. */
double rapport__brier(const double *p, uint32_t truth, size_t K);

#endif
