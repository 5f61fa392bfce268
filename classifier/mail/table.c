#include "mail/table.h"

#include "mail/columns.h"
#include "mail/csv_look.h"

#include <string.h>

enum {
	LOOK_BYTES = 256 * 1024, /* by which delimiter and columns are told */
};

struct rapport__table {
	struct rapport__stream *stream;
	struct rapport__csv csv;
	struct rapport__columns columns;
	struct rapport__record_values values;
	uint64_t lines; /* before stream->start */
	bool skips;     /* the rest of a line that is too long */
};

void rapport__table_close(rapport__table *table)
{
	if (!table)
		return;
	rapport__csv_clear(&table->csv);
	rapport__record_values_clear(&table->values);
	rapport__free(table);
}

static const char *place(const rapport__table *table)
{
	return table->stream->buffer.data + table->stream->start;
}

static size_t left(const rapport__table *table)
{
	return table->stream->buffer.size - table->stream->start;
}

static void move_on(rapport__table *table, size_t size)
{
	table->lines += rapport__stream_lines(place(table), place(table) + size);
	table->stream->start += size;
}

/* Passes over blank lines and a "sep=" line before the header. */
static void skip_to_header(rapport__table *table, char *delimiter)
{
	size_t size;

	move_on(table, strspn(place(table), "\r\n"));
	size = rapport__csv_separator(place(table), left(table), delimiter);
	move_on(table, size);
	move_on(table, strspn(place(table), "\r\n"));
}

static enum rapport_status read_header(rapport__table *table, char delimiter,
				       const struct rapport__role_wanted *wanted,
				       struct rapport_error *error)
{
	struct rapport__stream *stream = table->stream;
	size_t taken, opened;
	enum rapport_status status;

	do
		if (!rapport__stream_fill(stream))
			return rapport_fail_memory(error);
	while (!stream->at_end && left(table) < LOOK_BYTES);
	skip_to_header(table, &delimiter);
	if (!left(table))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "has no header row");
	if (!delimiter &&
	    !rapport__csv_delimiter(place(table), left(table), stream->at_end, &delimiter))
		return rapport_fail_memory(error);
	table->csv.delimiter = delimiter;
	status = rapport__columns_find(&table->columns, &table->csv, place(table), left(table),
				       stream->at_end, wanted, error);
	if (status) {
		if (error)
			error->place = table->lines + 1;
		return status;
	}
	/* It was read before, so that it can only fail without memory. */
	if (rapport__csv_read(&table->csv, place(table), left(table), stream->at_end, &taken,
			      &opened))
		return rapport_fail_memory(error);
	move_on(table, taken);
	return RAPPORT_OK;
}

enum rapport_status rapport__table_open(struct rapport__stream *stream, char delimiter,
					const struct rapport__role_wanted *wanted,
					rapport__table **table, struct rapport_error *error)
{
	rapport__table *made = rapport__calloc(1, sizeof *made);
	enum rapport_status status;

	*table = NULL;
	if (!made)
		return rapport_fail_memory(error);
	made->stream = stream;
	status = read_header(made, delimiter, wanted, error);
	if (status)
		rapport__table_close(made);
	else
		*table = made;
	return status;
}

/* ---- Records --------------------------------------------------------------------------------- */

static bool is_empty(const struct rapport__csv *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		if (!rapport__csv_blank(&csv->cells[i]))
			return false;
	return true;
}

/* A text in the last column that is not quoted, in a row with more cells than there are columns,
 * had delimiters in it. */
static bool add_overhang(rapport__table *table)
{
	const struct rapport__csv *csv = &table->csv;
	struct rapport__buffer *text = &table->values.of[RAPPORT__ROLE_TEXT];
	size_t column = table->columns.of[RAPPORT__ROLE_TEXT], count = csv->count;

	while (count && rapport__csv_blank(&csv->cells[count - 1]))
		count--;
	if (column + 1 != table->columns.count || column >= count || csv->cells[column].quoted)
		return true;
	for (size_t i = column + 1; i < count; i++)
		if (!rapport__buffer_add(text, &csv->delimiter, 1) ||
		    !rapport__csv_append(&csv->cells[i], text))
			return false;
	return true;
}

static enum rapport_status make_record(rapport__table *table, struct rapport__record *record,
				       struct rapport_error *error)
{
	const struct rapport__csv *csv = &table->csv;
	struct rapport__record_values *values = &table->values;

	rapport__record_values_reset(values);
	for (size_t role = 0; role < RAPPORT__ROLES; role++) {
		size_t column = table->columns.of[role];

		if (column < csv->count &&
		    !rapport__csv_append(&csv->cells[column], &values->of[role]))
			return rapport_fail_memory(error);
	}
	if (!add_overhang(table) ||
	    !rapport__record_make(values, table->columns.order, table->columns.sense,
				  table->columns.present, record))
		return rapport_fail_memory(error);
	if (record->text_size > RAPPORT_TEXT_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a text of %zu bytes, over %u",
				    record->text_size, RAPPORT_TEXT_BYTES_MAX);
	return RAPPORT_OK;
}

/* Moves behind the line at hand, or to the end of what was read of it. */
static void skip_line(rapport__table *table)
{
	const char *end = place(table) + left(table), *p = place(table);

	while (p < end && *p != '\n' && *p != '\r')
		p++;
	table->skips = p == end;
	if (p + 1 < end && p[0] == '\r' && p[1] == '\n')
		p++;
	p += p < end;
	table->csv.place += (uint64_t)(p - place(table));
	move_on(table, (size_t)(p - place(table)));
}

static enum rapport_status fail_unclosed(rapport__table *table, size_t opened, size_t taken,
					 bool capped, struct rapport_error *error)
{
	move_on(table, opened);
	rapport_fail(error, RAPPORT_ERR_FORMAT, table->lines + 1,
		     capped ? "a quoted cell that begins here is too long"
			    : "a quote that opens here is never closed");
	move_on(table, taken - opened);
	return RAPPORT_ERR_FORMAT;
}

static enum rapport_status fail_long(rapport__table *table, struct rapport_error *error)
{
	rapport_fail(error, RAPPORT_ERR_LIMIT, table->lines + 1, "a line of over %u bytes",
		     RAPPORT_TEXT_BYTES_MAX);
	table->skips = true;
	move_on(table, left(table));
	return RAPPORT_ERR_LIMIT;
}

/* Reads one record into csv: the first *size bytes of what is left, 0 at the end. */
static enum rapport_status read_row(rapport__table *table, size_t *size,
				    struct rapport_error *error)
{
	struct rapport__stream *stream = table->stream;
	size_t opened = 0;

	for (;;) {
		bool capped = left(table) > RAPPORT_TEXT_BYTES_MAX && !stream->at_end;
		enum rapport__csv_end end = RAPPORT__CSV_MORE;

		*size = 0;
		if (left(table) && table->skips) {
			skip_line(table);
			continue;
		}
		if (left(table))
			end = rapport__csv_read(&table->csv, place(table), left(table),
						stream->at_end || capped, size, &opened);
		else if (stream->at_end)
			return RAPPORT_OK;
		if (end == RAPPORT__CSV_NO_MEMORY)
			return rapport_fail_memory(error);
		/* A line whose end is not in sight. */
		if (end != RAPPORT__CSV_MORE && capped && *size == left(table))
			return fail_long(table, error);
		if (end == RAPPORT__CSV_UNCLOSED)
			return fail_unclosed(table, opened, *size, capped, error);
		if (end == RAPPORT__CSV_RECORD)
			return RAPPORT_OK;
		if (!rapport__stream_fill(stream))
			return rapport_fail_memory(error);
	}
}

enum rapport_status rapport__table_next(rapport__table *table, struct rapport__record *record,
					struct rapport_error *error)
{
	enum rapport_status status;
	uint64_t line;
	size_t size;
	bool empty;

	do {
		*record = (struct rapport__record){ 0 };
		status = read_row(table, &size, error);
		if (status || !size)
			return status;
		line = table->lines + 1;
		empty = is_empty(&table->csv);
		if (empty)
			move_on(table, size);
	} while (empty);
	status = make_record(table, record, error);
	record->position = line;
	if (status && error)
		error->place = line;
	if (status)
		record->text = NULL;
	move_on(table, size);
	return status;
}
