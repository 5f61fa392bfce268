/* What a check found: where, and what in words. */
#ifndef RAPPORT_FINDINGS_H
#define RAPPORT_FINDINGS_H

#include "status.h"
#include "training/names.h"

enum rapport__finding_kind {
	RAPPORT__FINDING_SCHEMA,
	RAPPORT__FINDING_DUPLICATE,
	RAPPORT__FINDING_LEAK,
	RAPPORT__FINDING_KINDS
};

/* A line of a file. */
struct rapport__position {
	uint64_t line;
	uint32_t file; /* its number in the findings' files */
};

struct rapport__finding {
	enum rapport__finding_kind kind;
	struct rapport__position position;
	size_t what_at; /* see rapport__findings_what */
};

/* The zero value is empty and ready. */
struct rapport__findings {
	struct rapport__finding *list; /* [count] */
	size_t count, capacity;
	struct rapport__names files;
	struct rapport__buffer words;
};

/* Adds what is wrong at a position.  Fails with MEMORY, and findings are as before. */
enum rapport_status rapport__findings_add(struct rapport__findings *findings,
					  enum rapport__finding_kind kind,
					  const struct rapport__position *position,
					  struct rapport_error *error, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Puts the findings in the order of kinds, files and lines; those of one line stay in their
 * order. */
void rapport__findings_sort(struct rapport__findings *findings);

size_t rapport__findings_count(const struct rapport__findings *findings,
			       enum rapport__finding_kind kind);

/* Both are borrowed until something is added.  What was said of a file may hold any bytes of it. */
const char *rapport__findings_what(const struct rapport__findings *findings,
				   const struct rapport__finding *finding);
const char *rapport__findings_file(const struct rapport__findings *findings,
				   const struct rapport__position *position);

void rapport__findings_clear(struct rapport__findings *findings);

#endif
