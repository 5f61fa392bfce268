/* CSV as RFC 4180 and spreadsheets have it: a record's cells are found in place, nothing is copied.
 *
 * Records end with LF, CRLF or CR.  A cell that begins with a quote goes to the quote that stands
 * before a delimiter or line end; a quote in it is doubled, or stands between other characters. */
#ifndef RAPPORT_CSV_H
#define RAPPORT_CSV_H

#include "memory.h"

#include <stdint.h>

#define RAPPORT__CSV_COLUMNS_MAX 4096u

struct rapport__csv_cell {
	const char *bytes; /* with its quotes */
	size_t size;
	bool quoted;
};

/* A reader of records.  Set delimiter (NUL: there is one column); read cells and count as you like;
 * the rest is for csv.c.  The zero value is ready; rapport__csv_clear ends it. */
struct rapport__csv {
	char delimiter;
	struct rapport__csv_cell *cells; /* [count], of the record read last */
	size_t count;                    /* at most RAPPORT__CSV_COLUMNS_MAX ... */
	bool over;                       /* ... when there were more */
	size_t capacity;
	uint64_t place; /* of the next record in the file, from 0: add what is passed over unread */
	uint64_t seen_from, seen_to; /* places between which no quoted cell ends */
};

enum rapport__csv_end {
	RAPPORT__CSV_RECORD, /* *taken: its bytes with its line end */
	RAPPORT__CSV_MORE,   /* it is not complete yet */
	/* A quoted cell does not end: its quote stands at *opened.  *taken goes to the end of the
	 * line with that quote. */
	RAPPORT__CSV_UNCLOSED,
	RAPPORT__CSV_NO_MEMORY,
};

/* Reads the record at the start of size > 0 bytes, which stay borrowed for its cells.  last: the
 * file ends behind them, or no more will come.  A quoted cell is taken for one that does not end
 * where, on a later line, a quote stands that can only begin another cell.
 * Bytes are looked at a bounded number of times, however often a cell does not end. */
enum rapport__csv_end rapport__csv_read(struct rapport__csv *csv, const char *bytes, size_t size,
					bool last, size_t *taken, size_t *opened);
void rapport__csv_clear(struct rapport__csv *csv);

/* Appends a cell's text without its quotes, as clean text (charset.h).  False without memory. */
bool rapport__csv_append(const struct rapport__csv_cell *cell, struct rapport__buffer *out);

/* Whether a cell has nothing but blanks. */
bool rapport__csv_blank(const struct rapport__csv_cell *cell);

/* Bytes of a first line "sep=;", with its line end; 0 where there is none. */
size_t rapport__csv_separator(const char *bytes, size_t size, char *delimiter);

#endif
