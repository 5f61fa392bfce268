#include "mail/records.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <errno.h>
#include <string.h>

/* given: each text with its line, "1[text]"; "1!4" for a line that fails with status 4. */
static const struct {
	const char *name;
	enum rapport__records_kind kind;
	const char *file, *given;
} rows[] = {
	{ "no line", RAPPORT__RECORDS_LINES, "", "" },
	{ "lines", RAPPORT__RECORDS_LINES, "a\n\nb", "1[a]2[]3[b]" },
	{ "CRLF lines", RAPPORT__RECORDS_LINES, "a\r\n\r\nb\rc\r\n", "1[a]2[]3[b\nc]" },
	{ "byte order mark", RAPPORT__RECORDS_LINES,
	  "\xEF\xBB\xBF"
	  "a\n",
	  "1[a]" },
	{ "bytes that are not UTF-8", RAPPORT__RECORDS_LINES,
	  "Gr\xFC\xDF"
	  "e\n\xC3\xBC\n",
	  "1[Gr\xC3\xBC\xC3\x9F"
	  "e]2[\xC3\xBC]" },
	{ "no byte of text", RAPPORT__RECORDS_TEXT, "", "1[]" },
	{ "a text", RAPPORT__RECORDS_TEXT, "a\r\nb\n\n", "1[a\nb\n\n]" },
	{ "objects", RAPPORT__RECORDS_JSONL,
	  "\xEF\xBB\xBF{\"text\":\"a\"}\r\n \t\n{\"body\":\"b\\r\\nc\\u0000d\"}", "1[a]3[b\ncd]" },
	{ "text goes before body", RAPPORT__RECORDS_JSONL, "{\"body\":\"b\",\"text\":\"a\"}",
	  "1[a]" },
	{ "a table", RAPPORT__RECORDS_CSV, "Id;Body\n1;\"a;\nb\"\n\n2;c\n", "2[a;\nb]5[c]" },
	{ "a table with tabs", RAPPORT__RECORDS_TSV, "Body,\tId\na\t1\n", "2[a]" },
	{ "a table without text", RAPPORT__RECORDS_CSV, "a,b\n1,2\n3,4\n", "1!4" },
	{ "a table in Windows-1252", RAPPORT__RECORDS_CSV,
	  "\xEF\xBB\xBF"
	  "Body,Id\nGr\xFC\xDF,1\n",
	  "2[Gr\xC3\xBC\xC3\x9F]" },
	{ "JSON lines as JSON", RAPPORT__RECORDS_JSON,
	  "{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\":\"c\",\"r\":[{\"text\":\"d\"}]}\n",
	  "1[a]2!43[c]" },
	{ "an array", RAPPORT__RECORDS_JSON,
	  "\xEF\xBB\xBF[\r\n{\"text\":\"a\"},\r\n1,{\"text\":\"b\"}]", "2[a]3!43[b]" },
	{ "an object with an array", RAPPORT__RECORDS_JSON,
	  "{\"n\":2,\"to\":[{\"email\":\"x\"}],\"results\":[{\"text\":\"a\"},\n{},{\"text\":\"b\"}]"
	  "}",
	  "1[a]2!42[b]" },
	{ "an object", RAPPORT__RECORDS_JSON, "{\n\"text\":\"a\",\"to\":[{\"email\":\"x\"}]\n}",
	  "1[a]" },
	{ "bad lines", RAPPORT__RECORDS_JSONL,
	  "{\"text\":\n[1]\n{\"text\":1}\n{}\n\"text\"\n\n{\"text\":\"\"}", "1!42!43!44!45!47[]" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static enum rapport_status read_all(FILE *file, enum rapport__records_kind kind, const char *head,
				    size_t head_size, struct rapport__buffer *given)
{
	struct rapport__record record = { 0 };
	struct rapport_error error;
	rapport__records *records;
	enum rapport_status status, last = RAPPORT_OK;
	char number[32];

	status = rapport__records_open(file, kind, head, head_size, &records, &error);
	if (status)
		return status;
	for (;;) {
		status = rapport__records_next(records, &record, &error);
		if (status)
			last = status;
		if (!status && !record.text)
			break;
		snprintf(number, sizeof number, status ? "%d!%d" : "%d[",
			 (int)(status ? error.place : record.position), (int)status);
		rapport__buffer_add_string(given, number);
		if (!status)
			rapport__buffer_add(given, record.text, record.text_size);
		if (!status)
			rapport__buffer_add(given, "]", 1);
	}
	rapport__records_close(records);
	return last;
}

ParameterizedTestParameters(records, gives_each_text)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, records, gives_each_text)
{
	const char *bytes = rows[*row].file;
	size_t size = strlen(bytes);

	for (size_t head = 0; head <= size; head++) {
		struct rapport__buffer given = { 0 };
		FILE *file = fmemopen((void *)(bytes + head), size - head ? size - head : 1, "rb");

		if (size == head)
			fgetc(file);
		rapport__buffer_add_string(&given, "");
		read_all(file, rows[*row].kind, bytes, head, &given);
		cr_expect_str_eq(given.data, rows[*row].given, "%s, head %zu", rows[*row].name,
				 head);
		rapport__buffer_clear(&given);
		fclose(file);
	}
}

Test(records, read_utf_16)
{
	static const char text[] = "\xFF\xFE"
				   "B\0o\0d\0y\0\n\0\xE4\0\n\0";
	static const enum rapport__records_kind kinds[] = { RAPPORT__RECORDS_LINES,
							    RAPPORT__RECORDS_CSV };
	static const char *const given[] = { "1[Body]2[\xC3\xA4]", "2[\xC3\xA4]" };

	for (size_t i = 0; i < 2; i++) {
		struct rapport__buffer out = { 0 };
		FILE *file = fmemopen((void *)text, sizeof text - 1, "rb");

		read_all(file, kinds[i], NULL, 0, &out);
		cr_expect_str_eq(out.data, given[i]);
		rapport__buffer_clear(&out);
		fclose(file);
	}
}

Test(records, take_columns_that_are_wanted)
{
	struct rapport__role_wanted wanted = { .names = { [RAPPORT__ROLE_TEXT] = "b" } };
	struct rapport__record record;
	rapport__records *records;
	FILE *file = fmemopen((void *)"text,b\n1,2\n", 11, "rb");

	cr_assert(!rapport__records_open(file, RAPPORT__RECORDS_CSV, NULL, 0, &records, NULL));
	rapport__records_want(records, &wanted);
	cr_assert(!rapport__records_next(records, &record, NULL));
	cr_expect_str_eq(record.text, "2");
	rapport__records_close(records);
	fclose(file);
}

Test(records, drops_nul)
{
	struct rapport__buffer given = { 0 };
	FILE *file = fmemopen((void *)"a\0b\n\0\n", 6, "rb");

	read_all(file, RAPPORT__RECORDS_LINES, NULL, 0, &given);
	cr_expect_str_eq(given.data, "1[ab]2[]");
	rapport__buffer_clear(&given);
	fclose(file);
}

Test(records, takes_the_members_of_an_object)
{
	static const char line[] =
		"{\"id\":17,\"message_id\":\"m\",\"date\":\"2026-01-05\",\"from\":\"a\\nb\","
		"\"to\":[\"c\",\"d\"],\"title\":\"\\u0007s\",\"group\":true,\"content\":\"x\"}\n"
		"{\"id\":17,\"text\":\"y\"}\n";
	struct rapport__record record;
	rapport__records *records;
	FILE *file = fmemopen((void *)line, strlen(line), "rb");

	cr_assert(!rapport__records_open(file, RAPPORT__RECORDS_JSONL, NULL, 0, &records, NULL));
	cr_assert(!rapport__records_next(records, &record, NULL));
	cr_expect_str_eq(record.text, "x");
	cr_expect_str_eq(record.message_id, "m");
	cr_expect_str_eq(record.date, "2026-01-05");
	cr_expect_str_eq(record.from, "a b");
	cr_expect_str_eq(record.to, "c, d");
	cr_expect_str_eq(record.subject, "s");
	cr_expect_str_eq(record.conversation, "true");
	cr_assert(!rapport__records_next(records, &record, NULL));
	cr_expect_str_eq(record.message_id, "17");
	cr_expect_null(record.date);
	cr_expect_null(record.from);
	rapport__records_close(records);
	fclose(file);
}

/* A file of 100,000,000 times "a", a line end, and "b". */
static ssize_t read_long_line(void *cookie, char *bytes, size_t size)
{
	const size_t letters = 100u * 1000u * 1000u;
	size_t *place = cookie, given = 0;

	for (; given < size && *place < letters + 2; ++*place)
		bytes[given++] = (char)(*place < letters ? 'a' : *place == letters ? '\n' : 'b');
	return (ssize_t)given;
}

Test(records, refuses_a_text_over_the_cap_and_goes_on)
{
	static const enum rapport__records_kind kinds[] = { RAPPORT__RECORDS_LINES,
							    RAPPORT__RECORDS_JSONL,
							    RAPPORT__RECORDS_TEXT };
	static const char *const given[] = { "1!52[b]", "1!52!4", "1!5" };

	for (size_t i = 0; i < 3; i++) {
		size_t place = 0;
		cookie_io_functions_t functions = { .read = read_long_line };
		FILE *file = fopencookie(&place, "rb", functions);
		struct rapport__buffer out = { 0 };

		read_all(file, kinds[i], NULL, 0, &out);
		cr_expect_str_eq(out.data, given[i]);
		rapport__buffer_clear(&out);
		fclose(file);
	}
}

Test(records, come_to_an_end_without_memory_whatever_the_kind)
{
	static const char *const files[] = { "Body,Id\na,1\nb,2\n",
					     "[{\"text\":\"a\"},{\"text\":\"b\"}]" };
	static const enum rapport__records_kind kinds[] = { RAPPORT__RECORDS_CSV,
							    RAPPORT__RECORDS_JSON };

	for (size_t i = 0; i < 2; i++) {
		enum rapport_status status = RAPPORT_ERR_MEMORY;
		struct rapport__buffer given = { 0 };

		rapport__buffer_reserve(&given, 1000);
		for (long n = 0; status == RAPPORT_ERR_MEMORY; n++) {
			FILE *file = fmemopen((void *)files[i], strlen(files[i]), "rb");

			cr_assert_leq(n, 80);
			given.size = 0;
			rapport__memory_fail_after(n);
			status = read_all(file, kinds[i], NULL, 0, &given);
			rapport__memory_fail_after(-1);
			fclose(file);
		}
		cr_expect_str_eq(given.data, i ? "1[a]1[b]" : "2[a]3[b]");
		rapport__buffer_clear(&given);
	}
}

static ssize_t fail_to_read(void *cookie, char *bytes, size_t size)
{
	(void)cookie;
	(void)bytes;
	(void)size;
	errno = EIO;
	return -1;
}

Test(records, gives_what_was_read_before_a_failure)
{
	FILE *file = fopencookie(NULL, "rb", (cookie_io_functions_t){ .read = fail_to_read });
	struct rapport__buffer given = { 0 };

	cr_expect_eq(read_all(file, RAPPORT__RECORDS_LINES, "a\nb", 3, &given), RAPPORT_ERR_IO);
	cr_expect_str_eq(given.data, "1[a]2[b]2!3");
	rapport__buffer_clear(&given);
	fclose(file);
}

Test(records, comes_to_an_end_without_memory)
{
	static const char line[] = "{\"text\":\"a\"}\n";
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	struct rapport__buffer given = { 0 };
	long n = 0;

	rapport__buffer_reserve(&given, 1000);
	for (; status == RAPPORT_ERR_MEMORY; n++) {
		FILE *file = fmemopen((void *)line, strlen(line), "rb");

		given.size = 0;
		rapport__memory_fail_after(n);
		status = read_all(file, RAPPORT__RECORDS_JSONL, NULL, 0, &given);
		rapport__memory_fail_after(-1);
		fclose(file);
		cr_assert_leq(n, 50);
	}
	cr_expect_eq(status, RAPPORT_OK);
	cr_expect_gt(n, 3);
	cr_expect_str_eq(given.data, "1[a]");
	rapport__buffer_clear(&given);
	rapport__records_close(NULL);
}

Test(records, tells_what_first_bytes_look_like)
{
	static const char *const objects[] = { "{}", "{\"a\":1}\nx", "{\"a\":1}\n" };
	static const char *const others[] = { "", "{", "{a}\n", "[1]\n", "{\"a\":1\n", "a\n" };

	for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
		cr_expect(rapport__records_look_jsonl(objects[i], strlen(objects[i])), "%s",
			  objects[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect(!rapport__records_look_jsonl(others[i], strlen(others[i])), "%s",
			  others[i]);
	cr_expect(rapport__records_look_json(" [ {\"a\":1}]", 11));
	cr_expect(rapport__records_look_json("{\n \"a\" : 1\n}", 13));
	cr_expect(rapport__records_look_json("\xEF\xBB\xBF{\"a", 6));
	cr_expect(!rapport__records_look_json("[1]", 3));
	cr_expect(!rapport__records_look_json("[Anna], hello", 13));
	cr_expect(!rapport__records_look_json("{\"a\"}", 5));
	cr_expect(!rapport__records_look_json("", 0));
	cr_expect(rapport__records_look_csv("Subject,Body\n", 13));
	cr_expect(rapport__records_look_csv("\xFF\xFE"
					    "I\0d\0;\0T\0e\0x\0t\0\n\0",
					    18));
	cr_expect(!rapport__records_look_csv("Hello, Anna\n", 12));
	cr_expect(!rapport__records_look_binary("\xFF\xFE"
						"a\0b\0",
						6));
	cr_expect(rapport__records_look_binary("a\0b", 3));
	cr_expect(rapport__records_look_binary("\1\2\3\4\5\6\7\1\2\3\4\5\6\7", 14));
	cr_expect(!rapport__records_look_binary("\xC3\xBC\t\r\n\f\x1B$B", 9));
	cr_expect(!rapport__records_look_binary("", 0));
}
