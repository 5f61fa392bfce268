#include "tools/figures_tables.h"

#include "tools/figures_names.h"
#include "tools/markdown.h"
#include "tools/terminal.h"

#include <math.h>
#include <string.h>

enum {
	NAME_COLUMNS = 20
};

const struct table_style figures_text = { "", "", "", false };
const struct table_style figures_markdown = { "| ", " | ", " |", true };

static void put_name(FILE *file, const struct table_style *style, const char *name)
{
	fputs(style->begin, file);
	if (style->markdown)
		markdown_put(file, name);
	else
		terminal_put(file, name, strlen(name), NAME_COLUMNS, true);
}

/* heads ends with NULL; the first is the column of names. */
static void put_head(FILE *file, const struct table_style *style, const char *const *heads)
{
	size_t count = 0;

	put_name(file, style, heads[0]);
	for (count = 1; heads[count]; count++)
		fprintf(file, style->markdown ? "%s%s" : "%s%9s", style->bar, heads[count]);
	fprintf(file, "%s\n", style->end);
	if (!style->markdown)
		return;
	for (size_t i = 0; i < count; i++)
		fputs(i ? "---:|" : "|---|", file);
	fputc('\n', file);
}

static void put_count(FILE *file, const struct table_style *style, size_t count)
{
	fprintf(file, style->markdown ? "%s%zu" : "%s%9zu", style->bar, count);
}

static void put_figure(FILE *file, const struct table_style *style, double value)
{
	if (isnan(value))
		fprintf(file, style->markdown ? "%s%s" : "%s%9s", style->bar, "-");
	else
		fprintf(file, style->markdown ? "%s%.3f" : "%s%9.3f", style->bar, value);
}

static void put_percent(FILE *file, const struct table_style *style, double part)
{
	if (isnan(part))
		put_figure(file, style, part);
	else
		fprintf(file, style->markdown ? "%s%.1f %%" : "%s%7.1f %%", style->bar, 100 * part);
}

static void end_row(FILE *file, const struct table_style *style)
{
	fprintf(file, "%s\n", style->end);
}

void figures_put_labels(FILE *file, const struct figures *figures, const struct table_style *style)
{
	const struct rapport__evaluation *e = &figures->measured->all;
	const char *const heads[] = { "label",
				      "texts",
				      style->markdown ? "precision" : "precis.",
				      "recall",
				      "F1",
				      "AUC",
				      !figures->by      ? NULL
				      : style->markdown ? "AUC within source"
							: "  AUC in source",
				      NULL };

	put_head(file, style, heads);
	for (uint32_t k = 0; k < e->K; k++) {
		put_name(file, style, figures->label_of(figures->context, k));
		put_count(file, style, e->count[k]);
		put_figure(file, style, e->precision[k]);
		put_figure(file, style, e->recall[k]);
		put_figure(file, style, e->f1[k]);
		put_figure(file, style, e->auc[k]);
		if (figures->by)
			put_figure(file, style, e->auc_within[k]);
		end_row(file, style);
	}
}

void figures_put_label_calibration(FILE *file, const struct figures *figures,
				   const struct table_style *style)
{
	static const char *const heads[] = { "label against rest", "texts", "Brier", "cal.err.",
					     NULL };
	const struct rapport__evaluation *e = &figures->measured->all;

	put_head(file, style, heads);
	for (uint32_t k = 0; k < e->K; k++) {
		put_name(file, style, figures->label_of(figures->context, k));
		put_count(file, style, e->count[k]);
		put_figure(file, style, e->label_brier[k]);
		put_figure(file, style, e->label_calibration[k]);
		end_row(file, style);
	}
}

static void put_point(FILE *file, const struct table_style *style, const char *name,
		      const struct rapport__coverage_point *point)
{
	put_name(file, style, name);
	put_percent(file, style, point->coverage);
	put_count(file, style, point->count);
	put_figure(file, style, point->threshold);
	put_percent(file, style, point->risk);
	put_figure(file, style, point->macro_f1);
	end_row(file, style);
}

void figures_put_coverage(FILE *file, const struct figures *figures,
			  const struct table_style *style)
{
	static const char *const heads[] = { "surest", "share",    "texts", "conf. >=",
					     "wrong",  "macro-F1", NULL };
	const struct measurement *measured = figures->measured;

	put_head(file, style, heads);
	for (size_t i = 0; i < RAPPORT__COVERAGE_POINTS; i++)
		put_point(file, style, i ? "" : "all", &measured->coverage.points[i]);
	put_point(file, style, "not unsure", &measured->abstention);
}

void figures_put_parts(FILE *file, const struct measured_parts *parts, const char *what,
		       const struct table_style *style)
{
	const char *const heads[] = { what,    "texts",    "macro-F1", "log loss",
				      "Brier", "cal.err.", "AUC",      NULL };

	put_head(file, style, heads);
	for (size_t i = 0; i < parts->count; i++) {
		const struct rapport__evaluation *e = &parts->rows[i];
		const char *name = parts->names[i] ? parts->names[i] : "(others)";

		put_name(file, style, *name ? name : "(none)");
		put_count(file, style, e->N);
		put_figure(file, style, e->N ? e->macro_f1 : NAN);
		put_figure(file, style, e->N ? e->log_loss : NAN);
		put_figure(file, style, e->N ? e->brier : NAN);
		put_figure(file, style, e->N ? e->calibration : NAN);
		put_figure(file, style, rapport__mean_area(e));
		end_row(file, style);
	}
}

static void put_evidence_row(FILE *file, const struct table_style *style, const char *name,
			     const struct rapport__evidence *evidence)
{
	const double texts = evidence->texts ? (double)evidence->texts : NAN;

	put_name(file, style, name);
	put_count(file, style, evidence->texts);
	put_count(file, style, evidence->top_overlaps);
	put_percent(file, style, (double)evidence->top_overlaps / texts);
	put_percent(file, style, evidence->chance / texts);
	put_percent(file, style, (double)evidence->agrees / texts);
	end_row(file, style);
}

void figures_put_evidence(FILE *file, const struct figures *figures,
			  const struct table_style *style)
{
	static const char *const heads[] = { "evidence", "texts", "meet", "share",
					     "chance",   "agree", NULL };
	const uint32_t K = (uint32_t)figures->measured->all.K;
	const struct rapport__evidence all = figures_sum_evidence(figures->evidence, K);

	put_head(file, style, heads);
	for (uint32_t k = 0; k < K; k++)
		put_evidence_row(file, style, figures->label_of(figures->context, k),
				 &figures->evidence[k]);
	put_evidence_row(file, style, "all", &all);
}

void figures_put_comparison(FILE *file, const struct figures *figures,
			    const struct table_style *style)
{
	static const char *const heads[] = { "difference", "value", "from", "to", NULL };
	const struct comparison *comparison = figures->comparison;

	put_head(file, style, heads);
	for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
		const double values[] = { comparison->differences[m], comparison->intervals[m].low,
					  comparison->intervals[m].high };

		put_name(file, style, figures_measures[m]);
		for (size_t i = 0; i < sizeof values / sizeof *values; i++)
			fprintf(file, style->markdown ? "%s%+.4f" : "%s%+9.4f", style->bar,
				values[i]);
		end_row(file, style);
	}
}
