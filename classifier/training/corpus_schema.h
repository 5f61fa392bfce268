/* How a line of a corpus should be, beyond what reading it needs (corpus.h). */
#ifndef RAPPORT_CORPUS_SCHEMA_H
#define RAPPORT_CORPUS_SCHEMA_H

#include "text/json.h"
#include "training/findings.h"

/* The members that rapport's own corpus has are held to their kinds where an object has them;
 * others may be anything:
 *
 *	id, register, domain, kind	a string, not empty
 *	group				a string, not empty, or a number
 *	split				train, validation, test or challenge
 *	evidence			a list of strings
 *	hard				true or false
 *	of				a whole number
 *
 * Fails with MEMORY. */
enum rapport_status rapport__schema_check_object(struct rapport__findings *findings,
						 const struct rapport__position *position,
						 const rapport__json *object,
						 struct rapport_error *error);

/* A text is UTF-8 and not only blanks.  Fails with MEMORY. */
enum rapport_status rapport__schema_check_text(struct rapport__findings *findings,
					       const struct rapport__position *position,
					       const char *text, size_t size,
					       struct rapport_error *error);

#endif
