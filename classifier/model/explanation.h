/* What each word and each sentence added to a verdict, adding up exactly.
 *
 * The label's logit, less the mean over the labels, is a sum over the words (by the features of the
 * whole text that they are part of), over the sentences (by the pools that they are picked for),
 * and a rest (biases, the text's length). */
#ifndef RAPPORT_EXPLANATION_H
#define RAPPORT_EXPLANATION_H

#include "model/scorer.h"

/* The final logits of a text, calibrated, [K]: those of the combiner or, with one level, the
 * text's. inputs [RAPPORT__POOLING_INPUTS(K)] is scratch, and holds the combiner's inputs on
 * return. */
void rapport__combine(const rapport_model *model, const struct rapport__scores *scores,
		      double *inputs, double *logits);

/* Shares out the centred logit of a label among words and sentences.
 *
 * parts      [tokens + 1][K] as rapport__scorer_explain gives them
 * inputs     as rapport__combine leaves them
 * words      [tokens] result
 * sentences  [S] result, zero with one level
 * shares     [S] scratch
 * returns    the rest; words + sentences + rest = logit of label - mean over labels */
double rapport__explain(const rapport_model *model, const struct rapport__scores *scores,
			const double *parts, const double *inputs, uint32_t label, double *words,
			double *sentences, double *shares);

#endif
