/* Dates of mbox From lines. */
#ifndef RAPPORT_MIME_DATE_H
#define RAPPORT_MIME_DATE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether [p, end) holds a date as mbox From lines have it:
 *	Mon Jan  5 10:00[:00] [zone] [zone] 2026 ..., or [Mon,] 5 Jan 2026 10:00[:00] ... */
bool rapport__mime_has_date(const char *p, const char *end);

#endif
