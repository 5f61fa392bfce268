#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/inputs.h"
#include "tools/label_shares.h"
#include "tools/program.h"
#include "tools/terminal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	BAR_COLUMNS = 12,
	NUMBER_COLUMNS = 7
};

static const struct option_help help = {
	"explain", "[-m MODEL] [OPTION...] [PATH...]",
	"Tells why: the words and sentences that moved the label, in nats, adding up to its score.",
	"Without PATH, or for -, standard input is read.  The score is the label's logit above the "
	"mean of\n"
	"all labels; words count by what the whole text says, sentences by what each says alone."
};

struct arguments {
	const char *model, *prior;
	struct input_options inputs;
	uint64_t words, position;
};

/* Parts by falling weight, without regard to the sign. */
static int compare_parts(const void *a, const void *b)
{
	const struct rapport_part *first = a, *second = b;
	double x = fabs(first->weight), y = fabs(second->weight);

	if (x != y)
		return x < y ? 1 : -1;
	return (first->start > second->start) - (first->start < second->start);
}

static void put_bar(double weight, double largest)
{
	int length = largest > 0 ? (int)lround(fabs(weight) / largest * BAR_COLUMNS) : 0;

	printf("%+*.3f  ", NUMBER_COLUMNS, weight);
	for (int i = 0; i < BAR_COLUMNS; i++)
		fputs(i < length ? (weight < 0 ? "-" : "#") : " ", stdout);
	fputs("  ", stdout);
}

static void put_part(const struct rapport__item *item, const struct rapport_part *part,
		     double largest)
{
	unsigned columns = terminal_width(stdout) - NUMBER_COLUMNS - BAR_COLUMNS - 4;

	put_bar(part->weight, largest);
	terminal_put(stdout, item->text + part->start, part->end - part->start, columns, false);
	fputc('\n', stdout);
}

/* The same words at several places are one line. */
static size_t merge_words(const struct rapport__item *item, struct rapport_part *parts,
			  size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t size = parts[i].end - parts[i].start;
		size_t j = 0;

		while (j < kept && !(parts[j].end - parts[j].start == size &&
				     !strncasecmp(item->text + parts[j].start,
						  item->text + parts[i].start, size)))
			j++;
		if (j < kept)
			parts[j].weight += parts[i].weight;
		else
			parts[kept++] = parts[i];
	}
	return kept;
}

static int print_words(const struct rapport__item *item, const struct rapport_explanation *why,
		       size_t most)
{
	struct rapport_part *parts = calloc(why->word_count + 1, sizeof *parts);
	/* Merging compares each with each: of a very long text the strongest words are merged only.
	 * */
	size_t count = why->word_count, limit = 4096;
	double others = 0;

	if (!parts) {
		program_say("out of memory");
		return EXIT_OS;
	}
	memcpy(parts, why->words, count * sizeof *parts);
	qsort(parts, count, sizeof *parts, compare_parts);
	for (size_t i = limit; i < count; i++)
		others += parts[i].weight;
	count = merge_words(item, parts, count < limit ? count : limit);
	most = most < count ? most : count;
	qsort(parts, count, sizeof *parts, compare_parts);
	puts("words");
	/* What would be shown as zero is left to the rest. */
	while (most > 0 && most <= count && fabs(parts[most - 1].weight) < 0.0005)
		most--;
	for (size_t i = 0; i < count && i < most; i++)
		put_part(item, &parts[i], fabs(parts[0].weight));
	for (size_t i = most; i < count; i++)
		others += parts[i].weight;
	if (count > most)
		printf("%+*.3f  (all other words)\n", NUMBER_COLUMNS, others);
	free(parts);
	return EXIT_DONE;
}

static void print_sentences(const struct rapport__item *item, const struct rapport_explanation *why,
			    const rapport_model *model)
{
	double largest = 0;

	for (size_t s = 0; s < why->verdict.passage_count; s++)
		largest = fmax(largest, fabs(why->sentences[s].weight));
	if (!(largest > 0))
		return;
	puts("sentences");
	for (size_t s = 0; s < why->verdict.passage_count; s++) {
		const struct rapport_passage *passage = &why->verdict.passages[s];

		put_part(item, &why->sentences[s], largest);
		printf("%*s(alone: %s, %.0f %%)\n", NUMBER_COLUMNS + BAR_COLUMNS + 4, "",
		       rapport_model_label(model, passage->label), passage->confidence * 100);
	}
}

static int explain_item(const struct rapport__item *item, rapport_classifier *classifier,
			const rapport_model *model, const struct arguments *arguments)
{
	struct rapport_explanation why;
	struct rapport_error error = { 0 };
	int code;

	if (item->from || item->subject) {
		if (item->date)
			terminal_put(stdout, item->date, strnlen(item->date, 10), 10, false);
		fputs("  ", stdout);
		terminal_put(stdout, item->from ? item->from : "",
			     item->from ? strlen(item->from) : 0, 40, false);
		fputs("  ", stdout);
		terminal_put(stdout, item->subject ? item->subject : "",
			     item->subject ? strlen(item->subject) : 0, 60, false);
		fputc('\n', stdout);
	}
	if (item->skip) {
		printf("not tagged: %s\n\n", item->skip_reason);
		return EXIT_DONE;
	}
	if (rapport_classifier_explain(classifier, item->text, item->text_size, &why, &error))
		return program_fail(item->source, &error);
	if (why.verdict.empty) {
		puts("not tagged: no words\n");
		return EXIT_DONE;
	}
	printf("%s, confidence %.4f%s\n\n", rapport_model_label(model, why.verdict.label),
	       why.verdict.confidence, why.verdict.unsure ? ", unsure" : "");
	print_sentences(item, &why, model);
	code = print_words(item, &why, arguments->words);
	printf("%+*.3f  what any text of this length has\n%+*.3f  score\n\n", NUMBER_COLUMNS,
	       why.rest, NUMBER_COLUMNS, why.score);
	return code;
}

static int explain(const struct arguments *arguments, const struct settings *settings, char **paths,
		   int count)
{
	const struct rapport__item *item;
	struct rapport_error error = { 0 };
	rapport_model *model = NULL;
	rapport_classifier *classifier = NULL;
	struct inputs inputs = { 0 };
	bool found = false;
	int code = settings_open_model(settings, arguments->model, &model), closed;

	if (code)
		return code;
	if (rapport_classifier_new(model, &classifier, &error)) {
		code = program_fail(NULL, &error);
		goto done;
	}
	code = label_shares_set(classifier, arguments->prior, settings);
	if (!code)
		code = inputs_open(&inputs, paths, count, &arguments->inputs, settings);
	if (code)
		goto done;
	while (!code && !ferror(stdout) && (item = inputs_next(&inputs))) {
		if (arguments->position && item->position != arguments->position)
			continue;
		found = true;
		code = explain_item(item, classifier, model, arguments);
	}
	closed = inputs_close(&inputs);
	if (!code && !closed && !found && arguments->position) {
		program_say("there is no message or line %llu",
			    (unsigned long long)arguments->position);
		code = EXIT_BAD_DATA;
	}
	code = program_end(code ? code : closed);
done:
	rapport_classifier_free(classifier);
	rapport_model_free(model);
	return code;
}

int cmd_explain(int argc, char **argv)
{
	struct arguments arguments = { .words = 15 };
	const struct command_option options[] = {
		{ "model", 'm', OPTION_STRING, &arguments.model, "FILE", "use this model", 0, 0 },
		INPUT_OPTIONS(arguments.inputs),
		LABEL_SHARES_OPTION(arguments.prior),
		{ "words", 'n', OPTION_COUNT, &arguments.words, "N",
		  "show so many words (default: 15)", 0, 1e9 },
		{ "position", 'p', OPTION_COUNT, &arguments.position, "N",
		  "only the message or line of this number", 1, 1e15 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first < 0)
		return -1 - first;
	code = settings_read(&settings);
	if (!code)
		code = explain(&arguments, &settings, argv + first, argc - first);
	settings_clear(&settings);
	return code;
}
