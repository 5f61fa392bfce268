/* A CSV or TSV file with a header row -> its records, one at a time. */
#ifndef RAPPORT_TABLE_H
#define RAPPORT_TABLE_H

#include "mail/record.h"
#include "mail/stream.h"
#include "status.h"

typedef struct rapport__table rapport__table; /* opaque; one thread at a time */

/* Reads the header from the start of a stream that was not filled yet, and finds the columns.
 * delimiter NUL: to be guessed.  wanted may be NULL, and is only needed here.  The stream is
 * borrowed.  On success *table is the caller's, to end with rapport__table_close; on failure NULL.
 * Fails as rapport__columns_find does, and with FORMAT for an empty file, MEMORY. */
enum rapport_status rapport__table_open(struct rapport__stream *stream, char delimiter,
					const struct rapport__role_wanted *wanted,
					rapport__table **table, struct rapport_error *error);
void rapport__table_close(rapport__table *table); /* NULL does nothing */

/* The next record, good until the next call; text NULL at the end.  Rows with nothing in them are
 * passed over; of a row that is too short the rest is empty; of one that is too long what has no
 * column is left out, but for a text in the last column, which goes on to the end.
 * Fails with FORMAT (a quote that is not closed), LIMIT (a record over RAPPORT_TEXT_BYTES_MAX), at
 * the line that error->place names: call again to go on behind that line.  Fails with MEMORY. */
enum rapport_status rapport__table_next(rapport__table *table, struct rapport__record *record,
					struct rapport_error *error);

#endif
