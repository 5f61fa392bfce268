#include "model/classifier.h"
#include "tools/commands.h"
#include "tools/corpora.h"
#include "tools/exit.h"
#include "tools/figures.h"
#include "tools/label_shares.h"
#include "tools/program.h"

#include <stdlib.h>
#include <string.h>

static const struct option_help help = {
	"eval", "[-m MODEL] [OPTION...] CORPUS...",
	"Measures a model on labelled texts, which it should never have seen.",
	"A corpus is as for train.  --by names a member of the JSON objects, such as source: the "
	"area\n"
	"under the curve is then worked out inside each, too, where a topic cannot be guessed, and "
	"the\n"
	"commonest values have a row each in the long tables.  Ranges are 95 % bootstrap intervals "
	"over\n"
	"the texts, those of one group drawn together.  --prior and --adapt-prior, which sees no "
	"label, are\n"
	"for the model that is measured, not for the one that it is compared with."
};

struct arguments {
	const char *model, *against, *split, *by, *format, *title, *prior;
	bool breakdown, evidence, adapts_prior;
};

/* What a model makes of the texts of a corpus. */
struct scored {
	double *scores;                     /* [N][K] */
	uint32_t *labels, *sources;         /* [N] */
	struct rapport__evidence *evidence; /* [K] by label; NULL: not asked for */
	struct rapport__tokens tokens;      /* scratch */
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

/* The shares that the model is to work with: those of the option, or what the texts tell. */
static int settle_prior(const struct arguments *arguments, const struct rapport__corpus *corpus,
			rapport_classifier *classifier, size_t K)
{
	struct rapport__prior_sample sample = { .K = K };
	struct rapport_error error = { 0 };
	struct rapport_verdict verdict;
	int code = EXIT_DONE;

	if (!arguments->adapts_prior)
		return label_shares_set(classifier, arguments->prior, NULL);
	for (size_t i = 0; !code && i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];

		if (rapport_classifier_label(classifier, rapport__corpus_bytes(corpus, text),
					     text->text_size, &verdict, &error)) {
			code = program_fail(rapport__corpus_id(corpus, text), &error);
		} else if (!verdict.empty && !rapport__prior_sample_add(&sample, verdict.scores)) {
			program_say("out of memory");
			code = EXIT_OS;
		}
	}
	if (!code)
		code = label_shares_adapt(classifier, &sample, NULL);
	rapport__prior_sample_clear(&sample);
	return code;
}

static int score_text(const struct rapport__corpus *corpus, size_t i,
		      rapport_classifier *classifier, struct rapport_verdict *verdict,
		      struct scored *scored)
{
	const struct rapport__corpus_text *text = &corpus->texts[i];
	const char *bytes = rapport__corpus_bytes(corpus, text);
	const struct rapport__span *spans = corpus->spans + text->evidence;
	struct rapport_error error = { 0 };
	enum rapport_status status;

	if (scored->evidence && text->evidence_count)
		status = rapport_classifier_tag(classifier, bytes, text->text_size, verdict,
						&error);
	else
		status = rapport_classifier_label(classifier, bytes, text->text_size, verdict,
						  &error);
	if (status)
		return program_fail(rapport__corpus_id(corpus, text), &error);
	if (!scored->evidence || verdict->label != text->label)
		return EXIT_DONE;
	if (!rapport__evidence_add(&scored->evidence[text->label], bytes, text->text_size, spans,
				   text->evidence_count, verdict, &scored->tokens)) {
		program_say("out of memory");
		return EXIT_OS;
	}
	return EXIT_DONE;
}

static int score(const struct rapport__corpus *corpus, rapport_classifier *classifier, size_t K,
		 struct scored *scored)
{
	for (size_t i = 0; i < corpus->count; i++) {
		struct rapport_verdict verdict;
		int code = score_text(corpus, i, classifier, &verdict, scored);

		if (code)
			return code;
		memcpy(scored->scores + i * K, verdict.scores, K * sizeof *scored->scores);
		scored->labels[i] = corpus->texts[i].label;
		scored->sources[i] = corpus->texts[i].source;
	}
	return EXIT_DONE;
}

static bool scored_init(struct scored *scored, size_t N, size_t K, bool evidence)
{
	*scored = (struct scored){ .scores = calloc(N * K, sizeof *scored->scores),
				   .labels = calloc(N, sizeof *scored->labels),
				   .sources = calloc(N, sizeof *scored->sources) };
	if (evidence)
		scored->evidence = calloc(K, sizeof *scored->evidence);
	if (scored->scores && scored->labels && scored->sources && !evidence == !scored->evidence)
		return true;
	program_say("out of memory");
	return false;
}

static void scored_clear(struct scored *scored)
{
	free(scored->scores);
	free(scored->labels);
	free(scored->sources);
	free(scored->evidence);
	rapport__tokens_clear(&scored->tokens);
}

/* Scores with another model, and puts its labels in the order of the first one's. */
static int score_other(const struct rapport__corpus *corpus, const rapport_model *model,
		       const rapport_model *other, struct scored *scored)
{
	const uint32_t K = rapport_model_label_count(model);
	rapport_classifier *classifier = NULL;
	struct rapport_error error = { 0 };
	uint32_t place[RAPPORT_LABELS_MAX]; /* in the other, of each label */
	double row[RAPPORT_LABELS_MAX];
	int code = EXIT_DONE;

	for (uint32_t k = 0; k < K; k++) {
		for (place[k] = 0; place[k] < rapport_model_label_count(other); place[k]++)
			if (!strcmp(rapport_model_label(model, k),
				    rapport_model_label(other, place[k])))
				break;
		if (place[k] == rapport_model_label_count(other) ||
		    rapport_model_label_count(other) != K) {
			program_say("the two models do not have the same labels");
			return EXIT_BAD_DATA;
		}
	}
	if (rapport_classifier_new(other, &classifier, &error))
		return program_fail(NULL, &error);
	code = score(corpus, classifier, K, scored);
	for (size_t i = 0; !code && i < corpus->count; i++) {
		memcpy(row, scored->scores + i * K, K * sizeof *row);
		for (uint32_t k = 0; k < K; k++)
			scored->scores[i * K + k] = row[place[k]];
	}
	rapport_classifier_free(classifier);
	return code;
}

static const char *model_label(const void *context, uint32_t k)
{
	return rapport_model_label(context, k);
}

static void print(const struct arguments *arguments, const rapport_model *model,
		  struct figures figures)
{
	figures.label_of = model_label;
	figures.context = model;
	figures.title = arguments->title ? arguments->title : rapport_model_name(model);
	figures.by = arguments->by;
	figures.breakdown = arguments->breakdown;
	if (!strcmp(arguments->format, "json"))
		figures_print_json(stdout, &figures);
	else if (!strcmp(arguments->format, "markdown"))
		figures_print_markdown(stdout, &figures);
	else
		figures_print_text(stdout, &figures);
}

/* Compares with the model other, NULL for none, and prints. */
static int report(const struct arguments *arguments, const struct rapport__corpus *corpus,
		  const rapport_model *model, const rapport_model *other,
		  const struct rapport__predictions *predictions, struct figures figures)
{
	const size_t N = predictions->N, K = predictions->K;
	struct rapport__predictions others = *predictions;
	struct comparison comparison = { 0 };
	struct scored scored = { 0 };
	int code = EXIT_DONE;

	if (other) {
		code = scored_init(&scored, N, K, false)
			       ? score_other(corpus, model, other, &scored)
			       : EXIT_OS;
		others.scores = scored.scores;
		comparison.name = rapport_model_name(other);
		figures.comparison = &comparison;
		if (!code)
			code = measurement_compare(figures.measured, corpus, predictions, &others,
						   &comparison);
	}
	if (!code) {
		print(arguments, model, figures);
		code = program_end(EXIT_DONE);
	}
	scored_clear(&scored);
	return code;
}

static int measure(const struct arguments *arguments, const struct rapport__corpus *corpus,
		   const rapport_model *model, const rapport_model *other,
		   rapport_classifier *classifier)
{
	const size_t K = rapport_model_label_count(model), N = corpus->count;
	struct measurement *measured = calloc(1, sizeof *measured);
	struct rapport__predictions predictions = { .N = N, .K = K };
	struct figures figures = { .measured = measured };
	struct scored scored = { 0 };
	int code = EXIT_OS;

	if (!scored_init(&scored, N, K, arguments->evidence) || !measured)
		goto done;
	code = settle_prior(arguments, corpus, classifier, K);
	if (!code)
		code = score(corpus, classifier, K, &scored);
	if (code)
		goto done;
	predictions.scores = scored.scores;
	predictions.labels = scored.labels;
	predictions.sources = arguments->by ? scored.sources : NULL;
	figures.evidence = scored.evidence;
	code = measurement_take(measured, corpus, &predictions, model->header.threshold);
	if (code)
		goto done;
	code = report(arguments, corpus, model, other, &predictions, figures);
	measurement_clear(measured);
done:
	scored_clear(&scored);
	free(measured);
	return code;
}

static int eval(const struct arguments *arguments, const struct settings *settings, char **paths,
		int count)
{
	struct rapport__corpus corpus = { .splits = arguments->split, .by = arguments->by };
	struct rapport_error error = { 0 };
	rapport_model *model = NULL, *other = NULL;
	rapport_classifier *classifier = NULL;
	int code = settings_open_model(settings, arguments->model, &model);

	if (!code && arguments->against)
		code = settings_open_model(settings, arguments->against, &other);
	if (!code && rapport_classifier_new(model, &classifier, &error))
		code = program_fail(NULL, &error);
	if (!code)
		code = fix_labels(&corpus, model);
	if (!code)
		code = corpora_read(&corpus, paths, count);
	if (!code)
		code = measure(arguments, &corpus, model, other, classifier);
	rapport__corpus_clear(&corpus);
	rapport_classifier_free(classifier);
	rapport_model_free(model);
	rapport_model_free(other);
	return code;
}

int cmd_eval(int argc, char **argv)
{
	struct arguments arguments = { .format = "text" };
	const struct command_option options[] = {
		{ "model", 'm', OPTION_STRING, &arguments.model, "FILE", "measure this model", 0,
		  0 },
		{ "against", 0, OPTION_STRING, &arguments.against, "FILE",
		  "compare with this model, on the same resamples", 0, 0 },
		{ "split", 0, OPTION_STRING, &arguments.split, "NAME,...",
		  "only texts of these splits", 0, 0 },
		{ "by", 0, OPTION_STRING, &arguments.by, "MEMBER",
		  "where a text is from stands in this member", 0, 0 },
		{ "breakdown", 0, OPTION_FLAG, &arguments.breakdown, NULL,
		  "print the long tables as text, too: by label, coverage, length and --by", 0, 0 },
		{ "evidence", 0, OPTION_FLAG, &arguments.evidence, NULL,
		  "tell whether the telling sentence is one that people marked", 0, 0 },
		LABEL_SHARES_OPTION(arguments.prior),
		LABEL_SHARES_ADAPT_OPTION(arguments.adapts_prior),
		{ "format", 0, OPTION_CHOICE, &arguments.format, "text|json|markdown",
		  "how to print (default: text)", 0, 0 },
		{ "title", 0, OPTION_STRING, &arguments.title, "TEXT", "above the figures", 0, 0 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first < 0)
		return -1 - first;
	if (!label_shares_options_agree(arguments.prior, arguments.adapts_prior))
		return EXIT_USAGE;
	code = settings_read(&settings);
	if (!code)
		code = eval(&arguments, &settings, argv + first, argc - first);
	settings_clear(&settings);
	return code;
}
