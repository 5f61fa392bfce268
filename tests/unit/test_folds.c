#include "support.h"
#include "training/folds.h"

#include <criterion/criterion.h>
#include <string.h>

enum {
	TEXTS = 200,
	GROUPS = 23
};

/* Group g has g + 1 texts and more, so that folds of equal groups are not folds of equal texts. */
static void make_corpus(struct rapport__corpus *corpus, size_t groups)
{
	struct rapport__buffer lines = { 0 };
	char line[128];

	for (size_t i = 0; i < TEXTS; i++) {
		snprintf(line, sizeof line, "{\"label\":\"a\",\"text\":\"x\",\"group\":\"%zu\"}\n",
			 i * i % TEXTS % groups);
		rapport__buffer_add_string(&lines, line);
	}
	support_read(corpus, lines.data);
	rapport__buffer_clear(&lines);
}

/* Returns how many folds there came to be. */
static unsigned check_folds(const struct rapport__corpus *corpus, const uint32_t *folds,
			    unsigned fold_count)
{
	uint32_t fold_of[GROUPS];
	size_t groups[GROUPS + 1] = { 0 }, least = SIZE_MAX, most = 0;

	memset(fold_of, 0xFF, sizeof fold_of);
	for (size_t i = 0; i < TEXTS; i++) {
		uint32_t *fold = &fold_of[corpus->texts[i].group];

		cr_assert_lt(folds[i], fold_count);
		cr_assert(*fold == UINT32_MAX || *fold == folds[i], "text %zu left its group", i);
		groups[folds[i]] += *fold == UINT32_MAX;
		*fold = folds[i];
	}
	for (unsigned f = 0; f < fold_count; f++) {
		least = groups[f] < least ? groups[f] : least;
		most = groups[f] > most ? groups[f] : most;
	}
	cr_expect(least >= 1 && most - least <= 1, "%u folds: %zu to %zu groups", fold_count, least,
		  most);
	return fold_count;
}

Test(folds, keep_groups_together_and_are_even)
{
	static const unsigned wanted[] = { 2, 3, 5, 20, GROUPS, GROUPS + 1, 1000 };
	struct rapport__corpus corpus = { 0 };
	uint32_t folds[TEXTS];

	make_corpus(&corpus, GROUPS);
	size_t groups = corpus.groups.count;

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		for (uint64_t seed = 0; seed < 5; seed++) {
			unsigned count = wanted[i];

			cr_assert_eq(rapport__folds_deal(&corpus, seed, folds, &count, NULL),
				     RAPPORT_OK);
			cr_expect_eq(count, wanted[i] < groups ? wanted[i] : groups);
			check_folds(&corpus, folds, count);
		}
	rapport__corpus_clear(&corpus);
}

/* Groups of which no text was kept: they have no part in the dealing. */
Test(folds, pass_over_groups_without_texts)
{
	struct rapport__corpus corpus = { 0 };
	uint32_t folds[TEXTS], again[TEXTS];
	unsigned count = 5;

	make_corpus(&corpus, GROUPS);
	cr_assert_eq(rapport__folds_deal(&corpus, 3, folds, &count, NULL), RAPPORT_OK);
	for (uint64_t i = 0; i < 50; i++)
		rapport__dictionary_add(&corpus.groups, i);
	cr_assert_eq(rapport__folds_deal(&corpus, 3, again, &count, NULL), RAPPORT_OK);
	cr_expect_eq(memcmp(folds, again, sizeof folds), 0);
	rapport__corpus_clear(&corpus);
}

Test(folds, are_shuffled_by_the_seed_alone)
{
	struct rapport__corpus corpus = { 0 };
	uint32_t folds[3][TEXTS];

	make_corpus(&corpus, GROUPS);
	for (size_t i = 0; i < 3; i++) {
		unsigned count = 5;

		cr_assert_eq(rapport__folds_deal(&corpus, i == 2 ? 8 : UINT64_MAX, folds[i], &count,
						 NULL),
			     RAPPORT_OK);
	}
	cr_expect_eq(memcmp(folds[0], folds[1], sizeof *folds), 0);
	cr_expect_neq(memcmp(folds[0], folds[2], sizeof *folds), 0);
	rapport__corpus_clear(&corpus);
}

Test(folds, need_two_groups)
{
	struct rapport__corpus none = { 0 }, one = { 0 };
	uint32_t folds[TEXTS];
	unsigned count = 5;

	make_corpus(&one, 1);
	for (size_t i = 0; i < 2; i++) {
		struct rapport_error error = { 0 };

		cr_expect_eq(rapport__folds_deal(i ? &one : &none, 1, folds, &count, &error),
			     RAPPORT_ERR_ARGUMENT);
		cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
	}
	rapport__corpus_clear(&one);
}

static enum rapport_status deal(void *corpus, struct rapport_error *error)
{
	uint32_t folds[TEXTS];
	unsigned count = 5;

	return rapport__folds_deal(corpus, 1, folds, &count, error);
}

Test(folds, fail_without_memory)
{
	struct rapport__corpus corpus = { 0 };

	make_corpus(&corpus, GROUPS);
	cr_expect_eq(support_fail_allocations(deal, &corpus), 1);
	rapport__corpus_clear(&corpus);
}
