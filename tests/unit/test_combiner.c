#include "support.h"

#include "model/pooling.h"
#include "training/combiner.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum {
	TEXTS = 60,
	K = 3,
	FOLDS = 4,
	P = RAPPORT__POOLS * K + 1
};

/* Held-out scores in which the text's logits tell nothing and the last sentence tells all. */
struct setting {
	struct rapport__corpus corpus;
	struct rapport__dataset dataset;
	struct rapport__supervision supervision;
	double texts[TEXTS][K], sentences[4 * TEXTS][K];
	uint32_t folds[TEXTS];
	struct rapport__held_out held_out;
};

static void make_setting(struct setting *setting)
{
	*setting = (struct setting){ 0 };
	support_supervision(&setting->corpus, &setting->dataset, &setting->supervision, TEXTS,
			    true);
	for (size_t i = 0; i < TEXTS; i++) {
		setting->folds[i] = (uint32_t)(i * 7 % 13 % FOLDS);
		for (size_t s = setting->dataset.texts[i]; s < setting->dataset.texts[i + 1]; s++)
			for (size_t k = 0; k < K; k++) {
				bool told = s + 1 == setting->dataset.texts[i + 1] &&
					    k == setting->supervision.labels[i];

				setting->texts[i][k] = support_number(i * K + k);
				setting->sentences[s][k] = told ? -0.2
								: -2 + support_number(s * K + k);
			}
	}
	setting->held_out = (struct rapport__held_out){ setting->texts[0], setting->sentences[0],
							setting->folds, FOLDS };
}

static void clear_setting(struct setting *setting)
{
	rapport__supervision_clear(&setting->supervision);
	rapport__dataset_clear(&setting->dataset);
	rapport__corpus_clear(&setting->corpus);
}

static void train(struct setting *setting, double l2, double half, double weights[P + 1][K],
		  double logits[TEXTS][K])
{
	const struct rapport__combiner_settings settings = { l2, half };

	cr_assert_eq(rapport__combiner_train(&setting->supervision, &setting->held_out, &settings,
					     NULL, weights[0], logits[0], NULL),
		     RAPPORT_OK);
}

Test(combiner, learns_what_tells_the_label)
{
	double weights[P + 1][K], logits[TEXTS][K];
	struct setting setting;
	size_t right = 0;

	make_setting(&setting);
	train(&setting, 1e-3, 0, weights, logits);
	for (size_t i = 0; i < TEXTS; i++) {
		const double *z = logits[i], own = z[setting.supervision.labels[i]];

		right += own >= z[0] && own >= z[1] && own >= z[2];
	}
	cr_expect_geq(right, TEXTS - 3, "%zu right", right);
	for (size_t k = 0; k < K; k++)
		cr_expect_gt(weights[RAPPORT__POOL_LAST * K + k][k], 0.3);
	clear_setting(&setting);
}

/* Under a penalty that leaves no weight, nothing but the bias decides. */
Test(combiner, has_no_weights_under_a_great_penalty)
{
	double weights[P + 1][K], logits[TEXTS][K];
	struct setting setting;

	make_setting(&setting);
	train(&setting, 1e6, 0, weights, logits);
	for (size_t j = 0; j < P; j++)
		for (size_t k = 0; k < K; k++)
			cr_expect_float_eq(weights[j][k], 0, 1e-3);
	clear_setting(&setting);
}

/* A text of S sentences has S / (S + half) of what was trained, and the rest of its own logits. */
Test(combiner, counts_by_how_many_sentences_there_are)
{
	double weights[P + 1][K], all[TEXTS][K], mixed[TEXTS][K];
	struct setting setting;

	make_setting(&setting);
	train(&setting, 1e-3, 0, weights, all);
	train(&setting, 1e-3, 3, weights, mixed);
	for (size_t i = 0; i < TEXTS; i++) {
		const double *own = setting.texts[i], mean = (own[0] + own[1] + own[2]) / K;
		double S = (double)(setting.dataset.texts[i + 1] - setting.dataset.texts[i]);

		for (size_t k = 0; k < K; k++)
			cr_expect_float_eq(mixed[i][k],
					   S / (S + 3) * all[i][k] + 3 / (S + 3) * (own[k] - mean),
					   1e-9);
	}
	clear_setting(&setting);
}

/* Other labels in a fold change the logits of the other folds, not of its own. */
Test(combiner, judges_each_fold_without_its_labels)
{
	double weights[P + 1][K], logits[2][TEXTS][K], moved[FOLDS] = { 0 };
	struct setting setting;

	make_setting(&setting);
	train(&setting, 1e-2, 0, weights, logits[0]);
	for (size_t i = 0; i < TEXTS; i++)
		if (setting.folds[i] == 2)
			setting.supervision.labels[i] = (setting.supervision.labels[i] + 1) % K;
	train(&setting, 1e-2, 0, weights, logits[1]);
	for (size_t i = 0; i < TEXTS; i++)
		for (size_t k = 0; k < K; k++)
			moved[setting.folds[i]] = fmax(moved[setting.folds[i]],
						       fabs(logits[0][i][k] - logits[1][i][k]));
	for (size_t f = 0; f < FOLDS; f++) {
		/* The search starts elsewhere and ends within its tolerance. */
		if (f == 2)
			cr_expect_lt(moved[f], 0.02, "fold %zu moved by %g", f, moved[f]);
		else
			cr_expect_gt(moved[f], 0.2, "fold %zu moved by %g", f, moved[f]);
	}
	clear_setting(&setting);
}

/* Texts without a sentence are pooled as if they had one that tells nothing. */
Test(combiner, bears_texts_without_sentences)
{
	double weights[P + 1][K], logits[TEXTS][K];
	struct setting setting;

	make_setting(&setting);
	rapport__dataset_clear(&setting.dataset);
	for (size_t i = 0; i < TEXTS; i++)
		setting.corpus.texts[i].text_size = i % 2 ? 0 : setting.corpus.texts[i].text_size;
	cr_assert_eq(rapport__dataset_build(&setting.dataset, &setting.corpus,
					    &RAPPORT__FEATURE_SETTINGS_DEFAULT, "english", NULL),
		     RAPPORT_OK);
	train(&setting, 1e-3, 4, weights, logits);
	for (size_t i = 0; i < TEXTS; i++)
		for (size_t k = 0; k < K; k++)
			cr_expect(isfinite(logits[i][k]));
	clear_setting(&setting);
}

static enum rapport_status call(void *context, struct rapport_error *error)
{
	const struct rapport__combiner_settings settings = { 1e-1, 4 };
	struct setting *setting = context;
	double weights[P + 1][K], logits[TEXTS][K];

	return rapport__combiner_train(&setting->supervision, &setting->held_out, &settings, NULL,
				       weights[0], logits[0], error);
}

Test(combiner, fails_without_memory)
{
	struct setting setting;

	make_setting(&setting);
	cr_expect_geq(support_fail_allocations(call, &setting), 30);
	clear_setting(&setting);
}
