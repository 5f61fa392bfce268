#include "training/combiner.h"

#include "model/pooling.h"
#include "training/lbfgs.h"
#include "training/objective.h"

#include <math.h>
#include <string.h>

struct combiner {
	const struct rapport__supervision *supervision;
	const struct rapport__held_out *held_out;
	const struct rapport__combiner_settings *settings;
	rapport__workers *workers;
	struct rapport__sparse inputs; /* [N][P] every entry there */
	double *row_weights;           /* [N] 0 leaves a text out */
	size_t N, K, P;
	struct rapport_error *error;
};

static bool pool_texts(struct combiner *combiner)
{
	const struct rapport__dataset *dataset = combiner->supervision->dataset;
	const size_t K = combiner->K;
	double *inputs = rapport__calloc(combiner->P, sizeof *inputs);
	double nothing[RAPPORT_LABELS_MAX];
	bool done = inputs;

	for (size_t k = 0; k < K; k++)
		nothing[k] = -log((double)K);
	for (size_t i = 0; done && i < combiner->N; i++) {
		size_t from = dataset->texts[i], S = dataset->texts[i + 1] - from;

		rapport__pool(combiner->held_out->texts + i * K,
			      S ? combiner->held_out->sentences + from * K : nothing, S ? S : 1, K,
			      combiner->supervision->background, inputs);
		for (size_t j = 0; done && j < combiner->P; j++)
			done = rapport__sparse_add(&combiner->inputs, (uint32_t)j,
						   (float)inputs[j]);
		done = done && rapport__sparse_end_row(&combiner->inputs);
	}
	rapport__free(inputs);
	return done;
}

/* Trains from weights on, with the texts of one fold left out (none when fold is the count of
 * folds). */
static enum rapport_status train(struct combiner *combiner, unsigned fold, double *weights)
{
	const struct rapport__lbfgs_settings settings = { 8, 500, 1e-6, 1e-6 };
	const struct rapport__problem problem = {
		&combiner->inputs,     NULL,        combiner->supervision->labels,
		combiner->row_weights, combiner->K, combiner->settings->l2
	};
	struct rapport__lbfgs_result result;
	rapport__objective *objective;
	enum rapport_status status;

	for (size_t i = 0; i < combiner->N; i++)
		combiner->row_weights[i] = combiner->held_out->folds[i] != fold
						   ? combiner->supervision->weights[i]
						   : 0;
	status = rapport__objective_new(&problem, combiner->workers, &objective, combiner->error);
	if (status)
		return status;
	status = rapport__lbfgs_minimise(rapport__objective_evaluate, objective,
					 rapport__objective_size(objective), &settings, weights,
					 &result, combiner->error);
	rapport__objective_free(objective);
	return status;
}

/* Mixes what trained weights say of text i [K] with the text's own logits. */
static void mix(const struct combiner *combiner, size_t i, double *logits)
{
	const struct rapport__dataset *dataset = combiner->supervision->dataset;
	const size_t K = combiner->K, S = dataset->texts[i + 1] - dataset->texts[i];
	const double *own = combiner->held_out->texts + i * K;
	double share = rapport__pooling_share(S ? S : 1, combiner->settings->half), mean = 0;

	for (size_t k = 0; k < K; k++)
		mean += own[k] / (double)K;
	for (size_t k = 0; k < K; k++)
		logits[k] = share * logits[k] + (1 - share) * (own[k] - mean);
}

static enum rapport_status train_folds(struct combiner *combiner, const double *weights,
				       double *logits)
{
	const size_t K = combiner->K, size = (combiner->P + 1) * K;
	double *fold_weights = rapport__calloc(size, sizeof *fold_weights);
	double *fold_logits = rapport__calloc(combiner->N * K, sizeof *fold_logits);
	enum rapport_status status = RAPPORT_OK;

	if (!fold_weights || !fold_logits) {
		status = rapport_fail_memory(combiner->error);
		goto done;
	}
	for (unsigned fold = 0; !status && fold < combiner->held_out->fold_count; fold++) {
		memcpy(fold_weights, weights, size * sizeof *weights);
		status = train(combiner, fold, fold_weights);
		if (status)
			break;
		rapport__objective_logits(&combiner->inputs, fold_weights, combiner->P, K,
					  fold_logits, combiner->workers);
		for (size_t i = 0; i < combiner->N; i++)
			if (combiner->held_out->folds[i] == fold) {
				memcpy(logits + i * K, fold_logits + i * K, K * sizeof *logits);
				mix(combiner, i, logits + i * K);
			}
	}
done:
	rapport__free(fold_weights);
	rapport__free(fold_logits);
	return status;
}

enum rapport_status rapport__combiner_train(const struct rapport__supervision *supervision,
					    const struct rapport__held_out *held_out,
					    const struct rapport__combiner_settings *settings,
					    rapport__workers *workers, double *weights,
					    double *logits, struct rapport_error *error)
{
	struct combiner combiner = { .supervision = supervision,
				     .held_out = held_out,
				     .settings = settings,
				     .workers = workers,
				     .N = supervision->dataset->count,
				     .K = supervision->K,
				     .P = RAPPORT__POOLING_INPUTS(supervision->K),
				     .error = error };
	enum rapport_status status;

	combiner.row_weights = rapport__calloc(combiner.N, sizeof *combiner.row_weights);
	if (!combiner.row_weights || !pool_texts(&combiner)) {
		status = rapport_fail_memory(error);
		goto done;
	}
	memset(weights, 0, (combiner.P + 1) * combiner.K * sizeof *weights);
	status = train(&combiner, held_out->fold_count, weights);
	if (!status)
		status = train_folds(&combiner, weights, logits);
done:
	rapport__sparse_clear(&combiner.inputs);
	rapport__free(combiner.row_weights);
	return status;
}
