#include "mail/json_scan.h"

#include <criterion/criterion.h>
#include <string.h>

/* given: "line:object" for each, "line!status" for failures.  Objects with an x are records. */
static const struct {
	const char *name, *bytes, *given;
} rows[] = {
	{ "nothing", " \n", "" },
	{ "one", "{\"a\":1}", "1:{\"a\":1}" },
	{ "one over lines", "\n{\n\"a\":{\"b\":[1,{}]}\n}\n", "2:{\n\"a\":{\"b\":[1,{}]}\n}" },
	{ "several", "{}\n{ } {}", "1:{}2:{ }2:{}" },
	{ "an array", "[{\"a\":1},\n{}\n,{}]\n", "1:{\"a\":1}2:{}3:{}" },
	{ "two arrays", "[{}]\n[{}]", "1:{}2:{}" },
	{ "brackets in strings", "[{\"}]\\\"}\":\"{\"},{}]", "1:{\"}]\\\"}\":\"{\"}1:{}" },
	{ "in an object", "{\"n\":{\"m\":2},\"r\":[{\"x\":1},\n{\"y\":1}],\"s\":[{\"x\":2}]}",
	  "1:{\"x\":1}2:{\"y\":1}2:{\"x\":2}" },
	{ "in objects", "{\"d\":{\"r\":[{\"x\":1}]},\"z\":[{}]}", "1:{\"x\":1}" },
	{ "in an object, no records", "{\"r\":[{\"y\":1}]}", "1:{\"r\":[{\"y\":1}]}" },
	{ "in arrays", "{\"r\":[[{\"x\":1}]]}", "1:{\"r\":[[{\"x\":1}]]}" },
	{ "others", "[1,{},\"a\",\n[{\"x\":1}],null,{}]", "1!41:{}1!42!42!42:{}" },
	{ "words", "some words\n{}", "1!42:{}" },
	{ "a string that is not closed", "[\n{\"a\":\"b\n},\n{}]", "2:{\"a\":\"b\n}4:{}" },
	{ "a bracket that is not closed", "[\n {\"a\":{\"b\":1},\n {},\n {}\n]", "2!43:{}4:{}" },
	{ "the same over lines", "[\n {\n  \"a\":{\n },\n {\n }\n]", "2!45:{\n }" },
	{ "the same at the end", "[{},\n {\"a\":", "1:{}2!4" },
	{ "the same in an object", "{\"r\":[\n{\"x\":1},\n{\"x\":[2},\n{\"x\":3}]}",
	  "2:{\"x\":1}3!44:{\"x\":3}" },
	{ "one that does not end", "{\"a\":1", "1!4" },
	{ "brackets that were not opened", "]}\n{}", "1!42:{}" },
	{ "deep", "[{\"a\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]},{}]",
	  "1:{\"a\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}1:{}" },
};

static bool accept(void *context, const char *bytes, size_t size)
{
	++*(size_t *)context;
	return memchr(bytes, 'x', size) != NULL;
}

static size_t read_all(FILE *file, const char *head, size_t size, struct rapport__buffer *given)
{
	size_t asked = 0;
	struct rapport__json_scan scan = { .accept = accept, .context = &asked };
	struct rapport__json_scan_found found;
	struct rapport__stream stream;
	struct rapport_error error;
	char number[48];

	cr_assert(rapport__stream_init(&stream, file, head, size));
	for (;;) {
		enum rapport_status status = rapport__json_scan_next(&scan, &stream, &found,
								     &error);

		if (!status && !found.bytes)
			break;
		snprintf(number, sizeof number, status ? "%llu!%d" : "%llu:",
			 (unsigned long long)(status ? error.place : found.line), (int)status);
		rapport__buffer_add_string(given, number);
		if (!status)
			rapport__buffer_add(given, found.bytes, found.size);
	}
	rapport__stream_clear(&stream);
	return asked;
}

Test(json_scan, finds_the_objects)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t size = strlen(rows[i].bytes);

		for (size_t head = 0; head < size; head++) {
			FILE *file = fmemopen((void *)(rows[i].bytes + head), size - head, "rb");
			struct rapport__buffer given = { 0 };

			rapport__buffer_add_string(&given, "");
			read_all(file, rows[i].bytes, head, &given);
			cr_expect_str_eq(given.data, rows[i].given, "%s: %s", rows[i].name,
					 given.data);
			rapport__buffer_clear(&given);
			fclose(file);
		}
	}
}

/* start, count times pattern, end. */
struct bulk {
	const char *start, *pattern, *end;
	size_t count, place;
};

static ssize_t read_bulk(void *cookie, char *bytes, size_t size)
{
	struct bulk *bulk = cookie;
	size_t start = strlen(bulk->start), pattern = strlen(bulk->pattern), given = 0;
	size_t body = pattern * bulk->count, end = strlen(bulk->end);

	for (; given < size && bulk->place < start + body + end; bulk->place++) {
		size_t at = bulk->place;

		bytes[given++] = at < start          ? bulk->start[at]
				 : at < start + body ? bulk->pattern[(at - start) % pattern]
						     : bulk->end[at - start - body];
	}
	return (ssize_t)given;
}

Test(json_scan, bounds_what_it_keeps_and_how_long_it_takes)
{
	static const struct {
		struct bulk bulk;
		const char *given;
	} bulks[] = {
		/* an object that is too long; one in an array; a string */
		{ { "{\"a\":[", "1,", "1]}\n{}", 10000000, 0 }, "1!52:{}" },
		{ { "[{\"a\":[", "1,", "1]},\n{}]", 10000000, 0 }, "1!52:{}" },
		{ { "[{\"a\":\"", "aa", "\"},\n{}]", 10000000, 0 }, "1!52:{}" },
		/* an array of records behind much else */
		{ { "{\"a\":[", "{\"y\":1},", "1],\"r\":[{\"x\":1}]}", 1000000, 0 },
		  "1:{\"x\":1}" },
		/* brackets without end */
		{ { "", "[", "", 10000000, 0 }, "1!4" },
		{ { "[", "{\"a\":", "", 3000000, 0 }, "1!4" },
		{ { "[\n{", "\n", "},\n{}]", 10000000, 0 }, "2!410000003:{}" },
		/* objects that do not end, each begun on its own line */
		{ { "[", "\n{", "", 3000000, 0 }, NULL },
	};

	for (size_t i = 0; i < sizeof bulks / sizeof *bulks; i++) {
		struct bulk bulk = bulks[i].bulk;
		FILE *file = fopencookie(&bulk, "rb", (cookie_io_functions_t){ .read = read_bulk });
		struct rapport__buffer given = { 0 };

		rapport__buffer_add_string(&given, "");
		read_all(file, NULL, 0, &given);
		if (bulks[i].given)
			cr_expect_str_eq(given.data, bulks[i].given, "row %zu: %.60s", i,
					 given.data);
		else
			cr_expect_lt(given.size, 1000, "row %zu: %.60s", i, given.data);
		rapport__buffer_clear(&given);
		fclose(file);
	}
}

Test(json_scan, asks_no_more_once_it_knows_the_array)
{
	static const char bytes[] = "{\"a\":[{\"y\":1}],\"r\":[{\"x\":1},{\"y\":1},{\"y\":1}]}";
	FILE *file = fmemopen((void *)bytes, sizeof bytes - 1, "rb");
	struct rapport__buffer given = { 0 };

	cr_expect_eq(read_all(file, NULL, 0, &given), 2);
	rapport__buffer_clear(&given);
	fclose(file);
}
