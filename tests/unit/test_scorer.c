#include "support.h"

#include "model/logistic.h"
#include "model/scorer.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *const texts[] = {
	"Stop calling me every day!! I said no, no, no. We do not want to be rushed.",
	"Thank you for your patience, we trust your advice. The invoice is attached.",
	"honest honest honest honest HONEST honest",
	"Nothing of this was ever xyzzy.",
	"?!",
	"12 13 14",
	"\xF0\x9F\x98\x80 \xFF\xFE \xC3",
	"Best wishes, Anna\n\nhttp://example.com anna@example.com",
	"a",
	"Pneumonoultramicroscopicsilicovolcanoconiosisandthensomemoreofit is a word.",
};
enum {
	TEXTS = sizeof texts / sizeof *texts,
	K = 3
};

/* One block of one stretch of text, worked out place by place. */
struct sums {
	double square, z[K];
};

/* Adds the row of a hash, so many times over, to z by the columns of a level; s^2 to the square. */
static double add_hash(const rapport_model *model, uint64_t hash, size_t level, double times,
		       double z[K])
{
	uint64_t slot = rapport__model_find(model, hash);
	const int16_t *row = rapport__model_row(model, slot);

	if (slot == model->header.slots)
		return 0;
	for (size_t k = 0; k < K; k++)
		z[k] += times * row[1 + level * K + k] * model->column_scale[1 + level * K + k];
	return row[0] * model->column_scale[0] * row[0] * model->column_scale[0];
}

/* Features in [from, to): at each place s^2, and at the first of equals 1 + log n or n times the
 * row. */
static void sum_features(const rapport_model *model, const struct rapport__features *features,
			 size_t from, size_t to, size_t level, bool logs, struct sums *sums)
{
	for (size_t i = from; i < to; i++) {
		const uint64_t hash = features->data[i].hash;
		double n = 0, unused[K] = { 0 };
		bool first = true;

		for (size_t j = from; j < to; j++) {
			n += features->data[j].hash == hash;
			first = first && (j >= i || features->data[j].hash != hash);
		}
		sums->square += add_hash(model, hash, level, first ? (logs ? 1 + log(n) : n) : 0,
					 first ? sums->z : unused);
	}
}

static void sum_ngrams(const rapport_model *model, const struct rapport__features *features,
		       rapport__stemmer *stemmer, size_t first, size_t last, size_t level,
		       bool logs, struct sums *sums)
{
	for (size_t i = first; i < last; i++) {
		uint64_t hashes[RAPPORT__NGRAMS_MAX];
		const uint32_t id = features->words[i];
		size_t count, before = 0, n = 0;

		if (id == RAPPORT__STEMMER_NONE)
			continue;
		for (size_t j = first; j < last; j++) {
			n += features->words[j] == id;
			before += j < i && features->words[j] == id;
		}
		count = rapport__features_ngrams(
			&model->header.settings, rapport__stemmer_folded(stemmer, id),
			rapport__stemmer_word(stemmer, id)->folded_size, hashes);
		for (size_t h = 0; h < count; h++)
			sums->square += add_hash(
				model, hashes[h], level,
				before ? 0 : (logs ? 1 + log((double)n) : (double)n), sums->z);
	}
}

static void finish(const rapport_model *model, size_t level, const struct sums *words,
		   const struct sums *ngrams, double z[K])
{
	for (size_t k = 0; k < K; k++) {
		z[k] = model->bias[level * K + k];
		if (words->square > 0)
			z[k] += words->z[k] / sqrt(words->square);
		if (ngrams->square > 0)
			z[k] += model->header.ngram_share * ngrams->z[k] / sqrt(ngrams->square);
	}
}

static void expect_near(const char *what, const char *text, const double *got, const double *plain)
{
	/* Logits below 100, from sums of some thousand terms. */
	for (size_t k = 0; k < K; k++)
		/* A word's n-grams are kept as floats: 24 bits of sums below 100. */
		cr_expect_float_eq(got[k], plain[k], 1e-5, "%s of \"%s\": %.12g, plain %.12g", what,
				   text, got[k], plain[k]);
}

static void check_text(const rapport_model *model, rapport__stemmer *stemmer, const char *text,
		       const struct rapport__scores *scores)
{
	struct rapport__features features = { 0 };
	struct sums words = { 0 }, ngrams = { 0 };
	const size_t level = model->header.levels - 1;
	double z[K];

	cr_assert(rapport__features_extract(&features, &model->header.settings, stemmer, text,
					    strlen(text)));
	sum_features(model, &features, 0, features.count, 0, true, &words);
	sum_ngrams(model, &features, stemmer, 0, features.tokens.count, 0, true, &ngrams);
	finish(model, 0, &words, &ngrams, z);
	expect_near("logits", text, scores->text, z);
	cr_assert_eq(scores->S, features.sentences.count);
	for (size_t s = 0; s < scores->S; s++) {
		const struct rapport__sentence *sentence = &features.sentences.data[s];

		words = ngrams = (struct sums){ 0 };
		sum_features(model, &features, s ? features.ends[s - 1] : 0, features.ends[s],
			     level, false, &words);
		sum_ngrams(model, &features, stemmer, sentence->first, sentence->last, level, false,
			   &ngrams);
		finish(model, level, &words, &ngrams, z);
		rapport__log_softmax(z, K);
		expect_near("a sentence", text, scores->sentences + s * K, z);
	}
	rapport__features_clear(&features);
}

/* Rows of explain add up to the text's logits. */
static void check_parts(const char *text, const struct rapport__scores *scores,
			rapport__scorer *scorer)
{
	const size_t tokens = scores->features->tokens.count;
	double *parts = rapport__calloc((tokens + 1) * K, sizeof *parts), sum[K] = { 0 };

	for (size_t i = 0; i < (tokens + 1) * K; i++)
		parts[i] = NAN;
	rapport__scorer_explain(scorer, parts);
	for (size_t i = 0; i < (tokens + 1) * K; i++)
		sum[i % K] += parts[i];
	expect_near("parts", text, sum, scores->text);
	rapport__free(parts);
}

/* Lays the table out with longer rows, and what is no row's own must not be looked at.  The caller
 * frees. */
static int16_t *widen(rapport_model *model, uint32_t stride)
{
	const size_t columns = 1 + model->columns, before = model->header.stride;
	int16_t *table = rapport__calloc(model->header.slots * stride, sizeof *table);

	for (size_t slot = 0; slot < model->header.slots; slot++)
		for (size_t c = 0; c < stride; c++)
			table[slot * stride + c] = c < columns ? model->table[slot * before + c]
							       : (int16_t)(c * 4001);
	model->table = table;
	model->header.stride = stride;
	return table;
}

Test(scorer, gives_what_the_table_says)
{
	/* The least stride of each, those that are written, and any other. */
	static const uint32_t strides[] = { 5, 8, 0, 8, 16, 0, 29 };

	for (size_t round = 0; round < 7; round++) {
		const bool evidence = round > 2;
		struct support_model made;
		struct rapport__scores scores;
		rapport__stemmer *stemmer;
		rapport__scorer *scorer;

		support_train(&made, evidence);
		made.model.header.ngram_share = 0.75;
		int16_t *table = strides[round] ? widen(&made.model, strides[round]) : NULL;

		cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
		cr_assert_eq(rapport__scorer_new(&made.model, &scorer, NULL), RAPPORT_OK);
		for (size_t i = 0; i < 2 * TEXTS; i++) {
			const char *text = texts[i % TEXTS];

			cr_assert_eq(rapport__scorer_run(scorer, text, strlen(text), &scores, NULL),
				     RAPPORT_OK);
			check_text(&made.model, stemmer, text, &scores);
			check_parts(text, &scores, scorer);
		}
		rapport__free(table);
		rapport__scorer_free(scorer);
		rapport__stemmer_free(stemmer);
		support_clear(&made);
	}
}

/* A feature that comes more often than any table of logarithms goes. */
Test(scorer, counts_far)
{
	struct rapport__buffer text = { 0 };
	struct support_model made;
	struct rapport__scores scores;
	rapport__stemmer *stemmer;
	rapport__scorer *scorer;

	support_train(&made, true);
	for (size_t i = 0; i < 700; i++)
		rapport__buffer_add_string(&text,
					   i % 3 ? "We trust you. " : "Stop pushing me now! ");
	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__scorer_new(&made.model, &scorer, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__scorer_run(scorer, text.data, text.size, &scores, NULL), RAPPORT_OK);
	cr_expect_eq(scores.S, 700);
	check_text(&made.model, stemmer, text.data, &scores);
	check_parts("long", &scores, scorer);
	rapport__scorer_free(scorer);
	rapport__stemmer_free(stemmer);
	rapport__buffer_clear(&text);
	support_clear(&made);
}

Test(scorer, refuses_texts_too_long_and_models_without_a_stemmer)
{
	struct rapport_error error = { 0 };
	struct support_model made;
	struct rapport__scores scores;
	rapport__scorer *scorer;

	support_train(&made, false);
	cr_assert_eq(rapport__scorer_new(&made.model, &scorer, NULL), RAPPORT_OK);
	cr_expect_eq(rapport__scorer_run(scorer, "", RAPPORT_TEXT_BYTES_MAX + 1, &scores, &error),
		     RAPPORT_ERR_LIMIT);
	cr_expect_eq(error.status, RAPPORT_ERR_LIMIT);
	cr_expect_eq(rapport__scorer_run(scorer, "", 0, &scores, &error), RAPPORT_OK);
	cr_expect_eq(scores.S, 0);
	rapport__scorer_free(scorer);
	snprintf(made.model.header.language, sizeof made.model.header.language, "klingon");
	cr_expect_eq(rapport__scorer_new(&made.model, &scorer, &error), RAPPORT_ERR_FORMAT);
	cr_expect_null(scorer);
	rapport__scorer_free(NULL);
	support_clear(&made);
}

static enum rapport_status score(void *context, struct rapport_error *error)
{
	struct support_model *made = context;
	struct rapport__scores scores;
	rapport__scorer *scorer;
	enum rapport_status status = rapport__scorer_new(&made->model, &scorer, error);

	cr_assert_eq(!scorer, status != RAPPORT_OK);
	if (!status)
		status = rapport__scorer_run(scorer, texts[0], strlen(texts[0]), &scores, error);
	rapport__scorer_free(scorer);
	return status;
}

/* One scorer that runs out of memory again and again must score right in the end. */
Test(scorer, fails_without_memory_and_stays_usable)
{
	struct support_model made;
	struct rapport__scores scores;
	rapport__stemmer *stemmer;
	rapport__scorer *scorer;
	enum rapport_status status = RAPPORT_ERR_MEMORY;

	support_train(&made, true);
	cr_expect_geq(support_fail_allocations(score, &made), 15);
	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__scorer_new(&made.model, &scorer, NULL), RAPPORT_OK);
	for (long n = 0; status; n++) {
		rapport__memory_fail_after(n);
		status = rapport__scorer_run(scorer, texts[0], strlen(texts[0]), &scores, NULL);
		rapport__memory_fail_after(-1);
		cr_assert(!status || status == RAPPORT_ERR_MEMORY);
	}
	check_text(&made.model, stemmer, texts[0], &scores);
	rapport__scorer_free(scorer);
	rapport__stemmer_free(stemmer);
	support_clear(&made);
}
