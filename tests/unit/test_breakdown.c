#include "support.h"
#include "training/breakdown.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum {
	N = 90
};

static double scores[N][2];
static uint32_t labels[N], sources[N], part_of[N];
static const struct rapport__predictions predictions = { scores[0], labels, sources, N, 2 };

/* Texts of parts 0, 1 and none in turn; part 2 has none. */
static void make(void)
{
	for (size_t i = 0; i < N; i++) {
		labels[i] = support_number(i) > 0.2;
		sources[i] = (uint32_t)(i % 4);
		scores[i][1] = 0.5 + support_number(i + 1000) / 2;
		scores[i][0] = 1 - scores[i][1];
		part_of[i] = i % 3 == 2 ? RAPPORT__PART_NONE : (uint32_t)(i % 3);
	}
}

Test(breakdown, evaluates_each_part_as_if_it_were_alone)
{
	struct rapport__evaluation parts[3], alone;

	make();
	cr_assert(!rapport__breakdown(&predictions, part_of, 3, parts, NULL));
	for (uint32_t part = 0; part < 2; part++) {
		double some[N][2];
		uint32_t truth[N], from[N];
		struct rapport__predictions chosen = { some[0], truth, from, 0, 2 };

		for (size_t i = part; i < N; i += 3) {
			memcpy(some[chosen.N], scores[i], sizeof scores[i]);
			from[chosen.N] = sources[i];
			truth[chosen.N++] = labels[i];
		}
		cr_assert(!rapport__evaluate(&chosen, &alone, NULL));
		cr_expect_eq(parts[part].N, N / 3);
		cr_expect_eq(memcmp(parts[part].confusion, alone.confusion, 4 * sizeof(size_t)), 0);
		cr_expect_eq(parts[part].macro_f1, alone.macro_f1);
		cr_expect_eq(parts[part].log_loss, alone.log_loss);
		cr_expect_eq(parts[part].calibration, alone.calibration);
		cr_expect_eq(parts[part].auc_within[1], alone.auc_within[1]);
		rapport__evaluation_clear(&alone);
		rapport__evaluation_clear(&parts[part]);
	}
	cr_expect(parts[2].N == 0 && parts[2].K == 2 && !parts[2].confusion);
	cr_expect(isnan(rapport__mean_area(&parts[2])));
}

Test(breakdown, averages_the_areas_there_are)
{
	struct rapport__evaluation evaluation = { .N = 9, .K = 3 };
	static const struct {
		double all[3], within[3], mean;
	} rows[] = {
		{ { .6, .7, .8 }, { NAN, NAN, NAN }, .7 },
		{ { .6, .7, .8 }, { .5, NAN, .7 }, .6 },
		{ { .6, NAN, .8 }, { NAN, NAN, NAN }, .7 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		memcpy(evaluation.auc, rows[i].all, sizeof rows[i].all);
		memcpy(evaluation.auc_within, rows[i].within, sizeof rows[i].within);
		cr_expect_float_eq(rapport__mean_area(&evaluation), rows[i].mean, 1e-12, "row %zu",
				   i);
	}
	evaluation.auc[0] = evaluation.auc[2] = NAN;
	cr_expect(isnan(rapport__mean_area(&evaluation)));
}

/* Values a, b, c ... of texts; parts as digits, the chosen values as letters. */
static const struct {
	const char *values;
	size_t texts_min, most;
	const char *parts, *chosen;
} choices[] = {
	{ "abbccc", 1, 9, "211000", "cba" },
	{ "abbccc", 2, 9, "211000", "cb" },
	{ "abbccc", 2, 1, "111000", "c" },
	{ "abab", 1, 9, "0101", "ab" },
	{ "ba", 1, 1, "10", "a" },
	{ "abc", 2, 9, "000", "" },
	{ "", 1, 9, "", "" },
};

SUPPORT_ROWS(breakdown, chooses_the_commonest_values, choices)

ParameterizedTest(size_t *row, breakdown, chooses_the_commonest_values)
{
	const size_t count = strlen(choices[*row].values);
	uint32_t value_of[8], parts[8], values[9];
	size_t chosen;

	for (size_t i = 0; i < count; i++)
		value_of[i] = (uint32_t)(choices[*row].values[i] - 'a');
	cr_assert(rapport__choose_parts(value_of, count, 4, choices[*row].texts_min,
					choices[*row].most, parts, values, &chosen));
	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(parts[i], (uint32_t)(choices[*row].parts[i] - '0'), "%s: text %zu: %u",
			     choices[*row].values, i, parts[i]);
	cr_assert_eq(chosen, strlen(choices[*row].chosen));
	for (size_t i = 0; i < chosen; i++)
		cr_expect_eq(values[i], (uint32_t)(choices[*row].chosen[i] - 'a'));
}

Test(breakdown, parts_lengths_at_their_bounds)
{
	static const struct {
		size_t words;
		const char *name;
	} rows[] = { { 0, "1-10" },           { 10, "1-10" },    { 11, "11-30" },
		     { 30, "11-30" },         { 31, "31-80" },   { 80, "31-80" },
		     { 81, "81-200" },        { 200, "81-200" }, { 201, "over 200" },
		     { SIZE_MAX, "over 200" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(rapport__length_names[rapport__length_part(rows[i].words)],
				 rows[i].name, "%zu words", rows[i].words);
}

Test(breakdown, counts_words_and_numbers)
{
	static const char text[] = "Don't call me, at 9 -- ever! :-) www.example.org";
	size_t words = 99;

	cr_assert(rapport__count_words(text, sizeof text - 1, &words));
	cr_expect_eq(words, 6, "%zu", words);
	cr_assert(rapport__count_words("", 0, &words));
	cr_expect_eq(words, 0);
	rapport__memory_fail_after(0);
	cr_expect(!rapport__count_words(text, sizeof text - 1, &words));
	rapport__memory_fail_after(-1);
}

static enum rapport_status break_down(void *context, struct rapport_error *error)
{
	struct rapport__evaluation parts[2] = { 0 };
	enum rapport_status status = rapport__breakdown(&predictions, part_of, 2, parts, error);

	(void)context;
	cr_assert(!status || (!parts[0].confusion && !parts[1].confusion));
	rapport__evaluation_clear(&parts[0]);
	rapport__evaluation_clear(&parts[1]);
	return status;
}

Test(breakdown, fails_without_memory)
{
	uint32_t values[9];
	size_t count;

	make();
	cr_expect_geq(support_fail_allocations(break_down, NULL), 20);
	for (long n = 0; n < 2; n++) {
		rapport__memory_fail_after(n);
		cr_expect(!rapport__choose_parts(sources, N, 4, 1, 9, part_of, values, &count));
	}
	rapport__memory_fail_after(-1);
}
