/* The two levels of a model, trained on chosen texts: whole texts, and sentences.
 *
 * A sentence learns from evidence: in a text whose evidence is marked, a sentence that overlaps it
 * has the text's label, one that overlaps a passage with another label has that, and any other has
 * the background's, the label that needs no evidence. */
#ifndef RAPPORT_LEVELS_H
#define RAPPORT_LEVELS_H

#include "training/weighting.h"

#define RAPPORT__LABEL_NONE UINT32_MAX

/* What there is to learn from, for all texts of a corpus. */
struct rapport__supervision {
	const struct rapport__dataset *dataset;
	uint32_t *labels;          /* [N] of texts */
	uint32_t *sentence_labels; /* [sentences], RAPPORT__LABEL_NONE where nothing is known */
	double *weights;           /* [N] of texts, and of their sentences */
	uint32_t K;
	uint32_t background; /* RAPPORT__LABEL_NONE: no evidence is marked, one level it is */
};

/* On failure *supervision is cleared.  Fails with MEMORY. */
enum rapport_status rapport__supervision_build(struct rapport__supervision *supervision,
					       const struct rapport__corpus *corpus,
					       const struct rapport__dataset *dataset,
					       struct rapport_error *error);

/* [N] the labels of those texts that the model is for, RAPPORT__LABEL_NONE of the others: texts of
 * less than full weight help it to learn, but do not say how sure it may be.  The caller's, to end
 * with rapport__free; NULL without memory. */
uint32_t *rapport__supervision_full_labels(const struct rapport__supervision *supervision);

void rapport__supervision_clear(struct rapport__supervision *supervision);

struct rapport__levels_settings {
	struct rapport__weighting_settings weighting;
	double l2[2];            /* of texts, of sentences */
	bool texts_as_sentences; /* whole texts are rows of the sentence level, too */
};

struct rapport__levels {
	struct rapport__weighting weighting;
	uint32_t count;   /* 1, or 2 with sentences */
	double *w[2];     /* [D + 1][K] weights of the features, then the bias */
	double *theta[2]; /* [D + word types + 1][K] weights of the columns, then the bias */
};

/* Trains on the texts named by chosen.  On failure *levels is cleared.  Fails with MEMORY, ARGUMENT
 * (nothing chosen). */
enum rapport_status rapport__levels_train(const struct rapport__supervision *supervision,
					  const uint32_t *chosen, size_t chosen_count,
					  const struct rapport__levels_settings *settings,
					  rapport__workers *workers, struct rapport__levels *levels,
					  struct rapport_error *error);
void rapport__levels_clear(struct rapport__levels *levels);

/* Scores texts.  texts [N][K] gets logits of the texts chosen, sentences [sentences][K]
 * log-probabilities of theirs, each at its place in the dataset; the rest stays as it was.
 * sentences may be NULL.  Fails with MEMORY. */
enum rapport_status rapport__levels_score(struct rapport__levels *levels,
					  const struct rapport__supervision *supervision,
					  const uint32_t *chosen, size_t chosen_count,
					  rapport__workers *workers, double *texts,
					  double *sentences, struct rapport_error *error);

#endif
