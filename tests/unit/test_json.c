#include "text/json.h"
#include "text/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

#define FFFD "\xEF\xBF\xBD"

static const struct {
	const char *json;
	enum rapport_status status;
} values[] = {
	{ "{}", RAPPORT_OK },
	{ " \t\r\n{ \"a\" : [ 1 , 2.5e3 , null , true ] } \n", RAPPORT_OK },
	{ "\"text alone\"", RAPPORT_OK },
	{ "-1", RAPPORT_OK },
	{ "null", RAPPORT_OK },
	{ "{\"a\":1,\"a\":2}", RAPPORT_OK },
	{ "\"\\ud83d\\ude0a\"", RAPPORT_OK },
	{ "", RAPPORT_ERR_FORMAT },
	{ " ", RAPPORT_ERR_FORMAT },
	{ "{", RAPPORT_ERR_FORMAT },
	{ "{\"a\":1,}", RAPPORT_ERR_FORMAT },
	{ "{a:1}", RAPPORT_ERR_FORMAT },
	{ "{} {}", RAPPORT_ERR_FORMAT },
	{ "{}x", RAPPORT_ERR_FORMAT },
	{ "'a'", RAPPORT_ERR_FORMAT },
	{ "\"a", RAPPORT_ERR_FORMAT },
	{ "\"a\nb\"", RAPPORT_ERR_FORMAT },
	{ "\"\\ud83d\"", RAPPORT_ERR_FORMAT }, /* half of a pair */
	{ "\"\xFF\"", RAPPORT_ERR_FORMAT },
	{ "\"\xED\xA0\x80\"", RAPPORT_ERR_FORMAT },
	{ "NaN", RAPPORT_ERR_FORMAT },
	{ "01", RAPPORT_ERR_FORMAT },
	{ "\xEF\xBB\xBF{}", RAPPORT_ERR_FORMAT }, /* whose task the mark is, is the caller's */
	{ "99999999999999999999", RAPPORT_ERR_FORMAT },
	{ "1e999", RAPPORT_ERR_FORMAT },
	{ "\x1B[31m", RAPPORT_ERR_FORMAT },
};

static rapport__json *parse(const char *json)
{
	rapport__json *value;
	struct rapport_error error = { 0 };

	cr_assert_eq(rapport__json_parse(json, strlen(json), &value, &error), RAPPORT_OK, "%s: %s",
		     json, error.text);
	return value;
}

Test(json, takes_one_value_and_says_what_is_none)
{
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const char *json = values[i].json;
		struct rapport_error error = { RAPPORT_OK, 9, "" };
		rapport__json *value = (rapport__json *)&error;
		enum rapport_status status = rapport__json_parse(json, strlen(json), &value,
								 &error);

		cr_expect_eq(status, values[i].status, "%s", json);
		cr_expect_eq(value != NULL, status == RAPPORT_OK, "%s", json);
		if (status) {
			cr_expect_eq(error.status, status, "%s", json);
			cr_expect_eq(error.place, 0, "%s: the line is the caller's", json);
			cr_expect(!strncmp(error.text, "not JSON: ", 10), "%s: %s", json,
				  error.text);
			cr_expect(!strpbrk(error.text, "\x1B\n"), "%s", json);
			cr_expect_eq(rapport__json_parse(json, strlen(json), &value, NULL), status);
		}
		rapport__json_free(value);
	}
	rapport__json_free(NULL);
}

Test(json, goes_as_deep_as_it_says)
{
	static char deep[2 * 100000];
	rapport__json *value;
	struct rapport_error error;

	memset(deep, '[', 2048);
	memset(deep + 2048, ']', 2048);
	cr_expect_eq(rapport__json_parse(deep, 4096, &value, &error), RAPPORT_OK);
	rapport__json_free(value);
	memset(deep, '[', 2049);
	memset(deep + 2049, ']', 2049);
	cr_expect_eq(rapport__json_parse(deep, 4098, &value, &error), RAPPORT_ERR_LIMIT);
	cr_expect(!value && error.status == RAPPORT_ERR_LIMIT);
	memset(deep, '[', sizeof deep);
	cr_expect_eq(rapport__json_parse(deep, sizeof deep, &value, NULL), RAPPORT_ERR_LIMIT);
	cr_expect_null(value);
}

Test(json, gives_members_by_name_and_kind)
{
	rapport__json *object = parse(
		"{\"text\":\"a\\u0000\xC3\xA9\",\"n\":7,\"list\":[\"x\",\"\",3,\"y\"],"
		"\"empty\":\"\",\"none\":null,\"\":\"unnamed\",\"o\":{}}");
	rapport__json *list = parse("[\"text\"]");
	size_t size = 99;
	const char *text = rapport__json_string(object, "text", &size);

	cr_expect(rapport__json_is_object(object) && !rapport__json_is_object(list));
	cr_expect(!rapport__json_is_object(NULL));
	cr_expect(text && size == 4 && !memcmp(text, "a\0\xC3\xA9", 5));
	text = rapport__json_string(object, "empty", &size);
	cr_expect(text && size == 0);
	text = rapport__json_string(object, "", &size);
	cr_expect(text && size == 7);
	for (size_t i = 0; i < 5; i++) {
		static const char *const no_strings[] = { "n", "list", "none", "o", "absent" };

		size = 99;
		cr_expect_null(rapport__json_string(object, no_strings[i], &size));
		cr_expect_eq(size, 0);
		cr_expect_eq(rapport__json_is_array(object, no_strings[i]), i == 1);
	}
	cr_expect_null(rapport__json_string(list, "text", &size));
	text = rapport__json_string_at(object, "list", 0, &size);
	cr_expect(text && size == 1 && *text == 'x');
	cr_expect_not_null(rapport__json_string_at(object, "list", 1, &size));
	cr_expect_null(rapport__json_string_at(object, "list", 2, &size), "a number is no string");
	cr_expect_not_null(rapport__json_string_at(object, "list", 3, &size));
	cr_expect_null(rapport__json_string_at(object, "list", 4, &size));
	cr_expect_null(rapport__json_string_at(object, "list", SIZE_MAX, &size));
	cr_expect_null(rapport__json_string_at(object, "text", 0, &size));
	rapport__json_free(object);
	rapport__json_free(list);
}

Test(json, gives_scalars_as_text_that_fits)
{
	rapport__json *object = parse("{\"s\":\"id-7\",\"n\":-9223372036854775808,\"t\":true,"
				      "\"f\":false,\"r\":1.5,\"z\":null,\"l\":[1],\"o\":{}}");
	static const struct {
		const char *key, *text;
	} rows[] = {
		{ "s", "id-7" }, { "n", "-9223372036854775808" },
		{ "t", "true" }, { "f", "false" },
		{ "r", NULL },   { "z", NULL },
		{ "l", NULL },   { "o", NULL },
		{ "x", NULL },
	};
	char text[24];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool found = rapport__json_scalar(object, rows[i].key, text, sizeof text);

		cr_expect_eq(found, rows[i].text != NULL, "%s", rows[i].key);
		if (found)
			cr_expect_str_eq(text, rows[i].text);
	}
	cr_expect(rapport__json_scalar(object, "s", text, 3));
	cr_expect_str_eq(text, "id");
	cr_expect(rapport__json_scalar(object, "n", text, 1));
	cr_expect_str_eq(text, "");
	rapport__json_free(object);
}

static const struct {
	const char *bytes, *quoted;
	size_t size;
} quotes[] = {
	{ "", "\"\"", 0 },
	{ "plain", "\"plain\"", 5 },
	{ "say \"hi\" \\ /", "\"say \\\"hi\\\" \\\\ /\"", 12 },
	{ "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"", 5 },
	{ "a\0\x01\x1F\x7F", "\"a\\u0000\\u0001\\u001f\\u007f\"", 5 },
	{ "\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0", "\"\\u0080\\u009b\\u009f\xC2\xA0\"", 8 },
	{ "h\xC3\xA4 \xF0\x9F\x98\x8A", "\"h\xC3\xA4 \xF0\x9F\x98\x8A\"", 8 },
	{ "\xFF"
	  "a\xC2",
	  "\"" FFFD "a" FFFD "\"", 3 },
	{ "\xED\xA0\x80", "\"" FFFD FFFD FFFD "\"", 3 },
	{ "</script>", "\"</script>\"", 9 },
};

Test(json, quotes_any_bytes_so_that_they_can_be_read_back)
{
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		struct rapport__buffer out = { 0 }, object = { 0 }, repaired = { 0 };
		rapport__json *value;
		const char *text;
		size_t size;

		cr_assert(rapport__buffer_add_string(&out, "x="));
		cr_assert(rapport__json_quote(&out, quotes[i].bytes, quotes[i].size));
		cr_expect_str_eq(out.data + 2, quotes[i].quoted, "row %zu", i);
		cr_expect_eq(strlen(out.data), out.size);
		cr_assert(rapport__buffer_add_string(&object, "{\"k\":") &&
			  rapport__buffer_add_string(&object, out.data + 2) &&
			  rapport__buffer_add_string(&object, "}") &&
			  rapport__utf8_repair(quotes[i].bytes, quotes[i].size, &repaired));
		value = parse(object.data);
		text = rapport__json_string(value, "k", &size);
		cr_expect(text && size == repaired.size, "row %zu", i);
		cr_expect(!size || !memcmp(text, repaired.data, size), "row %zu", i);
		rapport__json_free(value);
		rapport__buffer_clear(&out);
		rapport__buffer_clear(&object);
		rapport__buffer_clear(&repaired);
	}
}

Test(json, leaves_what_stood_there_when_there_is_no_memory)
{
	static char bytes[100000];
	struct rapport__buffer out = { 0 };
	bool done = false;
	long n = 0;

	memset(bytes, '\n', sizeof bytes);
	bytes[7] = (char)0xFF;
	cr_assert(rapport__buffer_add_string(&out, "kept"));
	for (; !done; n++) {
		cr_assert_leq(n, 100);
		rapport__memory_fail_after(n);
		done = rapport__json_quote(&out, bytes, sizeof bytes);
		rapport__memory_fail_after(-1);
		cr_expect(done || (out.size == 4 && !strcmp(out.data, "kept")));
	}
	cr_expect_gt(n, 2);
	cr_expect_eq(out.size, 4 + 2 + 2 * (sizeof bytes - 1) + 3);
	rapport__buffer_clear(&out);
	rapport__memory_fail_after(0);
	cr_expect(!rapport__json_quote(&out, "x", 1));
	rapport__memory_fail_after(-1);
	cr_expect(!out.data && !out.size);
}

Test(json, repairs_what_a_strict_parser_refuses)
{
	static const char *const repairs[][2] = {
		{ "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\ud83d\\ude00\"}" },
		{ "\"\\ud83d x\"", "\"\\ufffd x\"" },
		{ "\"\\ude00\\ud83d\\ud83d\\ude00\"", "\"\\ufffd\\ufffd\\ud83d\\ude00\"" },
		{ "\"a\\u0000b\\\\u0000\"", "\"ab\\\\u0000\"" },
		{ "\"a\tb\nc\"", "\"a\\u0009b\\u000ac\"" },
		{ "[\n\t1]", "[\n\t1]" },
		{ "\"\xFC\"", "\"\xEF\xBF\xBD\"" },
		{ "\"\\u12", "\"\\u12" },
		{ "\"\\", "\"\\" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
		struct rapport__buffer out = { 0 };

		cr_assert(rapport__buffer_add_string(&out, ""));
		cr_expect(rapport__json_repair(repairs[i][0], strlen(repairs[i][0]), &out));
		cr_expect_str_eq(out.data, repairs[i][1]);
		rapport__buffer_clear(&out);
	}
}

Test(json, tells_kinds_and_goes_through_members)
{
	static const char text[] = "{\"n\":null,\"s\":\"x\",\"i\":12,\"r\":0.5,\"b\":true,"
				   "\"o\":{},\"a\":[1,\"y\"],\"big\":99999999999999999999}";
	static const enum rapport__json_kind kinds[] = {
		RAPPORT__JSON_NULL,   RAPPORT__JSON_STRING, RAPPORT__JSON_SCALAR,
		RAPPORT__JSON_SCALAR, RAPPORT__JSON_SCALAR, RAPPORT__JSON_OBJECT,
		RAPPORT__JSON_ARRAY,  RAPPORT__JSON_SCALAR,
	};
	static const char *const printed[] = {
		NULL, NULL, "12", "0.5", "true", NULL, NULL, "1e+20"
	};
	struct rapport__buffer room = { 0 };
	rapport__json *object;
	const rapport__json *member;
	const char *key;
	size_t i = 0, size;
	char scalar[32];

	cr_assert(!rapport__json_parse_loose(text, strlen(text), &room, &object, NULL));
	for (const void *place = NULL; (place = rapport__json_next(object, place, &key, &member));
	     i++) {
		cr_assert_lt(i, 8);
		cr_expect_eq(rapport__json_kind(member), kinds[i], "%s", key);
		cr_expect_eq(rapport__json_print(member, scalar, sizeof scalar), printed[i] != NULL,
			     "%s", key);
		if (printed[i])
			cr_expect_str_eq(scalar, printed[i]);
		cr_expect_eq(member, rapport__json_member(object, key));
	}
	cr_expect_eq(i, 8);
	member = rapport__json_element(rapport__json_member(object, "a"), 1);
	cr_expect_str_eq(rapport__json_text(member, &size), "y");
	cr_expect_null(rapport__json_element(rapport__json_member(object, "a"), 2));
	cr_expect_null(rapport__json_next(member, NULL, &key, &member));
	cr_expect_eq(rapport__json_kind(NULL), RAPPORT__JSON_NULL);
	rapport__buffer_clear(&room);
	rapport__json_free(object);
}
