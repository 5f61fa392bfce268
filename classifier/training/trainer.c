#include "training/trainer.h"

#include "model/calibration.h"
#include "model/logistic.h"
#include "model/pooling.h"
#include "training/folds.h"
#include "training/lbfgs.h"
#include "training/model_image.h"
#include "training/passages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A word in one text only is not kept: it would say that the text was there.  In a large corpus
 * those in fewer than five are not worth their place, either. */
enum {
	LARGE_CORPUS = 10000
};

struct training {
	const struct rapport__corpus *corpus;
	const struct rapport__trainer_settings *settings;
	struct rapport_error *error;
	rapport__workers *workers;
	struct rapport__dataset dataset;
	struct rapport__supervision supervision;
	struct rapport__levels levels; /* trained on all texts */
	struct rapport__levels_settings levels_settings;
	size_t N, K;
	unsigned folds, steps_done;
	uint32_t *fold_of, *chosen; /* [N] */
	double *texts, *sentences;  /* held-out scores, [N][K] and [sentences][K] */
	double *logits;             /* [N][K] held-out, of the combiner if there is one */
	double *combiner;           /* [P + 1][K] */
	double *passages;           /* [2 K + 1][K] */
	double shares[RAPPORT_LABELS_MAX], prior[RAPPORT_LABELS_MAX];
	double temperature[2], threshold;
};

void rapport__trainer_defaults(struct rapport__trainer_settings *settings)
{
	*settings = (struct rapport__trainer_settings){
		.features = RAPPORT__FEATURE_SETTINGS_DEFAULT,
		.levels = { .weighting = { .idf_power = 0.5,
					   .ratio_floor = 0.1,
					   .smoothing = 1,
					   .ngram_share = 1,
					   .family_scale = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 } },
			    .l2 = { 1.25e-6, 2.5e-6 } },
		.combiner = { .l2 = 1e-4, .half = 2 },
		.language = "english",
		.name = "model",
		.command = "",
		.error_max = 0.02,
		.folds = 5,
		.threads = 1,
		.seed = 1,
	};
}

static void begin_step(struct training *training, const char *step)
{
	if (training->settings->progress)
		training->settings->progress(training->settings->progress_context, step,
					     training->steps_done, training->folds + 4);
	training->steps_done++;
}

/* Written so that a NaN is refused. */
static bool settings_valid(const struct rapport__trainer_settings *settings, size_t K)
{
	const struct rapport__weighting_settings *weighting = &settings->levels.weighting;
	const double *l2 = settings->levels.l2;
	double sum = 0;
	bool valid = settings->folds >= 2 && settings->folds <= 20 && l2[0] > 0 && l2[1] > 0 &&
		     settings->combiner.l2 > 0 && settings->combiner.half >= 0 &&
		     settings->combiner.half <= 1e9 && weighting->idf_power >= 0 &&
		     weighting->ratio_floor >= 0 && weighting->smoothing > 0 &&
		     weighting->ngram_share >= 0 && weighting->ngram_share <= 1e6 &&
		     weighting->texts_min != 1 && weighting->ngram_texts_min != 1 &&
		     rapport__feature_settings_valid(&settings->features) &&
		     strlen(settings->name) <= 31 && strlen(settings->language) <= 15 &&
		     rapport__model_name_valid(settings->name, strlen(settings->name));

	for (size_t k = 0; settings->prior && k < K; k++) {
		valid = valid && settings->prior[k] > 0;
		sum += settings->prior[k];
	}
	return valid && (!settings->prior || fabs(sum - 1) < 1e-6);
}

static enum rapport_status check(struct training *training)
{
	const struct rapport__trainer_settings *settings = training->settings;
	size_t labels = 0;
	double sum = 0;

	for (size_t i = 0; i < training->N; i++)
		sum += (double)training->corpus->texts[i].weight;
	for (size_t i = 0; i < training->N; i++)
		training->shares[training->corpus->texts[i].label] +=
			(double)training->corpus->texts[i].weight / sum;
	for (size_t k = 0; k < training->K; k++)
		labels += training->shares[k] > 0;
	if (labels < 2 || labels < training->K)
		return rapport_fail(training->error, RAPPORT_ERR_ARGUMENT, 0,
				    "%zu texts with %zu of %zu labels: each label needs texts, and "
				    "two are the least",
				    training->N, labels, training->K < 2 ? 2 : training->K);
	if (!settings_valid(settings, training->K))
		return rapport_fail(training->error, RAPPORT_ERR_ARGUMENT, 0,
				    "training settings out of bounds");
	memcpy(training->prior, settings->prior ? settings->prior : training->shares,
	       training->K * sizeof *training->prior);
	return RAPPORT_OK;
}

static enum rapport_status prepare(struct training *training)
{
	const struct rapport__trainer_settings *settings = training->settings;
	const size_t N = training->N, K = training->K;
	const bool large = N >= LARGE_CORPUS;
	enum rapport_status status;

	begin_step(training, "taking texts apart");
	training->levels_settings = settings->levels;
	if (!training->levels_settings.weighting.texts_min)
		training->levels_settings.weighting.texts_min = large ? 5 : 2;
	if (!training->levels_settings.weighting.ngram_texts_min)
		training->levels_settings.weighting.ngram_texts_min = large ? 10 : 2;
	status = rapport__workers_new(settings->threads, &training->workers, training->error);
	if (!status)
		status = rapport__dataset_build(&training->dataset, training->corpus,
						&settings->features, settings->language,
						training->error);
	if (!status)
		status = rapport__supervision_build(&training->supervision, training->corpus,
						    &training->dataset, training->error);
	if (status)
		return status;
	if (settings->one_level)
		training->supervision.background = RAPPORT__LABEL_NONE;
	training->fold_of = rapport__calloc(N, sizeof *training->fold_of);
	training->chosen = rapport__calloc(N, sizeof *training->chosen);
	training->texts = rapport__calloc(N * K, sizeof *training->texts);
	training->sentences = rapport__calloc(training->dataset.slice_count * K,
					      sizeof *training->sentences);
	training->logits = rapport__calloc(N * K, sizeof *training->logits);
	training->combiner = rapport__calloc((RAPPORT__POOLING_INPUTS(K) + 1) * K,
					     sizeof *training->combiner);
	training->passages = rapport__calloc((RAPPORT__PASSAGE_INPUTS(K) + 1) * K,
					     sizeof *training->passages);
	if (!training->fold_of || !training->chosen || !training->texts || !training->sentences ||
	    !training->logits || !training->combiner || !training->passages)
		return rapport_fail_memory(training->error);
	return rapport__folds_deal(training->corpus, settings->seed, training->fold_of,
				   &training->folds, training->error);
}

/* Chooses the texts of a fold, or all others. */
static size_t choose(struct training *training, unsigned fold, bool of_fold)
{
	size_t count = 0;

	for (size_t i = 0; i < training->N; i++)
		if ((training->fold_of[i] == fold) == of_fold)
			training->chosen[count++] = (uint32_t)i;
	return count;
}

static enum rapport_status score_fold(struct training *training, unsigned fold)
{
	struct rapport__levels levels;
	enum rapport_status status;
	size_t count = choose(training, fold, false);

	begin_step(training, "training without one part, to check on it");
	status = rapport__levels_train(&training->supervision, training->chosen, count,
				       &training->levels_settings, training->workers, &levels,
				       training->error);
	if (status)
		return status;
	count = choose(training, fold, true);
	status = rapport__levels_score(&levels, &training->supervision, training->chosen, count,
				       training->workers, training->texts, training->sentences,
				       training->error);
	rapport__levels_clear(&levels);
	return status;
}

/* Brings the levels together on their held-out scores. */
static enum rapport_status combine(struct training *training)
{
	const struct rapport__held_out held_out = { training->texts, training->sentences,
						    training->fold_of, training->folds };

	begin_step(training, "bringing the levels together");
	if (training->supervision.background != RAPPORT__LABEL_NONE)
		return rapport__combiner_train(
			&training->supervision, &held_out, &training->settings->combiner,
			training->workers, training->combiner, training->logits, training->error);
	memcpy(training->logits, training->texts,
	       training->N * training->K * sizeof *training->logits);
	return RAPPORT_OK;
}

/* Fits temperature, threshold and passages on held-out scores, and leaves probabilities in logits.
 */
static enum rapport_status calibrate(struct training *training)
{
	const struct rapport__supervision *supervision = &training->supervision;
	const size_t N = training->N, K = training->K;
	uint32_t *labels = rapport__supervision_full_labels(supervision);

	if (!labels)
		return rapport_fail_memory(training->error);
	training->temperature[0] = rapport__fit_temperature(training->logits, labels, N, K);
	rapport__free(labels);
	training->temperature[1] = training->temperature[0];
	for (size_t i = 0; i < N; i++) {
		double *z = training->logits + i * K;

		for (size_t k = 0; k < K; k++)
			z[k] /= training->temperature[0];
		rapport__shift_prior(z, training->shares, training->prior, K);
		rapport__softmax(z, K);
	}
	training->threshold = rapport__fit_threshold(training->logits, supervision->labels, N, K,
						     training->settings->error_max);
	if (training->threshold < 0)
		return rapport_fail_memory(training->error);
	if (supervision->background == RAPPORT__LABEL_NONE)
		return RAPPORT_OK;
	return rapport__passages_train(supervision, training->sentences, training->logits,
				       training->workers, training->passages, training->error);
}

/* "key: value" lines.  No date and no path: the same training gives the same bytes. */
static bool write_provenance(const struct training *training,
			     const struct rapport__evaluation *held_out,
			     struct rapport__buffer *out)
{
	char line[512];

	snprintf(line, sizeof line,
		 "rapport: %s\ncorpus: %zu texts, %zu groups, checksum %016llx\nseed: %llu\n"
		 "folds: %u\nlevels: %u\nl2: %g %g\n",
		 RAPPORT_VERSION, training->N, training->corpus->groups.count,
		 (unsigned long long)training->corpus->checksum,
		 (unsigned long long)training->settings->seed, training->folds,
		 training->levels.count, training->levels_settings.l2[0],
		 training->levels_settings.l2[1]);
	if (!rapport__buffer_add_string(out, line) || !rapport__buffer_add_string(out, "shares:"))
		return false;
	for (size_t k = 0; k < training->K; k++) {
		snprintf(line, sizeof line, " %.4f", training->shares[k]);
		if (!rapport__buffer_add_string(out, line))
			return false;
	}
	snprintf(
		line, sizeof line,
		"\nheld-out: macro-F1 %.4f, accuracy %.4f, log loss %.4f, calibration error %.4f\n",
		held_out->macro_f1, held_out->accuracy, held_out->log_loss, held_out->calibration);
	return rapport__buffer_add_string(out, line) &&
	       rapport__buffer_add_string(out, "command: ") &&
	       rapport__buffer_add_string(out, training->settings->command) &&
	       rapport__buffer_add_string(out, "\n");
}

static enum rapport_status write_image(struct training *training, struct rapport__trained *trained)
{
	const size_t K = training->K;
	const bool two = training->levels.count == 2;
	struct rapport__model_parts parts = { .labels = training->corpus->labels.names,
					      .K = (uint32_t)K,
					      .levels = &training->levels,
					      .settings = &training->settings->features,
					      .language = training->settings->language,
					      .name = training->settings->name,
					      .background = training->supervision.background,
					      .prior = training->prior };
	struct rapport__buffer provenance = { 0 };
	double shift[RAPPORT_LABELS_MAX];
	rapport__stemmer *stemmer = NULL;
	enum rapport_status status;

	/* Behind the temperature, so that what is added stays the logarithm of the shares. */
	for (size_t k = 0; k < K; k++)
		shift[k] = training->temperature[0] * log(training->prior[k] / training->shares[k]);
	parts.combiner = two ? training->combiner : NULL;
	parts.passages = two ? training->passages : NULL;
	parts.combiner_half = training->settings->combiner.half;
	parts.shift = shift;
	memcpy(parts.temperature, training->temperature, sizeof parts.temperature);
	parts.threshold = training->threshold;
	status = rapport__stemmer_new(training->settings->language, &stemmer, training->error);
	if (status)
		return status;
	parts.stemmer_version = rapport__stemmer_version(stemmer);
	rapport__stemmer_free(stemmer);
	if (!write_provenance(training, &trained->held_out, &provenance)) {
		rapport__buffer_clear(&provenance);
		return rapport_fail_memory(training->error);
	}
	parts.provenance = provenance.data;
	status = rapport__model_image_build(&parts, &trained->image, training->error);
	rapport__buffer_clear(&provenance);
	return status;
}

static enum rapport_status run(struct training *training, struct rapport__trained *trained)
{
	struct rapport__predictions predictions;
	enum rapport_status status = check(training);
	size_t count;

	if (!status)
		status = prepare(training);
	for (unsigned fold = 0; !status && fold < training->folds; fold++)
		status = score_fold(training, fold);
	if (!status)
		status = combine(training);
	if (!status)
		status = calibrate(training);
	if (status)
		return status;
	predictions = (struct rapport__predictions){ training->logits, training->supervision.labels,
						     NULL, training->N, training->K };
	status = rapport__evaluate(&predictions, &trained->held_out, training->error);
	if (status)
		return status;
	begin_step(training, "training on all texts");
	count = choose(training, training->folds, false);
	status = rapport__levels_train(&training->supervision, training->chosen, count,
				       &training->levels_settings, training->workers,
				       &training->levels, training->error);
	if (status)
		return status;
	trained->scores = training->logits;
	training->logits = NULL; /* now the caller's */
	trained->features = training->levels.weighting.D;
	if (!trained->features)
		return rapport_fail(training->error, RAPPORT_ERR_ARGUMENT, 0,
				    "no word is in as many as %u texts, so there is nothing to "
				    "learn",
				    training->levels_settings.weighting.texts_min);
	trained->levels = training->levels.count;
	begin_step(training, "writing the model");
	return write_image(training, trained);
}

enum rapport_status rapport__train(const struct rapport__corpus *corpus,
				   const struct rapport__trainer_settings *settings,
				   struct rapport__trained *trained, struct rapport_error *error)
{
	struct training training = { .corpus = corpus,
				     .settings = settings,
				     .error = error,
				     .N = corpus->count,
				     .K = corpus->labels.count,
				     .folds = settings->folds };
	enum rapport_status status;

	*trained = (struct rapport__trained){ 0 };
	rapport__lbfgs_blas_start();
	status = run(&training, trained);
	if (status)
		rapport__trained_clear(trained);
	rapport__levels_clear(&training.levels);
	rapport__supervision_clear(&training.supervision);
	rapport__dataset_clear(&training.dataset);
	rapport__workers_free(training.workers);
	rapport__free(training.fold_of);
	rapport__free(training.chosen);
	rapport__free(training.texts);
	rapport__free(training.sentences);
	rapport__free(training.logits);
	rapport__free(training.combiner);
	rapport__free(training.passages);
	return status;
}

void rapport__trained_clear(struct rapport__trained *trained)
{
	rapport__buffer_clear(&trained->image);
	rapport__evaluation_clear(&trained->held_out);
	rapport__free(trained->scores);
	trained->scores = NULL;
}
