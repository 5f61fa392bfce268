#include "tools/figures.h"

#include "tools/figures_names.h"
#include "tools/figures_tables.h"
#include "tools/markdown.h"

enum {
	CONFUSION_MOST = 10 /* labels; a larger matrix is not printed as text */
};

static void put_confusion(FILE *file, const struct figures *figures, bool markdown)
{
	const struct rapport__evaluation *e = &figures->measured->all;

	for (uint32_t k = 0; k < e->K; k++) {
		/* Without labels in Markdown, where one could end the block. */
		fprintf(file, "%-20s", markdown ? "" : figures->label_of(figures->context, k));
		for (size_t j = 0; j < e->K; j++)
			fprintf(file, "%9zu", e->confusion[k * e->K + j]);
		fputc('\n', file);
	}
}

/* The main measures by enum rapport__measure. */
static void list_measures(const struct rapport__evaluation *e, double values[RAPPORT__MEASURES])
{
	values[RAPPORT__MEASURE_MACRO_F1] = e->macro_f1;
	values[RAPPORT__MEASURE_ACCURACY] = e->accuracy;
	values[RAPPORT__MEASURE_LOG_LOSS] = e->log_loss;
	values[RAPPORT__MEASURE_BRIER] = e->brier;
	values[RAPPORT__MEASURE_CALIBRATION] = e->calibration;
}

static void print_long_tables(FILE *file, const struct figures *figures)
{
	const struct measurement *measured = figures->measured;

	fputs("\n", file);
	figures_put_label_calibration(file, figures, &figures_text);
	fputs("\n", file);
	figures_put_coverage(file, figures, &figures_text);
	fputs("\n", file);
	figures_put_parts(file, &measured->lengths, "words", &figures_text);
	if (figures->by) {
		fputs("\n", file);
		figures_put_parts(file, &measured->sources, figures->by, &figures_text);
	}
}

static void print_measures(FILE *file, const struct measurement *measured)
{
	const struct rapport__evaluation *e = &measured->all;
	double values[RAPPORT__MEASURES];

	list_measures(e, values);
	for (size_t m = 0; m < RAPPORT__MEASURES; m++)
		fprintf(file, "%-20s %.4f  (%.3f to %.3f)%s\n", figures_measures[m], values[m],
			measured->intervals[m].low, measured->intervals[m].high,
			m == RAPPORT__MEASURE_LOG_LOSS ? " nats" : "");
	fprintf(file, "macro-F1, surest 80%% %.4f  (confidence from %.3f)\n", e->macro_f1_surest,
		e->threshold_80);
	fprintf(file, "risk, mean (AURC)    %.4f\n", measured->coverage.area);
	fprintf(file, "not unsure           %.4f  (confidence from %.3f; ",
		measured->abstention.coverage, measured->abstention.threshold);
	if (measured->abstention.count)
		fprintf(file, "wrong %.4f, macro-F1 %.4f)\n", measured->abstention.risk,
			measured->abstention.macro_f1);
	else
		fputs("no text)\n", file);
}

void figures_print_text(FILE *file, const struct figures *figures)
{
	const struct measurement *measured = figures->measured;

	fprintf(file, "%s: %zu texts\n\n", figures->title, measured->all.N);
	print_measures(file, measured);
	fputc('\n', file);
	figures_put_labels(file, figures, &figures_text);
	if (measured->all.K <= CONFUSION_MOST) {
		fputs("\ntruth (rows) and prediction, in the same order\n", file);
		put_confusion(file, figures, false);
	}
	if (figures->breakdown)
		print_long_tables(file, figures);
	if (figures->evidence) {
		fputc('\n', file);
		figures_put_evidence(file, figures, &figures_text);
	}
	if (figures->comparison) {
		fprintf(file, "\nmore than %s\n", figures->comparison->name);
		figures_put_comparison(file, figures, &figures_text);
	}
}

static void print_markdown_measures(FILE *file, const struct measurement *measured)
{
	const struct rapport__evaluation *e = &measured->all;
	double values[RAPPORT__MEASURES];

	list_measures(e, values);
	fputs("| measure | value | 95 % interval |\n|---|---|---|\n", file);
	for (size_t m = 0; m < RAPPORT__MEASURES; m++)
		fprintf(file, "| %s%s | %.4f | %.4f to %.4f |\n", figures_measures[m],
			m == RAPPORT__MEASURE_LOG_LOSS      ? ", nats"
			: m == RAPPORT__MEASURE_CALIBRATION ? " (15 bins of equal mass)"
							    : "",
			values[m], measured->intervals[m].low, measured->intervals[m].high);
	fprintf(file,
		"| macro-F1 of the surest 80 %% | %.4f | |\n"
		"| area under the risk-coverage curve | %.4f | |\n\n",
		e->macro_f1_surest, measured->coverage.area);
	fprintf(file,
		"The intervals are of %u resamples of the %zu groups of texts: how far other texts "
		"of the same\nkinds could move the value.\n\n",
		RAPPORT__RESAMPLES, measured->groups);
}

static void print_markdown_parts(FILE *file, const struct figures *figures)
{
	const struct measurement *measured = figures->measured;

	fputs("Each label against the rest:\n\n", file);
	figures_put_label_calibration(file, figures, &figures_markdown);
	fputs("\nThe surest texts alone; below them those that the model is not unsure of:\n\n",
	      file);
	figures_put_coverage(file, figures, &figures_markdown);
	fputs("\nBy length; AUC is the labels' mean", file);
	fputs(figures->by ? ", within source:\n\n" : ":\n\n", file);
	figures_put_parts(file, &measured->lengths, "words", &figures_markdown);
	if (figures->by) {
		fprintf(file,
			"\nBy where they are from: the commonest with %d texts or more, at most "
			"%d:\n\n",
			PARTS_TEXTS_MIN, PARTS_MOST);
		figures_put_parts(file, &measured->sources, figures->by, &figures_markdown);
	}
	fputc('\n', file);
}

void figures_print_markdown(FILE *file, const struct figures *figures)
{
	const struct measurement *measured = figures->measured;

	fputs("## ", file);
	markdown_put(file, figures->title);
	fprintf(file, "\n\n%zu texts.\n\n", measured->all.N);
	print_markdown_measures(file, measured);
	figures_put_labels(file, figures, &figures_markdown);
	fputs("\nTruth (rows) and prediction (columns), in the same order:\n\n```\n", file);
	put_confusion(file, figures, true);
	fputs("```\n\n", file);
	print_markdown_parts(file, figures);
	if (figures->evidence) {
		fputs("Whether the sentence that speaks most for the label of a rightly labelled "
		      "text meets the\nevidence that people marked, beside a sentence drawn at "
		      "random; and whether any sentence has\nthe text's label:\n\n",
		      file);
		figures_put_evidence(file, figures, &figures_markdown);
		fputc('\n', file);
	}
	if (figures->comparison) {
		fputs("More than ", file);
		markdown_put(file, figures->comparison->name);
		fputs(", on the same resamples:\n\n", file);
		figures_put_comparison(file, figures, &figures_markdown);
		fputc('\n', file);
	}
}
