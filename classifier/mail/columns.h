/* Which column of a table holds what: by the names the user gave, by their names in the header, and
 * where no name tells, by what stands in them. */
#ifndef RAPPORT_COLUMNS_H
#define RAPPORT_COLUMNS_H

#include "mail/csv.h"
#include "mail/date.h"
#include "mail/role.h"
#include "status.h"

#define RAPPORT__COLUMN_NONE SIZE_MAX

struct rapport__columns {
	size_t of[RAPPORT__ROLES]; /* from 0, or RAPPORT__COLUMN_NONE; TEXT or HTML is there */
	size_t count;              /* of the header */
	unsigned present;          /* bit 1 << role for each role that has a column */
	enum rapport__role_sense sense;
	enum rapport__date_order order;
};

/* Reads the header at the start of bytes and looks at the rows behind it, as far as they go.  csv
 * has the delimiter and is where it was again afterwards.  wanted may be NULL.
 * Fails with FORMAT (a wanted column that is not there, no column with text), with LIMIT (over
 * RAPPORT__CSV_COLUMNS_MAX), MEMORY; the words list the columns. */
enum rapport_status rapport__columns_find(struct rapport__columns *columns,
					  const struct rapport__csv *csv, const char *bytes,
					  size_t size, bool last,
					  const struct rapport__role_wanted *wanted,
					  struct rapport_error *error);

#endif
