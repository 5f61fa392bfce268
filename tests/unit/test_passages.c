#include "support.h"

#include "model/logistic.h"
#include "model/pooling.h"
#include "training/passages.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum {
	TEXTS = 60,
	K = 3,
	P = RAPPORT__PASSAGE_INPUTS(K)
};

/* Sentences whose scores point at their labels but weakly, in texts whose scores are sure. */
struct setting {
	struct rapport__corpus corpus;
	struct rapport__dataset dataset;
	struct rapport__supervision supervision;
	double texts[TEXTS][K], sentences[4 * TEXTS][K];
};

static void make_setting(struct setting *setting)
{
	*setting = (struct setting){ 0 };
	support_supervision(&setting->corpus, &setting->dataset, &setting->supervision, TEXTS,
			    true);
	cr_assert_leq(setting->dataset.slice_count, 4 * TEXTS);
	for (size_t i = 0; i < TEXTS; i++) {
		for (size_t k = 0; k < K; k++)
			setting->texts[i][k] = k == setting->supervision.labels[i] ? 0.9 : 0.05;
		for (size_t s = setting->dataset.texts[i]; s < setting->dataset.texts[i + 1]; s++) {
			double *z = setting->sentences[s];

			for (size_t k = 0; k < K; k++)
				z[k] = support_number(s * K + k) +
				       (k == setting->supervision.sentence_labels[s]);
			rapport__log_softmax(z, K);
		}
	}
}

static void clear_setting(struct setting *setting)
{
	rapport__supervision_clear(&setting->supervision);
	rapport__dataset_clear(&setting->dataset);
	rapport__corpus_clear(&setting->corpus);
}

static uint32_t judge(const double weights[P + 1][K], const double *sentence, const double *text)
{
	double inputs[P], z[K];

	rapport__passage_inputs(sentence, text, K, inputs);
	for (size_t k = 0; k < K; k++) {
		z[k] = weights[P][k];
		for (size_t j = 0; j < P; j++)
			z[k] += inputs[j] * weights[j][k];
	}
	return rapport__argmax(z, K);
}

/* A sentence has its text's label or the background's: knowing the text helps. */
Test(passages, are_read_as_parts_of_their_texts)
{
	double weights[P + 1][K];
	size_t alone = 0, within = 0, other = 0;
	struct setting setting;

	make_setting(&setting);
	cr_assert_eq(rapport__passages_train(&setting.supervision, setting.sentences[0],
					     setting.texts[0], NULL, weights[0], NULL),
		     RAPPORT_OK);
	for (size_t i = 0; i < TEXTS; i++)
		for (size_t s = setting.dataset.texts[i]; s < setting.dataset.texts[i + 1]; s++) {
			uint32_t truth = setting.supervision.sentence_labels[s];
			uint32_t found = judge(weights, setting.sentences[s], setting.texts[i]);

			alone += rapport__argmax(setting.sentences[s], K) == truth;
			within += found == truth;
			other += found != setting.supervision.labels[i] &&
				 found != setting.supervision.background;
		}
	cr_expect_gt(within, alone, "%zu right, alone %zu", within, alone);
	cr_expect_eq(other, 0, "%zu have a label that their text has not", other);
	clear_setting(&setting);
}

Test(passages, have_floored_inputs)
{
	const double sentence[K] = { -0.5, -100, -INFINITY }, text[K] = { 1, 0, exp(-3) };
	const double wanted[P] = { -0.5, -8, -8, 0, -8, -3 };
	double inputs[P];

	rapport__passage_inputs(sentence, text, K, inputs);
	for (size_t j = 0; j < P; j++)
		cr_expect_float_eq(inputs[j], wanted[j], 1e-12, "input %zu: %g", j, inputs[j]);
}

static enum rapport_status call(void *context, struct rapport_error *error)
{
	struct setting *setting = context;
	double weights[P + 1][K];

	return rapport__passages_train(&setting->supervision, setting->sentences[0],
				       setting->texts[0], NULL, weights[0], error);
}

Test(passages, fail_without_memory)
{
	struct setting setting;

	make_setting(&setting);
	cr_expect_geq(support_fail_allocations(call, &setting), 8);
	clear_setting(&setting);
}

Test(passages, need_a_sentence_with_a_label)
{
	double weights[P + 1][K];
	struct setting setting;

	make_setting(&setting);
	for (size_t s = 0; s < setting.dataset.slice_count; s++)
		setting.supervision.sentence_labels[s] = RAPPORT__LABEL_NONE;
	cr_expect_eq(rapport__passages_train(&setting.supervision, setting.sentences[0],
					     setting.texts[0], NULL, weights[0], NULL),
		     RAPPORT_ERR_ARGUMENT);
	clear_setting(&setting);
}
