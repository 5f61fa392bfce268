#include "support.h"
#include "training/readings.h"

#include <string.h>

static const char corpus_lines[] =
	"{\"id\":\"1\",\"label\":\"x\",\"text\":\"a\"}\n{\"id\":\"2\",\"label\":\"y\",\"text\":"
	"\"b\"}\n"
	"{\"label\":\"x\",\"text\":\"c\"}\n{\"id\":\"3\",\"label\":\"x\",\"text\":\"d\"}\n"
	"{\"id\":\"3\",\"label\":\"x\",\"text\":\"e\"}\n";

static enum rapport_status read_lines(struct rapport__readings *readings, const char *lines,
				      const char *name, struct rapport_error *error)
{
	FILE *file = fmemopen((void *)(uintptr_t)lines, strlen(lines), "r");
	enum rapport_status status;

	cr_assert_not_null(file);
	status = rapport__readings_read(readings, file, name, error);
	fclose(file);
	return status;
}

#define ONE "{\"id\":\"1\",\"label\":\"y\"}\n"

/* fault NULL: the lines are good, and place is how many texts they read. */
static const struct {
	const char *name, *lines;
	bool scored, partly;
	const char *fault;
	uint64_t place;
} rows[] = {
	{ "two texts, members beside", "{\"id\":\"2\",\"label\":\"y\",\"n\":1}\n" ONE, 0, 0, NULL,
	  2 },
	{ "a byte order mark, blank lines, CRLF, no end",
	  "\xEF\xBB\xBF" ONE "\r\n \t\n{\"id\":\"2\",\"label\":\"x\"}\r", 0, 0, NULL, 2 },
	{ "an id of no text", ONE "\n{\"id\":\"4\",\"label\":\"x\"}\n", 0, 0,
	  "the corpus has no text of the id \"4\"", 3 },
	{ "an empty id", "{\"id\":\"\",\"label\":\"x\"}\n", 0, 0,
	  "the corpus has no text of the id \"\"", 1 },
	{ "an id of no text in a part of the corpus", "{\"id\":\"4\",\"label\":\"x\"}\n" ONE, 0, 1,
	  NULL, 1 },
	{ "an id of two texts", ONE "{\"id\":\"3\",\"label\":\"x\"}\n", 0, 0,
	  "the corpus has several texts of the id \"3\"", 2 },
	{ "a label of no text", ONE "{\"id\":\"2\",\"label\":\"z\"}\n", 0, 0,
	  "the label \"z\" is none of the corpus's", 2 },
	{ "an id twice", ONE "\n" ONE, 0, 0, "the same \"id\" as a:1", 3 },
	{ "no id", "{\"n\":\"1\",\"label\":\"y\"}\n", 0, 0, "no \"id\" that is a string", 1 },
	{ "no label", "{\"id\":\"1\",\"label\":2}\n", 0, 0, "no \"label\" that is a string", 1 },
	{ "no object", ONE "[1]\n", 0, 0, "not a JSON object", 2 },
	{ "no JSON", ONE "{\"id\"\n", 0, 0, "not JSON", 2 },
	{ "scores", "{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"y\":1,\"x\":0.0}}\n", 1, 0, NULL,
	  1 },
	{ "no scores", ONE, 1, 0, "no \"scores\" that is an object", 1 },
	{ "scores in a list", "{\"id\":\"1\",\"label\":\"y\",\"scores\":[0,1]}\n", 1, 0,
	  "no \"scores\" that is an object", 1 },
	{ "a score missing", "{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"y\":1}}\n", 1, 0,
	  "no score of x", 1 },
	{ "a score of no label", "{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"z\":1}}\n", 1, 0,
	  "the label \"z\" is none of the corpus's", 1 },
	{ "a score over 1", "{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"x\":0,\"y\":1.5}}\n", 1, 0,
	  "the score of y is no number from 0 to 1", 1 },
	{ "a score that is no number", "{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"x\":\"0\"}}\n",
	  1, 0, "the score of x is no number from 0 to 1", 1 },
	{ "a score that is true", "{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"x\":true}}\n", 1, 0,
	  "the score of x is no number from 0 to 1", 1 },
};

SUPPORT_ROWS(readings, tell_what_is_wrong, rows)

ParameterizedTest(size_t *row, readings, tell_what_is_wrong)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport__readings readings = { .scored = rows[*row].scored,
					      .partly = rows[*row].partly };
	struct rapport_error error = { 0 };
	enum rapport_status status;

	support_read(&corpus, corpus_lines);
	cr_assert_eq(rapport__readings_begin(&readings, &corpus, &error), RAPPORT_OK);
	status = read_lines(&readings, rows[*row].lines, "a", &error);
	if (rows[*row].fault) {
		cr_expect_eq(status, RAPPORT_ERR_FORMAT, "%s", rows[*row].name);
		cr_expect_eq(strncmp(error.text, rows[*row].fault, strlen(rows[*row].fault)), 0,
			     "%s: %s", rows[*row].name, error.text);
		cr_expect_eq(error.place, rows[*row].place, "%s", rows[*row].name);
	} else {
		cr_expect_eq(status, RAPPORT_OK, "%s: %s", rows[*row].name, error.text);
		cr_expect_eq(readings.count, rows[*row].place, "%s", rows[*row].name);
		cr_expect_eq(readings.passed_over, rows[*row].partly, "%s", rows[*row].name);
	}
	rapport__readings_clear(&readings);
	rapport__corpus_clear(&corpus);
}

Test(readings, are_of_the_texts_that_have_the_ids)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport__readings readings = { .scored = true };
	struct rapport_error error = { 0 };

	support_read(&corpus, corpus_lines);
	cr_assert_eq(rapport__readings_begin(&readings, &corpus, &error), RAPPORT_OK);
	cr_assert_eq(
		read_lines(&readings,
			   "\n{\"id\":\"2\",\"label\":\"x\",\"scores\":{\"y\":0.25,\"x\":0.75}}\n",
			   "a", &error),
		RAPPORT_OK);
	cr_assert_eq(read_lines(&readings,
				"{\"id\":\"1\",\"label\":\"y\",\"scores\":{\"y\":1,\"x\":0}}\n",
				"b", &error),
		     RAPPORT_OK);
	cr_assert_eq(readings.count, 2);
	cr_expect_eq(readings.list[0].text, 1);
	cr_expect_str_eq(corpus.labels.names[readings.list[0].label], "x");
	cr_expect_eq(readings.list[0].position.line, 2);
	cr_expect_str_eq(rapport__readings_file(&readings, &readings.list[0]), "a");
	cr_expect_float_eq(readings.scores[0], 0.75, 1e-9);
	cr_expect_float_eq(readings.scores[1], 0.25, 1e-9);
	cr_expect_eq(readings.list[1].text, 0);
	cr_expect_str_eq(rapport__readings_file(&readings, &readings.list[1]), "b");
	cr_expect_float_eq(readings.scores[3], 1, 1e-9);
	cr_expect_eq(read_lines(&readings, ONE, "c", &error), RAPPORT_ERR_FORMAT);
	cr_expect_str_eq(error.text, "the same \"id\" as b:1");
	rapport__readings_clear(&readings);
	rapport__corpus_clear(&corpus);
}

Test(readings, refuse_a_line_that_is_too_long)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport__readings readings = { 0 };
	struct rapport_error error = { 0 };
	char *lines = malloc(RAPPORT__READINGS_LINE_BYTES_MAX + 100);

	cr_assert_not_null(lines);
	memset(lines, ' ', RAPPORT__READINGS_LINE_BYTES_MAX);
	memcpy(lines + RAPPORT__READINGS_LINE_BYTES_MAX, "\n" ONE, sizeof "\n" ONE);
	support_read(&corpus, corpus_lines);
	cr_assert_eq(rapport__readings_begin(&readings, &corpus, &error), RAPPORT_OK);
	cr_expect_eq(read_lines(&readings, lines, "a", &error), RAPPORT_OK);
	cr_expect_eq(readings.count, 1);
	lines[RAPPORT__READINGS_LINE_BYTES_MAX] = ' ';
	cr_expect_eq(read_lines(&readings, lines, "b", &error), RAPPORT_ERR_LIMIT);
	cr_expect_eq(error.place, 1);
	rapport__readings_clear(&readings);
	rapport__corpus_clear(&corpus);
	free(lines);
}

static enum rapport_status begin_and_read(void *context, struct rapport_error *error)
{
	struct rapport__readings readings = { .scored = true };
	enum rapport_status status = rapport__readings_begin(&readings, context, error);

	if (!status)
		status = read_lines(&readings,
				    "{\"id\":\"2\",\"label\":\"x\",\"scores\":{\"y\":0,\"x\":1}}\n",
				    "a", error);
	rapport__readings_clear(&readings);
	return status;
}

Test(readings, fail_cleanly_without_memory)
{
	struct rapport__corpus corpus = { 0 };

	support_read(&corpus, corpus_lines);
	cr_expect_gt(support_fail_allocations(begin_and_read, &corpus), 5);
	rapport__corpus_clear(&corpus);
}
