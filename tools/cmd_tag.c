#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/inputs.h"
#include "tools/label_shares.h"
#include "tools/output.h"
#include "tools/program.h"

#include <stdlib.h>
#include <string.h>

static const struct option_help help = {
	"tag", "[OPTION...] [PATH...]",
	"Tags every message of mailboxes, folders and files, or standard input, as "
	"trust-building,\n"
	"neutral or pressure-reacting.  What kind an input is, is told by its content.",
	"Without PATH, or for -, standard input is read.  A message that is automatic, your own, "
	"or has\n"
	"no new words is not tagged.  With --input lines --format tsv each line of the input has a "
	"line\n"
	"of the output, its label and confidence.  --adapt-prior takes no pipes but standard "
	"input, and\n"
	"leaves fewer than 50 texts as they are.\n\n"
	"Exit: 0 done, 1 done but some inputs could not be read, 64 and up on failure."
};

static int tag_items(struct inputs *inputs, rapport_classifier *classifier, struct output *output)
{
	/* Passages cost time, and bare answers show none. */
	enum rapport_status (*const judge)(
		rapport_classifier *, const char *, size_t, struct rapport_verdict *,
		struct rapport_error *) = output->format == OUTPUT_ANSWERS
						  ? rapport_classifier_label
						  : rapport_classifier_tag;
	const struct rapport__item *item;

	/* Where nothing can be written any more, program_end says why. */
	while (!ferror(stdout) && (item = inputs_next(inputs))) {
		struct rapport_verdict verdict;
		struct rapport_error error = { 0 };

		if (!item->skip && judge(classifier, item->text, item->text_size, &verdict, &error))
			return program_fail(item->source, &error);
		if (!output_unread(output, inputs->unread) ||
		    !output_item(output, item, item->skip || verdict.empty ? NULL : &verdict)) {
			program_say("out of memory");
			return EXIT_OS;
		}
	}
	return EXIT_DONE;
}

struct arguments {
	const char *model, *format, *prior;
	struct input_options inputs;
	bool all, adapts_prior;
};

/* Scores all that will be tagged, and tells from that how the labels are shared out.  The inputs
 * are then at their start again. */
static int adapt(struct inputs *inputs, rapport_classifier *classifier, uint32_t K,
		 const struct settings *settings)
{
	struct rapport__prior_sample sample = { .K = K };
	const struct rapport__item *item;
	int code = inputs_look_ahead(inputs);

	while (!code && (item = inputs_next(inputs))) {
		struct rapport_verdict verdict;
		struct rapport_error error = { 0 };

		if (item->skip)
			continue;
		if (rapport_classifier_label(classifier, item->text, item->text_size, &verdict,
					     &error)) {
			code = program_fail(item->source, &error);
		} else if (!verdict.empty && !rapport__prior_sample_add(&sample, verdict.scores)) {
			program_say("out of memory");
			code = EXIT_OS;
		}
	}
	if (!code)
		code = inputs_rewind(inputs);
	if (!code)
		code = label_shares_adapt(classifier, &sample, settings);
	rapport__prior_sample_clear(&sample);
	return code;
}

static int tag_all(struct inputs *inputs, rapport_classifier *classifier,
		   const struct arguments *arguments, const rapport_model *model)
{
	const bool answers = arguments->inputs.kind && !strcmp(arguments->inputs.kind, "lines") &&
			     arguments->format && !strcmp(arguments->format, "tsv");
	struct output output = { 0 };
	int code;

	output_open(&output, stdout, arguments->format, answers, model);
	output.all = arguments->all;
	code = tag_items(inputs, classifier, &output);
	if (!code && !output_unread(&output, inputs->unread))
		code = EXIT_OS;
	output_close(&output);
	return code;
}

static int tag(const struct arguments *arguments, const struct settings *settings, char **paths,
	       int count)
{
	struct rapport_error error = { 0 };
	rapport_model *model = NULL;
	rapport_classifier *classifier = NULL;
	struct inputs inputs = { 0 };
	int code = settings_open_model(settings, arguments->model, &model), closed;

	if (code)
		return code;
	if (rapport_classifier_new(model, &classifier, &error)) {
		code = program_fail(NULL, &error);
		goto done;
	}
	if (!arguments->adapts_prior)
		code = label_shares_set(classifier, arguments->prior, settings);
	if (!code)
		code = inputs_open(&inputs, paths, count, &arguments->inputs, settings);
	if (code)
		goto done;
	if (arguments->adapts_prior)
		code = adapt(&inputs, classifier, rapport_model_label_count(model), settings);
	if (!code)
		code = tag_all(&inputs, classifier, arguments, model);
	closed = inputs_close(&inputs);
	code = program_end(code ? code : closed);
done:
	rapport_classifier_free(classifier);
	rapport_model_free(model);
	return code;
}

/* Whether the options go together; says which do not. */
static bool check(const struct arguments *arguments)
{
	if (arguments->all && arguments->format && strcmp(arguments->format, "table") != 0) {
		program_say("--all is for the table: %s tells of every message", arguments->format);
		return false;
	}
	return label_shares_options_agree(arguments->prior, arguments->adapts_prior);
}

int cmd_tag(int argc, char **argv)
{
	struct arguments arguments = { 0 };
	const struct command_option options[] = {
		{ "model", 'm', OPTION_STRING, &arguments.model, "FILE", "use this model", 0, 0 },
		INPUT_OPTIONS(arguments.inputs),
		INPUT_MINE_OPTION(arguments.inputs),
		LABEL_SHARES_OPTION(arguments.prior),
		LABEL_SHARES_ADAPT_OPTION(arguments.adapts_prior),
		{ "format", 0, OPTION_CHOICE, &arguments.format, "table|jsonl|csv|tsv",
		  "how to print (default: table on a terminal, else jsonl)", 0, 0 },
		{ "all", 0, OPTION_FLAG, &arguments.all, NULL,
		  "show in the table what was not tagged, too", 0, 0 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first < 0)
		return -1 - first;
	if (!check(&arguments)) {
		free(arguments.inputs.mine.values);
		return EXIT_USAGE;
	}
	code = settings_read(&settings);
	if (!code)
		code = tag(&arguments, &settings, argv + first, argc - first);
	settings_clear(&settings);
	free(arguments.inputs.mine.values);
	return code;
}
