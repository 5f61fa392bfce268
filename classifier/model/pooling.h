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
	RAPPORT__POOL_RISING,  /* the mean with weights that rise evenly to the last */
	RAPPORT__POOL_RECENT,  /* as SPREAD, a sentence counting 2^(-1/2) of the one behind it */
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

/* What sentence s of S counts in a pool that is a weighted mean of log-probabilities: MEAN 1 / S,
 * RISING (2 s + 1) / S^2; 0 in other pools.  Adds up to 1 over the sentences. */
double rapport__pooling_weight(enum rapport__pool pool, size_t s, size_t S);

/* How much the combiner counts for a text of S sentences: S / (S + half).  The rest is the text's
 * own logits: of one sentence the whole text knows as much, where a text ends up only the
 * sentences tell.  half = 0: always 1. */
double rapport__pooling_share(size_t S, double half);

/* Inputs of a passage's logits: its sentence's log-probabilities, then those of the text that it
 * stands in, so that a sentence is read as a part of it; each floored.
 *
 * sentence  [K] log-probabilities
 * text      [K] probabilities
 * inputs    [RAPPORT__PASSAGE_INPUTS(K)] result */
#define RAPPORT__PASSAGE_INPUTS(K) (2 * (size_t)(K))

void rapport__passage_inputs(const double *sentence, const double *text, size_t K, double *inputs);

/* Which sentences an input comes from: shares[s] adds up to 1, or to 0 where no sentence has a part
 * in it and the input is 0.
 *
 * pool    any but RAPPORT__POOL_TEXT
 * shares  [S] result */
void rapport__pool_shares(enum rapport__pool pool, const double *sentences, size_t S, size_t K,
			  uint32_t background, size_t k, double *shares);

#endif
