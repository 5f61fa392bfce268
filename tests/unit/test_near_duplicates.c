#include "support.h"
#include "training/near_duplicates.h"

#include <stdio.h>
#include <string.h>

static void add(struct rapport__shingles *shingles, const char *text)
{
	cr_assert_eq(rapport__shingles_add(shingles, text, strlen(text), NULL), RAPPORT_OK);
}

/* similarity: of the second text to the first; 0: not near.  equal: word for word. */
static const struct {
	const char *name, *first, *second;
	double similarity;
	bool equal;
} rows[] = {
	{ "the same bytes", "We were never rushed.", "We were never rushed.", 1, true },
	{ "case, blanks, marks", "We were never rushed.", " we WERE,\n\tnever - rushed", 1, true },
	{ "apostrophes", "They don't listen", "they don\xE2\x80\x99t listen...", 1, true },
	{ "no apostrophe", "They don't listen", "they dont listen", 1, true },
	{ "case folding of words", "Gro\xC3\x9F", "GROSS", 1, true },
	{ "full width", "abc", "\xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\xA3", 1, true },
	{ "another word", "We were never rushed.", "We were always rushed.", 0, false },
	{ "another order", "never were we rushed", "we were never rushed", 0, false },
	{ "a word more", "we were never", "we were never rushed", 0, false },
	{ "another number", "call 12", "call 13", 0, false },
	{ "nothing but marks", "?!", "?!", 1, true },
	{ "other marks", "?!", "...", 0, false },
	{ "no text", "", "", 0, false },
	{ "blanks", " \n", "\t", 0, false },
	{ "not UTF-8", "caf\xE9 noir", "caf\xE9 noir", 1, true },
	/* 9 words of one kind are 5 shingles, but all the same one. */
	{ "one word again and again", "a a a a a a a a a", "a a a a a", 1, false },
	/* 8 shingles of 8 and 10. */
	{ "near as can be", "a b c d e f g h i j k l", "a b c d e f g h i j k l m n", 0.8, false },
	/* 7 shingles of 7 and 9. */
	{ "not quite", "a b c d e f g h i j k", "a b c d e f g h i j k l m", 0, false },
	{ "a word more in front", "b c d e f g h i j k l", "a b c d e f g h i j k l", 0.875,
	  false },
};

SUPPORT_ROWS(near_duplicates, folds_what_does_not_count, rows)

ParameterizedTest(size_t *row, near_duplicates, folds_what_does_not_count)
{
	struct rapport__shingles shingles = { 0 };
	struct rapport__near found[2];

	add(&shingles, rows[*row].first);
	add(&shingles, rows[*row].second);
	cr_assert_eq(rapport__near_duplicates(&shingles, NULL, found, NULL), RAPPORT_OK);
	cr_expect_eq(found[0].earlier, RAPPORT__NEAR_NONE, "%s", rows[*row].name);
	cr_expect_eq(found[1].earlier, rows[*row].similarity > 0 ? 0 : RAPPORT__NEAR_NONE, "%s",
		     rows[*row].name);
	cr_expect_float_eq(found[1].similarity, rows[*row].similarity, 1e-12, "%s",
			   rows[*row].name);
	cr_expect_eq(found[1].equal, rows[*row].equal, "%s", rows[*row].name);
	rapport__shingles_clear(&shingles);
}

/* ---- The plain twin: every text with every other --------------------------------------------- */

enum {
	TEXTS = 240,
	WORDS_MAX = 64,
	PARTS = 3
};

struct twin_text {
	unsigned words[WORDS_MAX];
	size_t count;
};

static unsigned draw(uint64_t *state, unsigned below)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(*state >> 33) % below;
}

/* A text of its own, or an earlier one with a few words changed; of few words, so that texts have
 * runs of words in common by chance, and a text has the same run twice. */
static void make_texts(struct twin_text *texts)
{
	uint64_t state = 1;

	for (size_t i = 0; i < TEXTS; i++) {
		unsigned changes = draw(&state, 3);

		if (i && draw(&state, 3)) {
			texts[i] = texts[draw(&state, (unsigned)i)];
			while (changes--) {
				unsigned at = draw(&state, (unsigned)texts[i].count + 1);

				if (at == texts[i].count && at < WORDS_MAX)
					texts[i].count++;
				if (at < texts[i].count)
					texts[i].words[at] = draw(&state, 6);
			}
			continue;
		}
		texts[i].count = 1 + draw(&state, i % 3 ? WORDS_MAX : 12);
		for (size_t w = 0; w < WORDS_MAX; w++)
			texts[i].words[w] = draw(&state, 6);
	}
}

static size_t width_of(const struct twin_text *text)
{
	return text->count < RAPPORT__SHINGLE_WORDS ? text->count : RAPPORT__SHINGLE_WORDS;
}

/* Whether shingle i of a stands in b before its word end. */
static bool stands_in(const struct twin_text *a, size_t i, const struct twin_text *b, size_t end)
{
	size_t wide = width_of(a);

	for (size_t j = 0; wide == width_of(b) && j + wide <= end; j++)
		if (!memcmp(a->words + i, b->words + j, wide * sizeof *a->words))
			return true;
	return false;
}

static double jaccard(const struct twin_text *a, const struct twin_text *b)
{
	size_t in_a = 0, in_b = 0, both = 0;

	for (size_t i = 0; i + width_of(a) <= a->count; i++)
		if (!stands_in(a, i, a, i + width_of(a) - 1)) {
			in_a++;
			both += stands_in(a, i, b, b->count);
		}
	for (size_t i = 0; i + width_of(b) <= b->count; i++)
		in_b += !stands_in(b, i, b, i + width_of(b) - 1);
	return (double)both / (double)(in_a + in_b - both);
}

static bool same_words(const struct twin_text *a, const struct twin_text *b)
{
	return a->count == b->count && !memcmp(a->words, b->words, a->count * sizeof *a->words);
}

/* The highest similarity to an earlier text of another part, or any without parts; 0 where the
 * search passes over a text. */
static double find_best(const struct twin_text *texts, size_t i, const uint32_t *parts)
{
	double best = 0;

	if (parts && parts[i] == RAPPORT__NEAR_NONE)
		return 0;
	for (size_t j = 0; j < i; j++) {
		double similarity;

		if (parts && parts[j] == parts[i] && same_words(&texts[i], &texts[j]))
			return 0;
		if (parts && (parts[j] == parts[i] || parts[j] == RAPPORT__NEAR_NONE))
			continue;
		similarity = jaccard(&texts[i], &texts[j]);
		best = similarity > best ? similarity : best;
	}
	return best;
}

static void add_twins(struct rapport__shingles *shingles, const struct twin_text *texts)
{
	for (size_t i = 0; i < TEXTS; i++) {
		char text[8 * WORDS_MAX] = "";

		for (size_t w = 0; w < texts[i].count; w++)
			snprintf(text + strlen(text), sizeof text - strlen(text), "w%u%s",
				 texts[i].words[w], w % 7 ? " " : ",  ");
		add(shingles, text);
	}
}

Test(near_duplicates, finds_all_that_comparing_every_pair_finds)
{
	static struct twin_text texts[TEXTS];
	static struct rapport__near found[TEXTS];
	static uint32_t parts[TEXTS];
	struct rapport__shingles shingles = { 0 };

	make_texts(texts);
	add_twins(&shingles, texts);
	for (uint32_t i = 0; i < TEXTS; i++)
		parts[i] = i % 11 ? i * 7 / 3 % PARTS : RAPPORT__NEAR_NONE;
	/* The second search is over shingles that are in their order already. */
	for (size_t round = 0; round < 2; round++) {
		const uint32_t *by = round ? parts : NULL;
		size_t near = 0, equal = 0;

		cr_assert_eq(rapport__near_duplicates(&shingles, by, found, NULL), RAPPORT_OK);
		for (size_t i = 0; i < TEXTS; i++) {
			double best = find_best(texts, i, by);

			if (best < RAPPORT__NEAR) {
				cr_expect_eq(found[i].earlier, RAPPORT__NEAR_NONE, "text %zu", i);
				continue;
			}
			cr_assert_lt(found[i].earlier, i, "text %zu", i);
			cr_expect(!by || by[found[i].earlier] != by[i]);
			cr_expect_float_eq(found[i].similarity, best, 1e-12, "text %zu", i);
			cr_expect_float_eq(jaccard(&texts[i], &texts[found[i].earlier]), best,
					   1e-12);
			cr_expect_eq(found[i].equal,
				     same_words(&texts[i], &texts[found[i].earlier]));
			near++;
			equal += found[i].equal;
		}
		cr_expect_gt(near - equal, 20);
		cr_expect_gt(equal, 5);
	}
	rapport__shingles_clear(&shingles);
}

/* ---- Limits ---------------------------------------------------------------------------------- */

Test(near_duplicates, takes_a_crowd_of_near_texts)
{
	enum {
		CROWD = 4000
	};
	static struct rapport__near found[CROWD];
	struct rapport__shingles shingles = { 0 };
	char text[512];

	for (size_t i = 0; i < CROWD; i++) {
		int size = 0;

		for (size_t w = 0; w < 60; w++)
			size += snprintf(text + size, sizeof text - (size_t)size, "w%zu ",
					 w == i % 60 ? i + 100 : w);
		add(&shingles, text);
	}
	cr_assert_eq(rapport__near_duplicates(&shingles, NULL, found, NULL), RAPPORT_OK);
	for (size_t i = 60; i < CROWD; i++)
		cr_assert_lt(found[i].earlier, i);
	rapport__shingles_clear(&shingles);
}

Test(near_duplicates, of_no_text_are_none)
{
	struct rapport__shingles shingles = { 0 };

	cr_expect_eq(rapport__near_duplicates(&shingles, NULL, NULL, NULL), RAPPORT_OK);
	rapport__shingles_clear(&shingles);
	rapport__shingles_clear(&shingles);
}

static enum rapport_status search(void *context, struct rapport_error *error)
{
	static const uint32_t parts[] = { 0, 1, 0, 1 };
	struct rapport__shingles shingles = { 0 };
	struct rapport__near found[4];
	enum rapport_status status = RAPPORT_OK;

	(void)context;
	for (size_t i = 0; !status && i < 4; i++)
		status = rapport__shingles_add(&shingles, rows[16 + i % 2].first,
					       strlen(rows[16 + i % 2].first), error);
	if (!status)
		status = rapport__near_duplicates(&shingles, NULL, found, error);
	if (!status) {
		cr_assert_eq(found[2].earlier, 0);
		status = rapport__near_duplicates(&shingles, parts, found, error);
	}
	rapport__shingles_clear(&shingles);
	return status;
}

Test(near_duplicates, fail_without_memory)
{
	cr_expect_geq(support_fail_allocations(search, NULL), 12);
}
