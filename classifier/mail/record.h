/* One text of an export with what is known of it, put together from the values that a table's row
 * or a JSON object has for each role. */
#ifndef RAPPORT_RECORD_H
#define RAPPORT_RECORD_H

#include "mail/date.h"
#include "mail/role.h"
#include "memory.h"

#include <stdint.h>

enum rapport__record_way {
	RAPPORT__RECORD_UNKNOWN,
	RAPPORT__RECORD_OUTGOING, /* written by the export's owner */
	RAPPORT__RECORD_INCOMING,
};

/* Strings are UTF-8 on one line, NULL where absent or empty. */
struct rapport__record {
	/* Valid UTF-8 without NUL, not even behind it; lines end in LF.  NULL: no more records.
	 * Of a text and an HTML text that are both there the first, unless it is empty. */
	const char *text;
	size_t text_size;
	bool html;         /* text is HTML */
	bool is_mail;      /* a mail's body: it may have quotes and a signature */
	uint64_t position; /* of its first line, from 1 */
	enum rapport__record_way way;
	const char *message_id, *in_reply_to; /* without <> */
	const char *date;                     /* as in date.h, or as written */
	const char *from;                     /* Anna Ek <anna@example.com>, or one of both */
	const char *from_address; /* bare, ASCII in lower case; NULL may mean that it is in from */
	const char *to, *cc;      /* as written */
	const char *subject, *conversation, *status;
	/* The header's fields, where the export has them: [fields_size] names and values, each with
	 * a NUL behind it. */
	const char *fields;
	size_t fields_size;
};

/* The values of one record, as clean text.  The zero value is empty; used again and again. */
struct rapport__record_values {
	struct rapport__buffer of[RAPPORT__ROLES];
	struct rapport__buffer from, from_address;
	struct rapport__buffer fields; /* as in struct rapport__record */
	char date[RAPPORT__DATE_BYTES];
};
void rapport__record_values_reset(struct rapport__record_values *values);
void rapport__record_values_clear(struct rapport__record_values *values);

/* Makes the record of the values, good until they change.  order is that of its dates; sense is
 * that of the name its text has, and columns says which roles the export has a column for (bit
 * 1 << role).  position is left 0.  False without memory. */
bool rapport__record_make(struct rapport__record_values *values, enum rapport__date_order order,
			  enum rapport__role_sense sense, unsigned columns,
			  struct rapport__record *record);

/* Whether an export whose text has a name of that sense, and which has these columns (bit
 * 1 << role), holds mail. */
bool rapport__record_is_mail(enum rapport__role_sense sense, unsigned columns);

#endif
