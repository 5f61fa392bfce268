#include "mail/members.h"

#include <criterion/criterion.h>
#include <string.h>

static rapport__json *parse(const char *text)
{
	rapport__json *value;

	cr_assert(!rapport__json_parse(text, strlen(text), &value, NULL), "%s", text);
	return value;
}

Test(members, give_their_text)
{
	static const struct {
		const char *json, *text;
		bool html;
	} rows[] = {
		{ "\"a\"", "a", false },
		{ "{\"content\":\"a\"}", "a", false },
		{ "{\"contentType\":\"HTML\",\"content\":\"<p>\"}", "<p>", true },
		{ "{\"contentType\":\"text\",\"content\":\"<p>\"}", "<p>", false },
		{ "{\"html\":\"<p>\",\"plain\":\"a\"}", "a", false },
		{ "{\"html\":\"<p>\"}", "<p>", true },
		{ "{\"data\":\"a\"}", NULL, false },
		{ "[\"a\"]", NULL, false },
		{ "1", NULL, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rapport__json *value = parse(rows[i].json);
		bool html = false;
		size_t size;
		const char *text = rapport__members_text(value, &size, &html);

		cr_expect_eq(text != NULL, rows[i].text != NULL, "%s", rows[i].json);
		cr_expect(!text || (size == strlen(rows[i].text) && !strcmp(text, rows[i].text)),
			  "%s", rows[i].json);
		cr_expect_eq(html, rows[i].html, "%s", rows[i].json);
		rapport__json_free(value);
	}
}

Test(members, give_people_dates_and_numbers)
{
	static const struct {
		enum rapport__role role;
		const char *json, *text;
	} rows[] = {
		{ RAPPORT__ROLE_FROM, "\"a@b\"", "a@b" },
		{ RAPPORT__ROLE_FROM, "{\"emailAddress\":{\"name\":\"A\",\"address\":\"a@b\"}}",
		  "A <a@b>" },
		{ RAPPORT__ROLE_FROM, "{\"name\":\"A\",\"email\":\"a@b\"}", "A <a@b>" },
		{ RAPPORT__ROLE_FROM, "{\"name\":\"A\"}", "A" },
		{ RAPPORT__ROLE_FROM, "{\"emailAddress\":\"a@b\"}", "a@b" },
		{ RAPPORT__ROLE_FROM, "[{\"email\":\"a@b\"},{\"email\":\"c@d\"}]", "a@b" },
		{ RAPPORT__ROLE_TO, "[{\"email\":\"a@b\"},{\"email\":\"c@d\"}]", "a@b, c@d" },
		{ RAPPORT__ROLE_TO, "[\"a@b\",\"c@d\"]", "a@b, c@d" },
		{ RAPPORT__ROLE_TO, "{}", "" },
		{ RAPPORT__ROLE_TO, "[]", "" },
		{ RAPPORT__ROLE_DATE, "{\"dateTime\":\"2026-01-05\"}", "2026-01-05" },
		{ RAPPORT__ROLE_DATE, "1767607200", "1767607200" },
		{ RAPPORT__ROLE_DATE, "1767607200.5", "1767607200.5" },
		{ RAPPORT__ROLE_MESSAGE_ID, "{\"$oid\":\"x\"}", "x" },
		{ RAPPORT__ROLE_CONVERSATION, "true", "true" },
		{ RAPPORT__ROLE_CONVERSATION, "null", "" },
		{ RAPPORT__ROLE_SUBJECT, "\"a\\u0000b\\r\\n\"", "ab\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rapport__json *value = parse(rows[i].json);
		struct rapport__buffer out = { 0 };

		rapport__buffer_add_string(&out, "");
		cr_expect(rapport__members_add(rows[i].role, value, &out));
		cr_expect_str_eq(out.data, rows[i].text, "%s: %s", rows[i].json, out.data);
		rapport__buffer_clear(&out);
		rapport__memory_fail_after(0);
		cr_expect(!*rows[i].text || !rapport__members_add(rows[i].role, value, &out), "%s",
			  rows[i].json);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&out);
		rapport__json_free(value);
	}
}

Test(members, are_found_by_paths)
{
	rapport__json *object = parse("{\"a\":{\"b\":[{\"c\":\"1\"},{\"c\":\"2\"}]},\"a.b\":\"3\","
				      "\"Free Text\":\"4\",\"d\":{\"a\":\"5\"}}");
	static const char *const paths[][2] = {
		{ "a.b.0.c", "1" },
		{ "a.b.1.c", "2" },
		{ "a.b", "3" },
		{ "free_text", "4" },
		{ "d.a", "5" },
		{ "a.b.2.c", NULL },
		{ "a.b.x.c", NULL },
		{ "d.a.b", NULL },
		{ "e", NULL },
		{ "", NULL },
		{ ".", NULL },
		{ "a..c", NULL },
		{ "a.b.99999999999999999999.c", NULL },
	};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		const rapport__json *parent;
		size_t size;
		const char *text = rapport__json_text(
			rapport__members_follow(object, paths[i][0], &parent), &size);

		cr_expect(paths[i][1] ? text && !strcmp(text, paths[i][1]) : !text, "%s",
			  paths[i][0]);
	}
	rapport__json_free(object);
}
