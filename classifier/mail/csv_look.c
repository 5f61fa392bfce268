#include "mail/csv_look.h"

#include "mail/role.h"

#include <string.h>

enum {
	RECORDS_MAX = 100,
	HEADER_CELL_BYTES_MAX = 300, /* a survey's question */
	NAME_BYTES_MIN = 3,          /* "to" and "id" stand in prose, too */
};

/* What the first records look like with one delimiter. */
struct sample {
	char delimiter;
	size_t columns;                  /* of the header, without empty ones at its end */
	size_t known;                    /* columns with names of role.h */
	size_t rows, even;               /* below the header; of them, with as many cells */
	size_t indented;                 /* rows with a cell that begins with a blank */
	size_t repeated;                 /* cells that say what their header says */
	bool all_known;                  /* the names of all columns are known */
	bool name_like;                  /* all columns have what may be a name */
	size_t name_hashes[RECORDS_MAX]; /* of the first columns' names; 0 where none */
};

static size_t hash(const struct rapport__csv_cell *cell)
{
	size_t sum = 5381;

	for (size_t i = cell->quoted; i + cell->quoted < cell->size; i++)
		sum = sum * 33 + (unsigned char)cell->bytes[i];
	return sum | 1;
}

/* Cells up to the last that is not blank. */
static size_t filled(const struct rapport__csv *csv)
{
	size_t count = csv->count;

	while (count && rapport__csv_blank(&csv->cells[count - 1]))
		count--;
	return count;
}

/* Whether a cell may be a column's name: short, with a letter, and neither a value nor code. */
static bool is_name_like(const struct rapport__csv_cell *cell)
{
	const char *p = cell->bytes + cell->quoted, *end = cell->bytes + cell->size - cell->quoted;
	int round = 0, square = 0, curly = 0;
	bool letter = false;

	if (cell->size > HEADER_CELL_BYTES_MAX || end <= p)
		return false;
	if (!cell->quoted && (*p == ' ' || memchr(":;,.{", end[-1], 5)))
		return false;
	for (; p < end; p++) {
		bool inside = p > cell->bytes + cell->quoted && p + 1 < end;

		letter |= ((unsigned char)*p | 0x20) >= 'a' && ((unsigned char)*p | 0x20) <= 'z';
		letter |= (unsigned char)*p >= 0x80;
		round += (*p == '(') - (*p == ')');
		square += (*p == '[') - (*p == ']');
		curly += (*p == '{') - (*p == '}');
		if (*p == '@' ||
		    (*p == ':' && inside &&
		     (p[1] == '/' || (p[-1] >= '0' && p[-1] <= '9' && p[1] >= '0' && p[1] <= '9'))))
			return false;
		if (*p == '=' || *p == '<' || *p == '\\' || *p == '`')
			return false;
	}
	return letter && !round && !square && !curly;
}

static void look_at_header(const struct rapport__csv *csv, struct sample *sample)
{
	struct rapport__role_found found;

	sample->columns = filled(csv);
	sample->name_like = sample->all_known = true;
	for (size_t i = 0; i < sample->columns; i++) {
		const struct rapport__csv_cell *cell = &csv->cells[i];
		/* "Name:" begins a line of a letter. */
		bool known = cell->size && cell->bytes[cell->size - 1] != ':' &&
			     rapport__role_find(cell->bytes, cell->size, &found) &&
			     found.rank != RAPPORT__ROLE_RANK_LIKE;

		sample->all_known &= known;
		sample->known += known && cell->size >= NAME_BYTES_MIN;
		sample->name_like &= (known && cell->size < HEADER_CELL_BYTES_MAX) ||
				     is_name_like(cell);
		if (i < RECORDS_MAX)
			sample->name_hashes[i] = hash(cell);
	}
}

static void look_at_row(const struct rapport__csv *csv, struct sample *sample)
{
	bool indented = false;

	sample->rows++;
	sample->even += filled(csv) == sample->columns || csv->count == sample->columns;
	for (size_t i = 0; i < csv->count; i++) {
		const struct rapport__csv_cell *cell = &csv->cells[i];

		indented |= i && !cell->quoted && cell->size > 1 && *cell->bytes == ' ';
		sample->repeated += i < sample->columns && i < RECORDS_MAX && cell->size &&
				    sample->name_hashes[i] == hash(cell);
	}
	sample->indented += indented;
}

/* False without memory. */
static bool take_sample(const char *bytes, size_t size, bool last, char delimiter,
			struct sample *sample)
{
	struct rapport__csv csv = { .delimiter = delimiter };
	enum rapport__csv_end end = RAPPORT__CSV_RECORD;
	size_t at = 0, taken, opened;

	*sample = (struct sample){ .delimiter = delimiter };
	for (size_t i = 0; at < size && i < RECORDS_MAX; i++) {
		end = rapport__csv_read(&csv, bytes + at, size - at, last, &taken, &opened);
		if (end == RAPPORT__CSV_MORE || end == RAPPORT__CSV_NO_MEMORY)
			break;
		at += taken;
		if (end == RAPPORT__CSV_UNCLOSED)
			sample->rows++;
		else if (filled(&csv) && !sample->columns)
			look_at_header(&csv, sample);
		else if (filled(&csv))
			look_at_row(&csv, sample);
	}
	rapport__csv_clear(&csv);
	return end != RAPPORT__CSV_NO_MEMORY;
}

static double score(const struct sample *sample)
{
	double even = sample->rows ? (double)sample->even / (double)sample->rows : 0.5;

	if (sample->columns < 2)
		return 0;
	return even + (sample->known ? 2 : 0) + (sample->name_like ? 0.5 : 0) +
	       (double)sample->columns * 1e-6;
}

/* False without memory. */
static bool choose(const char *bytes, size_t size, bool last, struct sample *best)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	struct sample sample;

	*best = (struct sample){ 0 };
	for (size_t i = 0; i < sizeof delimiters; i++) {
		if (!take_sample(bytes, size, last, delimiters[i], &sample))
			return false;
		if (score(&sample) > score(best))
			*best = sample;
	}
	return true;
}

bool rapport__csv_delimiter(const char *bytes, size_t size, bool last, char *delimiter)
{
	struct sample best;
	bool done = choose(bytes, size, last, &best);

	*delimiter = best.delimiter;
	return done;
}

/* "Nr.", "#", "Please explain:" are names of columns where a known name stands beside them and the
 * rows below are as even as those of programs; prose has blanks behind its commas. */
static bool is_even_table(const struct sample *sample)
{
	return sample->known && sample->columns >= 3 && sample->rows >= 2 &&
	       sample->even == sample->rows && !sample->indented && !sample->repeated;
}

bool rapport__csv_look(const char *bytes, size_t size, bool last)
{
	struct sample sample;
	char delimiter;

	if (!size || memchr("{[<", *bytes, 3))
		return false;
	/* A heading or a comment, but for a column of numbers. */
	if (*bytes == '#' && (size < 2 || !memchr(",;\t|", bytes[1], 4)))
		return false;
	if (rapport__csv_separator(bytes, size, &delimiter))
		return true;
	if (!choose(bytes, size, last, &sample) || sample.columns < 2)
		return false;
	if (!sample.name_like)
		return is_even_table(&sample);
	if (sample.known >= 2 || (sample.known && sample.all_known))
		return true;
	if (sample.repeated || !sample.rows || sample.indented * 10 > sample.rows)
		return false;
	if (sample.known)
		return sample.even * 10 >= sample.rows * 8;
	return sample.rows >= 2 && sample.even * 20 >= sample.rows * 19;
}
