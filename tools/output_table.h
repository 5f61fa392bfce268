/* The table that tag prints on a terminal: a line for each message, and below a telling one the
 * sentence that tells. */
#ifndef RAPPORT_OUTPUT_TABLE_H
#define RAPPORT_OUTPUT_TABLE_H

#include "tools/output.h"

void output_table_row(struct output *output, const struct rapport__item *item,
		      const struct rapport_verdict *verdict);
void output_table_end(struct output *output);

#endif
