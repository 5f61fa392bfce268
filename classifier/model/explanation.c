#include "model/explanation.h"

#include "model/pooling.h"

#include <math.h>
#include <string.h>

void rapport__combine(const rapport_model *model, const struct rapport__scores *scores,
		      double *inputs, double *logits)
{
	const size_t K = model->header.labels, P = RAPPORT__POOLING_INPUTS(K);
	const double share = rapport__pooling_share(scores->S, model->header.combiner_half);

	if (!model->combiner) {
		memcpy(logits, scores->text, K * sizeof *logits);
	} else {
		rapport__pool(scores->text, scores->sentences, scores->S, K,
			      model->header.background, inputs);
		memcpy(logits, model->combiner + P * K, K * sizeof *logits);
		for (size_t j = 0; j < P; j++)
			for (size_t k = 0; k < K; k++)
				logits[k] += inputs[j] * model->combiner[j * K + k];
		for (size_t k = 0; k < K; k++)
			logits[k] = share * logits[k] +
				    (1 - share) * inputs[RAPPORT__POOL_TEXT * K + k] +
				    model->shift[k];
	}
	for (size_t k = 0; k < K; k++)
		logits[k] /= model->header.temperature[0];
}

/* What w [K], one unit of an input of the combiner, adds to the label's centred, calibrated logit.
 */
static double pull(const rapport_model *model, const double *w, uint32_t label)
{
	const size_t K = model->header.labels;
	double mean = 0;

	for (size_t k = 0; k < K; k++)
		mean += w[k] / (double)K;
	return (w[label] - mean) / model->header.temperature[0];
}

/* The same of one unit of the text's logit k. */
static void text_pulls(const rapport_model *model, double share, uint32_t label, double *pulls)
{
	const size_t K = model->header.labels;
	double mean = 0;

	for (size_t k = 0; k < K; k++) {
		pulls[k] = (k == label) / model->header.temperature[0];
		if (model->combiner)
			pulls[k] = (1 - share) * pulls[k] +
				   share * pull(model,
						model->combiner + (RAPPORT__POOL_TEXT * K + k) * K,
						label);
		mean += pulls[k] / (double)K;
	}
	/* The inputs are logits less their mean: the same as pulls less theirs. */
	for (size_t k = 0; k < K; k++)
		pulls[k] -= mean;
}

/* What the pools add, shared out among the sentences.  Log-probabilities are counted from that of a
 * sentence that says nothing for or against a label, log 1/K: counted from 0, the most telling
 * sentence would seem to add the least.  Returns what that start itself adds. */
static double explain_sentences(const rapport_model *model, const struct rapport__scores *scores,
				const double *inputs, uint32_t label, double *sentences,
				double *shares)
{
	const size_t K = model->header.labels, S = scores->S;
	const double start = -log((double)K);
	const double share = rapport__pooling_share(S, model->header.combiner_half);
	double rest = 0;

	for (size_t pool = RAPPORT__POOL_TEXT + 1; pool < RAPPORT__POOLS; pool++)
		for (size_t k = 0; k < K; k++) {
			const double *w = model->combiner + (pool * K + k) * K;
			double weight = share * pull(model, w, label), picked = 0;
			double part = (inputs[pool * K + k] - start) * weight;

			rapport__pool_shares((enum rapport__pool)pool, scores->sentences, S, K,
					     model->header.background, k, shares);
			for (size_t s = 0; s < S; s++) {
				double own = fmax(scores->sentences[s * K + k],
						  RAPPORT__POOLING_FLOOR);
				double by_place = rapport__pooling_weight((enum rapport__pool)pool,
									  s, S);

				picked += shares[s];
				sentences[s] += by_place > 0 ? (own - start) * by_place * weight
							     : part * shares[s];
			}
			/* A pool without a sentence has the input 0 and adds nothing. */
			rest += picked > 0.5 ? start * weight : 0;
		}
	return rest;
}

double rapport__explain(const rapport_model *model, const struct rapport__scores *scores,
			const double *parts, const double *inputs, uint32_t label, double *words,
			double *sentences, double *shares)
{
	const size_t K = model->header.labels, P = RAPPORT__POOLING_INPUTS(K);
	const size_t tokens = scores->features->tokens.count;
	const double share = rapport__pooling_share(scores->S, model->header.combiner_half);
	double pulls[RAPPORT_LABELS_MAX], rest = 0;

	text_pulls(model, share, label, pulls);
	for (size_t i = 0; i <= tokens; i++) {
		double part = 0;

		for (size_t k = 0; k < K; k++)
			part += pulls[k] * parts[i * K + k];
		if (i < tokens)
			words[i] = part;
		else
			rest = part;
	}
	memset(sentences, 0, scores->S * sizeof *sentences);
	if (!model->combiner)
		return rest;
	rest += explain_sentences(model, scores, inputs, label, sentences, shares);
	return rest + pull(model, model->shift, label) +
	       share * (pull(model, model->combiner + P * K, label) +
			inputs[P - 1] * pull(model, model->combiner + (P - 1) * K, label));
}
