#include "training/passages.h"

#include "model/pooling.h"
#include "training/lbfgs.h"
#include "training/objective.h"

#include <string.h>

/* The sentences that have a label. */
struct rows {
	struct rapport__sparse inputs; /* [count][P] every entry there */
	uint32_t *labels;
	double *weights;
	size_t label_room, weight_room;
};

static bool add_sentence(struct rows *rows, const double *inputs, size_t P, uint32_t label,
			 double weight)
{
	const size_t row = rows->inputs.rows;
	bool done = rapport__grow(&rows->labels, &rows->label_room, row + 1,
				  sizeof *rows->labels) &&
		    rapport__grow(&rows->weights, &rows->weight_room, row + 1,
				  sizeof *rows->weights);

	if (!done)
		return false;
	rows->labels[row] = label;
	rows->weights[row] = weight;
	for (size_t j = 0; done && j < P; j++)
		done = rapport__sparse_add(&rows->inputs, (uint32_t)j, (float)inputs[j]);
	return done && rapport__sparse_end_row(&rows->inputs);
}

static bool gather(struct rows *rows, const struct rapport__supervision *supervision,
		   const double *sentences, const double *texts)
{
	const struct rapport__dataset *dataset = supervision->dataset;
	const size_t K = supervision->K;
	double inputs[RAPPORT__PASSAGE_INPUTS(RAPPORT_LABELS_MAX)];

	for (size_t i = 0; i < dataset->count; i++)
		for (size_t s = dataset->texts[i]; s < dataset->texts[i + 1]; s++) {
			if (supervision->sentence_labels[s] == RAPPORT__LABEL_NONE)
				continue;
			rapport__passage_inputs(sentences + s * K, texts + i * K, K, inputs);
			if (!add_sentence(rows, inputs, RAPPORT__PASSAGE_INPUTS(K),
					  supervision->sentence_labels[s], supervision->weights[i]))
				return false;
		}
	return true;
}

enum rapport_status rapport__passages_train(const struct rapport__supervision *supervision,
					    const double *sentences, const double *texts,
					    rapport__workers *workers, double *weights,
					    struct rapport_error *error)
{
	const struct rapport__lbfgs_settings settings = { 8, 500, 1e-6, 1e-6 };
	const size_t K = supervision->K;
	struct rapport__lbfgs_result result;
	rapport__objective *objective = NULL;
	struct rows rows = { 0 };
	enum rapport_status status = RAPPORT_OK;

	if (!gather(&rows, supervision, sentences, texts))
		status = rapport_fail_memory(error);
	if (!status) {
		const struct rapport__problem problem = {
			&rows.inputs, NULL, rows.labels, rows.weights, K, RAPPORT__PASSAGES_L2
		};

		status = rapport__objective_new(&problem, workers, &objective, error);
	}
	memset(weights, 0, (RAPPORT__PASSAGE_INPUTS(K) + 1) * K * sizeof *weights);
	if (!status)
		status = rapport__lbfgs_minimise(rapport__objective_evaluate, objective,
						 rapport__objective_size(objective), &settings,
						 weights, &result, error);
	rapport__objective_free(objective);
	rapport__sparse_clear(&rows.inputs);
	rapport__free(rows.labels);
	rapport__free(rows.weights);
	return status;
}
