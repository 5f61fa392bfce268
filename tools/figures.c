#include "tools/figures.h"

#include "text/json.h"

#include <math.h>
#include <string.h>

static void put_json_string(FILE *file, const char *text)
{
	struct rapport__buffer quoted = { 0 };

	if (rapport__json_quote(&quoted, text, strlen(text)))
		fputs(quoted.data, file);
	else
		fputs("null", file);
	rapport__buffer_clear(&quoted);
}

/* NaN has no place in JSON. */
static void put_json_number(FILE *file, const char *name, double value)
{
	if (isnan(value))
		fprintf(file, ",\"%s\":null", name);
	else
		fprintf(file, ",\"%s\":%.4f", name, value);
}

void figures_print_json(FILE *file, const struct figures *figures)
{
	const struct rapport__evaluation *e = figures->evaluation;

	fputs("{\"title\":", file);
	put_json_string(file, figures->title);
	fprintf(file, ",\"texts\":%zu", e->N);
	put_json_number(file, "macro_f1", e->macro_f1);
	put_json_number(file, "accuracy", e->accuracy);
	put_json_number(file, "log_loss", e->log_loss);
	put_json_number(file, "brier", e->brier);
	put_json_number(file, "calibration_error", e->calibration);
	put_json_number(file, "macro_f1_surest_80", e->macro_f1_surest);
	fputs(",\"labels\":[", file);
	for (uint32_t k = 0; k < e->K; k++) {
		fputs(k ? ",{\"label\":" : "{\"label\":", file);
		put_json_string(file, figures->label_of(figures->context, k));
		fprintf(file, ",\"texts\":%zu", e->count[k]);
		put_json_number(file, "precision", e->precision[k]);
		put_json_number(file, "recall", e->recall[k]);
		put_json_number(file, "f1", e->f1[k]);
		put_json_number(file, "auc", e->auc[k]);
		if (figures->sources)
			put_json_number(file, "auc_within", e->auc_within[k]);
		fputs("}", file);
	}
	fputs("],\"confusion\":[", file);
	for (size_t k = 0; k < e->K; k++) {
		fputs(k ? ",[" : "[", file);
		for (size_t j = 0; j < e->K; j++)
			fprintf(file, "%s%zu", j ? "," : "", e->confusion[k * e->K + j]);
		fputs("]", file);
	}
	fputs("]}\n", file);
}

void figures_put_markdown(FILE *file, const char *text)
{
	/* What means something in Markdown or HTML, anywhere in a line. */
	for (; *text; text++) {
		if (strchr("\\|`<>*_[]&#", *text))
			fputc('\\', file);
		fputc(*text, file);
	}
}

static void put_figure(FILE *file, const char *bar, double value)
{
	if (isnan(value))
		fprintf(file, "%s%9s", bar, "-");
	else
		fprintf(file, "%s%9.3f", bar, value);
}

/* The table of labels; bar stands between columns. */
static void put_labels(FILE *file, const struct figures *figures, const char *begin,
		       const char *bar, const char *end)
{
	const struct rapport__evaluation *e = figures->evaluation;

	for (uint32_t k = 0; k < e->K; k++) {
		fputs(begin, file);
		if (*begin)
			figures_put_markdown(file, figures->label_of(figures->context, k));
		else
			fprintf(file, "%-20s", figures->label_of(figures->context, k));
		fprintf(file, "%s%7zu", bar, e->count[k]);
		put_figure(file, bar, e->precision[k]);
		put_figure(file, bar, e->recall[k]);
		put_figure(file, bar, e->f1[k]);
		put_figure(file, bar, e->auc[k]);
		if (figures->sources)
			put_figure(file, bar, e->auc_within[k]);
		fprintf(file, "%s\n", end);
	}
}

/* Without labels in Markdown, where one could end the block. */
static void put_confusion(FILE *file, const struct figures *figures, bool markdown)
{
	const struct rapport__evaluation *e = figures->evaluation;

	for (uint32_t k = 0; k < e->K; k++) {
		fprintf(file, "%-20s", markdown ? "" : figures->label_of(figures->context, k));
		for (size_t j = 0; j < e->K; j++)
			fprintf(file, "%9zu", e->confusion[k * e->K + j]);
		fputc('\n', file);
	}
}

void figures_print_text(FILE *file, const struct figures *figures)
{
	const struct rapport__evaluation *e = figures->evaluation;

	fprintf(file, "%s: %zu texts\n\n", figures->title, e->N);
	fprintf(file,
		"macro-F1             %.4f\naccuracy             %.4f\nlog loss             %.4f "
		"nats\n"
		"Brier score          %.4f\ncalibration error    %.4f\n"
		"macro-F1, surest 80%% %.4f  (confidence from %.3f)\n\n",
		e->macro_f1, e->accuracy, e->log_loss, e->brier, e->calibration, e->macro_f1_surest,
		e->threshold_80);
	fprintf(file, "%-20s%7s%9s%9s%9s%9s%s\n", "label", "texts", "precis.", "recall", "F1",
		"AUC", figures->sources ? "  AUC in source" : "");
	put_labels(file, figures, "", "", "");
	if (e->K > 10)
		return;
	fputs("\ntruth (rows) and prediction, in the same order\n", file);
	put_confusion(file, figures, false);
}

void figures_print_markdown(FILE *file, const struct figures *figures)
{
	const struct rapport__evaluation *e = figures->evaluation;

	fputs("## ", file);
	figures_put_markdown(file, figures->title);
	fprintf(file, "\n\n%zu texts.\n\n| measure | value |\n|---|---|\n", e->N);
	fprintf(file,
		"| macro-F1 | %.4f |\n| accuracy | %.4f |\n| log loss, nats | %.4f |\n"
		"| Brier score | %.4f |\n| calibration error (15 bins of equal mass) | %.4f |\n"
		"| macro-F1 of the surest 80 %% | %.4f |\n\n",
		e->macro_f1, e->accuracy, e->log_loss, e->brier, e->calibration,
		e->macro_f1_surest);
	fprintf(file,
		"| label | texts | precision | recall | F1 | AUC "
		"|%s\n|---|---|---|---|---|---|%s\n",
		figures->sources ? " AUC within source |" : "", figures->sources ? "---|" : "");
	put_labels(file, figures, "| ", " | ", " |");
	fputs("\nTruth (rows) and prediction (columns), in the same order:\n\n```\n", file);
	put_confusion(file, figures, true);
	fputs("```\n\n", file);
}
