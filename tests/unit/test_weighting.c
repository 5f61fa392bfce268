#include "support.h"
#include "training/weighting.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const struct rapport__weighting_settings defaults = { 0.5, 0.1, 1, 1, 2, 2, { 0 } };

static const struct {
	const char *name;
	struct rapport__weighting_settings settings;
	size_t texts, leave_out; /* each so many-th text is not chosen; 0: all are */
} rows[] = {
	{ "defaults", { 0.5, 0.1, 1, 1, 2, 2, { 0 } }, 60, 0 },
	{ "some texts", { 0.5, 0.1, 1, 1, 2, 2, { 0 } }, 60, 3 },
	{ "other numbers", { 1, 0.7, 0.25, 2.5, 3, 5, { 0 } }, 60, 4 },
	{ "no n-grams", { 0.5, 0.1, 1, 0, 2, 1000000, { 0 } }, 30, 0 },
	{ "no idf, nothing dropped", { 0, 0, 1, 1, 1, 1, { 0 } }, 12, 0 },
	{ "n-grams half as long, bigrams twice",
	  { 0.5, 0.1, 1, 1, 2, 2, { 0, 2, 0, 0, 0, 0, 0, 0, 0.5, 0 } },
	  60,
	  0 },
	{ "all dropped", { 0.5, 0.1, 1, 1, 1000, 1000000, { 0 } }, 12, 0 },
	{ "one text", { 0.5, 0.1, 1, 1, 1, 1, { 0 } }, 1, 0 },
	{ "no text", { 0.5, 0.1, 1, 1, 2, 2, { 0 } }, 3, 1 },
};
enum {
	TEXTS_MAX = 60,
	K = 3
};

struct setting {
	struct rapport__corpus corpus;
	struct rapport__dataset dataset;
	uint32_t labels[TEXTS_MAX], chosen[TEXTS_MAX];
	size_t chosen_count;
	const struct rapport__weighting_settings *settings;
	struct rapport__weighting weighting;
};

static void make_setting(size_t row, struct setting *setting)
{
	*setting = (struct setting){ .settings = &rows[row].settings };
	support_corpus(&setting->corpus, rows[row].texts, false);
	cr_assert_eq(rapport__dataset_build(&setting->dataset, &setting->corpus,
					    &RAPPORT__FEATURE_SETTINGS_DEFAULT, "english", NULL),
		     RAPPORT_OK);
	for (uint32_t i = 0; i < rows[row].texts; i++) {
		setting->labels[i] = setting->corpus.texts[i].label;
		if (!rows[row].leave_out || i % rows[row].leave_out)
			setting->chosen[setting->chosen_count++] = i;
	}
}

static void clear_setting(struct setting *setting)
{
	rapport__weighting_clear(&setting->weighting);
	rapport__dataset_clear(&setting->dataset);
	rapport__corpus_clear(&setting->corpus);
}

/* n_fk by looking at each text: words and sequences once a text, n-grams once for each of its words
 * that has them.  True where the feature is an n-gram. */
static bool count_plainly(const struct setting *setting, uint32_t f, double n_k[K])
{
	const struct rapport__dataset *dataset = &setting->dataset;
	const struct rapport__sparse *ngrams = &dataset->ngrams;
	bool is_ngram = false;

	memset(n_k, 0, K * sizeof *n_k);
	for (size_t i = 0; i < rapport__sparse_entries(ngrams); i++)
		is_ngram = is_ngram || ngrams->index[i] == f;
	for (size_t c = 0; c < setting->chosen_count; c++) {
		const struct rapport__slice *text = &dataset->whole[setting->chosen[c]];
		double *n = &n_k[setting->labels[setting->chosen[c]]];
		bool found = false;

		for (size_t i = text->feature; !is_ngram && i < text->feature_end; i++)
			found = found || dataset->features[i] == f;
		*n += found;
		for (size_t w = text->word; is_ngram && w < text->word_end; w++) {
			const size_t type = dataset->words[w];
			bool first = true;

			for (size_t v = text->word; v < w; v++)
				first = first && dataset->words[v] != type;
			for (size_t e = ngrams->starts[type]; first && e < ngrams->starts[type + 1];
			     e++)
				*n += ngrams->index[e] == f;
		}
	}
	return is_ngram;
}

/* s_f by the formula of weighting.h, or -1 where the feature is dropped. */
static double scale_plainly(const struct setting *setting, uint32_t f)
{
	const struct rapport__weighting_settings *by = setting->settings;
	const double b = by->smoothing, N = (double)setting->chosen_count;
	double own = by->family_scale[setting->dataset.families[f]];
	double n_k[K], N_k[K] = { 0 }, n = 0, ratio = 0;
	bool is_ngram = count_plainly(setting, f, n_k);

	for (size_t c = 0; c < setting->chosen_count; c++)
		N_k[setting->labels[setting->chosen[c]]]++;
	for (size_t k = 0; k < K; k++)
		n += n_k[k];
	if (n < (is_ngram ? by->ngram_texts_min : by->texts_min))
		return -1;
	for (size_t k = 0; k < K; k++)
		ratio = fmax(ratio, fabs(log((n_k[k] + b) / (N_k[k] + 2 * b)) -
					 log((n - n_k[k] + b) / (N - N_k[k] + 2 * b))));
	return pow(fmax(log((1 + N) / (1 + n)) + 1, 0), by->idf_power) * (ratio + by->ratio_floor) *
	       (own > 0 ? own : 1);
}

static void check_scales(const char *name, const struct setting *setting)
{
	const struct rapport__weighting *weighting = &setting->weighting;
	size_t kept = 0;

	for (uint32_t f = 0; f < setting->dataset.feature_hashes.count; f++) {
		double scale = scale_plainly(setting, f);

		if (scale < 0) {
			cr_assert_eq(weighting->column[f], RAPPORT__DICTIONARY_NONE, "%s", name);
			continue;
		}
		cr_assert_eq(weighting->column[f], kept, "%s, feature %u", name, f);
		cr_assert_eq(weighting->feature[kept], f);
		/* A float has 24 bits. */
		cr_assert(fabs((double)weighting->scale[kept] - scale) <= 1e-7 * scale,
			  "%s, feature %u: %g, plain %g", name, f, (double)weighting->scale[kept],
			  scale);
		kept++;
	}
	cr_expect_eq(weighting->D, kept, "%s", name);
}

/* What a row gives each feature, by going through the slice place by place. */
static void add_plainly(const struct setting *setting, const struct rapport__slice *slice,
			bool logs, double *values)
{
	const struct rapport__weighting *weighting = &setting->weighting;
	const struct rapport__dataset *dataset = &setting->dataset;
	const struct rapport__sparse *ngrams = &dataset->ngrams;
	double square[2] = { 0 };

	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = slice->feature; i < slice->feature_end; i++) {
			uint32_t d = weighting->column[dataset->features[i]];
			double s, n = 0, before = 0;

			if (d == RAPPORT__DICTIONARY_NONE)
				continue;
			s = (double)weighting->scale[d];
			for (size_t j = slice->feature; j < slice->feature_end; j++) {
				n += dataset->features[j] == dataset->features[i];
				before += j < i && dataset->features[j] == dataset->features[i];
			}
			if (!pass)
				square[0] += s * s;
			else if (!before)
				values[d] += (logs ? 1 + log(n) : n) * s / sqrt(square[0]);
		}
		for (size_t i = slice->word; i < slice->word_end; i++) {
			const size_t type = dataset->words[i];
			double n = 0, before = 0;

			for (size_t j = slice->word; j < slice->word_end; j++) {
				n += dataset->words[j] == type;
				before += j < i && dataset->words[j] == type;
			}
			for (size_t e = ngrams->starts[type]; e < ngrams->starts[type + 1]; e++) {
				uint32_t d = weighting->column[ngrams->index[e]];
				double s;

				if (d == RAPPORT__DICTIONARY_NONE)
					continue;
				s = (double)weighting->scale[d];
				if (!pass)
					square[1] += s * s;
				else if (!before)
					values[d] += setting->settings->ngram_share *
						     (logs ? 1 + log(n) : n) * s / sqrt(square[1]);
			}
		}
	}
}

/* The same from the row and the spread: the row's columns times S. */
static void check_row(const char *name, struct setting *setting, const struct rapport__slice *slice,
		      bool logs)
{
	const struct rapport__sparse *spread = &setting->weighting.spread;
	const size_t D = setting->weighting.D;
	double *values = rapport__calloc(D, sizeof *values), worst = 0;
	struct rapport__sparse row = { 0 };

	add_plainly(setting, slice, logs, values);
	cr_assert(rapport__weighting_row(&setting->weighting, slice, logs, &row));
	cr_assert_eq(row.rows, 1);
	for (size_t i = 0; i < rapport__sparse_entries(&row); i++)
		for (size_t e = spread->starts[row.index[i]]; e < spread->starts[row.index[i] + 1];
		     e++)
			values[spread->index[e]] -= (double)row.values[i] *
						    (double)spread->values[e];
	for (size_t d = 0; d < D; d++)
		worst = fmax(worst, fabs(values[d]));
	/* Floats again, of values up to 10. */
	cr_expect(worst < 2e-6, "%s: off by %g", name, worst);
	rapport__sparse_clear(&row);
	rapport__free(values);
}

SUPPORT_ROWS(weighting, is_as_its_formulas_say, rows)

ParameterizedTest(size_t *row, weighting, is_as_its_formulas_say)
{
	struct setting setting;

	make_setting(*row, &setting);
	cr_assert_eq(rapport__weighting_build(&setting.weighting, &setting.dataset, setting.labels,
					      K, setting.chosen, setting.chosen_count,
					      setting.settings, NULL),
		     RAPPORT_OK);
	check_scales(rows[*row].name, &setting);
	cr_expect_eq(setting.weighting.spread.rows,
		     setting.weighting.D + setting.dataset.word_hashes.count);
	cr_expect_eq(setting.weighting.spread.columns, setting.weighting.D);
	for (size_t i = 0; i < setting.dataset.count && i < 10; i++)
		check_row(rows[*row].name, &setting, &setting.dataset.whole[i], true);
	for (size_t s = 0; s < setting.dataset.slice_count && s < 30; s++)
		check_row(rows[*row].name, &setting, &setting.dataset.slices[s], false);
	clear_setting(&setting);
}

/* In letters of many words, many have "ing" in them: n_f is then far above N. */
Test(weighting, bears_n_grams_that_come_more_often_than_texts)
{
	struct setting setting = { .settings = &defaults };
	struct rapport__buffer lines = { 0 };
	struct rapport__sparse row = { 0 };

	for (uint32_t i = 0; i < 4; i++) {
		rapport__buffer_add_string(&lines, i % 2 ? "a\t" : "b\t");
		for (size_t word = 0; word < 30; word++) {
			const char ending[] = { 'b', (char)('a' + word % 26), 'o',
						(char)('a' + word / 26), 0 };

			rapport__buffer_add_string(&lines, ending);
			rapport__buffer_add_string(&lines, "ing ");
		}
		rapport__buffer_add_string(&lines, "\n");
		setting.chosen[setting.chosen_count++] = i;
		setting.labels[i] = i % 2;
	}
	support_read(&setting.corpus, lines.data);
	cr_assert_eq(rapport__dataset_build(&setting.dataset, &setting.corpus,
					    &RAPPORT__FEATURE_SETTINGS_DEFAULT, "english", NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__weighting_build(&setting.weighting, &setting.dataset, setting.labels,
					      K, setting.chosen, 4, &defaults, NULL),
		     RAPPORT_OK);
	cr_assert_gt(setting.weighting.D, 0);
	for (size_t d = 0; d < setting.weighting.D; d++)
		cr_assert(setting.weighting.scale[d] >= 0, "scale %zu is %g", d,
			  (double)setting.weighting.scale[d]);
	cr_assert(rapport__weighting_row(&setting.weighting, setting.dataset.whole, true, &row));
	for (size_t i = 0; i < rapport__sparse_entries(&row); i++)
		cr_assert(isfinite(row.values[i]));
	rapport__sparse_clear(&row);
	rapport__buffer_clear(&lines);
	clear_setting(&setting);
}

static enum rapport_status build(void *context, struct rapport_error *error)
{
	struct setting *setting = context;
	struct rapport__weighting weighting;
	struct rapport__sparse row = { 0 };
	enum rapport_status status = rapport__weighting_build(
		&weighting, &setting->dataset, setting->labels, K, setting->chosen,
		setting->chosen_count, &defaults, error);

	cr_assert(!status || (!weighting.column && !weighting.spread.starts));
	if (!status && !rapport__weighting_row(&weighting, &setting->dataset.whole[0], true, &row))
		status = rapport_fail_memory(error);
	rapport__sparse_clear(&row);
	rapport__weighting_clear(&weighting);
	return status;
}

Test(weighting, fails_without_memory)
{
	struct setting setting;

	make_setting(0, &setting);
	cr_expect_geq(support_fail_allocations(build, &setting), 15);
	clear_setting(&setting);
}
