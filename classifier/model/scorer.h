/* Features -> logits of a text and of its sentences, by a model.
 *
 * One pass over a text's features serves both levels.  What a word's character n-grams are worth is
 * worked out at its first coming and kept by the stemmer's word ids. */
#ifndef RAPPORT_SCORER_H
#define RAPPORT_SCORER_H

#include "model/model_file.h"

typedef struct rapport__scorer rapport__scorer; /* one thread at a time */

/* Borrows the model.  On success *scorer is the caller's.  Fails with MEMORY, FORMAT (no stemmer
 * for the model's language). */
enum rapport_status rapport__scorer_new(const rapport_model *model, rapport__scorer **scorer,
					struct rapport_error *error);
void rapport__scorer_free(rapport__scorer *scorer); /* NULL does nothing */

/* What came out for the last text.  Borrowed until the next run. */
struct rapport__scores {
	const struct rapport__features *features;
	const double *text;      /* [K] logits of the whole text */
	const double *sentences; /* [S][K] log-probabilities, uncalibrated */
	size_t S;
};

/* Takes text apart and scores it.  Fails with MEMORY, LIMIT. */
enum rapport_status rapport__scorer_run(rapport__scorer *scorer, const char *text, size_t size,
					struct rapport__scores *scores,
					struct rapport_error *error);

/* What one token adds to the text's logits, for the last text: the features that it is part of,
 * each shared evenly among its words, and its character n-grams.
 *
 * parts  [tokens + 1][K] result; the last row is the bias and the features of the text as a whole.
 * Rows add up to scores.text but for rounding. */
void rapport__scorer_explain(rapport__scorer *scorer, double *parts);

#endif
