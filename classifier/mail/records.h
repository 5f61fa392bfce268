/* Texts that are no mail: a text a line, a text a file, a JSON object a line.
 *
 * One buffer holds the record and what was read beyond it: memory grows with the longest record, up
 * to RAPPORT_TEXT_BYTES_MAX, and not with the file. */
#ifndef RAPPORT_RECORDS_H
#define RAPPORT_RECORDS_H

#include "memory.h"
#include "status.h"

#include <stdio.h>

enum rapport__records_kind {
	RAPPORT__RECORDS_JSONL, /* each line that is not blank is a JSON object */
	RAPPORT__RECORDS_LINES, /* each line is a text, an empty one too */
	RAPPORT__RECORDS_TEXT,  /* the file is one text */
};

typedef struct rapport__records rapport__records; /* opaque; one thread at a time */

/* Strings are UTF-8 on one line, NULL where absent: all but text come from JSON only, from the
 * first member of: text, body, message, content; message_id, id; date, timestamp; from, author;
 * to; subject, title; conversation, group, thread.  */
struct rapport__record {
	/* Valid UTF-8 without NUL, not even behind it; lines end in LF.  NULL: no more records. */
	const char *text;
	size_t text_size;
	uint64_t position; /* of its line, from 1 */
	const char *message_id, *date, *from, *to, *subject, *conversation;
};

/* Reads on from file, which is borrowed; head is what the caller has read of it already (it is
 * copied).  On success *records is the caller's, to end with rapport__records_close; on failure
 * NULL.  Fails with MEMORY. */
enum rapport_status rapport__records_open(FILE *file, enum rapport__records_kind kind,
					  const char *head, size_t head_size,
					  rapport__records **records, struct rapport_error *error);
void rapport__records_close(rapport__records *records); /* NULL does nothing; the file stays open */

/* The next record, good until the next call.  Fails with FORMAT (no JSON object, no text in it),
 * LIMIT (over RAPPORT_TEXT_BYTES_MAX), MEMORY, each time for the one line that error->place names:
 * call again to go on behind it.  Fails with IO, after which comes the end. */
enum rapport_status rapport__records_next(rapport__records *records, struct rapport__record *record,
					  struct rapport_error *error);

/* What the first bytes of a file look like: a JSON object on its first line; NUL, or more control
 * characters than any text has. */
bool rapport__records_look_jsonl(const char *bytes, size_t size);
bool rapport__records_look_binary(const char *bytes, size_t size);

#endif
