#include "support.h"
#include "training/agreement.h"

#include <math.h>

/* kappa and error were worked out apart from this, by the formula in the form of Fleiss, Levin and
 * Paik (2003), 18.14, which is written otherwise, and the errors lie within 2 % of the spread of
 * 4000 resamples.  The first table is those authors' example of two psychiatrists. */
static const struct {
	const char *name;
	struct rapport__agreement_table table;
	double observed, expected, kappa, error;
} rows[] = {
	{ "two psychiatrists",
	  { { { 75, 1, 4 }, { 5, 4, 1 }, { 0, 0, 10 } }, 3 },
	  0.89,
	  0.66,
	  0.6764705882,
	  0.0877029535 },
	{ "two labels", { { { 20, 5 }, { 10, 15 } }, 2 }, 0.7, 0.5, 0.4, 0.1269960629 },
	{ "all agreed on", { { { 10 }, { 0, 30 } }, 2 }, 1, 0.625, 1, 0 },
	{ "each the other's contrary", { { { 0, 10 }, { 10 } }, 2 }, 0, 0.5, -1, 0 },
	{ "mostly one label",
	  { { { 40, 9, 0 }, { 6, 30, 2 }, { 1, 3, 200 } }, 3 },
	  0.9278350515,
	  0.5326696662,
	  0.8455804316,
	  0.0305119984 },
};

SUPPORT_ROWS(agreement, is_that_of_worked_examples, rows)

ParameterizedTest(size_t *row, agreement, is_that_of_worked_examples)
{
	struct rapport__agreement found;

	rapport__agreement_measure(&rows[*row].table, &found);
	cr_expect_float_eq(found.observed, rows[*row].observed, 1e-9, "%s", rows[*row].name);
	cr_expect_float_eq(found.expected, rows[*row].expected, 1e-9, "%s", rows[*row].name);
	cr_expect_float_eq(found.kappa, rows[*row].kappa, 1e-9, "%s", rows[*row].name);
	cr_expect_float_eq(found.error, rows[*row].error, 1e-9, "%s", rows[*row].name);
	cr_expect_float_eq(found.low, found.kappa - 1.96 * found.error, 1e-4, "%s",
			   rows[*row].name);
	cr_expect_float_eq(found.high, fmin(1, found.kappa + 1.96 * found.error), 1e-4, "%s",
			   rows[*row].name);
}

Test(agreement, is_the_same_with_the_readers_changed_round)
{
	struct rapport__agreement_table table = { { { 40, 9, 0 }, { 6, 30, 2 }, { 1, 3, 200 } },
						  3 };
	struct rapport__agreement_table turned = { .K = 3 };
	struct rapport__agreement found, other;

	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++)
			turned.counts[i][j] = table.counts[j][i];
	rapport__agreement_measure(&table, &found);
	rapport__agreement_measure(&turned, &other);
	cr_expect_float_eq(found.kappa, other.kappa, 1e-12);
	cr_expect_float_eq(found.error, other.error, 1e-12);
}

Test(agreement, is_not_told_without_texts_or_with_one_label)
{
	struct rapport__agreement_table table = { .K = 3 };
	struct rapport__agreement found;

	rapport__agreement_measure(&table, &found);
	cr_expect_eq(found.texts, 0);
	cr_expect(isnan(found.observed));
	cr_expect(isnan(found.kappa));
	table.counts[1][1] = 7;
	rapport__agreement_measure(&table, &found);
	cr_expect_eq(found.texts, 7);
	cr_expect_float_eq(found.observed, 1, 1e-12);
	cr_expect(isnan(found.kappa));
	cr_expect(isnan(found.low));
}

Test(agreement, counts_one_label_against_the_rest)
{
	struct rapport__agreement_table table = { { { 40, 9, 0 }, { 6, 30, 2 }, { 1, 3, 200 } },
						  3 };
	struct rapport__agreement_table one;

	rapport__agreement_one_label(&table, 1, &one);
	cr_assert_eq(one.K, 2);
	cr_expect_eq(one.counts[0][0], 30);
	cr_expect_eq(one.counts[0][1], 8);
	cr_expect_eq(one.counts[1][0], 12);
	cr_expect_eq(one.counts[1][1], 241);
	cr_expect_eq(rapport__agreement_row(&table, 1), 38);
	cr_expect_eq(rapport__agreement_column(&table, 1), 42);
}
