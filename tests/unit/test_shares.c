#include "support.h"

#include "model/shares.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *const words[] = { "trust", "pressure", "calling", "xyzzyq", "a" };
enum {
	WORDS = sizeof words / sizeof *words
};

/* The values of a word, n-gram by n-gram. */
static void sum_plainly(const rapport_model *model, const char *word, double *values)
{
	uint64_t hashes[RAPPORT__NGRAMS_MAX];
	size_t count = rapport__features_ngrams(&model->header.settings, word, strlen(word),
						hashes);

	memset(values, 0, model->columns * sizeof *values);
	for (size_t i = 0; i < count; i++) {
		uint64_t slot = rapport__model_find(model, hashes[i]);
		const int16_t *row = rapport__model_row(model, slot);

		if (slot == model->header.slots)
			continue;
		values[0] += pow(row[0] * model->column_scale[0], 2);
		for (size_t c = 1; c < model->columns; c++)
			values[c] += row[c] * model->column_scale[c];
	}
}

static void check_words(struct rapport__shares *shares, const rapport_model *model,
			rapport__stemmer *stemmer)
{
	for (size_t i = 0; i < WORDS; i++) {
		uint32_t id = rapport__stemmer_find(stemmer, words[i], strlen(words[i]));
		double plain[1 + 2 * RAPPORT_LABELS_MAX];

		cr_assert(rapport__shares_begin(shares, model, rapport__stemmer_count(stemmer)));
		cr_expect_eq(rapport__shares_count(shares, model, stemmer, id), 1);
		cr_expect_eq(rapport__shares_count(shares, model, stemmer, id), 2);
		sum_plainly(model, words[i], plain);
		for (size_t c = 0; c < model->columns; c++)
			/* Floats have 24 bits; the sums stay below 1000. */
			cr_expect_float_eq((double)shares->values[id * model->header.stride + c],
					   plain[c], 1e-4, "%s, column %zu", words[i], c);
	}
}

Test(shares, are_the_sums_over_a_words_ngrams_and_count_within_one_text)
{
	struct support_model made;
	struct rapport__shares shares = { 0 };
	rapport__stemmer *stemmer, *other;

	support_train(&made, true);
	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__stemmer_new("english", &other, NULL), RAPPORT_OK);
	check_words(&shares, &made.model, stemmer);
	check_words(&shares, &made.model, stemmer);
	/* Another stemmer gives other ids: nothing may be left of the first. */
	rapport__stemmer_find(other, "unlike", 6);
	rapport__shares_forget(&shares);
	check_words(&shares, &made.model, other);
	/* The counter's wrap wipes the counts. */
	shares.round = UINT32_MAX;
	check_words(&shares, &made.model, other);
	rapport__shares_clear(&shares);
	rapport__stemmer_free(stemmer);
	rapport__stemmer_free(other);
	support_clear(&made);
}

Test(shares, say_when_there_is_no_memory)
{
	struct support_model made;
	bool done = false;

	support_train(&made, true);
	for (long n = 0; !done; n++) {
		struct rapport__shares shares = { 0 };

		cr_assert_lt(n, 10);
		rapport__memory_fail_after(n);
		done = rapport__shares_begin(&shares, &made.model, 100);
		rapport__memory_fail_after(-1);
		rapport__shares_clear(&shares);
	}
	support_clear(&made);
}
