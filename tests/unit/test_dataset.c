#include "support.h"
#include "training/dataset.h"

#include <criterion/criterion.h>
#include <string.h>

static const char lines[] = "a\tDon't push me! We don't like it... really, don't.\n"
			    "b\t\n"
			    "b\tThank you; thank YOU \xF0\x9F\x98\x80 for 3 days. Thanks\n"
			    "a\t \xC2\xA0 \n"
			    "a\tword\n";

static const struct rapport__feature_settings settings = { 511, 2, 4, 3, 5 };

/* A text taken apart here, to hold the dataset against. */
struct apart {
	rapport__stemmer *stemmer;
	struct rapport__features features;
};

static void check_features(const struct rapport__dataset *dataset, const struct apart *apart,
			   const struct rapport__slice *slice, size_t from, size_t to)
{
	cr_assert_eq(slice->feature_end - slice->feature, to - from);
	for (size_t i = 0; i < to - from; i++) {
		uint32_t number = dataset->features[slice->feature + i];

		cr_assert_eq(dataset->feature_hashes.keys[number],
			     apart->features.data[from + i].hash);
	}
}

/* A word's type has the word's hash, and a row of its n-grams, one behind another. */
static void check_word(const struct rapport__dataset *dataset, const struct apart *apart,
		       uint32_t type, uint32_t id)
{
	const struct rapport__word *word = rapport__stemmer_word(apart->stemmer, id);
	uint64_t hashes[RAPPORT__NGRAMS_MAX];
	size_t count = rapport__features_ngrams(
		&settings, rapport__stemmer_folded(apart->stemmer, id), word->folded_size, hashes);
	size_t from = dataset->ngrams.starts[type];

	cr_assert_eq(dataset->word_hashes.keys[type], word->hash);
	cr_assert_eq(dataset->ngrams.starts[type + 1] - from, count);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(dataset->feature_hashes.keys[dataset->ngrams.index[from + i]],
			     hashes[i]);
		cr_assert_eq(dataset->ngrams.values[from + i], 1);
	}
}

static void check_words(const struct rapport__dataset *dataset, const struct apart *apart,
			const struct rapport__slice *slice, uint32_t first, uint32_t last)
{
	size_t at = slice->word;

	for (uint32_t i = first; i < last; i++)
		if (apart->features.words[i] != RAPPORT__STEMMER_NONE)
			check_word(dataset, apart, dataset->words[at++], apart->features.words[i]);
	cr_assert_eq(slice->word_end, at);
}

static void check_text(const struct rapport__dataset *dataset, const struct apart *apart, size_t i)
{
	const struct rapport__sentences *sentences = &apart->features.sentences;
	size_t from = 0;

	cr_assert_eq(dataset->texts[i + 1] - dataset->texts[i], sentences->count);
	for (size_t s = 0; s < sentences->count; s++) {
		const struct rapport__slice *slice = &dataset->slices[dataset->texts[i] + s];
		const struct rapport__sentence *sentence = &sentences->data[s];

		cr_expect_eq(slice->start, sentence->start);
		cr_expect_eq(slice->end, sentence->end);
		check_features(dataset, apart, slice, from, apart->features.ends[s]);
		check_words(dataset, apart, slice, sentence->first, sentence->last);
		from = apart->features.ends[s];
	}
	check_features(dataset, apart, &dataset->whole[i], 0, apart->features.count);
	check_words(dataset, apart, &dataset->whole[i], 0, (uint32_t)apart->features.tokens.count);
}

Test(dataset, holds_what_each_text_has)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport__dataset dataset = { 0 };
	struct apart apart = { 0 };

	support_read(&corpus, lines);
	cr_assert_eq(corpus.count, 5);
	cr_assert_eq(rapport__dataset_build(&dataset, &corpus, &settings, "english", NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__stemmer_new("english", &apart.stemmer, NULL), RAPPORT_OK);
	cr_expect_eq(dataset.count, 5);
	cr_expect_eq(dataset.texts[5], dataset.slice_count);
	for (size_t i = 0; i < 5; i++) {
		const struct rapport__corpus_text *text = &corpus.texts[i];

		cr_assert(rapport__features_extract(&apart.features, &settings, apart.stemmer,
						    rapport__corpus_bytes(&corpus, text),
						    text->text_size));
		check_text(&dataset, &apart, i);
		cr_expect_eq(dataset.whole[i].end, text->text_size);
	}
	/* The words of the five texts, each once: don't counts as one. */
	cr_expect_eq(dataset.word_hashes.count, 13);
	cr_expect_eq(dataset.ngrams.rows, dataset.word_hashes.count);
	cr_expect_eq(dataset.ngrams.columns, dataset.feature_hashes.count);
	rapport__features_clear(&apart.features);
	rapport__stemmer_free(apart.stemmer);
	rapport__dataset_clear(&dataset);
	rapport__corpus_clear(&corpus);
}

/* More different words than the stemmer keeps from text to text. */
Test(dataset, knows_words_after_the_stemmer_forgot_them)
{
	enum {
		WORDS = 40000
	};
	struct rapport__corpus corpus = { 0 };
	struct rapport__dataset dataset = { 0 };
	struct rapport__buffer text = { 0 };
	char word[32];

	for (size_t i = 0; i < 2 * WORDS; i++) {
		snprintf(word, sizeof word, "%sw%zuq", i % WORDS ? " " : "\na\t", i % WORDS);
		rapport__buffer_add_string(&text, word);
	}
	support_read(&corpus, text.data);
	cr_assert_eq(rapport__dataset_build(&dataset, &corpus, &settings, "", NULL), RAPPORT_OK);
	cr_expect_eq(dataset.word_hashes.count, WORDS);
	cr_assert_eq(dataset.word_count, 2 * WORDS);
	cr_expect_eq(memcmp(dataset.words, dataset.words + WORDS, WORDS * sizeof *dataset.words),
		     0);
	rapport__buffer_clear(&text);
	rapport__dataset_clear(&dataset);
	rapport__corpus_clear(&corpus);
}

Test(dataset, may_be_empty)
{
	const struct rapport__corpus corpus = { 0 };
	struct rapport__dataset dataset = { 0 };

	cr_assert_eq(rapport__dataset_build(&dataset, &corpus, &settings, "english", NULL),
		     RAPPORT_OK);
	cr_expect_eq(dataset.count + dataset.slice_count + dataset.feature_hashes.count, 0);
	cr_expect_eq(dataset.texts[0], 0);
	rapport__dataset_clear(&dataset);
	rapport__dataset_clear(&dataset);
}

Test(dataset, refuses_unknown_languages_and_texts_too_long)
{
	struct rapport__corpus_text long_text = { .text_size = RAPPORT_TEXT_BYTES_MAX + 1 };
	const struct rapport__corpus corpus = { .texts = &long_text, .count = 1 };
	struct rapport__dataset dataset = { 0 };
	struct rapport_error error = { 0 };

	cr_expect_eq(rapport__dataset_build(&dataset, &corpus, &settings, "klingon", &error),
		     RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(rapport__dataset_build(&dataset, &corpus, &settings, "english", &error),
		     RAPPORT_ERR_LIMIT);
	cr_expect_eq(error.status, RAPPORT_ERR_LIMIT);
	cr_expect_null(dataset.texts);
}

static enum rapport_status build(void *corpus, struct rapport_error *error)
{
	struct rapport__dataset dataset = { 0 };
	enum rapport_status status = rapport__dataset_build(&dataset, corpus, &settings, "english",
							    error);

	cr_assert(!status || (!dataset.texts && !dataset.slices && !dataset.features));
	rapport__dataset_clear(&dataset);
	return status;
}

Test(dataset, fails_without_memory)
{
	struct rapport__corpus corpus = { 0 };

	support_read(&corpus, lines);
	cr_expect_geq(support_fail_allocations(build, &corpus), 20);
	rapport__corpus_clear(&corpus);
}
