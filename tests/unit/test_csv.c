#include "mail/csv.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

/* given: cells in [], records with their bytes in front; "!" for a quote that is not closed, with
 * its place and the bytes passed over. */
static const struct {
	const char *name, *bytes, *given;
	char delimiter;
} rows[] = {
	{ "cells", "a,b\nc,d\n", "4[a][b]4[c][d]", ',' },
	{ "no last line end", "a,b", "3[a][b]", ',' },
	{ "CRLF and CR", "a,b\r\nc,d\re", "5[a][b]4[c][d]1[e]", ',' },
	{ "empty cells and lines", ",\n\n,,", "2[][]1[]2[][][]", ',' },
	{ "other delimiter", "a,b;c", "5[a,b][c]", ';' },
	{ "one column", "a,b;c\nd", "6[a,b;c]1[d]", '\0' },
	{ "quoted", "\"a,b\",\"c\nd\"\n", "12[a,b][c\nd]", ',' },
	{ "quoted line ends", "\"a\r\nb\rc\"", "8[a\nb\nc]", ',' },
	{ "doubled quotes", "\"\"\"a\"\" b\"\"\",\"\"", "14[\"a\" b\"][]", ',' },
	{ "quote within", "a \"b\",c\"", "8[a \"b\"][c\"]", ',' },
	{ "quote not doubled", "\"a \"b\" c\",d", "11[a \"b\" c][d]", ',' },
	{ "blanks around quotes", "a, \"b,c\" ,d", "11[a][b,c][d]", ',' },
	{ "never closed", "a,\"b\nc,d", "!2:53[c][d]", ',' },
	{ "never closed in the middle", "a,\"b\nc,\"d\"\ne", "!2:56[c][d]1[e]", ',' },
	{ "never closed, all quoted", "\"a\",\"b\n\"c\",\"d\"\n", "!4:78[c][d]", ',' },
	{ "twice", "\"a\n\"b\nc", "!0:3!0:31[c]", ',' },
	{ "not closed before a closed one", "x,\"a\ny,\"\"\"b\nz,\"c\"\n", "!2:5!2:76[z][c]", ',' },
	{ "Windows-1252", "Gr\xFC\xDF,\xC3\xBC", "7[Gr\xC3\xBC\xC3\x9F][\xC3\xBC]", ',' },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static void add_record(const struct rapport__csv *csv, struct rapport__buffer *given)
{
	for (size_t i = 0; i < csv->count; i++) {
		rapport__buffer_add(given, "[", 1);
		rapport__csv_append(&csv->cells[i], given);
		rapport__buffer_add(given, "]", 1);
	}
}

/* Reads with pieces of step bytes, as a stream gives them. */
static void read_all(const char *bytes, char delimiter, size_t step, struct rapport__buffer *given)
{
	struct rapport__csv csv = { .delimiter = delimiter };
	size_t size = strlen(bytes), at = 0, known = step < size ? step : size, taken, opened;
	char number[48];

	while (at < size) {
		enum rapport__csv_end end = RAPPORT__CSV_MORE;

		if (known > at)
			end = rapport__csv_read(&csv, bytes + at, known - at, known == size, &taken,
						&opened);
		if (end == RAPPORT__CSV_MORE) {
			cr_assert_lt(known, size);
			known = known + step < size ? known + step : size;
			continue;
		}
		if (end == RAPPORT__CSV_UNCLOSED)
			snprintf(number, sizeof number, "!%zu:%zu", opened, taken);
		else
			snprintf(number, sizeof number, "%zu", taken);
		rapport__buffer_add_string(given, number);
		if (!end)
			add_record(&csv, given);
		at += taken;
		cr_assert_eq(csv.place, at);
	}
	rapport__csv_clear(&csv);
}

ParameterizedTestParameters(csv, gives_cells_whatever_the_pieces)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, csv, gives_cells_whatever_the_pieces)
{
	for (size_t step = 1; step < 40; step++) {
		struct rapport__buffer given = { 0 };

		rapport__buffer_add_string(&given, "");
		read_all(rows[*row].bytes, rows[*row].delimiter, step, &given);
		cr_expect_str_eq(given.data, rows[*row].given, "%s, step %zu", rows[*row].name,
				 step);
		rapport__buffer_clear(&given);
	}
}

/* Each line opens a quote that nothing closes: a reader that goes to the end for each of them takes
 * minutes. */
Test(csv, takes_time_in_proportion_to_its_bytes)
{
	enum {
		LINES = 1000000
	};
	static const char line[] = "\"\"\"a\n";
	struct rapport__csv csv = { .delimiter = ',' };
	struct rapport__buffer bytes = { 0 };
	size_t at = 0, taken, opened, unclosed = 0;

	for (size_t i = 0; i < LINES; i++)
		rapport__buffer_add_string(&bytes, line);
	while (at < bytes.size) {
		unclosed += rapport__csv_read(&csv, bytes.data + at, bytes.size - at, true, &taken,
					      &opened) == RAPPORT__CSV_UNCLOSED;
		at += taken;
	}
	cr_expect_eq(unclosed, LINES);
	rapport__buffer_clear(&bytes);
	rapport__csv_clear(&csv);
}

Test(csv, keeps_no_more_columns_than_the_cap)
{
	struct rapport__csv csv = { .delimiter = ',' };
	struct rapport__buffer bytes = { 0 };
	size_t taken, opened;

	for (size_t i = 0; i < RAPPORT__CSV_COLUMNS_MAX - 1; i++)
		rapport__buffer_add(&bytes, "a,", 2);
	rapport__buffer_add(&bytes, "a", 1);
	cr_expect_eq(rapport__csv_read(&csv, bytes.data, bytes.size, true, &taken, &opened),
		     RAPPORT__CSV_RECORD);
	cr_expect_eq(csv.count, RAPPORT__CSV_COLUMNS_MAX);
	cr_expect(!csv.over);
	rapport__buffer_add(&bytes, ",a", 2);
	cr_expect_eq(rapport__csv_read(&csv, bytes.data, bytes.size, true, &taken, &opened),
		     RAPPORT__CSV_RECORD);
	cr_expect_eq(csv.count, RAPPORT__CSV_COLUMNS_MAX);
	cr_expect(csv.over);
	cr_expect_eq(taken, bytes.size);
	rapport__buffer_clear(&bytes);
	rapport__csv_clear(&csv);
}

Test(csv, says_when_there_is_no_memory)
{
	struct rapport__csv csv = { .delimiter = ',' };
	size_t taken, opened;

	rapport__memory_fail_after(0);
	cr_expect_eq(rapport__csv_read(&csv, "a", 1, true, &taken, &opened),
		     RAPPORT__CSV_NO_MEMORY);
	rapport__memory_fail_after(-1);
	cr_expect_eq(rapport__csv_read(&csv, "a", 1, true, &taken, &opened), RAPPORT__CSV_RECORD);
	rapport__csv_clear(&csv);
}

Test(csv, knows_blank_cells_and_separator_lines)
{
	static const struct rapport__csv_cell blank = { "\" \n\"", 4, true },
					      full = { "\"", 1, false };
	char delimiter = 0;

	cr_expect(rapport__csv_blank(&blank));
	cr_expect(!rapport__csv_blank(&full));
	cr_expect_eq(rapport__csv_separator("sep=;\r\na", 8, &delimiter), 7);
	cr_expect_eq(delimiter, ';');
	cr_expect_eq(rapport__csv_separator("\"SEP=\t\"\na", 9, &delimiter), 8);
	cr_expect_eq(delimiter, '\t');
	cr_expect_eq(rapport__csv_separator("sep=;", 5, &delimiter), 5);
	cr_expect_eq(rapport__csv_separator("sep=;a", 6, &delimiter), 0);
	cr_expect_eq(rapport__csv_separator("separate", 8, &delimiter), 0);
	cr_expect_eq(rapport__csv_separator("", 0, &delimiter), 0);
}
