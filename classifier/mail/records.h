/* Texts that are no mail file: a text a line, a text a file, JSON, CSV.
 *
 * One buffer holds the record and what was read beyond it: memory grows with the longest record, up
 * to some times RAPPORT_TEXT_BYTES_MAX, and not with the file. */
#ifndef RAPPORT_RECORDS_H
#define RAPPORT_RECORDS_H

#include "mail/record.h"
#include "memory.h"
#include "status.h"

#include <stdio.h>

enum rapport__records_kind {
	RAPPORT__RECORDS_JSONL, /* each line that is not blank is a JSON object */
	RAPPORT__RECORDS_LINES, /* each line is a text, an empty one too */
	RAPPORT__RECORDS_TEXT,  /* the file is one text */
	RAPPORT__RECORDS_CSV,   /* a table with a header row; the delimiter is guessed */
	RAPPORT__RECORDS_TSV,   /* the same with tabs */
	RAPPORT__RECORDS_JSON,  /* JSON lines, an array of objects, one in an object, one object */
};

typedef struct rapport__records rapport__records; /* opaque; one thread at a time */

/* Reads on from file, which is borrowed; head is what the caller has read of it already (it is
 * copied).  On success *records is the caller's, to end with rapport__records_close; on failure
 * NULL.  Fails with MEMORY. */
enum rapport_status rapport__records_open(FILE *file, enum rapport__records_kind kind,
					  const char *head, size_t head_size,
					  rapport__records **records, struct rapport_error *error);
void rapport__records_close(rapport__records *records); /* NULL does nothing; the file stays open */

/* Says which columns or members to read, before the first record; borrowed until the end. */
void rapport__records_want(rapport__records *records, const struct rapport__role_wanted *wanted);

/* The next record, good until the next call; all but text and position come from tables and JSON
 * only.  Fails with FORMAT (no JSON object, no text in it, a quote that is not closed), LIMIT (over
 * RAPPORT_TEXT_BYTES_MAX), MEMORY, each time for the one line or record that error->place names:
 * call again to go on behind it.  Fails with IO, after which comes the end; so it does after a
 * table's FORMAT (no header, a wanted column that is not there, no column with text) or LIMIT
 * (columns) for the header row. */
enum rapport_status rapport__records_next(rapport__records *records, struct rapport__record *record,
					  struct rapport_error *error);

/* What the first bytes of a file look like: a JSON object on its first line; JSON that
 * RAPPORT__RECORDS_JSON reads, JSON lines among it; a table with a header row and two columns or
 * more; NUL, or more control characters than any text has.  UTF-16 is looked at as what it says. */
bool rapport__records_look_jsonl(const char *bytes, size_t size);
bool rapport__records_look_json(const char *bytes, size_t size);
bool rapport__records_look_csv(const char *bytes, size_t size);
bool rapport__records_look_binary(const char *bytes, size_t size);

#endif
