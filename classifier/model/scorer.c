#include "model/scorer.h"

#include "memory.h"
#include "model/logistic.h"
#include "model/lookup.h"
#include "model/shares.h"
#include "model/tally.h"

#include <math.h>
#include <string.h>

enum {
	COUNTED_STEPS = 64,
	KEYS_AHEAD = 12,
	ROWS_AHEAD = 8,
	WORDS_AHEAD = 8,
	COMMON_STRIDE = 8
};

/* Sums over the features in one sentence, in the rows' own units, exact. */
struct row_sums {
	int64_t square; /* of column 0 */
	int32_t *sums;  /* [stride], of the key, too; a sentence is too short to overflow them */
};

struct block {         /* the sums of a text, or over n-grams */
	double square; /* sum of s^2 over all places */
	double *sums;  /* [stride] by column, column 0 unused */
};

struct rapport__scorer {
	const rapport_model *model;
	rapport__stemmer *stemmer;
	struct rapport__features features;
	struct rapport__lookup lookup;
	uint32_t *known; /* slots of a sentence's features that the model knows */
	size_t known_room;
	struct rapport__tally tally; /* of slots */
	struct rapport__shares shares;
	struct row_sums rows_here; /* of the sentence at hand */
	double *block_sums;        /* [4][stride] behind the blocks */
	struct block words_here, ngrams_here, text_words, text_ngrams;
	double *text;      /* [K] */
	double *sentences; /* [S][K] */
	size_t sentences_room;
	double steps[COUNTED_STEPS]; /* what the n-th coming adds to 1 + log n */
};

enum rapport_status rapport__scorer_new(const rapport_model *model, rapport__scorer **scorer,
					struct rapport_error *error)
{
	const size_t stride = model->header.stride;
	enum rapport_status status = RAPPORT_OK;
	rapport__scorer *made = rapport__calloc(1, sizeof *made);

	*scorer = NULL;
	if (!made)
		return rapport_fail_memory(error);
	made->model = model;
	made->block_sums = rapport__calloc(4 * stride, sizeof *made->block_sums);
	made->text = rapport__calloc(model->header.labels, sizeof *made->text);
	made->rows_here.sums = rapport__calloc(stride, sizeof *made->rows_here.sums);
	if (!made->block_sums || !made->text || !made->rows_here.sums) {
		status = rapport_fail_memory(error);
		goto done;
	}
	status = rapport__stemmer_new(model->header.language, &made->stemmer, error);
	if (status) {
		if (status == RAPPORT_ERR_ARGUMENT)
			status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
					      "a model of a language that libstemmer lacks");
		goto done;
	}
	made->text_words.sums = made->block_sums;
	made->text_ngrams.sums = made->block_sums + stride;
	made->words_here.sums = made->block_sums + 2 * stride;
	made->ngrams_here.sums = made->block_sums + 3 * stride;
	made->steps[1] = 1;
	for (size_t n = 2; n < COUNTED_STEPS; n++)
		made->steps[n] = log((double)n) - log((double)n - 1);
	*scorer = made;
	made = NULL;
done:
	rapport__scorer_free(made);
	return status;
}

void rapport__scorer_free(rapport__scorer *scorer)
{
	if (!scorer)
		return;
	rapport__stemmer_free(scorer->stemmer);
	rapport__features_clear(&scorer->features);
	rapport__lookup_clear(&scorer->lookup);
	rapport__free(scorer->known);
	rapport__tally_clear(&scorer->tally);
	rapport__free(scorer->rows_here.sums);
	rapport__shares_clear(&scorer->shares);
	rapport__free(scorer->block_sums);
	rapport__free(scorer->text);
	rapport__free(scorer->sentences);
	rapport__free(scorer);
}

static double step_of(const rapport__scorer *scorer, uint32_t n)
{
	return n < COUNTED_STEPS ? scorer->steps[n] : log((double)n) - log((double)n - 1);
}

/* Adds a row to its sentence's sums; what a repeat counts less than a first coming is taken back
 * from the text's.  Called with a constant stride where that is the common one, so that the
 * loop becomes a few vector instructions. */
static inline void add_row(rapport__scorer *scorer, uint32_t slot, size_t stride)
{
	const int16_t *row = scorer->model->table + slot * stride;
	int32_t *sums = scorer->rows_here.sums;
	uint32_t times = rapport__tally_add(&scorer->tally, slot);

	/* The key is summed with the rest: leaving it out would spoil the vector. */
	for (size_t c = 0; c < stride; c++)
		sums[c] += row[c];
	scorer->rows_here.square += (int64_t)row[1] * row[1];
	if (times > 1) {
		double less = step_of(scorer, times) - 1, *whole = scorer->text_words.sums;

		for (size_t c = 1; c + 1 < stride; c++)
			whole[c] += less * row[1 + c];
	}
}

/* Which features are known cannot be foretold: those that are, are gathered first without a branch.
 * */
static inline void add_rows(rapport__scorer *scorer, size_t from, size_t to, size_t stride)
{
	const uint32_t none = (uint32_t)scorer->model->header.slots, *slots = scorer->lookup.slots;
	uint32_t *known = scorer->known;
	size_t count = 0;

	for (size_t i = from; i < to; i++) {
		known[count] = slots[i];
		count += slots[i] != none;
	}
	for (size_t i = 0; i < count; i++) {
		if (i + ROWS_AHEAD < count)
			__builtin_prefetch(scorer->model->table + known[i + ROWS_AHEAD] * stride);
		add_row(scorer, known[i], stride);
	}
}

/* Sums the features in [from, to), for their sentence and for the text. */
static void add_features(rapport__scorer *scorer, size_t from, size_t to)
{
	const rapport_model *model = scorer->model;
	const size_t stride = model->header.stride;
	const double unit = model->column_scale[0];

	scorer->rows_here.square = 0;
	memset(scorer->rows_here.sums, 0, stride * sizeof *scorer->rows_here.sums);
	if (stride == COMMON_STRIDE)
		add_rows(scorer, from, to, COMMON_STRIDE);
	else
		add_rows(scorer, from, to, stride);
	scorer->words_here.square = (double)scorer->rows_here.square * unit * unit;
	scorer->text_words.square += scorer->words_here.square;
	for (size_t c = 1; c < model->columns; c++) {
		scorer->words_here.sums[c] = scorer->rows_here.sums[1 + c];
		scorer->text_words.sums[c] += scorer->rows_here.sums[1 + c];
	}
}

/* Adds a word's shares to the sums of its sentence, as add_row does a feature's row. */
static inline void add_word(rapport__scorer *scorer, uint32_t id, size_t stride)
{
	const float *share = scorer->shares.values + id * stride;
	double *sums = scorer->ngrams_here.sums;
	uint32_t times = rapport__shares_count(&scorer->shares, scorer->model, scorer->stemmer, id);

	for (size_t c = 0; c < stride; c++)
		sums[c] += (double)share[c];
	if (times > 1) {
		double less = step_of(scorer, times) - 1, *whole = scorer->text_ngrams.sums;

		for (size_t c = 1; c < stride; c++)
			whole[c] += less * (double)share[c];
	}
}

static inline void add_shares(rapport__scorer *scorer, const struct rapport__sentence *sentence,
			      size_t stride)
{
	const uint32_t *words = scorer->features.words;

	for (uint32_t i = sentence->first; i < sentence->last; i++) {
		if (i + WORDS_AHEAD < sentence->last &&
		    words[i + WORDS_AHEAD] != RAPPORT__STEMMER_NONE)
			__builtin_prefetch(scorer->shares.values + words[i + WORDS_AHEAD] * stride);
		if (words[i] != RAPPORT__STEMMER_NONE)
			add_word(scorer, words[i], stride);
	}
}

static void add_words(rapport__scorer *scorer, const struct rapport__sentence *sentence)
{
	const size_t stride = scorer->model->header.stride;
	struct block *here = &scorer->ngrams_here, *whole = &scorer->text_ngrams;

	memset(here->sums, 0, stride * sizeof *here->sums);
	if (stride == COMMON_STRIDE)
		add_shares(scorer, sentence, COMMON_STRIDE);
	else
		add_shares(scorer, sentence, stride);
	here->square = here->sums[0];
	whole->square += here->square;
	for (size_t c = 1; c < stride; c++)
		whole->sums[c] += here->sums[c];
}

/* The factors by which a block's sums go into logits: one over its length, times its share. */
static double factor(double square, double share)
{
	return square > 0 ? share / sqrt(square) : 0;
}

/* z_k = bias_k + words / |words| + share * n-grams / |n-grams| */
static void finish(const rapport__scorer *scorer, size_t level, const struct block *words,
		   const struct block *ngrams, double *z)
{
	const rapport_model *model = scorer->model;
	const size_t K = model->header.labels;
	double by_words = factor(words->square, 1);
	double by_ngrams = factor(ngrams->square, model->header.ngram_share);

	for (size_t k = 0; k < K; k++) {
		size_t c = 1 + level * K + k;

		z[k] = model->bias[level * K + k] +
		       by_words * words->sums[c] * model->column_scale[c] +
		       by_ngrams * ngrams->sums[c];
	}
}

static void begin_block(const rapport__scorer *scorer, struct block *block)
{
	block->square = 0;
	memset(block->sums, 0, scorer->model->header.stride * sizeof *block->sums);
}

static void score_sentence(rapport__scorer *scorer, size_t s, size_t from)
{
	const size_t K = scorer->model->header.labels;

	add_features(scorer, from, scorer->features.ends[s]);
	add_words(scorer, &scorer->features.sentences.data[s]);
	/* With one level a sentence is scored as if it were a text. */
	finish(scorer, scorer->model->header.levels - 1, &scorer->words_here, &scorer->ngrams_here,
	       scorer->sentences + s * K);
	rapport__log_softmax(scorer->sentences + s * K, K);
}

/* Makes room for the text that was taken apart, and finds its features in the model. */
static bool begin(rapport__scorer *scorer)
{
	const size_t words = rapport__stemmer_count(scorer->stemmer);

	return rapport__shares_begin(&scorer->shares, scorer->model, words) &&
	       rapport__lookup_run(&scorer->lookup, scorer->model, &scorer->features, words) &&
	       rapport__tally_begin(&scorer->tally, scorer->features.count) &&
	       rapport__grow(&scorer->known, &scorer->known_room, scorer->features.count + 1,
			     sizeof *scorer->known) &&
	       rapport__grow(&scorer->sentences, &scorer->sentences_room,
			     scorer->features.sentences.count * scorer->model->header.labels,
			     sizeof *scorer->sentences);
}

enum rapport_status rapport__scorer_run(rapport__scorer *scorer, const char *text, size_t size,
					struct rapport__scores *scores, struct rapport_error *error)
{
	struct rapport__features *features = &scorer->features;
	size_t from = 0;

	if (size > RAPPORT_TEXT_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a text of %zu bytes, over %u",
				    size, RAPPORT_TEXT_BYTES_MAX);
	if (rapport__stemmer_tidy(scorer->stemmer)) {
		rapport__lookup_forget(&scorer->lookup);
		rapport__shares_forget(&scorer->shares);
	}
	if (!rapport__features_extract(features, &scorer->model->header.settings, scorer->stemmer,
				       text, size) ||
	    !begin(scorer))
		return rapport_fail_memory(error);
	begin_block(scorer, &scorer->text_words);
	begin_block(scorer, &scorer->text_ngrams);
	for (size_t s = 0; s < features->sentences.count; s++) {
		score_sentence(scorer, s, from);
		from = features->ends[s];
	}
	add_features(scorer, features->within, features->count);
	finish(scorer, 0, &scorer->text_words, &scorer->text_ngrams, scorer->text);
	*scores = (struct rapport__scores){ features, scorer->text, scorer->sentences,
					    features->sentences.count };
	return RAPPORT_OK;
}

/* Adds value evenly to the words among a feature's tokens. */
static void share_out(const rapport__scorer *scorer, const struct rapport__feature *feature,
		      const double *value, double *parts)
{
	const size_t K = scorer->model->header.labels;
	const struct rapport__token *tokens = scorer->features.tokens.data;
	size_t words = 0;

	for (uint32_t i = feature->token; i < feature->token + feature->span; i++)
		words += tokens[i].kind != RAPPORT__TOKEN_PUNCTUATION;
	for (uint32_t i = feature->token; i < feature->token + feature->span; i++)
		for (size_t k = 0; k < K && tokens[i].kind != RAPPORT__TOKEN_PUNCTUATION; k++)
			parts[i * K + k] += value[k] / (double)words;
}

static void explain_features(const rapport__scorer *scorer, double *parts, double *rest)
{
	const rapport_model *model = scorer->model;
	const size_t K = model->header.labels;
	double by_words = factor(scorer->text_words.square, 1), value[RAPPORT_LABELS_MAX];

	for (size_t i = 0; i < scorer->features.count; i++) {
		const struct rapport__feature *feature = &scorer->features.data[i];
		uint32_t slot = scorer->lookup.slots[i];
		double times;

		if (slot == model->header.slots)
			continue;
		times = rapport__tally_times(&scorer->tally, slot);
		for (size_t k = 0; k < K; k++)
			value[k] = by_words * (1 + log(times)) / times *
				   rapport__model_row(model, slot)[1 + k] *
				   model->column_scale[1 + k];
		if (feature->span)
			share_out(scorer, feature, value, parts);
		for (size_t k = 0; k < K && !feature->span; k++)
			rest[k] += value[k];
	}
}

void rapport__scorer_explain(rapport__scorer *scorer, double *parts)
{
	const rapport_model *model = scorer->model;
	const size_t K = model->header.labels, tokens = scorer->features.tokens.count;
	double by_ngrams = factor(scorer->text_ngrams.square, model->header.ngram_share);

	memset(parts, 0, (tokens + 1) * K * sizeof *parts);
	memcpy(parts + tokens * K, model->bias, K * sizeof *parts);
	explain_features(scorer, parts, parts + tokens * K);
	for (size_t i = 0; i < tokens; i++) {
		uint32_t id = scorer->features.words[i];
		double times;

		if (id == RAPPORT__STEMMER_NONE)
			continue;
		times = scorer->shares.words[id].times;
		for (size_t k = 0; k < K; k++)
			parts[i * K + k] +=
				by_ngrams * (1 + log(times)) / times *
				(double)scorer->shares.values[id * model->header.stride + 1 + k];
	}
}
