#include "support.h"

#include "model/lookup.h"

#include <criterion/criterion.h>
#include <string.h>

/* Texts whose words the model of support_train knows, and does not, in all orders. */
static const char *const texts[] = {
	"Stop calling me every day. We do not want to be rushed.",
	"Thank you for your patience, we trust your advice.",
	"never xyzzy never trust never 12 http://x.example a@b.example",
	"!!! ??? ...",
	"",
	"we we we trust trust trust your your advice advice",
};
enum {
	TEXTS = sizeof texts / sizeof *texts
};

/* Every slot is the one that a plain search finds: neither the ids of words nor the passing over of
 * trigrams may show. */
static size_t check_text(const rapport_model *model, rapport__stemmer *stemmer,
			 struct rapport__lookup *lookup, const char *text)
{
	struct rapport__features features = { 0 };
	size_t known = 0;

	cr_assert(rapport__features_extract(&features, &model->header.settings, stemmer, text,
					    strlen(text)));
	cr_assert(rapport__lookup_run(lookup, model, &features, rapport__stemmer_count(stemmer)));
	for (size_t i = 0; i < features.count; i++) {
		uint64_t slot = rapport__model_find(model, features.data[i].hash);

		cr_expect_eq(lookup->slots[i], slot, "\"%s\", feature %zu of family %u", text, i,
			     features.data[i].family);
		known += slot < model->header.slots;
	}
	rapport__features_clear(&features);
	return known;
}

Test(lookup, finds_what_a_plain_search_finds)
{
	struct support_model made;
	struct rapport__lookup lookup = { 0 };
	rapport__stemmer *stemmer;
	size_t known = 0;

	support_train(&made, true);
	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < TEXTS; i++)
			known += check_text(&made.model, stemmer, &lookup, texts[i]);
	for (size_t i = 0; i < made.corpus.count; i++)
		known += check_text(&made.model, stemmer, &lookup,
				    rapport__corpus_bytes(&made.corpus, &made.corpus.texts[i]));
	cr_expect_gt(known, 500);
	rapport__lookup_clear(&lookup);
	rapport__stemmer_free(stemmer);
	support_clear(&made);
}

Test(lookup, gives_other_words_their_own_slots_after_it_forgot)
{
	struct support_model made;
	struct rapport__lookup lookup = { 0 };
	rapport__stemmer *first, *second;

	support_train(&made, true);
	cr_assert_eq(rapport__stemmer_new("english", &first, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__stemmer_new("english", &second, NULL), RAPPORT_OK);
	check_text(&made.model, first, &lookup, texts[0]);
	/* Another stemmer gives the same ids to other words. */
	rapport__lookup_forget(&lookup);
	check_text(&made.model, second, &lookup, texts[1]);
	rapport__lookup_clear(&lookup);
	rapport__stemmer_free(first);
	rapport__stemmer_free(second);
	support_clear(&made);
}

Test(lookup, says_when_there_is_no_memory)
{
	struct support_model made;
	struct rapport__features features = { 0 };
	rapport__stemmer *stemmer;
	bool done = false;

	support_train(&made, true);
	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	cr_assert(rapport__features_extract(&features, &made.model.header.settings, stemmer,
					    texts[0], strlen(texts[0])));
	for (long n = 0; !done; n++) {
		struct rapport__lookup lookup = { 0 };

		cr_assert_lt(n, 10);
		rapport__memory_fail_after(n);
		done = rapport__lookup_run(&lookup, &made.model, &features,
					   rapport__stemmer_count(stemmer));
		rapport__memory_fail_after(-1);
		rapport__lookup_clear(&lookup);
	}
	rapport__features_clear(&features);
	rapport__stemmer_free(stemmer);
	support_clear(&made);
}
