#include "mail/table.h"

#include <criterion/criterion.h>
#include <string.h>

/* given: "line[text]" for each record, "line!status" for each failure. */
static const struct {
	const char *name, *bytes, *given;
} rows[] = {
	{ "rows", "Id,Body\n1,a\n2,b", "2[a]3[b]" },
	{ "blank lines before the header and between", "\n\r\nId,Body\n\n1,a\n,\n\n2,b\n",
	  "5[a]8[b]" },
	{ "no row", "Id,Body\n", "" },
	{ "lines within cells", "Id,Body\r\n1,\"a\r\nb\"\r\n2,c\r\n", "2[a\nb]4[c]" },
	{ "too few cells", "Id,Body,From\n1\n2,b\n", "2[]3[b]" },
	{ "too many cells", "Id,Body,From\n1,a,b,c\n", "2[a]" },
	{ "too many cells in the last column", "Id,Body\n1,a, b,\"c,d\"\n2,\"e\",f\n3,g,,\n",
	  "2[a, b,c,d]3[e]4[g]" },
	{ "separator line", "sep=;\nId;Body\n1;a,b\n", "3[a,b]" },
	{ "not closed", "Id,Body\n1,\"a\n2,b\n", "2!43[b]" },
	{ "not closed on a later line", "Id,Body,From\n1,\"a\nb\",\"c\n2,d\n", "3!44[d]" },
	{ "HTML alone", "Id,Body,Html Body\n1,,<p>a\n", "2[<p>a]" },
	{ "a column of blanks in names", "Id, Body \n1, a \n", "2[ a ]" },
	{ "Windows-1252",
	  "Id;Body\n1;Gr\xFC\xDF"
	  "e\n",
	  "2[Gr\xC3\xBC\xC3\x9F"
	  "e]" },
	{ "no header", "", "0!4" },
	{ "only line ends", "\n\r\n", "0!4" },
	{ "only the mark of UTF-16", "\xFE\xFF", "0!4" },
	{ "half a character of UTF-16", "\xFF\xFE%", "0!4" },
	{ "no text", "Id,Amount\n1,2\n", "1!4" },
};

static void add(struct rapport__buffer *given, const char *format, uint64_t line, int status)
{
	char number[64];

	snprintf(number, sizeof number, format, (unsigned long long)line, status);
	rapport__buffer_add_string(given, number);
}

static enum rapport_status read_all(FILE *file, struct rapport__buffer *given)
{
	struct rapport__stream stream;
	struct rapport__record record;
	struct rapport_error error = { 0 };
	rapport__table *table = NULL;
	enum rapport_status status, last = RAPPORT_OK;

	if (!rapport__stream_init(&stream, file, NULL, 0))
		status = RAPPORT_ERR_MEMORY;
	else
		status = rapport__table_open(&stream, '\0', NULL, &table, &error);
	if (status)
		add(given, "%llu!%d", error.place, status);
	last = status;
	while (table) {
		status = rapport__table_next(table, &record, &error);
		if (!status && !record.text)
			break;
		if (status) {
			last = status;
			add(given, "%llu!%d", error.place, status);
		}
		if (status == RAPPORT_ERR_MEMORY)
			break;
		if (status)
			continue;
		add(given, "%llu[", record.position, 0);
		rapport__buffer_add(given, record.text, record.text_size);
		rapport__buffer_add(given, "]", 1);
	}
	rapport__table_close(table);
	rapport__stream_clear(&stream);
	return last;
}

Test(table, gives_its_rows)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t size = strlen(rows[i].bytes);
		FILE *file = fmemopen((void *)rows[i].bytes, size ? size : 1, "rb");
		struct rapport__buffer given = { 0 };

		if (!size)
			fgetc(file);
		rapport__buffer_add_string(&given, "");
		read_all(file, &given);
		cr_expect_str_eq(given.data, rows[i].given, "%s: %s", rows[i].name, given.data);
		rapport__buffer_clear(&given);
		fclose(file);
	}
}

Test(table, takes_delimiter_and_columns_it_is_told)
{
	static const char bytes[] = "a,b\tc,d\n1,2\t3,4\n";
	struct rapport__role_wanted wanted = { .names = { [RAPPORT__ROLE_TEXT] = "2" } };
	FILE *file = fmemopen((void *)bytes, sizeof bytes - 1, "rb");
	struct rapport__stream stream;
	struct rapport__record record;
	rapport__table *table;

	cr_assert(rapport__stream_init(&stream, file, NULL, 0));
	cr_assert(!rapport__table_open(&stream, '\t', &wanted, &table, NULL));
	cr_assert(!rapport__table_next(table, &record, NULL));
	cr_expect_str_eq(record.text, "3,4");
	rapport__table_close(table);
	rapport__stream_clear(&stream);
	fclose(file);
}

/* A header, then size bytes of a pattern, then a last row. */
struct bulk {
	const char *start, *pattern, *end;
	size_t size, place;
};

static ssize_t read_bulk(void *cookie, char *bytes, size_t size)
{
	struct bulk *bulk = cookie;
	size_t start = strlen(bulk->start), end = strlen(bulk->end), given = 0;
	size_t pattern = strlen(bulk->pattern);

	for (; given < size && bulk->place < start + bulk->size + end; bulk->place++) {
		size_t at = bulk->place;

		if (at < start)
			bytes[given++] = bulk->start[at];
		else if (at < start + bulk->size)
			bytes[given++] = bulk->pattern[(at - start) % pattern];
		else
			bytes[given++] = bulk->end[at - start - bulk->size];
	}
	return (ssize_t)given;
}

Test(table, goes_on_behind_what_is_too_long)
{
	static const struct {
		struct bulk bulk;
		const char *given;
	} bulks[] = {
		{ { "Id,Body\n1,\"", "a", "\"\n2,b\n", 100000000, 0 }, "2!53[b]" },
		{ { "Id,Body\n1,", "a", "\r\n2,b\n", 100000000, 0 }, "2!53[b]" },
		{ { "Id,Body\n1,\"x\n", "\n", "\"\n2,b\n", 100000000, 0 },
		  "2!4100000003!4100000004[b]" },
		{ { "Id,Body\n", "\n", "2,b\n", 10000000, 0 }, "10000002[b]" },
		{ { "Id,Body\n", ",", "\n2,b\n", 3000000, 0 }, "3[b]" },
	};

	for (size_t i = 0; i < 5; i++) {
		struct bulk bulk = bulks[i].bulk;
		FILE *file = fopencookie(&bulk, "rb", (cookie_io_functions_t){ .read = read_bulk });
		struct rapport__buffer given = { 0 };

		rapport__buffer_add_string(&given, "");
		read_all(file, &given);
		cr_expect_str_eq(given.data, bulks[i].given, "row %zu: %.60s", i, given.data);
		rapport__buffer_clear(&given);
		fclose(file);
	}
}

Test(table, says_when_there_is_no_memory)
{
	static const char bytes[] = "Id,Body\n1,a\n";
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	struct rapport__buffer given = { 0 };

	rapport__buffer_reserve(&given, 1000);
	for (long n = 0; status == RAPPORT_ERR_MEMORY; n++) {
		FILE *file = fmemopen((void *)bytes, sizeof bytes - 1, "rb");

		cr_assert_leq(n, 60);
		given.size = 0;
		rapport__memory_fail_after(n);
		status = read_all(file, &given);
		rapport__memory_fail_after(-1);
		fclose(file);
	}
	cr_expect_str_eq(given.data, "2[a]");
	rapport__buffer_clear(&given);
}
