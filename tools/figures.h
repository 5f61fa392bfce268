/* Figures of an evaluation, for people and for programs. */
#ifndef RAPPORT_FIGURES_H
#define RAPPORT_FIGURES_H

#include "tools/measurement.h"

#include <stdio.h>

/* label_of(context, k) names label k. */
struct figures {
	const struct measurement *measured;
	const char *(*label_of)(const void *context, uint32_t k);
	const void *context;
	const char *title;
	const char *by;                           /* the member that names sources; NULL: none */
	const struct rapport__evidence *evidence; /* [K] by label; NULL: not asked for */
	const struct comparison *comparison;      /* NULL: with no other */
	bool breakdown;                           /* long tables in text, too */
};

void figures_print_text(FILE *file, const struct figures *figures);
void figures_print_markdown(FILE *file, const struct figures *figures);
void figures_print_json(FILE *file, const struct figures *figures); /* one line */

#endif
