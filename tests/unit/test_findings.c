#include "support.h"
#include "training/findings.h"

#include <string.h>

/* Findings in the order in which they are added; order: their words once they are sorted. */
static const struct {
	enum rapport__finding_kind kind;
	struct rapport__position position;
	const char *what;
} rows[] = {
	{ RAPPORT__FINDING_LEAK, { 1, 0 }, "f" },    { RAPPORT__FINDING_SCHEMA, { 9, 1 }, "d" },
	{ RAPPORT__FINDING_SCHEMA, { 10, 0 }, "b" }, { RAPPORT__FINDING_SCHEMA, { 2, 0 }, "a" },
	{ RAPPORT__FINDING_SCHEMA, { 10, 0 }, "c" }, { RAPPORT__FINDING_DUPLICATE, { 3, 0 }, "e" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static void add_all(struct rapport__findings *findings)
{
	cr_assert_eq(rapport__names_add(&findings->files, "a.jsonl", 7), 0);
	cr_assert_eq(rapport__names_add(&findings->files, "b.jsonl", 7), 1);
	for (size_t i = 0; i < ROWS; i++)
		cr_assert_eq(rapport__findings_add(findings, rows[i].kind, &rows[i].position, NULL,
						   "%s", rows[i].what),
			     RAPPORT_OK);
}

Test(findings, are_sorted_by_kind_file_and_line)
{
	struct rapport__findings findings = { 0 };

	rapport__findings_sort(&findings);
	add_all(&findings);
	rapport__findings_sort(&findings);
	cr_assert_eq(findings.count, ROWS);
	for (size_t i = 0; i < ROWS; i++) {
		const char wanted[] = { (char)('a' + i), '\0' };

		cr_expect_str_eq(rapport__findings_what(&findings, &findings.list[i]), wanted);
	}
	cr_expect_str_eq(rapport__findings_file(&findings, &findings.list[3].position), "b.jsonl");
	cr_expect_eq(findings.list[3].position.line, 9);
	rapport__findings_clear(&findings);
	cr_expect_eq(findings.count + findings.files.numbers.count, 0);
}

Test(findings, are_counted_by_kind)
{
	static const size_t counts[RAPPORT__FINDING_KINDS] = { 4, 1, 1 };
	struct rapport__findings findings = { 0 };

	add_all(&findings);
	for (int kind = 0; kind < RAPPORT__FINDING_KINDS; kind++)
		cr_expect_eq(rapport__findings_count(&findings, (enum rapport__finding_kind)kind),
			     counts[kind]);
	rapport__findings_clear(&findings);
}

Test(findings, have_words_of_any_length)
{
	static char name[100001];
	struct rapport__findings findings = { 0 };

	memset(name, 'x', sizeof name - 1);
	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(rapport__findings_add(&findings, RAPPORT__FINDING_LEAK,
						   &rows[0].position, NULL, "%s:%d", name, 12),
			     RAPPORT_OK);
	for (size_t i = 0; i < 3; i++) {
		const char *what = rapport__findings_what(&findings, &findings.list[i]);

		cr_expect_eq(strlen(what), 100003);
		cr_expect_str_eq(what + 100000, ":12");
	}
	rapport__findings_clear(&findings);
}

static enum rapport_status add_some(void *context, struct rapport_error *error)
{
	struct rapport__findings findings = { 0 };
	enum rapport_status status = RAPPORT_OK;
	size_t i;

	(void)context;
	for (i = 0; !status && i < 100; i++)
		status = rapport__findings_add(&findings, RAPPORT__FINDING_LEAK, &rows[0].position,
					       error, "finding %zu", i);
	cr_assert_eq(findings.count, status ? i - 1 : i);
	rapport__findings_clear(&findings);
	return status;
}

Test(findings, fail_without_memory)
{
	cr_expect_geq(support_fail_allocations(add_some, NULL), 6);
}
