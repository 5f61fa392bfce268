/* Dates as exports write them -> one shape.
 *
 * Seconds, milliseconds or microseconds since 1970; ISO 8601; RFC 2822; numbers with points,
 * slashes or dashes; months in words of some languages; 10:00, 10:00:30.5, 10:00 AM; Z, +01:00,
 * zones by name where the name has one meaning. */
#ifndef RAPPORT_DATE_H
#define RAPPORT_DATE_H

#include <stdbool.h>
#include <stddef.h>

/* Which comes first in 3/4/2025. */
enum rapport__date_order {
	RAPPORT__DATE_UNKNOWN,
	RAPPORT__DATE_DAY_FIRST,
	RAPPORT__DATE_MONTH_FIRST,
};

enum {
	RAPPORT__DATE_BYTES = 32
};

/* What a date tells of the order in others of its column: 25/12/2025 that the day comes first. */
enum rapport__date_order rapport__date_order(const char *text, size_t size);

/* Writes "YYYY-MM-DDTHH:MM:SSZ" in UTC; without Z where the text names no zone, and only
 * "YYYY-MM-DD" where it names no time.  False, and nothing written, for what is no date or has two
 * meanings. */
bool rapport__date_read(const char *text, size_t size, enum rapport__date_order order,
			char date[RAPPORT__DATE_BYTES]);

#endif
