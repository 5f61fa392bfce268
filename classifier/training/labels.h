/* The names of labels, numbered in the order of their first coming or as they were fixed. */
#ifndef RAPPORT_LABELS_H
#define RAPPORT_LABELS_H

#include "rapport.h"
#include "status.h"

#define RAPPORT__LABEL_BYTES 64 /* of a name, with its NUL */

/* The zero value is empty and ready. */
struct rapport__labels {
	char names[RAPPORT_LABELS_MAX][RAPPORT__LABEL_BYTES];
	uint32_t count;
	bool fixed; /* a label beyond these is an error */
};

/* The number of a label, given now if it has none.  Fails with FORMAT (no name for a label; fixed,
 * and none of them), LIMIT. */
enum rapport_status rapport__labels_find(struct rapport__labels *labels, const char *name,
					 size_t size, uint32_t *label, struct rapport_error *error);

/* Fixes the labels and their order: "a,b,c".  Fails with ARGUMENT: a label twice, empty, of
 * RAPPORT__LABEL_BYTES or more, more than RAPPORT_LABELS_MAX of them. */
enum rapport_status rapport__labels_set(struct rapport__labels *labels, const char *names,
					struct rapport_error *error);

/* Sorts the labels by name, unless they were fixed; now[old number] is each one's new number. */
void rapport__labels_sort(struct rapport__labels *labels, uint32_t now[RAPPORT_LABELS_MAX]);

#endif
