/* What stands in folded text whatever its language: days, times of day, addresses. */
#ifndef RAPPORT_MAIL_REPLY_FACTS_H
#define RAPPORT_MAIL_REPLY_FACTS_H

#include <stdbool.h>
#include <stddef.h>

/* What rapport__reply_dates found, or-ed together. */
enum {
	RAPPORT__REPLY_CLOCK = 1 << 0, /* a time of day: "9:05", "10h30", "9時5分" */
	RAPPORT__REPLY_DAY = 1 << 1,   /* a year alone, a date in numbers: "3.4.25", "3月4日" */
};

unsigned rapport__reply_dates(const char *text, size_t size);

bool rapport__reply_has_address(const char *text, size_t size); /* "anna@example.com" */

/* Bytes of the name of a field at the start of text, as far as its colon: "from" of "from: anna".
 * 0 where there is none: no colon, too many words or bytes before it, a time or a link. */
size_t rapport__reply_field(const char *text, size_t size);

#endif
