#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const struct rapport__levels_settings defaults = {
	.weighting = { 0.5, 0.1, 1, 1, 2, 2, { 0 } },
	.l2 = { 1e-4, 1e-4 },
};

enum {
	TEXTS = 60,
	K = 3
};

struct setting {
	struct rapport__corpus corpus;
	struct rapport__dataset dataset;
	struct rapport__supervision supervision;
	uint32_t chosen[TEXTS];
	struct rapport__levels levels;
};

static void finish_setting(struct setting *setting)
{
	cr_assert_eq(rapport__dataset_build(&setting->dataset, &setting->corpus,
					    &RAPPORT__FEATURE_SETTINGS_DEFAULT, "english", NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__supervision_build(&setting->supervision, &setting->corpus,
						&setting->dataset, NULL),
		     RAPPORT_OK);
	for (uint32_t i = 0; i < TEXTS; i++)
		setting->chosen[i] = i;
}

static void make_setting(struct setting *setting, bool evidence)
{
	*setting = (struct setting){ 0 };
	support_corpus(&setting->corpus, TEXTS, evidence);
	finish_setting(setting);
}

static void clear_setting(struct setting *setting)
{
	rapport__levels_clear(&setting->levels);
	rapport__supervision_clear(&setting->supervision);
	rapport__dataset_clear(&setting->dataset);
	rapport__corpus_clear(&setting->corpus);
}

/* Texts of "One. Two. Three." with the label and evidence of each; labels are met in the order c,
 * a, b.  sentences: the label of each sentence, "-" for none. */
static const struct {
	const char *name, *texts[4][2]; /* label, evidence */
	char background;
	const char *sentences;
} rows[] = {
	{ "no lists", { { "c", NULL }, { "a", NULL } }, '-', "------" },
	{ "empty lists only", { { "c", "[]" }, { "a", "[]" } }, '-', "------" },
	{ "one label without evidence",
	  { { "c", "[\"Two\"]" }, { "a", "[]" }, { "a", NULL } },
	  'a',
	  "acaaaa---" },
	{ "every label has evidence",
	  { { "c", "[\"Two\"]" }, { "a", "[\"One.\"]" } },
	  '-',
	  "-c-a--" },
	{ "the label with more empty lists",
	  { { "c", "[\"Three\"]" }, { "a", "[]" }, { "b", "[]" }, { "b", "[]" } },
	  'b',
	  "bbcbbbbbbbbb" },
	{ "a label with evidence in one text is not the background",
	  { { "c", "[]" }, { "c", "[\"One\"]" }, { "c", "[]" }, { "a", "[]" } },
	  'a',
	  "aaacaaaaaaaa" },
	{ "evidence across sentences, and twice in one",
	  { { "c", "[\"e. Two\"]" }, { "c", "[\"Thr\",\"ee\"]" }, { "a", "[]" } },
	  'a',
	  "ccaaacaaa" },
	{ "a passage with another label, evidence before it",
	  { { "c", "[\"Three\"],\"passages\":[{\"label\":\"b\",\"text\":\"One. Two\"},"
		   "{\"label\":\"b\",\"text\":\"Three\"}]" },
	    { "a", "[]" } },
	  'a',
	  "bbcaaa" },
	{ "evidence that is a blank lies in no sentence",
	  { { "c", "[\" \"]" }, { "a", "[]" } },
	  'a',
	  "aaaaaa" },
};

static void make_row(size_t row, struct setting *setting)
{
	struct rapport__buffer lines = { 0 };
	char line[256];

	*setting = (struct setting){ 0 };
	for (size_t i = 0; i < 4 && rows[row].texts[i][0]; i++) {
		const char *evidence = rows[row].texts[i][1];

		snprintf(line, sizeof line,
			 "{\"label\":\"%s\",\"text\":\"One. Two. Three.\"%s%s}\n",
			 rows[row].texts[i][0], evidence ? ",\"evidence\":" : "",
			 evidence ? evidence : "");
		rapport__buffer_add_string(&lines, line);
	}
	support_read(&setting->corpus, lines.data);
	rapport__buffer_clear(&lines);
	finish_setting(setting);
}

SUPPORT_ROWS(levels, learn_from_evidence_which_sentence_has_which_label, rows)

ParameterizedTest(size_t *row, levels, learn_from_evidence_which_sentence_has_which_label)
{
	struct setting setting;

	make_row(*row, &setting);
	const struct rapport__supervision *got = &setting.supervision;
	size_t count = setting.dataset.slice_count;

	cr_expect_eq(got->background == RAPPORT__LABEL_NONE
			     ? '-'
			     : setting.corpus.labels.names[got->background][0],
		     rows[*row].background, "%s", rows[*row].name);
	cr_assert_eq(count, strlen(rows[*row].sentences), "%s", rows[*row].name);
	for (size_t s = 0; s < count; s++) {
		uint32_t label = got->sentence_labels[s];

		cr_expect_eq(label == RAPPORT__LABEL_NONE ? '-'
							  : setting.corpus.labels.names[label][0],
			     rows[*row].sentences[s], "%s, sentence %zu", rows[*row].name, s);
	}
	for (size_t i = 0; i < setting.corpus.count; i++)
		cr_expect_eq(got->labels[i], setting.corpus.texts[i].label);
	clear_setting(&setting);
}

static size_t best_of(const double *z)
{
	return z[1] > z[0] ? (z[2] > z[1] ? 2 : 1) : z[2] > z[0] ? 2 : 0;
}

/* Trains on the first two thirds and scores the last third. */
Test(levels, tell_labels_of_texts_they_have_not_seen)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		double texts[TEXTS][K], sentences[4 * TEXTS][K];
		struct setting setting;
		size_t right[2] = { 0 }, scored = 0;

		make_setting(&setting, evidence);
		for (size_t i = 0; i < TEXTS; i++)
			texts[i][0] = 77;
		for (size_t s = 0; s < 4 * TEXTS; s++)
			sentences[s][0] = 77;
		cr_assert_eq(rapport__levels_train(&setting.supervision, setting.chosen, 40,
						   &defaults, NULL, &setting.levels, NULL),
			     RAPPORT_OK);
		cr_assert_eq(setting.levels.count, evidence + 1);
		cr_assert_eq(rapport__levels_score(&setting.levels, &setting.supervision,
						   setting.chosen + 40, 20, NULL, texts[0],
						   sentences[0], NULL),
			     RAPPORT_OK);
		for (size_t i = 0; i < TEXTS; i++) {
			cr_assert_eq(texts[i][0] == 77, i < 40);
			right[0] += i >= 40 && best_of(texts[i]) == setting.supervision.labels[i];
		}
		for (size_t s = 0; s < setting.dataset.slice_count; s++) {
			cr_assert_eq(sentences[s][0] == 77,
				     !evidence || s < setting.dataset.texts[40]);
			if (sentences[s][0] == 77)
				continue;
			scored++;
			right[1] += best_of(sentences[s]) == setting.supervision.sentence_labels[s];
			cr_assert_float_eq(exp(sentences[s][0]) + exp(sentences[s][1]) +
						   exp(sentences[s][2]),
					   1, 1e-12);
		}
		cr_expect_geq(right[0], 18, "%zu of 20 texts", right[0]);
		cr_expect_geq(right[1] * 10, scored * 9, "%zu of %zu sentences", right[1], scored);
		clear_setting(&setting);
	}
}

/* Adds to z what a row of matrix gives with weights [columns][K]. */
static void add_row_times(const struct rapport__sparse *matrix, size_t r, double by,
			  const double *weights, double z[K])
{
	for (size_t e = matrix->starts[r]; e < matrix->starts[r + 1]; e++)
		for (size_t k = 0; k < K; k++)
			z[k] += by * (double)matrix->values[e] * weights[matrix->index[e] * K + k];
}

/* From the weights of features, not of columns, and one text at a time. */
Test(levels, give_the_logits_that_their_weights_give)
{
	double texts[TEXTS][K], sentences[4 * TEXTS][K];
	struct setting setting;

	make_setting(&setting, true);
	cr_assert_eq(rapport__levels_train(&setting.supervision, setting.chosen, TEXTS, &defaults,
					   NULL, &setting.levels, NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__levels_score(&setting.levels, &setting.supervision, setting.chosen,
					   TEXTS, NULL, texts[0], sentences[0], NULL),
		     RAPPORT_OK);
	struct rapport__weighting *weighting = &setting.levels.weighting;

	for (size_t i = 0; i < TEXTS + setting.dataset.slice_count; i++) {
		const bool whole = i < TEXTS;
		const struct rapport__slice *slice = whole ? &setting.dataset.whole[i]
							   : &setting.dataset.slices[i - TEXTS];
		const double *w = setting.levels.w[!whole];
		double *got = whole ? texts[i] : sentences[i - TEXTS], z[K];
		struct rapport__sparse row = { 0 };

		memcpy(z, w + weighting->D * K, sizeof z);
		cr_assert(rapport__weighting_row(weighting, slice, whole, &row));
		for (size_t e = 0; e < rapport__sparse_entries(&row); e++)
			add_row_times(&weighting->spread, row.index[e], (double)row.values[e], w,
				      z);
		double log_sum = whole ? 0 : log(exp(z[0]) + exp(z[1]) + exp(z[2]));

		for (size_t k = 0; k < K; k++)
			cr_assert_float_eq(got[k], z[k] - log_sum, 1e-9, "%zu: %g, plain %g", i,
					   got[k], z[k] - log_sum);
		rapport__sparse_clear(&row);
	}
	clear_setting(&setting);
}

Test(levels, learn_from_whole_texts_as_sentences_where_asked)
{
	double w[2][2000];
	struct setting setting;
	size_t size = 0;

	make_setting(&setting, true);
	for (size_t i = 0; i < 2; i++) {
		struct rapport__levels_settings settings = defaults;

		settings.texts_as_sentences = i;
		cr_assert_eq(rapport__levels_train(&setting.supervision, setting.chosen, TEXTS,
						   &settings, NULL, &setting.levels, NULL),
			     RAPPORT_OK);
		size = (setting.levels.weighting.D < 600 ? setting.levels.weighting.D : 600) * K;
		memcpy(w[i], setting.levels.w[1], size * sizeof **w);
		rapport__levels_clear(&setting.levels);
	}
	cr_expect_neq(memcmp(w[0], w[1], size * sizeof **w), 0);
	clear_setting(&setting);
}

Test(levels, refuse_to_train_on_nothing)
{
	struct rapport_error error = { 0 };
	struct setting setting;

	make_setting(&setting, true);
	cr_expect_eq(rapport__levels_train(&setting.supervision, setting.chosen, 0, &defaults, NULL,
					   &setting.levels, &error),
		     RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
	cr_expect(!setting.levels.w[0] && !setting.levels.weighting.column);
	cr_expect_eq(setting.levels.count, 0);
	clear_setting(&setting);
	clear_setting(&setting);
}

static enum rapport_status train_and_score(void *context, struct rapport_error *error)
{
	struct setting *setting = context;
	double texts[TEXTS][K], sentences[4 * TEXTS][K];
	struct rapport__supervision supervision;
	struct rapport__levels levels;
	enum rapport_status status = rapport__supervision_build(&supervision, &setting->corpus,
								&setting->dataset, error);

	cr_assert(!status || (!supervision.labels && !supervision.sentence_labels));
	if (status)
		return status;
	status = rapport__levels_train(&supervision, setting->chosen, TEXTS, &defaults, NULL,
				       &levels, error);
	cr_assert(!status || (!levels.count && !levels.w[0] && !levels.w[1] && !levels.theta[0]));
	if (!status)
		status = rapport__levels_score(&levels, &supervision, setting->chosen, TEXTS, NULL,
					       texts[0], sentences[0], error);
	rapport__levels_clear(&levels);
	rapport__supervision_clear(&supervision);
	return status;
}

Test(levels, fail_without_memory)
{
	struct setting setting;

	make_setting(&setting, true);
	cr_expect_geq(support_fail_allocations(train_and_score, &setting), 40);
	clear_setting(&setting);
}

Test(levels, leave_out_the_labels_of_texts_that_count_less)
{
	struct setting setting;
	uint32_t *labels;

	make_row(3, &setting);
	setting.supervision.weights[1] = 0.5;
	labels = rapport__supervision_full_labels(&setting.supervision);
	for (size_t i = 0; i < setting.corpus.count; i++)
		cr_expect_eq(labels[i],
			     i == 1 ? RAPPORT__LABEL_NONE : setting.supervision.labels[i]);
	rapport__free(labels);
	setting.supervision.weights[0] = setting.supervision.weights[1] = 0.5;
	for (size_t i = 2; i < setting.corpus.count; i++)
		setting.supervision.weights[i] = 0.5;
	labels = rapport__supervision_full_labels(&setting.supervision);
	for (size_t i = 0; i < setting.corpus.count; i++)
		cr_expect_eq(labels[i], setting.supervision.labels[i], "none is full");
	rapport__free(labels);
	clear_setting(&setting);
}
