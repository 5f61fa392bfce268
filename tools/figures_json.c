#include "text/json.h"
#include "tools/figures.h"
#include "tools/figures_names.h"

#include <math.h>
#include <string.h>

static void put_string(FILE *file, const char *text)
{
	struct rapport__buffer quoted = { 0 };

	if (rapport__json_quote(&quoted, text, strlen(text)))
		fputs(quoted.data, file);
	else
		fputs("null", file);
	rapport__buffer_clear(&quoted);
}

/* NaN has no place in JSON. */
static void put_value(FILE *file, double value)
{
	if (isnan(value))
		fputs("null", file);
	else
		fprintf(file, "%.4f", value);
}

static void put_number(FILE *file, const char *name, double value)
{
	fprintf(file, ",\"%s\":", name);
	put_value(file, value);
}

static void put_interval(FILE *file, const struct rapport__interval *interval)
{
	fputc('[', file);
	put_value(file, interval->low);
	fputc(',', file);
	put_value(file, interval->high);
	fputc(']', file);
}

static void put_main(FILE *file, const struct rapport__evaluation *e)
{
	fprintf(file, "\"texts\":%zu", e->N);
	put_number(file, "macro_f1", e->N ? e->macro_f1 : NAN);
	put_number(file, "accuracy", e->N ? e->accuracy : NAN);
	put_number(file, "log_loss", e->N ? e->log_loss : NAN);
	put_number(file, "brier", e->N ? e->brier : NAN);
	put_number(file, "calibration_error", e->N ? e->calibration : NAN);
}

static void put_labels(FILE *file, const struct figures *figures)
{
	const struct rapport__evaluation *e = &figures->measured->all;

	fputs(",\"labels\":[", file);
	for (uint32_t k = 0; k < e->K; k++) {
		fputs(k ? ",{\"label\":" : "{\"label\":", file);
		put_string(file, figures->label_of(figures->context, k));
		fprintf(file, ",\"texts\":%zu", e->count[k]);
		put_number(file, "precision", e->precision[k]);
		put_number(file, "recall", e->recall[k]);
		put_number(file, "f1", e->f1[k]);
		put_number(file, "auc", e->auc[k]);
		if (figures->by)
			put_number(file, "auc_within", e->auc_within[k]);
		put_number(file, "brier", e->label_brier[k]);
		put_number(file, "calibration_error", e->label_calibration[k]);
		fputs("}", file);
	}
	fputs("],\"confusion\":[", file);
	for (size_t k = 0; k < e->K; k++) {
		fputs(k ? ",[" : "[", file);
		for (size_t j = 0; j < e->K; j++)
			fprintf(file, "%s%zu", j ? "," : "", e->confusion[k * e->K + j]);
		fputs("]", file);
	}
	fputs("]", file);
}

static void put_intervals(FILE *file, const struct measurement *measured)
{
	fprintf(file, ",\"intervals\":{\"level\":0.95,\"resamples\":%u,\"groups\":%zu",
		RAPPORT__RESAMPLES, measured->groups);
	for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
		fprintf(file, ",\"%s\":", figures_members[m]);
		put_interval(file, &measured->intervals[m]);
	}
	fputs("}", file);
}

static void put_point(FILE *file, const struct rapport__coverage_point *point)
{
	fprintf(file, "{\"texts\":%zu", point->count);
	put_number(file, "coverage", point->coverage);
	put_number(file, "threshold", point->threshold);
	put_number(file, "risk", point->risk);
	put_number(file, "macro_f1", point->macro_f1);
	fputs("}", file);
}

static void put_coverage(FILE *file, const struct measurement *measured)
{
	put_number(file, "aurc", measured->coverage.area);
	fputs(",\"coverage\":[", file);
	for (size_t i = 0; i < RAPPORT__COVERAGE_POINTS; i++) {
		fputs(i ? "," : "", file);
		put_point(file, &measured->coverage.points[i]);
	}
	fputs("],\"abstention\":", file);
	put_point(file, &measured->abstention);
}

/* name is that of the list, value_name that of what tells its parts apart. */
static void put_parts(FILE *file, const struct measured_parts *parts, const char *name,
		      const char *value_name)
{
	fprintf(file, ",\"%s\":[", name);
	for (size_t i = 0; i < parts->count; i++) {
		fprintf(file, "%s{\"%s\":", i ? "," : "", value_name);
		if (parts->names[i])
			put_string(file, parts->names[i]);
		else
			fputs("null,\"others\":true", file);
		fputs(",", file);
		put_main(file, &parts->rows[i]);
		put_number(file, "auc_within", rapport__mean_area(&parts->rows[i]));
		fputs("}", file);
	}
	fputs("]", file);
}

static void put_evidence_members(FILE *file, const struct rapport__evidence *evidence)
{
	fprintf(file, "\"texts\":%zu,\"top_overlaps\":%zu,\"agrees\":%zu", evidence->texts,
		evidence->top_overlaps, evidence->agrees);
	put_number(file, "chance",
		   evidence->texts ? evidence->chance / (double)evidence->texts : NAN);
}

static void put_evidence(FILE *file, const struct figures *figures)
{
	const uint32_t K = (uint32_t)figures->measured->all.K;
	const struct rapport__evidence all = figures_sum_evidence(figures->evidence, K);

	fputs(",\"evidence\":{", file);
	put_evidence_members(file, &all);
	fputs(",\"labels\":[", file);
	for (uint32_t k = 0; k < K; k++) {
		fputs(k ? ",{\"label\":" : "{\"label\":", file);
		put_string(file, figures->label_of(figures->context, k));
		fputs(",", file);
		put_evidence_members(file, &figures->evidence[k]);
		fputs("}", file);
	}
	fputs("]}", file);
}

static void put_comparison(FILE *file, const struct comparison *comparison)
{
	fputs(",\"against\":{\"model\":", file);
	put_string(file, comparison->name);
	for (size_t m = 0; m < RAPPORT__MEASURES; m++) {
		fprintf(file, ",\"%s\":{\"difference\":", figures_members[m]);
		put_value(file, comparison->differences[m]);
		fputs(",\"interval\":", file);
		put_interval(file, &comparison->intervals[m]);
		fputs("}", file);
	}
	fputs("}", file);
}

void figures_print_json(FILE *file, const struct figures *figures)
{
	const struct measurement *measured = figures->measured;

	fputs("{\"title\":", file);
	put_string(file, figures->title);
	fputs(",", file);
	put_main(file, &measured->all);
	put_number(file, "macro_f1_surest_80", measured->all.macro_f1_surest);
	put_labels(file, figures);
	put_intervals(file, measured);
	put_coverage(file, measured);
	put_parts(file, &measured->lengths, "lengths", "words");
	if (figures->by)
		put_parts(file, &measured->sources, "by", "value");
	if (figures->evidence)
		put_evidence(file, figures);
	if (figures->comparison)
		put_comparison(file, figures->comparison);
	fputs("}\n", file);
}
