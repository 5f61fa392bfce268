/* Status codes and the error record, seen from inside the library. */
#ifndef RAPPORT_STATUS_H
#define RAPPORT_STATUS_H

#include "rapport.h"

/* Fills *error (which may be NULL) and returns status, so that failing is one line:
 *	return rapport_fail(error, RAPPORT_ERR_FORMAT, line, "label %u of %u", label, K);
 * place is a line or byte from 1, or 0.  Never allocates; keeps errno. */
enum rapport_status rapport_fail(struct rapport_error *error, enum rapport_status status,
				 uint64_t place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The commonest failure, in the same words everywhere. */
enum rapport_status rapport_fail_memory(struct rapport_error *error);

#endif
