#include "support.h"
#include "training/corpus_schema.h"

#include <string.h>

/* found: what is wrong, a line each. */
static const struct {
	const char *name, *object, *found;
} rows[] = {
	{ "nothing in it", "{}", "" },
	{ "all as it should be",
	  "{\"id\":\"a\",\"group\":\"g\",\"split\":\"challenge\",\"register\":\"mail\","
	  "\"domain\":\"cars\",\"kind\":\"twin\",\"hard\":false,\"of\":12,\"evidence\":[\"x\"]}",
	  "" },
	{ "no evidence", "{\"evidence\":[]}", "" },
	{ "a group that is a number", "{\"group\":7}", "" },
	{ "members of others", "{\"annotator\":3,\"note\":{\"a\":[1]}}", "" },
	{ "each of another kind",
	  "{\"id\":1,\"group\":true,\"split\":false,\"register\":2,\"domain\":3,\"kind\":4,"
	  "\"hard\":\"no\",\"of\":\"12\",\"evidence\":\"x\"}",
	  "\"id\" is not a string\n\"group\" is not a string\n\"split\" is not a string\n"
	  "\"register\" is not a string\n\"domain\" is not a string\n\"kind\" is not a string\n"
	  "\"hard\" is neither true nor false\n\"of\" is not a whole number\n"
	  "\"evidence\" is not a list\n" },
	{ "other kinds again", "{\"hard\":1,\"of\":true}",
	  "\"hard\" is neither true nor false\n\"of\" is not a whole number\n" },
	{ "no kind at all",
	  "{\"id\":null,\"group\":{},\"split\":[],\"hard\":null,\"of\":1.5,\"evidence\":null}",
	  "\"id\" is not a string\n\"group\" is not a string\n\"split\" is not a string\n"
	  "\"hard\" is neither true nor false\n\"of\" is not a whole number\n"
	  "\"evidence\" is not a list\n" },
	{ "passages of another kind", "{\"passages\":\"x\"}", "\"passages\" is not a list\n" },
	{ "a number behind the evidence", "{\"evidence\":[\"x\",1]}",
	  "evidence 2 is not a string\n" },
	{ "empty strings",
	  "{\"id\":\"\",\"group\":\"\",\"split\":\"\",\"register\":\"\",\"domain\":\"\",\"kind\":"
	  "\"\"}",
	  "\"id\" is empty\n\"group\" is empty\n\"split\" is empty\n\"register\" is empty\n"
	  "\"domain\" is empty\n\"kind\" is empty\n" },
	{ "a number amid the evidence", "{\"evidence\":[\"x\",1,\"y\"]}",
	  "evidence 2 is not a string\n" },
	{ "a split of another name", "{\"split\":\"trainer\"}",
	  "the split \"trainer\" is none of train, validation, test, challenge\n" },
	{ "a split with NUL", "{\"split\":\"train\\u0000\"}",
	  "the split \"train\" is none of train, validation, test, challenge\n" },
};

static const struct rapport__position position = { 3, 0 };

static void describe(const struct rapport__findings *findings, struct rapport__buffer *out)
{
	rapport__buffer_add_string(out, "");
	for (size_t i = 0; i < findings->count; i++) {
		cr_expect_eq(findings->list[i].position.line, 3);
		cr_expect_eq(findings->list[i].kind, RAPPORT__FINDING_SCHEMA);
		rapport__buffer_add_string(out,
					   rapport__findings_what(findings, &findings->list[i]));
		rapport__buffer_add_string(out, "\n");
	}
}

SUPPORT_ROWS(corpus_schema, tells_what_is_wrong_with_an_object, rows)

ParameterizedTest(size_t *row, corpus_schema, tells_what_is_wrong_with_an_object)
{
	struct rapport__findings findings = { 0 };
	struct rapport__buffer found = { 0 };
	rapport__json *object = NULL;

	cr_assert_eq(
		rapport__json_parse(rows[*row].object, strlen(rows[*row].object), &object, NULL),
		RAPPORT_OK, "%s", rows[*row].name);
	cr_expect_eq(rapport__schema_check_object(&findings, &position, object, NULL), RAPPORT_OK);
	describe(&findings, &found);
	cr_expect_str_eq(found.data, rows[*row].found, "%s", rows[*row].name);
	rapport__json_free(object);
	rapport__findings_clear(&findings);
	rapport__buffer_clear(&found);
}

Test(corpus_schema, tells_what_is_wrong_with_a_text)
{
	static const char *const texts[][2] = {
		{ "x", "" },
		{ "...", "" },
		{ "\xF0\x9F\x98\x80", "" },
		{ "", "the text is empty\n" },
		{ " \t\r\n\xC2\xA0\xE2\x80\x8B", "the text is empty\n" },
		{ "gr\xFCn", "the text has bytes that are not UTF-8\n" },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct rapport__findings findings = { 0 };
		struct rapport__buffer found = { 0 };

		cr_expect_eq(rapport__schema_check_text(&findings, &position, texts[i][0],
							strlen(texts[i][0]), NULL),
			     RAPPORT_OK);
		describe(&findings, &found);
		cr_expect_str_eq(found.data, texts[i][1], "text %zu", i);
		rapport__findings_clear(&findings);
		rapport__buffer_clear(&found);
	}
}

static enum rapport_status check_object(void *context, struct rapport_error *error)
{
	struct rapport__findings findings = { 0 };
	enum rapport_status status = rapport__schema_check_object(&findings, &position, context,
								  error);

	if (!status)
		status = rapport__schema_check_text(&findings, &position, "", 0, error);
	cr_assert(status || findings.count == 10);
	rapport__findings_clear(&findings);
	return status;
}

Test(corpus_schema, fails_without_memory)
{
	rapport__json *object = NULL;

	cr_assert_eq(rapport__json_parse(rows[5].object, strlen(rows[5].object), &object, NULL),
		     RAPPORT_OK);
	cr_expect_geq(support_fail_allocations(check_object, object), 3);
	rapport__json_free(object);
}
