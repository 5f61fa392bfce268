#include "support.h"
#include "training/corpus_check.h"

#include <string.h>

#define LONG_TEXT "one two three four five six seven eight nine ten eleven twelve"

enum {
	SCHEMA = 1,
	DUPLICATES = 2,
	LEAKS = 4,
	BY_FILE = 8
};

/* checks: what is asked for; a, b: two files; found: "file:line: what" of each finding. */
static const struct {
	const char *name;
	int checks;
	const char *a, *b, *found;
} rows[] = {
	{ "a clean corpus", SCHEMA | DUPLICATES | LEAKS,
	  "{\"id\":\"1\",\"label\":\"x\",\"text\":\"a\",\"split\":\"train\",\"group\":\"g\"}\n"
	  "{\"id\":\"2\",\"label\":\"y\",\"text\":\"b c\",\"split\":\"train\",\"group\":\"g\","
	  "\"evidence\":[\"c\"]}\n",
	  "{\"id\":\"3\",\"label\":\"x\",\"text\":\"d\",\"split\":\"test\",\"group\":\"h\"}\n",
	  "" },
	{ "clean lines of the other formats", SCHEMA | DUPLICATES | LEAKS, "x\ta\ny\tb\n",
	  "__label__x c\n", "" },
	{ "lines that cannot be read", SCHEMA,
	  "{\"label\":\"x\",\"text\":\"a\",\"id\":\"1\"}\n\n[1]\n{\"label\":\"x\",\"id\":\"2\"}\n"
	  "{\n{\"label\":\"x\",\"text\":\"a\",\"id\":\"3\",\"evidence\":[\"b\"]}\n"
	  "{\"label\":\"z\",\"text\":\"c\",\"id\":\"1\"}\n",
	  "x\ta\nz\tb\nx\n",
	  "a:3: not a JSON object\na:4: no \"text\" that is a string\n"
	  "a:5: not JSON: string or '}' expected near end of file (column 1)\n"
	  "a:6: evidence 1 is not a part of the text\n"
	  "a:7: the label \"z\" is none of those expected\n"
	  "b:2: the label \"z\" is none of those expected\n"
	  "b:3: neither JSON, nor label<TAB>text, nor __label__\n" },
	{ "no id, and one that was there", SCHEMA,
	  "{\"label\":\"x\",\"text\":\"a\",\"id\":\"1\"}\n{\"label\":\"x\",\"text\":\"b\"}\n"
	  "{\"label\":\"x\",\"text\":\"c\",\"id\":2}\n",
	  "{\"label\":\"x\",\"text\":\"d\",\"id\":\"1\"}\n{\"label\":\"x\",\"text\":\"\",\"id\":"
	  "\"1\"}\n",
	  "a:2: no \"id\" that is a string\na:3: \"id\" is not a string\n"
	  "a:3: no \"id\" that is a string\nb:1: the same \"id\" as a:1\nb:2: the text is empty\n"
	  "b:2: the same \"id\" as a:1\n" },
	{ "splits", SCHEMA,
	  "{\"label\":\"x\",\"text\":\"a\",\"id\":\"1\",\"split\":\"dev\"}\n"
	  "{\"label\":\"x\",\"text\":\"b\",\"id\":\"2\"}\n",
	  "",
	  "a:1: the split \"dev\" is none of train, validation, test, challenge\n"
	  "a:2: no \"split\", but others have one\n" },
	{ "equal texts", DUPLICATES, "x\tAll fine, thanks.\ny\tnot this\n",
	  "x\tall  fine thanks\ny\tALL FINE THANKS!\n",
	  "b:1: the same text: a:1\nb:2: the same text under another label: a:1\n" },
	{ "near texts", DUPLICATES, "x\t" LONG_TEXT "\nx\t" LONG_TEXT " thirteen\n",
	  "y\tzero " LONG_TEXT "\n",
	  "a:2: nearly the same text (0.89): a:1\n"
	  "b:1: nearly the same text (0.89) under another label: a:1\n" },
	{ "duplicates do not leak inside a split", LEAKS,
	  "{\"label\":\"x\",\"text\":\"a\",\"split\":\"train\"}\n"
	  "{\"label\":\"x\",\"text\":\"a\",\"split\":\"train\"}\n",
	  "{\"label\":\"x\",\"text\":\"a\"}\n", "" },
	{ "texts in two splits", LEAKS,
	  "{\"label\":\"x\",\"text\":\"" LONG_TEXT "\",\"split\":\"train\"}\n"
	  "{\"label\":\"x\",\"text\":\"" LONG_TEXT "\",\"split\":\"train\"}\n",
	  "{\"label\":\"x\",\"text\":\"" LONG_TEXT "!\",\"split\":\"test\"}\n"
	  "{\"label\":\"x\",\"text\":\"" LONG_TEXT " thirteen\",\"split\":\"challenge\"}\n",
	  "b:1: in test, but the same text is in train: a:1\n"
	  "b:2: in challenge, but nearly the same text (0.89) is in train: a:1\n" },
	{ "groups in two splits", LEAKS,
	  "{\"label\":\"x\",\"text\":\"a\",\"split\":\"train\",\"group\":\"g\"}\n"
	  "{\"label\":\"x\",\"text\":\"b\",\"group\":\"h\"}\n"
	  "{\"label\":\"x\",\"text\":\"c\",\"split\":\"test\",\"group\":\"g\"}\n",
	  "{\"label\":\"x\",\"text\":\"d\",\"split\":\"train\",\"group\":\"g\"}\n"
	  "{\"label\":\"x\",\"text\":\"e\",\"split\":\"test\",\"group\":\"h\"}\n",
	  "a:3: in test, but a text of its group is in train: a:1\n" },
	{ "files as splits", LEAKS | BY_FILE, "x\ta b\nx\ta b\n", "y\tA, b\nx\tc\n",
	  "b:1: the same text is in another file: a:1\n" },
	{ "groups over files", LEAKS | BY_FILE, "{\"label\":\"x\",\"text\":\"a\",\"group\":1}\n",
	  "{\"label\":\"x\",\"text\":\"b\",\"group\":1}\n",
	  "b:1: a text of its group is in another file: a:1\n" },
	{ "one after the other", SCHEMA | DUPLICATES | LEAKS,
	  "{\"label\":\"x\",\"text\":\"a\",\"split\":\"train\",\"id\":\"1\"}\n",
	  "{\"label\":\"x\",\"text\":\"a\",\"split\":\"test\",\"id\":\"1\"}\n",
	  "b:1: the same \"id\" as a:1\nb:1: the same text: a:1\n"
	  "b:1: in test, but the same text is in train: a:1\n" },
	{ "nothing", SCHEMA | DUPLICATES | LEAKS, "", "\n", "" },
};

static enum rapport_status read_lines(struct rapport__corpus_check *check, const char *lines,
				      const char *name, struct rapport_error *error)
{
	size_t size = strlen(lines);
	FILE *file = fmemopen((void *)(uintptr_t)lines, size ? size : 1, "rb");
	enum rapport_status status;

	if (!size)
		fgetc(file);
	status = rapport__corpus_check_read(check, file, name, error);
	fclose(file);
	return status;
}

static enum rapport_status check_all(struct rapport__corpus_check *check, size_t row,
				     struct rapport_error *error)
{
	const int checks = rows[row].checks;
	enum rapport_status status = rapport__corpus_set_labels(&check->corpus, "x,y", error);

	check->schema = checks & SCHEMA;
	if (!status)
		status = read_lines(check, rows[row].a, "a", error);
	if (!status)
		status = read_lines(check, rows[row].b, "b", error);
	if (!status && checks & LEAKS)
		status = rapport__corpus_check_leaks(check, checks & BY_FILE, error);
	if (!status && checks & DUPLICATES)
		status = rapport__corpus_check_duplicates(check, error);
	if (!status && checks & SCHEMA)
		status = rapport__corpus_check_splits(check, error);
	rapport__findings_sort(&check->findings);
	return status;
}

static void describe(const struct rapport__findings *findings, struct rapport__buffer *out)
{
	rapport__buffer_add_string(out, "");
	for (size_t i = 0; i < findings->count; i++) {
		const struct rapport__finding *finding = &findings->list[i];
		char line[32];

		snprintf(line, sizeof line, ":%d: ", (int)finding->position.line);
		rapport__buffer_add_string(out,
					   rapport__findings_file(findings, &finding->position));
		rapport__buffer_add_string(out, line);
		rapport__buffer_add_string(out, rapport__findings_what(findings, finding));
		rapport__buffer_add_string(out, "\n");
	}
}

SUPPORT_ROWS(corpus_check, finds_what_is_wrong, rows)

ParameterizedTest(size_t *row, corpus_check, finds_what_is_wrong)
{
	struct rapport__corpus_check check = { 0 };
	struct rapport__buffer found = { 0 };
	struct rapport_error error = { 0 };

	cr_assert_eq(check_all(&check, *row, &error), RAPPORT_OK, "%s: %s", rows[*row].name,
		     error.text);
	cr_expect_eq(check.place_count, check.corpus.count);
	describe(&check.findings, &found);
	cr_expect_str_eq(found.data, rows[*row].found, "%s:\n%s", rows[*row].name, found.data);
	rapport__buffer_clear(&found);
	rapport__corpus_check_clear(&check);
	cr_expect_eq(check.corpus.count + check.findings.count, 0);
}

Test(corpus_check, fails_on_a_bad_line_unless_the_schema_is_asked_for)
{
	struct rapport__corpus_check check = { 0 };
	struct rapport_error error = { 0 };

	cr_expect_eq(read_lines(&check, "x\ta\n\nx\n", "a", &error), RAPPORT_ERR_FORMAT);
	cr_expect_eq(error.status, RAPPORT_ERR_FORMAT);
	cr_expect_eq(error.place, 3);
	cr_expect_str_eq(error.text, "neither JSON, nor label<TAB>text, nor __label__");
	rapport__corpus_check_clear(&check);
	cr_expect_eq(read_lines(&check, "{\"text\":\"a\"}", "a", NULL), RAPPORT_ERR_FORMAT);
	rapport__corpus_check_clear(&check);
}

Test(corpus_check, ends_at_what_is_no_fault_of_a_line)
{
	struct rapport__corpus_check check = { .schema = true };
	struct rapport__buffer lines = { 0 };
	struct rapport_error error = { 0 };
	char line[32];

	for (size_t i = 0; i <= RAPPORT_LABELS_MAX; i++) {
		snprintf(line, sizeof line, "l%zu\tx\n", i);
		rapport__buffer_add_string(&lines, line);
	}
	cr_expect_eq(read_lines(&check, lines.data, "a", &error), RAPPORT_ERR_LIMIT);
	cr_expect_eq(error.place, RAPPORT_LABELS_MAX + 1);
	rapport__buffer_clear(&lines);
	rapport__corpus_check_clear(&check);
}

Test(corpus_check, reads_the_splits_that_are_asked_for)
{
	struct rapport__corpus_check check = { .corpus.splits = "test", .schema = true };

	cr_assert_eq(
		read_lines(&check,
			   "{\"label\":\"x\",\"text\":\"a\",\"split\":\"train\",\"id\":\"1\"}\n"
			   "{\"label\":\"x\",\"text\":\"b\",\"split\":\"test\",\"id\":\"1\"}\n"
			   "{\"label\":\"x\",\"text\":\"c\",\"split\":\"test\",\"id\":\"1\"}\n",
			   "a", NULL),
		RAPPORT_OK);
	cr_expect_eq(check.corpus.count, 2);
	cr_assert_eq(check.place_count, 2);
	cr_expect_eq(check.places[0].position.line, 2);
	cr_assert_eq(check.findings.count, 1);
	cr_expect_eq(check.findings.list[0].position.line, 3);
	rapport__corpus_check_clear(&check);
}

static enum rapport_status check_row(void *context, struct rapport_error *error)
{
	struct rapport__corpus_check check = { 0 };
	enum rapport_status status = check_all(&check, *(const size_t *)context, error);

	rapport__corpus_check_clear(&check);
	return status;
}

Test(corpus_check, fails_without_memory)
{
	for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
		cr_expect_geq(support_fail_allocations(check_row, &row), 1);
}
