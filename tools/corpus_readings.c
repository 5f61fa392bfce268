#include "tools/corpus_readings.h"

#include "tools/corpora.h"
#include "tools/exit.h"
#include "tools/program.h"
#include "tools/terminal.h"
#include "training/agreement.h"
#include "training/readings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	NAME_COLUMNS = 20,
	WORDS_COLUMNS = 72
};

/* ---- Reading --------------------------------------------------------------------------------- */

static enum rapport_status read_file(void *context, FILE *file, const char *name,
				     struct rapport_error *error)
{
	return rapport__readings_read(context, file, name, error);
}

static int read_files(struct rapport__readings *readings, const struct rapport__corpus_check *check,
		      const char *const *paths, size_t count)
{
	struct rapport_error error = { 0 };
	int code = EXIT_DONE;

	readings->partly = check->corpus.splits != NULL;
	if (rapport__readings_begin(readings, &check->corpus, &error))
		return program_fail(NULL, &error);
	for (size_t i = 0; !code && i < count; i++)
		code = corpora_read_file(paths[i], read_file, readings);
	if (!code && readings->passed_over)
		program_say("passed over %zu ids that no text of the split %s has",
			    readings->passed_over, check->corpus.splits);
	if (!code && !readings->count) {
		program_say("%s: says nothing of any text", paths[0]);
		code = EXIT_BAD_DATA;
	}
	return code;
}

/* ---- Both ------------------------------------------------------------------------------------ */

static const struct rapport__corpus_text *text_of(const struct rapport__corpus_check *check,
						  const struct rapport__reading *reading)
{
	return &check->corpus.texts[reading->text];
}

/* "FILE:LINE: id: ".  Names may be anybody's: a terminal obeys nothing that is in them. */
static void put_place(const struct rapport__corpus_check *check,
		      const struct rapport__reading *reading)
{
	const struct rapport__position *position = &check->places[reading->text].position;
	const char *file = rapport__findings_file(&check->findings, position);
	const char *id = rapport__corpus_id(&check->corpus, text_of(check, reading));

	terminal_put_lines(stdout, file, strlen(file));
	printf(":%llu: ", (unsigned long long)position->line);
	terminal_put_lines(stdout, id, strlen(id));
	fputs(": ", stdout);
}

/* ---- Agreement ------------------------------------------------------------------------------- */

static void put_name(const char *name)
{
	terminal_put(stdout, name, strlen(name), NAME_COLUMNS, true);
}

static void put_number(double value)
{
	if (isnan(value))
		fputs("        -", stdout);
	else
		printf("%9.4f", value);
}

static void put_measures(const struct rapport__agreement *agreement)
{
	printf("texts in common       %zu\n", agreement->texts);
	printf("observed agreement    %.4f\n", agreement->observed);
	if (isnan(agreement->kappa)) {
		puts("Cohen's kappa         cannot be told: both give all texts one label");
		return;
	}
	printf("Cohen's kappa         %.4f\n", agreement->kappa);
	printf("95 %% interval         %.4f to %.4f (asymptotic variance, Fleiss, Cohen and "
	       "Everitt "
	       "1969)\n",
	       agreement->low, agreement->high);
}

static void put_labels(const struct rapport__corpus *corpus,
		       const struct rapport__agreement_table *table)
{
	puts("\nlabel, against the rest  corpus   reader     both    kappa");
	for (uint32_t k = 0; k < table->K; k++) {
		struct rapport__agreement_table one;
		struct rapport__agreement agreement;

		rapport__agreement_one_label(table, k, &one);
		rapport__agreement_measure(&one, &agreement);
		put_name(corpus->labels.names[k]);
		printf("  %9zu%9zu%9zu", rapport__agreement_row(table, k),
		       rapport__agreement_column(table, k), table->counts[k][k]);
		put_number(agreement.kappa);
		putchar('\n');
	}
}

static void put_table(const struct rapport__corpus *corpus,
		      const struct rapport__agreement_table *table)
{
	fputs("\ncorpus, then reader ", stdout);
	for (uint32_t k = 0; k < table->K; k++) {
		fputs("  ", stdout);
		terminal_put(stdout, corpus->labels.names[k], strlen(corpus->labels.names[k]),
			     NAME_COLUMNS, k + 1 < table->K);
	}
	putchar('\n');
	for (uint32_t i = 0; i < table->K; i++) {
		put_name(corpus->labels.names[i]);
		for (uint32_t j = 0; j < table->K; j++)
			printf("  %-*zu", j + 1 < table->K ? NAME_COLUMNS : 0, table->counts[i][j]);
		putchar('\n');
	}
}

static void put_disagreements(const struct rapport__corpus_check *check,
			      const struct rapport__readings *readings)
{
	putchar('\n');
	for (size_t i = 0; i < readings->count; i++) {
		const struct rapport__reading *reading = &readings->list[i];
		const uint32_t label = text_of(check, reading)->label;

		if (label == reading->label)
			continue;
		put_place(check, reading);
		printf("corpus %s, reader %s\n", check->corpus.labels.names[label],
		       check->corpus.labels.names[reading->label]);
	}
}

int corpus_agreement(const struct rapport__corpus_check *check, const struct option_list *paths,
		     bool list)
{
	struct rapport__agreement_table table = { .K = check->corpus.labels.count };
	struct rapport__readings readings = { 0 };
	struct rapport__agreement agreement;
	int code = read_files(&readings, check, paths->values, paths->count);

	if (!code) {
		for (size_t i = 0; i < readings.count; i++)
			table.counts[text_of(check, &readings.list[i])->label]
				    [readings.list[i].label]++;
		rapport__agreement_measure(&table, &agreement);
		put_measures(&agreement);
		put_labels(&check->corpus, &table);
		put_table(&check->corpus, &table);
		if (list && agreement.observed < 1)
			put_disagreements(check, &readings);
	}
	rapport__readings_clear(&readings);
	return code;
}

/* ---- Doubtful labels ------------------------------------------------------------------------- */

struct doubt {
	double own; /* probability of the text's own label */
	size_t reading;
};

static int compare_doubts(const void *a, const void *b)
{
	const struct doubt *x = a, *y = b;

	if (x->own < y->own || x->own > y->own)
		return x->own < y->own ? -1 : 1;
	return x->reading < y->reading ? -1 : x->reading > y->reading;
}

static void put_doubt(const struct rapport__corpus_check *check,
		      const struct rapport__readings *readings, const struct doubt *doubt)
{
	const struct rapport__corpus *corpus = &check->corpus;
	const struct rapport__reading *reading = &readings->list[doubt->reading];
	const struct rapport__corpus_text *text = text_of(check, reading);
	const double *scores = readings->scores + doubt->reading * corpus->labels.count;
	uint32_t best = text->label;

	for (uint32_t k = 0; k < corpus->labels.count; k++)
		if (scores[k] > scores[best])
			best = k;
	put_place(check, reading);
	printf("label %s had %.3f", corpus->labels.names[text->label], doubt->own);
	if (best != text->label)
		printf(", %s %.3f", corpus->labels.names[best], scores[best]);
	fputs(": ", stdout);
	terminal_put(stdout, rapport__corpus_bytes(corpus, text), text->text_size, WORDS_COLUMNS,
		     false);
	putchar('\n');
}

static int put_doubts(const struct rapport__corpus_check *check,
		      const struct rapport__readings *readings, uint64_t top)
{
	const uint32_t K = check->corpus.labels.count;
	struct doubt *doubts = calloc(readings->count, sizeof *doubts);

	if (!doubts) {
		program_say("no memory");
		return EXIT_OS;
	}
	for (size_t i = 0; i < readings->count; i++) {
		const uint32_t own = text_of(check, &readings->list[i])->label;

		doubts[i] = (struct doubt){ readings->scores[i * K + own], i };
	}
	qsort(doubts, readings->count, sizeof *doubts, compare_doubts);
	for (size_t i = 0; i < readings->count && i < top; i++)
		put_doubt(check, readings, &doubts[i]);
	free(doubts);
	return EXIT_DONE;
}

int corpus_doubtful(const struct rapport__corpus_check *check, const char *path, uint64_t top)
{
	struct rapport__readings readings = { .scored = true };
	int code = read_files(&readings, check, &path, 1);

	if (!code)
		code = put_doubts(check, &readings, top);
	rapport__readings_clear(&readings);
	return code;
}
