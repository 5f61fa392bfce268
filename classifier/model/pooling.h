/* The two levels of a model brought together: the scores of a whole text and of its sentences
 * become the inputs of one small logistic model, the combiner, which decides.
 *
 * Where a text ends up decides its label, so places count: the first and last sentence, the thirds
 * of the text, and the last sentence that tells anything. */
#ifndef RAPPORT_POOLING_H
#define RAPPORT_POOLING_H

#include <stddef.h>
#include <stdint.h>

/* What is pooled for each label k.  Sentences give log-probabilities, no lower than
 * RAPPORT__POOLING_FLOOR, so that one odd sentence cannot outweigh all the rest. */
enum rapport__pool {
	RAPPORT__POOL_TEXT,   /* the whole text's logit less the mean over labels */
	RAPPORT__POOL_MAX,    /* the highest sentence */
	RAPPORT__POOL_SECOND, /* the second highest; the highest where there is one sentence */
	RAPPORT__POOL_MEAN,
	RAPPORT__POOL_FIRST,
	RAPPORT__POOL_LAST,
	RAPPORT__POOL_BEGIN,   /* the highest of the first third of the sentences */
	RAPPORT__POOL_MIDDLE,  /* of the second */
	RAPPORT__POOL_END,     /* of the last */
	RAPPORT__POOL_TELLING, /* the last sentence with another label than the background; or 0 */
	RAPPORT__POOL_SPREAD,  /* log of the mean over sentences of the probability */
	RAPPORT__POOLS,
};

#define RAPPORT__POOLING_FLOOR (-8.0)

/* Inputs of the combiner: [RAPPORT__POOLS][K], then log(1 + S). */
#define RAPPORT__POOLING_INPUTS(K) ((size_t)RAPPORT__POOLS * (K) + 1)

/* text        [K] logits of the whole text
 * sentences   [S][K] log-probabilities, S >= 1
 * background  the label that says nothing, below K
 * inputs      [RAPPORT__POOLING_INPUTS(K)] result */
void rapport__pool(const double *text, const double *sentences, size_t S, size_t K,
		   uint32_t background, double *inputs);

/* Which sentences an input comes from: shares[s] adds up to 1, or to 0 where no sentence has a part
 * in it and the input is 0.
 *
 * pool    any but RAPPORT__POOL_TEXT
 * shares  [S] result */
void rapport__pool_shares(enum rapport__pool pool, const double *sentences, size_t S, size_t K,
			  uint32_t background, size_t k, double *shares);

#endif
