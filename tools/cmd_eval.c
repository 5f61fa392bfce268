#include "model/classifier.h"
#include "tools/commands.h"
#include "tools/corpora.h"
#include "tools/exit.h"
#include "tools/figures.h"
#include "tools/options.h"
#include "tools/program.h"
#include "tools/settings.h"

#include <stdlib.h>
#include <string.h>

static const struct option_help help = {
	"eval", "[-m MODEL] [OPTION...] CORPUS...",
	"Measures a model on labelled texts, which it should never have seen.",
	"A corpus is as for train.  --by names a member of the JSON objects, such as source: the "
	"area\n"
	"under the curve is then worked out inside each, too, where a topic cannot be guessed."
};

struct arguments {
	const char *model, *split, *by, *format, *title;
};

/* Names the corpus's labels as the model does; a label that it does not know is an error. */
static int fix_labels(struct rapport__corpus *corpus, const rapport_model *model)
{
	struct rapport__buffer names = { 0 };
	struct rapport_error error = { 0 };
	bool done = true;
	int code = EXIT_DONE;

	for (uint32_t k = 0; done && k < rapport_model_label_count(model); k++)
		done = (!k || rapport__buffer_add_string(&names, ",")) &&
		       rapport__buffer_add_string(&names, rapport_model_label(model, k));
	if (!done) {
		program_say("out of memory");
		code = EXIT_OS;
	} else if (rapport__corpus_set_labels(corpus, names.data, &error)) {
		code = program_fail(NULL, &error);
	}
	rapport__buffer_clear(&names);
	return code;
}

static int score(const struct rapport__corpus *corpus, rapport_classifier *classifier, size_t K,
		 double *scores, uint32_t *labels, uint32_t *sources)
{
	for (size_t i = 0; i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];
		struct rapport_verdict verdict;
		struct rapport_error error = { 0 };

		if (rapport_classifier_label(classifier, rapport__corpus_bytes(corpus, text),
					     text->text_size, &verdict, &error))
			return program_fail(rapport__corpus_id(corpus, text), &error);
		memcpy(scores + i * K, verdict.scores, K * sizeof *scores);
		labels[i] = text->label;
		sources[i] = text->source;
	}
	return EXIT_DONE;
}

static const char *model_label(const void *context, uint32_t k)
{
	return rapport_model_label(context, k);
}

static void print(const struct arguments *arguments, const rapport_model *model,
		  const struct rapport__evaluation *evaluation)
{
	struct figures figures = { evaluation, model_label, model, arguments->title,
				   arguments->by != NULL };

	if (!figures.title)
		figures.title = rapport_model_name(model);
	if (!strcmp(arguments->format, "json"))
		figures_print_json(stdout, &figures);
	else if (!strcmp(arguments->format, "markdown"))
		figures_print_markdown(stdout, &figures);
	else
		figures_print_text(stdout, &figures);
}

static int measure(const struct arguments *arguments, const struct rapport__corpus *corpus,
		   const rapport_model *model, rapport_classifier *classifier)
{
	const size_t K = rapport_model_label_count(model), N = corpus->count;
	double *scores = calloc(N * K, sizeof *scores);
	uint32_t *labels = calloc(N, sizeof *labels), *sources = calloc(N, sizeof *sources);
	struct rapport__predictions predictions = { scores, labels, arguments->by ? sources : NULL,
						    N, K };
	struct rapport__evaluation evaluation = { 0 };
	struct rapport_error error = { 0 };
	int code = EXIT_OS;

	if (!scores || !labels || !sources) {
		program_say("out of memory");
		goto done;
	}
	code = score(corpus, classifier, K, scores, labels, sources);
	if (code)
		goto done;
	if (rapport__evaluate(&predictions, &evaluation, &error)) {
		code = program_fail(NULL, &error);
		goto done;
	}
	print(arguments, model, &evaluation);
	code = program_end(EXIT_DONE);
done:
	rapport__evaluation_clear(&evaluation);
	free(scores);
	free(labels);
	free(sources);
	return code;
}

static int eval(const struct arguments *arguments, const struct settings *settings, char **paths,
		int count)
{
	struct rapport__corpus corpus = { .splits = arguments->split, .by = arguments->by };
	struct rapport_error error = { 0 };
	rapport_model *model = NULL;
	rapport_classifier *classifier = NULL;
	int code = settings_open_model(settings, arguments->model, &model);

	if (!code && rapport_classifier_new(model, &classifier, &error))
		code = program_fail(NULL, &error);
	if (!code)
		code = fix_labels(&corpus, model);
	if (!code)
		code = corpora_read(&corpus, paths, count);
	if (!code)
		code = measure(arguments, &corpus, model, classifier);
	rapport__corpus_clear(&corpus);
	rapport_classifier_free(classifier);
	rapport_model_free(model);
	return code;
}

int cmd_eval(int argc, char **argv)
{
	struct arguments arguments = { .format = "text" };
	const struct command_option options[] = {
		{ "model", 'm', OPTION_STRING, &arguments.model, "FILE", "measure this model", 0,
		  0 },
		{ "split", 0, OPTION_STRING, &arguments.split, "NAME,...",
		  "only texts of these splits", 0, 0 },
		{ "by", 0, OPTION_STRING, &arguments.by, "MEMBER",
		  "where a text is from stands in this member", 0, 0 },
		{ "format", 0, OPTION_CHOICE, &arguments.format, "text|json|markdown",
		  "how to print (default: text)", 0, 0 },
		{ "title", 0, OPTION_STRING, &arguments.title, "TEXT", "above the figures", 0, 0 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first < 0)
		return -1 - first;
	code = settings_read(&settings);
	if (!code)
		code = eval(&arguments, &settings, argv + first, argc - first);
	settings_clear(&settings);
	return code;
}
