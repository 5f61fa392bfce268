#include "training/dataset.h"

#include <string.h>

struct builder {
	struct rapport__dataset *out;
	const struct rapport__feature_settings *settings;
	rapport__stemmer *stemmer;
	struct rapport__features features; /* of the text at hand */
	struct rapport_error *error;
};

/* The number of a feature, which is of a family; RAPPORT__DICTIONARY_NONE without memory. */
static uint32_t add_feature(struct rapport__dataset *out, uint64_t hash, uint32_t family)
{
	const size_t known = out->feature_hashes.count;
	uint32_t number = rapport__dictionary_add(&out->feature_hashes, hash);
	uint16_t bit = 0;

	if (out->feature_hashes.count == known)
		return number;
	if (!rapport__grow(&out->families, &out->family_room, known + 1, sizeof *out->families))
		return RAPPORT__DICTIONARY_NONE;
	while (family >> bit > 1)
		bit++;
	out->families[known] = bit;
	return number;
}

/* A word type that is met for the first time: its n-grams become features. */
static bool add_type(struct builder *builder, uint32_t id)
{
	uint64_t hashes[RAPPORT__NGRAMS_MAX];
	const struct rapport__word *word = rapport__stemmer_word(builder->stemmer, id);
	size_t count = rapport__features_ngrams(builder->settings,
						rapport__stemmer_folded(builder->stemmer, id),
						word->folded_size, hashes);

	for (size_t i = 0; i < count; i++) {
		uint32_t number = add_feature(builder->out, hashes[i], RAPPORT__FEATURE_NGRAM);

		if (number == RAPPORT__DICTIONARY_NONE ||
		    !rapport__sparse_add(&builder->out->ngrams, number, 1))
			return false;
	}
	return rapport__sparse_end_row(&builder->out->ngrams);
}

static bool add_word(struct builder *builder, uint32_t id)
{
	struct rapport__dataset *out = builder->out;
	uint64_t hash = rapport__stemmer_word(builder->stemmer, id)->hash;
	size_t known = out->word_hashes.count;
	uint32_t type = rapport__dictionary_add(&out->word_hashes, hash);

	if (type == RAPPORT__DICTIONARY_NONE)
		return false;
	if (out->word_hashes.count > known && !add_type(builder, id))
		return false;
	if (!rapport__grow(&out->words, &out->word_room, out->word_count + 1, sizeof *out->words))
		return false;
	out->words[out->word_count++] = type;
	return true;
}

static bool add_features(struct builder *builder, size_t from, size_t to)
{
	struct rapport__dataset *out = builder->out;

	if (!rapport__grow(&out->features, &out->feature_room, out->feature_count + to - from,
			   sizeof *out->features))
		return false;
	for (size_t i = from; i < to; i++) {
		const struct rapport__feature *feature = &builder->features.data[i];
		uint32_t number = add_feature(out, feature->hash, feature->family);

		if (number == RAPPORT__DICTIONARY_NONE)
			return false;
		out->features[out->feature_count++] = number;
	}
	return true;
}

/* Adds sentence s of the text at hand, whose features begin at from. */
static bool add_slice(struct builder *builder, size_t s, size_t from)
{
	struct rapport__dataset *out = builder->out;
	const struct rapport__sentence *sentence = &builder->features.sentences.data[s];
	struct rapport__slice slice = { .feature = out->feature_count,
					.word = out->word_count,
					.start = sentence->start,
					.end = sentence->end };

	if (!rapport__grow(&out->slices, &out->slice_room, out->slice_count + 1,
			   sizeof *out->slices) ||
	    !add_features(builder, from, builder->features.ends[s]))
		return false;
	for (uint32_t i = sentence->first; i < sentence->last; i++)
		if (builder->features.words[i] != RAPPORT__STEMMER_NONE &&
		    !add_word(builder, builder->features.words[i]))
			return false;
	slice.feature_end = out->feature_count;
	slice.word_end = out->word_count;
	out->slices[out->slice_count++] = slice;
	return true;
}

static bool add_text(struct builder *builder, const char *text, size_t size)
{
	struct rapport__dataset *out = builder->out;
	struct rapport__slice whole = { .feature = out->feature_count,
					.word = out->word_count,
					.end = (uint32_t)size };
	size_t from = 0;

	rapport__stemmer_tidy(builder->stemmer);
	if (!rapport__features_extract(&builder->features, builder->settings, builder->stemmer,
				       text, size))
		return false;
	for (size_t s = 0; s < builder->features.sentences.count; s++) {
		if (!add_slice(builder, s, from))
			return false;
		from = builder->features.ends[s];
	}
	if (!add_features(builder, builder->features.within, builder->features.count))
		return false;
	whole.feature_end = out->feature_count;
	whole.word_end = out->word_count;
	out->whole[out->count++] = whole;
	out->texts[out->count] = out->slice_count;
	return true;
}

static enum rapport_status add_corpus(struct builder *builder, const struct rapport__corpus *corpus)
{
	for (size_t i = 0; i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];

		if (text->text_size > RAPPORT_TEXT_BYTES_MAX)
			return rapport_fail(builder->error, RAPPORT_ERR_LIMIT, i + 1,
					    "a text of %u bytes", text->text_size);
		if (!add_text(builder, rapport__corpus_bytes(corpus, text), text->text_size))
			return rapport_fail_memory(builder->error);
	}
	/* Every feature is a column, those too that no n-gram names. */
	builder->out->ngrams.columns = builder->out->feature_hashes.count;
	return RAPPORT_OK;
}

enum rapport_status rapport__dataset_build(struct rapport__dataset *dataset,
					   const struct rapport__corpus *corpus,
					   const struct rapport__feature_settings *settings,
					   const char *language, struct rapport_error *error)
{
	struct builder builder = { .out = dataset, .settings = settings, .error = error };
	enum rapport_status status = rapport__stemmer_new(language, &builder.stemmer, error);

	if (status)
		return status;
	dataset->texts = rapport__calloc(corpus->count + 1, sizeof *dataset->texts);
	dataset->whole = rapport__calloc(corpus->count + 1, sizeof *dataset->whole);
	if (dataset->texts && dataset->whole)
		status = add_corpus(&builder, corpus);
	else
		status = rapport_fail_memory(error);
	if (status)
		rapport__dataset_clear(dataset);
	rapport__features_clear(&builder.features);
	rapport__stemmer_free(builder.stemmer);
	return status;
}

void rapport__dataset_clear(struct rapport__dataset *dataset)
{
	rapport__free(dataset->texts);
	rapport__free(dataset->slices);
	rapport__free(dataset->whole);
	rapport__free(dataset->features);
	rapport__free(dataset->families);
	rapport__free(dataset->words);
	rapport__dictionary_clear(&dataset->feature_hashes);
	rapport__dictionary_clear(&dataset->word_hashes);
	rapport__sparse_clear(&dataset->ngrams);
	*dataset = (struct rapport__dataset){ 0 };
}
