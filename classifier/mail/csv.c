#include "mail/csv.h"

#include "mail/charset.h"

#include <string.h>
#include <strings.h>

/* A record while it is read. */
struct reading {
	struct rapport__csv *csv;
	const char *bytes;
	size_t size;
	bool last;
	size_t opened; /* where the quote of the quoted cell at hand stands */
};

void rapport__csv_clear(struct rapport__csv *csv)
{
	rapport__free(csv->cells);
	*csv = (struct rapport__csv){ 0 };
}

static bool ends_cell(const struct reading *reading, size_t i)
{
	if (i >= reading->size)
		return true;
	return reading->bytes[i] == '\n' || reading->bytes[i] == '\r' ||
	       (reading->csv->delimiter && reading->bytes[i] == reading->csv->delimiter);
}

static size_t skip_blanks(const struct reading *reading, size_t i)
{
	while (i < reading->size && reading->bytes[i] == ' ' && reading->csv->delimiter != ' ')
		i++;
	return i;
}

/* Notes that the quoted cell at hand does not end before byte i: no other that begins in between
 * does, since what a run of quotes means does not depend on where the cell began. */
static void note_seen(const struct reading *reading, size_t i)
{
	struct rapport__csv *csv = reading->csv;

	if (csv->place + i <= csv->seen_to)
		return;
	if (csv->place + reading->opened > csv->seen_to || !csv->seen_to)
		csv->seen_from = csv->place + reading->opened;
	csv->seen_to = csv->place + i;
}

/* Whether the single quote at byte i can only begin another cell: it stands at the start of one, on
 * a later line than the quote of the cell at hand. */
static bool begins_another(const struct reading *reading, size_t i)
{
	const char *bytes = reading->bytes;
	char before = bytes[i - 1];

	if (before != '\n' && before != '\r' &&
	    !(reading->csv->delimiter && before == reading->csv->delimiter))
		return false;
	return memchr(bytes + reading->opened, '\n', i - reading->opened) ||
	       memchr(bytes + reading->opened, '\r', i - reading->opened);
}

/* Finds the end of the quoted cell at hand: *end is behind its last quote. */
static enum rapport__csv_end find_quote(const struct reading *reading, size_t *end)
{
	const struct rapport__csv *csv = reading->csv;
	const char *bytes = reading->bytes;
	size_t i = reading->opened + 1, size = reading->size;

	for (;;) {
		uint64_t place = csv->place + i;
		const char *quote;
		size_t first;

		if (i < size && bytes[i] != '"' && place > csv->seen_from && place < csv->seen_to)
			i = csv->seen_to - csv->place < size ? (size_t)(csv->seen_to - csv->place)
							     : size;
		quote = i < size ? memchr(bytes + i, '"', size - i) : NULL;
		first = quote ? (size_t)(quote - bytes) : size;
		for (i = first; i < size && bytes[i] == '"';)
			i++;
		if (i == size && (!quote || !reading->last)) {
			note_seen(reading, first);
			return reading->last ? RAPPORT__CSV_UNCLOSED : RAPPORT__CSV_MORE;
		}
		if ((i - first) % 2 == 0)
			continue;
		if (ends_cell(reading, skip_blanks(reading, i))) {
			*end = i;
			return RAPPORT__CSV_RECORD;
		}
		if (i - first == 1 && begins_another(reading, first)) {
			note_seen(reading, first);
			return RAPPORT__CSV_UNCLOSED;
		}
	}
}

/* Reads the cell at byte *at and moves behind it. */
static enum rapport__csv_end read_cell(struct reading *reading, size_t *at,
				       struct rapport__csv_cell *cell)
{
	size_t start = *at, i = skip_blanks(reading, start);
	enum rapport__csv_end end;

	if (i < reading->size && reading->bytes[i] == '"') {
		reading->opened = start = i;
		end = find_quote(reading, &i);
		if (end)
			return end;
		*cell = (struct rapport__csv_cell){ reading->bytes + start, i - start, true };
		*at = skip_blanks(reading, i);
		return RAPPORT__CSV_RECORD;
	}
	while (!ends_cell(reading, i))
		i++;
	*cell = (struct rapport__csv_cell){ reading->bytes + start, i - start, false };
	*at = i;
	return RAPPORT__CSV_RECORD;
}

/* The bytes up to and with the end of the line that byte i lies in. */
static size_t line_end(const struct reading *reading, size_t i)
{
	const char *bytes = reading->bytes;

	while (i < reading->size && bytes[i] != '\n' && bytes[i] != '\r')
		i++;
	if (i + 1 < reading->size && bytes[i] == '\r' && bytes[i + 1] == '\n')
		i++;
	return i < reading->size ? i + 1 : i;
}

static bool add_cell(struct rapport__csv *csv, const struct rapport__csv_cell *cell)
{
	csv->over = csv->count == RAPPORT__CSV_COLUMNS_MAX;
	if (csv->over)
		return true;
	if (!rapport__grow(&csv->cells, &csv->capacity, csv->count + 1, sizeof *csv->cells))
		return false;
	csv->cells[csv->count++] = *cell;
	return true;
}

enum rapport__csv_end rapport__csv_read(struct rapport__csv *csv, const char *bytes, size_t size,
					bool last, size_t *taken, size_t *opened)
{
	struct reading reading = { .csv = csv, .bytes = bytes, .size = size, .last = last };
	struct rapport__csv_cell cell;
	size_t at = 0;

	csv->count = 0;
	csv->over = false;
	for (;; at++) {
		enum rapport__csv_end end = read_cell(&reading, &at, &cell);

		if (end == RAPPORT__CSV_UNCLOSED) {
			*opened = reading.opened;
			*taken = line_end(&reading, reading.opened);
			csv->place += *taken;
		}
		if (end)
			return end;
		/* A CR is seen together with the LF behind it. */
		if (!last && (at == size || (at + 1 == size && bytes[at] == '\r')))
			return RAPPORT__CSV_MORE;
		if (!add_cell(csv, &cell))
			return RAPPORT__CSV_NO_MEMORY;
		if (at == size || bytes[at] == '\n' || bytes[at] == '\r')
			break;
	}
	*taken = line_end(&reading, at);
	csv->place += *taken;
	return RAPPORT__CSV_RECORD;
}

bool rapport__csv_append(const struct rapport__csv_cell *cell, struct rapport__buffer *out)
{
	const char *p = cell->bytes, *end = p + cell->size;

	if (!cell->quoted)
		return rapport__charset_clean(p, cell->size, out);
	p++;
	end--;
	while (p < end) {
		const char *quote = memchr(p, '"', (size_t)(end - p));
		const char *stop = quote ? quote + 1 : end;

		if (!rapport__charset_clean(p, (size_t)(stop - p), out))
			return false;
		p = quote && stop < end && *stop == '"' ? stop + 1 : stop;
	}
	return true;
}

bool rapport__csv_blank(const struct rapport__csv_cell *cell)
{
	size_t from = cell->quoted, to = cell->size - cell->quoted;

	for (size_t i = from; i < to; i++)
		if ((unsigned char)cell->bytes[i] > ' ')
			return false;
	return true;
}

size_t rapport__csv_separator(const char *bytes, size_t size, char *delimiter)
{
	size_t at = size && *bytes == '"', end = at + 5;

	if (size < end || strncasecmp(bytes + at, "sep=", 4) != 0)
		return 0;
	*delimiter = bytes[at + 4];
	if (at && (end == size || bytes[end++] != '"'))
		return 0;
	if (end < size && bytes[end] != '\r' && bytes[end] != '\n')
		return 0;
	if (end + 1 < size && bytes[end] == '\r' && bytes[end + 1] == '\n')
		end++;
	return end < size ? end + 1 : end;
}
