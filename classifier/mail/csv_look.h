/* Looks at the first records of what may be CSV. */
#ifndef RAPPORT_CSV_LOOK_H
#define RAPPORT_CSV_LOOK_H

#include "mail/csv.h"

/* The delimiter that divides the records most evenly, or whose header has known names: one of
 * , ; TAB and |; NUL where there is but one column.  last: the bytes are the whole file.
 * False without memory. */
bool rapport__csv_delimiter(const char *bytes, size_t size, bool last, char *delimiter);

/* Whether UTF-8 bytes, the first of a file, look like a table with a header row and two or more
 * columns.  Prose with commas, logs and source code do not.  False without memory, too. */
bool rapport__csv_look(const char *bytes, size_t size, bool last);

#endif
