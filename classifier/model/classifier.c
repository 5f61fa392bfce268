#include "model/classifier.h"

#include "memory.h"
#include "model/calibration.h"
#include "model/explanation.h"
#include "model/logistic.h"
#include "model/pooling.h"

#include <math.h>
#include <string.h>

struct rapport_classifier {
	const rapport_model *model;
	rapport__scorer *scorer;
	double *inputs;                   /* of the combiner */
	double *scores;                   /* [K] */
	double prior[RAPPORT_LABELS_MAX]; /* [K] shares of the labels among the texts */
	double shift[RAPPORT_LABELS_MAX]; /* [K] of the logits, from the model's shares to those */
	struct rapport_passage *passages;
	size_t passages_room;
	/* Of explanations alone. */
	double *parts, *numbers;
	size_t parts_room, numbers_room;
	struct rapport_part *words, *sentences;
	size_t words_room, sentences_room;
};

enum rapport_status rapport_classifier_new(const rapport_model *model,
					   rapport_classifier **classifier,
					   struct rapport_error *error)
{
	const size_t K = model->header.labels;
	enum rapport_status status = RAPPORT_OK;
	rapport_classifier *made = rapport__calloc(1, sizeof *made);

	*classifier = NULL;
	if (!made)
		return rapport_fail_memory(error);
	made->model = model;
	memcpy(made->prior, model->prior, K * sizeof *made->prior);
	made->inputs = rapport__calloc(RAPPORT__POOLING_INPUTS(K), sizeof *made->inputs);
	made->scores = rapport__calloc(K, sizeof *made->scores);
	if (!made->inputs || !made->scores) {
		status = rapport_fail_memory(error);
		goto done;
	}
	status = rapport__scorer_new(model, &made->scorer, error);
	if (status)
		goto done;
	*classifier = made;
	made = NULL;
done:
	rapport_classifier_free(made);
	return status;
}

void rapport_classifier_free(rapport_classifier *classifier)
{
	if (!classifier)
		return;
	rapport__scorer_free(classifier->scorer);
	rapport__free(classifier->inputs);
	rapport__free(classifier->scores);
	rapport__free(classifier->passages);
	rapport__free(classifier->parts);
	rapport__free(classifier->numbers);
	rapport__free(classifier->words);
	rapport__free(classifier->sentences);
	rapport__free(classifier);
}

const rapport_model *rapport__classifier_model(const rapport_classifier *classifier)
{
	return classifier->model;
}

enum rapport_status rapport_classifier_set_prior(rapport_classifier *classifier,
						 const double *shares, struct rapport_error *error)
{
	const double *own = classifier->model->prior;
	const size_t K = classifier->model->header.labels;
	double prior[RAPPORT_LABELS_MAX], shift[RAPPORT_LABELS_MAX] = { 0 }, sum = 0;

	for (size_t k = 0; shares && k < K; k++) {
		if (!(shares[k] > 0))
			return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
					    "%g is no share of a label", shares[k]);
		sum += shares[k];
	}
	if (shares && !(fabs(sum - 1) <= 1e-6))
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
				    "the labels' shares add up to %g, not to 1", sum);
	for (size_t k = 0; k < K; k++)
		prior[k] = shares ? shares[k] / sum : own[k];
	if (shares)
		rapport__shift_prior(shift, own, prior, K);
	for (size_t k = 0; k < K; k++)
		if (!isfinite(shift[k]))
			return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
					    "the model takes the share of a label for %g: it "
					    "cannot be moved to %g",
					    own[k], prior[k]);
	memcpy(classifier->prior, prior, K * sizeof *prior);
	memcpy(classifier->shift, shift, K * sizeof *shift);
	return RAPPORT_OK;
}

/* The probabilities of a sentence in the text that was judged; p [K]. */
static void judge_sentence(const rapport_classifier *classifier, const double *sentence, double *p)
{
	const double *weights = classifier->model->passages;
	const size_t K = classifier->model->header.labels, P = RAPPORT__PASSAGE_INPUTS(K);
	double inputs[RAPPORT__PASSAGE_INPUTS(RAPPORT_LABELS_MAX)];

	if (!weights) {
		memcpy(p, sentence, K * sizeof *p);
		rapport__calibrate(p, K, classifier->model->header.temperature[1]);
		return;
	}
	rapport__passage_inputs(sentence, classifier->scores, K, inputs);
	memcpy(p, weights + P * K, K * sizeof *p);
	for (size_t j = 0; j < P; j++)
		for (size_t k = 0; k < K; k++)
			p[k] += inputs[j] * weights[j * K + k];
	rapport__softmax(p, K);
}

static bool fill_passages(rapport_classifier *classifier, const struct rapport__scores *scores)
{
	const size_t K = classifier->model->header.labels;
	double p[RAPPORT_LABELS_MAX];

	if (!rapport__grow(&classifier->passages, &classifier->passages_room, scores->S,
			   sizeof *classifier->passages))
		return false;
	for (size_t s = 0; s < scores->S; s++) {
		const struct rapport__sentence *sentence = &scores->features->sentences.data[s];
		uint32_t label;

		judge_sentence(classifier, scores->sentences + s * K, p);
		label = rapport__argmax(p, K);
		classifier->passages[s] = (struct rapport_passage){ sentence->start, sentence->end,
								    label, p[label] };
	}
	return true;
}

/* The text's logits, calibrated, under the prior. */
static void combine(rapport_classifier *classifier, const struct rapport__scores *scores,
		    double *logits)
{
	rapport__combine(classifier->model, scores, classifier->inputs, logits);
	for (size_t k = 0; k < classifier->model->header.labels; k++)
		logits[k] += classifier->shift[k];
}

/* Scores a text; *scores stay good until the next.  A text without tokens has the prior's scores.
 * */
static enum rapport_status judge(rapport_classifier *classifier, const char *text, size_t size,
				 struct rapport__scores *scores, struct rapport_verdict *verdict,
				 struct rapport_error *error)
{
	const rapport_model *model = classifier->model;
	const size_t K = model->header.labels;
	enum rapport_status status;

	status = rapport__scorer_run(classifier->scorer, text, size, scores, error);
	if (status)
		return status;
	if (scores->S) {
		combine(classifier, scores, classifier->scores);
		rapport__softmax(classifier->scores, K);
	} else {
		memcpy(classifier->scores, classifier->prior, K * sizeof *classifier->scores);
	}
	*verdict = (struct rapport_verdict){
		.label = rapport__argmax(classifier->scores, K),
		.empty = scores->S == 0,
		.scores = classifier->scores,
	};
	verdict->confidence = classifier->scores[verdict->label];
	verdict->unsure = verdict->confidence < model->header.threshold;
	return RAPPORT_OK;
}

/* Adds the passages to a verdict. */
static enum rapport_status add_passages(rapport_classifier *classifier,
					const struct rapport__scores *scores,
					struct rapport_verdict *verdict,
					struct rapport_error *error)
{
	if (!fill_passages(classifier, scores))
		return rapport_fail_memory(error);
	verdict->passages = classifier->passages;
	verdict->passage_count = scores->S;
	return RAPPORT_OK;
}

enum rapport_status rapport_classifier_label(rapport_classifier *classifier, const char *text,
					     size_t size, struct rapport_verdict *verdict,
					     struct rapport_error *error)
{
	struct rapport__scores scores;

	return judge(classifier, text, size, &scores, verdict, error);
}

enum rapport_status rapport_classifier_tag(rapport_classifier *classifier, const char *text,
					   size_t size, struct rapport_verdict *verdict,
					   struct rapport_error *error)
{
	struct rapport__scores scores;
	enum rapport_status status = judge(classifier, text, size, &scores, verdict, error);

	return status ? status : add_passages(classifier, &scores, verdict, error);
}

/* z of the label less the mean over the labels. */
static double centred(const double *z, uint32_t label, size_t K)
{
	double value = z[label];

	for (size_t k = 0; k < K; k++)
		value -= z[k] / (double)K;
	return value;
}

static bool make_room(rapport_classifier *classifier, size_t tokens, size_t S)
{
	const size_t K = classifier->model->header.labels;

	return rapport__grow(&classifier->parts, &classifier->parts_room, (tokens + 1) * K,
			     sizeof *classifier->parts) &&
	       rapport__grow(&classifier->numbers, &classifier->numbers_room, tokens + 2 * S,
			     sizeof *classifier->numbers) &&
	       rapport__grow(&classifier->words, &classifier->words_room, tokens,
			     sizeof *classifier->words) &&
	       rapport__grow(&classifier->sentences, &classifier->sentences_room, S,
			     sizeof *classifier->sentences);
}

enum rapport_status rapport_classifier_explain(rapport_classifier *classifier, const char *text,
					       size_t size, struct rapport_explanation *explanation,
					       struct rapport_error *error)
{
	const size_t K = classifier->model->header.labels;
	double logits[RAPPORT_LABELS_MAX], *words, *sentences;
	struct rapport__scores scores;
	size_t tokens;
	enum rapport_status status;

	*explanation = (struct rapport_explanation){ 0 };
	status = judge(classifier, text, size, &scores, &explanation->verdict, error);
	if (!status)
		status = add_passages(classifier, &scores, &explanation->verdict, error);
	if (status || explanation->verdict.empty)
		return status;
	tokens = scores.features->tokens.count;
	if (!make_room(classifier, tokens, scores.S))
		return rapport_fail_memory(error);
	words = classifier->numbers;
	sentences = words + tokens;
	rapport__scorer_explain(classifier->scorer, classifier->parts);
	combine(classifier, &scores, logits);
	explanation->rest = rapport__explain(classifier->model, &scores, classifier->parts,
					     classifier->inputs, explanation->verdict.label, words,
					     sentences, sentences + scores.S);
	explanation->rest += centred(classifier->shift, explanation->verdict.label, K);
	for (size_t i = 0; i < tokens; i++) {
		const struct rapport__token *token = &scores.features->tokens.data[i];

		classifier->words[i] = (struct rapport_part){ token->start,
							      token->start + token->size,
							      words[i] };
	}
	for (size_t s = 0; s < scores.S; s++)
		classifier->sentences[s] = (struct rapport_part){ classifier->passages[s].start,
								  classifier->passages[s].end,
								  sentences[s] };
	explanation->score = centred(logits, explanation->verdict.label, K);
	explanation->words = classifier->words;
	explanation->word_count = tokens;
	explanation->sentences = classifier->sentences;
	return RAPPORT_OK;
}
