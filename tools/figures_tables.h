/* The tables of figures, as text and as Markdown. */
#ifndef RAPPORT_FIGURES_TABLES_H
#define RAPPORT_FIGURES_TABLES_H

#include "tools/figures.h"

struct table_style {
	const char *begin, *bar, *end; /* what stands before, between and behind cells */
	bool markdown;
};

extern const struct table_style figures_text, figures_markdown;

/* Precision, recall, F1 and areas of each label. */
void figures_put_labels(FILE *file, const struct figures *figures, const struct table_style *style);

/* Calibration error and Brier score of each label. */
void figures_put_label_calibration(FILE *file, const struct figures *figures,
				   const struct table_style *style);

/* The risk-coverage curve, with the model's own threshold as the last row. */
void figures_put_coverage(FILE *file, const struct figures *figures,
			  const struct table_style *style);

/* The main measures of each part; what heads the first column. */
void figures_put_parts(FILE *file, const struct measured_parts *parts, const char *what,
		       const struct table_style *style);

/* How often passages meet evidence, of each label and of all. */
void figures_put_evidence(FILE *file, const struct figures *figures,
			  const struct table_style *style);

/* The differences to another model. */
void figures_put_comparison(FILE *file, const struct figures *figures,
			    const struct table_style *style);

#endif
