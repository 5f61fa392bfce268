#include "text/json.h"
#include "tools/card.h"
#include "tools/commands.h"
#include "tools/corpora.h"
#include "tools/exit.h"
#include "tools/label_shares.h"
#include "tools/program.h"
#include "tools/tuning.h"
#include "training/model_image.h"
#include "training/trainer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct option_help help = {
	"train", "[OPTION...] CORPUS... -o MODEL",
	"Trains a model on labelled texts, calibrates it on texts held out in turn, and writes it "
	"with a\n"
	"model card beside it.  The same texts, options and seed give the same bytes.",
	"A corpus is JSON Lines with \"text\" and \"label\" (and \"group\", \"split\", "
	"\"evidence\"),\n"
	"label<TAB>text, or fastText's __label__ lines; - is standard input.  Where evidence is "
	"marked,\n"
	"sentences are trained, too."
};

enum {
	WEIGHTS_MAX = 16
};

struct arguments {
	const char *output, *card, *labels, *split, *language, *name, *prior, *held_out;
	struct option_list tuning, weights;
	uint64_t seed, folds, threads;
	double error_max;
	bool one_level, quiet, list_settings;
};

static void show_progress(void *context, const char *step, unsigned done, unsigned steps)
{
	(void)context;
	fprintf(stderr, "\r\033[K%3u %%  %s", 100 * done / steps, step);
	if (done + 1 >= steps)
		fputs("\r\033[K", stderr);
	fflush(stderr);
}

/* Ends text with an option that is not as it is by default. */
static void describe_number(char *text, size_t room, const char *name, double value, double usual)
{
	size_t size = strlen(text);

	if (value < usual || value > usual)
		snprintf(text + size, room - size, " --%s %.9g", name, value);
}

/* The options that made the model, without paths and threads, which do not shape it. */
static void describe(const struct arguments *arguments,
		     const struct rapport__trainer_settings *settings, char *text, size_t room)
{
	struct rapport__trainer_settings usual;

	rapport__trainer_defaults(&usual);
	snprintf(text, room,
		 "rapport train%s%s%s%s%s%s --language %s --name %s --seed %llu --folds %llu%s",
		 arguments->split ? " --split " : "", arguments->split ? arguments->split : "",
		 arguments->labels ? " --labels " : "", arguments->labels ? arguments->labels : "",
		 arguments->prior ? " --prior " : "", arguments->prior ? arguments->prior : "",
		 arguments->language, arguments->name, (unsigned long long)arguments->seed,
		 (unsigned long long)arguments->folds, arguments->one_level ? " --one-level" : "");
	describe_number(text, room, "max-error", arguments->error_max, usual.error_max);
	for (size_t i = 0; i < arguments->weights.count; i++)
		snprintf(text + strlen(text), room - strlen(text), " --weight %s",
			 arguments->weights.values[i]);
	tuning_describe(settings, text, room);
}

/* What each text was taken for by a model that did not see it, one JSON object a line. */
static int write_held_out(const char *path, const struct rapport__corpus *corpus,
			  const struct rapport__trained *trained)
{
	const size_t K = corpus->labels.count;
	struct rapport__buffer line = { 0 };
	FILE *file = fopen(path, "w");
	bool done = file != NULL;

	for (size_t i = 0; done && i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];
		const char *id = rapport__corpus_id(corpus, text);

		line.size = 0;
		done = rapport__buffer_add_string(&line, "{\"id\":") &&
		       rapport__json_quote(&line, id, strlen(id)) &&
		       rapport__buffer_add_string(&line, ",\"label\":") &&
		       rapport__json_quote(&line, corpus->labels.names[text->label],
					   strlen(corpus->labels.names[text->label])) &&
		       fputs(line.data, file) >= 0;
		for (size_t k = 0; done && k < K; k++) {
			line.size = 0;
			done = rapport__json_quote(&line, corpus->labels.names[k],
						   strlen(corpus->labels.names[k])) &&
			       fprintf(file, "%s%s:%.6f", k ? "," : ",\"scores\":{", line.data,
				       trained->scores[i * K + k]) > 0;
		}
		done = done && fputs("}}\n", file) >= 0;
	}
	rapport__buffer_clear(&line);
	if ((file && fclose(file) != 0) || !done) {
		program_say("%s: %s", path, strerror(errno));
		return EXIT_CANNOT_CREATE;
	}
	return EXIT_DONE;
}

static int read_prior(const char *list, const struct rapport__corpus *corpus, double *prior)
{
	const char *labels[RAPPORT_LABELS_MAX];

	for (uint32_t k = 0; k < corpus->labels.count; k++)
		labels[k] = corpus->labels.names[k];
	return label_shares_read("--prior", list, labels, corpus->labels.count, prior);
}

/* settings: as --set made them; the rest is filled in here. */
static int train_on(const struct rapport__corpus *corpus, const struct arguments *arguments,
		    struct rapport__trainer_settings settings)
{
	struct rapport__trained trained;
	struct rapport_error error = { 0 };
	double prior[RAPPORT_LABELS_MAX];
	char command[1000];
	int code = EXIT_DONE;

	settings.language = strcmp(arguments->language, "none") ? arguments->language : "";
	settings.name = arguments->name;
	settings.seed = arguments->seed;
	settings.folds = (unsigned)arguments->folds;
	settings.threads = (unsigned)arguments->threads;
	settings.error_max = arguments->error_max;
	settings.one_level = arguments->one_level;
	describe(arguments, &settings, command, sizeof command);
	settings.command = command;
	if (arguments->prior) {
		code = read_prior(arguments->prior, corpus, prior);
		settings.prior = prior;
	}
	if (code)
		return code;
	if (isatty(STDERR_FILENO) && !arguments->quiet)
		settings.progress = show_progress;
	if (rapport__train(corpus, &settings, &trained, &error))
		return program_fail(NULL, &error);
	if (rapport__model_image_save(&trained.image, arguments->output, &error)) {
		program_fail(NULL, &error);
		code = EXIT_CANNOT_CREATE;
	}
	/* The card last: it takes the place of nothing but a card. */
	if (!code && arguments->held_out)
		code = write_held_out(arguments->held_out, corpus, &trained);
	if (!code)
		code = card_write(arguments->card, arguments->output, corpus, &settings, &trained);
	if (!code && !arguments->quiet)
		program_say("%s: %zu texts, %zu features, held-out macro-F1 %.4f",
			    arguments->output, corpus->count, trained.features,
			    trained.held_out.macro_f1);
	rapport__trained_clear(&trained);
	return code;
}

static int train(const struct arguments *arguments,
		 const struct rapport__trainer_settings *settings, char **paths, int count)
{
	struct rapport__weight weights[WEIGHTS_MAX];
	struct rapport__corpus corpus = { .splits = arguments->split };
	struct rapport_error error = { 0 };
	int code = EXIT_DONE;

	if (arguments->weights.count > WEIGHTS_MAX) {
		program_say("more than %d of --weight", WEIGHTS_MAX);
		return EXIT_USAGE;
	}
	for (size_t i = 0; !code && i < arguments->weights.count; i++)
		if (rapport__weight_read(&weights[i], arguments->weights.values[i], &error)) {
			program_fail("--weight", &error);
			code = EXIT_USAGE;
		}
	if (code)
		return code;
	corpus.weights = weights;
	corpus.weight_count = arguments->weights.count;
	if (arguments->labels && rapport__corpus_set_labels(&corpus, arguments->labels, &error))
		code = program_fail("--labels", &error);
	if (!code)
		code = corpora_read(&corpus, paths, count);
	if (!code)
		code = train_on(&corpus, arguments, *settings);
	rapport__corpus_clear(&corpus);
	return code;
}

/* Whether two names are of one plain file, be it there or not. */
static bool is_same(const char *a, const char *b)
{
	struct stat one, other;

	if (stat(a, &one) != 0 || stat(b, &other) != 0)
		return !strcmp(a, b);
	return S_ISREG(one.st_mode) && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Whether something would be written over a corpus that is trained on. */
static bool is_among(const char *output, char **paths, int count)
{
	for (int i = 0; output && i < count; i++)
		if (is_same(output, paths[i]))
			return true;
	return false;
}

/* False, with a word, where what is written would take the place of something else. */
static bool outputs_are_safe(const struct arguments *arguments, char **paths, int count)
{
	const char *output = arguments->output, *card = arguments->card;
	const char *held_out = arguments->held_out;

	if (!output || !strcmp(output, "-"))
		program_say("train needs -o MODEL, the name of a file");
	else if (is_among(output, paths, count))
		program_say("%s: is a corpus, and -o would write over it", output);
	else if (held_out && !strcmp(held_out, "-"))
		program_say("--held-out needs the name of a file");
	else if (is_among(held_out, paths, count))
		program_say("%s: is a corpus, and --held-out would write over it", held_out);
	else if (card && is_same(card, output))
		program_say("model and card cannot be one file");
	else if (held_out && (is_same(held_out, output) || (card && is_same(held_out, card))))
		program_say("%s: --held-out cannot be the model or its card", held_out);
	else
		return true;
	return false;
}

static uint64_t processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count < 1                      ? 1
	       : count > RAPPORT__WORKERS_MAX ? RAPPORT__WORKERS_MAX
					      : (uint64_t)count;
}

static void take_defaults(struct arguments *arguments)
{
	struct rapport__trainer_settings defaults;

	rapport__trainer_defaults(&defaults);
	*arguments = (struct arguments){
		.language = defaults.language,
		.name = defaults.name,
		.threads = processors(),
		.error_max = defaults.error_max,
		.folds = defaults.folds,
		.seed = defaults.seed,
	};
}

static int run(const struct arguments *arguments, char **paths, int count)
{
	struct rapport__trainer_settings settings;
	int code = EXIT_DONE;

	if (arguments->list_settings) {
		tuning_print(stdout);
		return program_end(EXIT_DONE);
	}
	if (!outputs_are_safe(arguments, paths, count))
		return EXIT_USAGE;
	rapport__trainer_defaults(&settings);
	for (size_t i = 0; !code && i < arguments->tuning.count; i++)
		code = tuning_read(arguments->tuning.values[i], &settings);
	return code ? code : train(arguments, &settings, paths, count);
}

int cmd_train(int argc, char **argv)
{
	struct arguments arguments;
	const struct command_option options[] = {
		{ "output", 'o', OPTION_STRING, &arguments.output, "MODEL", "write the model here",
		  0, 0 },
		{ "card", 0, OPTION_STRING, &arguments.card, "FILE",
		  "write the model card here (default: MODEL with .md)", 0, 0 },
		{ "labels", 0, OPTION_STRING, &arguments.labels, "A,B,...",
		  "the labels and their order (default: as found, by name)", 0, 0 },
		{ "split", 0, OPTION_STRING, &arguments.split, "NAME,...",
		  "only texts of these splits", 0, 0 },
		{ "language", 0, OPTION_STRING, &arguments.language, "NAME",
		  "of libstemmer, or none (default: english)", 0, 0 },
		{ "name", 0, OPTION_STRING, &arguments.name, "NAME", "of the model", 0, 0 },
		{ "prior", 0, OPTION_STRING, &arguments.prior, "P,P,...",
		  "shares of the labels where the model will be used", 0, 0 },
		{ "weight", 0, OPTION_LIST, &arguments.weights, "MEMBER=VALUE:NUMBER",
		  "texts whose member has this value count less; repeatable", 0, 0 },
		{ "held-out", 0, OPTION_STRING, &arguments.held_out, "FILE",
		  "write what each text was taken for while it was held out", 0, 0 },
		{ "set", 0, OPTION_LIST, &arguments.tuning, "NAME=VALUE,...",
		  "what shapes the model: features, scales, penalties", 0, 0 },
		{ "settings", 0, OPTION_FLAG, &arguments.list_settings, NULL,
		  "tell what --set can set, with the defaults", 0, 0 },
		{ "max-error", 0, OPTION_NUMBER, &arguments.error_max, "PART",
		  "answers below the threshold that keeps errors under this are unsure", 0, 1 },
		{ "one-level", 0, OPTION_FLAG, &arguments.one_level, NULL, "pass evidence over", 0,
		  0 },
		{ "folds", 0, OPTION_COUNT, &arguments.folds, "N", "parts held out in turn", 2,
		  20 },
		{ "seed", 0, OPTION_COUNT, &arguments.seed, "N", "of the folds", 0, 1e15 },
		{ "threads", 0, OPTION_COUNT, &arguments.threads, "N",
		  "work with so many (default: all processors)", 1, RAPPORT__WORKERS_MAX },
		{ "quiet", 'q', OPTION_FLAG, &arguments.quiet, NULL, "say nothing but errors", 0,
		  0 },
	};
	int first, code;

	take_defaults(&arguments);
	first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	code = first < 0 ? -1 - first : run(&arguments, argv + first, argc - first);
	free(arguments.tuning.values);
	free(arguments.weights.values);
	return code;
}
