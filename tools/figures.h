/* Figures of an evaluation, for people and for programs. */
#ifndef RAPPORT_FIGURES_H
#define RAPPORT_FIGURES_H

#include "training/evaluation.h"

#include <stdio.h>

/* label_of(context, k) names label k. */
struct figures {
	const struct rapport__evaluation *evaluation;
	const char *(*label_of)(const void *context, uint32_t k);
	const void *context;
	const char *title;
	bool sources; /* the areas within sources mean something */
};

/* Writes a name so that Markdown takes it for words. */
void figures_put_markdown(FILE *file, const char *text);

void figures_print_text(FILE *file, const struct figures *figures);
void figures_print_markdown(FILE *file, const struct figures *figures);
void figures_print_json(FILE *file, const struct figures *figures);

#endif
