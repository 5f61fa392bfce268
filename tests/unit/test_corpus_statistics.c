#include "support.h"
#include "training/corpus_statistics.h"

#include <string.h>

static const char lines[] =
	"{\"label\":\"b\",\"text\":\"one\",\"split\":\"train\",\"register\":\"mail\",\"group\":"
	"\"g\"}\n"
	"{\"label\":\"a\",\"text\":\"one, two 3\",\"split\":\"test\",\"register\":\"chat\","
	"\"domain\":\"cars\",\"evidence\":[\"one\"]}\n"
	"{\"label\":\"b\",\"text\":\"one two\",\"split\":\"train\",\"register\":\"chat\","
	"\"group\":\"g\",\"evidence\":[]}\n"
	"{\"label\":\"b\",\"text\":\"one two three four\",\"group\":\"g\"}\n";

static void read_lines(struct rapport__corpus_check *check, const char *from)
{
	FILE *file = fmemopen((void *)(uintptr_t)from, strlen(from), "rb");

	cr_assert_eq(rapport__corpus_check_read(check, file, "a", NULL), RAPPORT_OK);
	rapport__corpus_sort_labels(&check->corpus);
	fclose(file);
}

static void expect_label(const struct rapport__label_statistics *label, size_t texts, size_t train,
			 size_t test, size_t without, size_t with_evidence)
{
	cr_expect_eq(label->texts, texts);
	cr_expect_eq(label->splits[0], train);
	cr_expect_eq(label->splits[1], test);
	cr_expect_eq(label->splits[2], without);
	cr_expect_eq(label->with_evidence, with_evidence);
}

Test(corpus_statistics, counts_labels_splits_groups_and_values)
{
	struct rapport__corpus_check check = { 0 };
	struct rapport__corpus_statistics statistics = { 0 };
	const struct rapport__value_count *registers;

	read_lines(&check, lines);
	cr_assert_eq(rapport__corpus_statistics_count(&check, &statistics, NULL), RAPPORT_OK);
	cr_assert_eq(statistics.label_count, 2);
	cr_assert_eq(statistics.split_count, 2);
	expect_label(&statistics.labels[0], 1, 0, 1, 0, 1);
	expect_label(&statistics.labels[1], 3, 2, 0, 1, 0);
	expect_label(&statistics.labels[2], 4, 2, 1, 1, 1);
	cr_expect_eq(statistics.groups, 2);
	cr_expect_eq(statistics.largest_group, 3);
	cr_expect_eq(statistics.single, 1);
	cr_assert_eq(statistics.value_counts[RAPPORT__PLACE_REGISTER], 2);
	cr_expect_eq(statistics.value_counts[RAPPORT__PLACE_DOMAIN], 1);
	registers = statistics.values[RAPPORT__PLACE_REGISTER];
	cr_expect_str_eq(
		rapport__names_get(&check.values[RAPPORT__PLACE_REGISTER], registers[0].value),
		"chat");
	cr_expect_eq(registers[0].texts, 2);
	cr_expect_eq(registers[1].texts, 1);
	rapport__corpus_statistics_clear(&statistics);
	rapport__corpus_check_clear(&check);
}

/* Texts of 1, 2, ... count words. */
static const struct {
	size_t count;
	struct rapport__lengths lengths;
} rows[] = {
	{ 1, { 1, 1, 1, 1, 1 } },        { 2, { 1, 1, 1, 2, 2 } },    { 3, { 1, 1, 2, 3, 3 } },
	{ 10, { 1, 1, 5, 9, 10 } },      { 11, { 1, 2, 6, 10, 11 } }, { 20, { 1, 2, 10, 18, 20 } },
	{ 100, { 1, 10, 50, 90, 100 } },
};

SUPPORT_ROWS(corpus_statistics, has_quantiles_by_the_nearest_rank, rows)

ParameterizedTest(size_t *row, corpus_statistics, has_quantiles_by_the_nearest_rank)
{
	const struct rapport__lengths *wanted = &rows[*row].lengths;
	struct rapport__corpus_check check = { 0 };
	struct rapport__corpus_statistics statistics = { 0 };
	struct rapport__buffer made = { 0 };

	for (size_t i = rows[*row].count; i; i--) {
		rapport__buffer_add_string(&made, "x\t");
		for (size_t w = 0; w < i; w++)
			rapport__buffer_add_string(&made, w % 2 ? "w, " : "12 ");
		rapport__buffer_add_string(&made, "\n");
	}
	read_lines(&check, made.data);
	cr_assert_eq(rapport__corpus_statistics_count(&check, &statistics, NULL), RAPPORT_OK);
	for (size_t k = 0; k < 2; k++) {
		const struct rapport__lengths *words = &statistics.labels[k].words;

		cr_expect_eq(words->least, wanted->least);
		cr_expect_eq(words->low, wanted->low, "%zu texts", rows[*row].count);
		cr_expect_eq(words->median, wanted->median, "%zu texts", rows[*row].count);
		cr_expect_eq(words->high, wanted->high, "%zu texts", rows[*row].count);
		cr_expect_eq(words->most, wanted->most);
	}
	rapport__corpus_statistics_clear(&statistics);
	rapport__corpus_check_clear(&check);
	rapport__buffer_clear(&made);
}

Test(corpus_statistics, of_nothing_are_zero)
{
	struct rapport__corpus_check check = { 0 };
	struct rapport__corpus_statistics statistics = { 0 };

	cr_assert_eq(rapport__corpus_statistics_count(&check, &statistics, NULL), RAPPORT_OK);
	cr_expect_eq(statistics.labels[0].texts, 0);
	cr_expect_eq(statistics.labels[0].words.most, 0);
	cr_expect_eq(statistics.groups, 0);
	rapport__corpus_statistics_clear(&statistics);
	rapport__corpus_statistics_clear(&statistics);
}

static enum rapport_status count(void *context, struct rapport_error *error)
{
	struct rapport__corpus_statistics statistics = { 0 };
	enum rapport_status status = rapport__corpus_statistics_count(context, &statistics, error);

	rapport__corpus_statistics_clear(&statistics);
	return status;
}

Test(corpus_statistics, fails_without_memory)
{
	struct rapport__corpus_check check = { 0 };

	read_lines(&check, lines);
	cr_expect_geq(support_fail_allocations(count, &check), 10);
	rapport__corpus_check_clear(&check);
}
