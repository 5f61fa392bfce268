#include "training/levels.h"

#include "model/logistic.h"
#include "training/lbfgs.h"
#include "training/objective.h"

#include <math.h>
#include <string.h>

/* Rows to train on or to score. */
struct rows {
	struct rapport__sparse matrix;
	uint32_t *labels; /* [matrix.rows] */
	double *weights;  /* [matrix.rows] */
	size_t room, weight_room;
};

/* The label whose texts have lists of evidence, all of them empty; of several the one with most
 * texts. */
static uint32_t find_background(const struct rapport__corpus *corpus)
{
	size_t empty[RAPPORT_LABELS_MAX] = { 0 }, most = 0;
	bool shown[RAPPORT_LABELS_MAX] = { false }, any = false;
	uint32_t background = RAPPORT__LABEL_NONE;

	for (size_t i = 0; i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];

		if (!text->marked)
			continue;
		empty[text->label] += text->evidence_count == 0;
		shown[text->label] = shown[text->label] || text->evidence_count;
		any = any || text->evidence_count;
	}
	for (uint32_t k = 0; any && k < corpus->labels.count; k++)
		if (!shown[k] && empty[k] > most) {
			most = empty[k];
			background = k;
		}
	return background;
}

static uint32_t sentence_label(const struct rapport__corpus *corpus,
			       const struct rapport__corpus_text *text,
			       const struct rapport__slice *slice, uint32_t background)
{
	if (!text->marked)
		return RAPPORT__LABEL_NONE;
	for (size_t e = text->evidence;
	     e < text->evidence + text->evidence_count + text->passage_count; e++)
		if (corpus->spans[e].start < slice->end && slice->start < corpus->spans[e].end)
			return corpus->spans[e].label;
	return background;
}

enum rapport_status rapport__supervision_build(struct rapport__supervision *supervision,
					       const struct rapport__corpus *corpus,
					       const struct rapport__dataset *dataset,
					       struct rapport_error *error)
{
	*supervision = (struct rapport__supervision){ .dataset = dataset,
						      .K = corpus->labels.count,
						      .background = find_background(corpus) };
	supervision->labels = rapport__calloc(corpus->count, sizeof *supervision->labels);
	supervision->sentence_labels = rapport__calloc(dataset->slice_count,
						       sizeof *supervision->sentence_labels);
	supervision->weights = rapport__calloc(corpus->count, sizeof *supervision->weights);
	if (!supervision->labels || !supervision->sentence_labels || !supervision->weights) {
		rapport__supervision_clear(supervision);
		return rapport_fail_memory(error);
	}
	for (size_t i = 0; i < corpus->count; i++) {
		supervision->labels[i] = corpus->texts[i].label;
		supervision->weights[i] = (double)corpus->texts[i].weight;
		for (size_t s = dataset->texts[i]; s < dataset->texts[i + 1]; s++)
			supervision->sentence_labels[s] = sentence_label(corpus, &corpus->texts[i],
									 &dataset->slices[s],
									 supervision->background);
	}
	return RAPPORT_OK;
}

uint32_t *rapport__supervision_full_labels(const struct rapport__supervision *supervision)
{
	const size_t N = supervision->dataset->count;
	uint32_t *labels = rapport__calloc(N, sizeof *labels);
	double most = 0;

	for (size_t i = 0; labels && i < N; i++)
		most = fmax(most, supervision->weights[i]);
	for (size_t i = 0; labels && i < N; i++)
		labels[i] = supervision->weights[i] < most ? RAPPORT__LABEL_NONE
							   : supervision->labels[i];
	return labels;
}

void rapport__supervision_clear(struct rapport__supervision *supervision)
{
	rapport__free(supervision->labels);
	rapport__free(supervision->sentence_labels);
	rapport__free(supervision->weights);
	*supervision = (struct rapport__supervision){ 0 };
}

static bool add_row(struct rows *rows, struct rapport__weighting *weighting,
		    const struct rapport__slice *slice, bool log_counts, uint32_t label,
		    double weight)
{
	if (!rapport__grow(&rows->labels, &rows->room, rows->matrix.rows + 1,
			   sizeof *rows->labels) ||
	    !rapport__grow(&rows->weights, &rows->weight_room, rows->matrix.rows + 1,
			   sizeof *rows->weights))
		return false;
	rows->labels[rows->matrix.rows] = label;
	rows->weights[rows->matrix.rows] = weight;
	return rapport__weighting_row(weighting, slice, log_counts, &rows->matrix);
}

static bool add_texts(struct rows *rows, struct rapport__weighting *weighting,
		      const struct rapport__supervision *supervision, const uint32_t *chosen,
		      size_t chosen_count)
{
	for (size_t i = 0; i < chosen_count; i++)
		if (!add_row(rows, weighting, &supervision->dataset->whole[chosen[i]], true,
			     supervision->labels[chosen[i]], supervision->weights[chosen[i]]))
			return false;
	return true;
}

/* all: those without a label, too. */
static bool add_sentences(struct rows *rows, struct rapport__weighting *weighting,
			  const struct rapport__supervision *supervision, const uint32_t *chosen,
			  size_t chosen_count, bool all)
{
	const struct rapport__dataset *dataset = supervision->dataset;

	for (size_t i = 0; i < chosen_count; i++)
		for (size_t s = dataset->texts[chosen[i]]; s < dataset->texts[chosen[i] + 1]; s++)
			if ((all || supervision->sentence_labels[s] != RAPPORT__LABEL_NONE) &&
			    !add_row(rows, weighting, &dataset->slices[s], false,
				     supervision->sentence_labels[s],
				     supervision->weights[chosen[i]]))
				return false;
	return true;
}

static void clear_rows(struct rows *rows)
{
	rapport__sparse_clear(&rows->matrix);
	rapport__free(rows->labels);
	rapport__free(rows->weights);
}

static enum rapport_status train_level(struct rapport__levels *levels, uint32_t level,
				       const struct rows *rows, uint32_t K, double l2,
				       rapport__workers *workers, struct rapport_error *error)
{
	const struct rapport__lbfgs_settings settings = RAPPORT__LBFGS_SETTINGS_DEFAULT;
	const struct rapport__problem problem = {
		&rows->matrix, &levels->weighting.spread, rows->labels, rows->weights, K, l2
	};
	struct rapport__lbfgs_result result;
	rapport__objective *objective;
	enum rapport_status status;

	status = rapport__objective_new(&problem, workers, &objective, error);
	if (status)
		return status;
	levels->w[level] = rapport__calloc(rapport__objective_size(objective), sizeof(double));
	levels->theta[level] = rapport__calloc((levels->weighting.spread.rows + 1) * K,
					       sizeof(double));
	if (!levels->w[level] || !levels->theta[level]) {
		status = rapport_fail_memory(error);
		goto done;
	}
	status = rapport__lbfgs_minimise(rapport__objective_evaluate, objective,
					 rapport__objective_size(objective), &settings,
					 levels->w[level], &result, error);
	rapport__objective_spread(objective, levels->w[level], levels->theta[level]);
done:
	rapport__objective_free(objective);
	return status;
}

enum rapport_status rapport__levels_train(const struct rapport__supervision *supervision,
					  const uint32_t *chosen, size_t chosen_count,
					  const struct rapport__levels_settings *settings,
					  rapport__workers *workers, struct rapport__levels *levels,
					  struct rapport_error *error)
{
	const bool two = supervision->background != RAPPORT__LABEL_NONE;
	struct rows texts = { 0 }, sentences = { 0 };
	enum rapport_status status;

	*levels = (struct rapport__levels){ .count = two ? 2 : 1 };
	status = rapport__weighting_build(&levels->weighting, supervision->dataset,
					  supervision->labels, supervision->K, chosen, chosen_count,
					  &settings->weighting, error);
	if (status)
		goto done;
	if (!add_texts(&texts, &levels->weighting, supervision, chosen, chosen_count) ||
	    (two && !add_sentences(&sentences, &levels->weighting, supervision, chosen,
				   chosen_count, false)) ||
	    (two && settings->texts_as_sentences &&
	     !add_texts(&sentences, &levels->weighting, supervision, chosen, chosen_count))) {
		status = rapport_fail_memory(error);
		goto done;
	}
	status = train_level(levels, 0, &texts, supervision->K, settings->l2[0], workers, error);
	if (!status && two)
		status = train_level(levels, 1, &sentences, supervision->K, settings->l2[1],
				     workers, error);
done:
	clear_rows(&texts);
	clear_rows(&sentences);
	if (status)
		rapport__levels_clear(levels);
	return status;
}

void rapport__levels_clear(struct rapport__levels *levels)
{
	rapport__weighting_clear(&levels->weighting);
	for (size_t level = 0; level < 2; level++) {
		rapport__free(levels->w[level]);
		rapport__free(levels->theta[level]);
	}
	*levels = (struct rapport__levels){ 0 };
}

/* Logits of rows, [rows][K]; the caller frees.  NULL without memory. */
static double *score_rows(const struct rapport__levels *levels, uint32_t level,
			  const struct rows *rows, uint32_t K, rapport__workers *workers)
{
	double *logits = rapport__calloc(rows->matrix.rows * K, sizeof *logits);

	if (logits)
		rapport__objective_logits(&rows->matrix, levels->theta[level],
					  levels->weighting.spread.rows, K, logits, workers);
	return logits;
}

static bool score_sentences(struct rapport__levels *levels,
			    const struct rapport__supervision *supervision, const uint32_t *chosen,
			    size_t chosen_count, rapport__workers *workers, double *sentences)
{
	const struct rapport__dataset *dataset = supervision->dataset;
	const size_t K = supervision->K;
	struct rows rows = { 0 };
	double *logits = NULL, *z;

	if (add_sentences(&rows, &levels->weighting, supervision, chosen, chosen_count, true))
		logits = score_rows(levels, 1, &rows, supervision->K, workers);
	z = logits;
	for (size_t i = 0; logits && i < chosen_count; i++)
		for (size_t s = dataset->texts[chosen[i]]; s < dataset->texts[chosen[i] + 1]; s++) {
			rapport__log_softmax(z, K);
			memcpy(sentences + s * K, z, K * sizeof *z);
			z += K;
		}
	clear_rows(&rows);
	rapport__free(logits);
	return logits;
}

enum rapport_status rapport__levels_score(struct rapport__levels *levels,
					  const struct rapport__supervision *supervision,
					  const uint32_t *chosen, size_t chosen_count,
					  rapport__workers *workers, double *texts,
					  double *sentences, struct rapport_error *error)
{
	const size_t K = supervision->K;
	struct rows rows = { 0 };
	double *logits = NULL;
	bool done;

	if (add_texts(&rows, &levels->weighting, supervision, chosen, chosen_count))
		logits = score_rows(levels, 0, &rows, supervision->K, workers);
	for (size_t i = 0; logits && i < chosen_count; i++)
		memcpy(texts + chosen[i] * K, logits + i * K, K * sizeof *logits);
	done = logits &&
	       (!sentences || levels->count < 2 ||
		score_sentences(levels, supervision, chosen, chosen_count, workers, sentences));
	clear_rows(&rows);
	rapport__free(logits);
	return done ? RAPPORT_OK : rapport_fail_memory(error);
}
