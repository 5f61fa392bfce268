#include "model/classifier.h"
#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/options.h"
#include "tools/program.h"
#include "tools/settings.h"
#include "tools/terminal.h"

#include <string.h>

static const struct option_help help = {
	"model", "info [FILE]",
	"Tells what is in a model; without FILE, in the one that would be used.", NULL
};

static const char *const families[] = { "words",        "bigrams", "trigrams",
					"skip-bigrams", "negated", "mood",
					"length",       "edges",   "character n-grams" };

static void print_settings(const struct rapport__feature_settings *settings)
{
	const char *comma = "";

	fputs("features:    ", stdout);
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		if (!(settings->families >> i & 1))
			continue;
		printf("%s%s", comma, families[i]);
		comma = ", ";
	}
	printf("\n             skips of up to %u words, negation over %u, n-grams of %u to %u\n",
	       settings->skip_words, settings->negated_words, settings->ngram_min,
	       settings->ngram_max);
}

/* Whether this machine's libraries shape features as those did that the model was trained with. */
static void print_fit(const rapport_model *model)
{
	rapport__stemmer *stemmer = NULL;
	struct rapport_error error = { 0 };

	if (rapport__stemmer_new(model->header.language, &stemmer, &error)) {
		printf("stems:       %s\n", error.text);
		return;
	}
	printf("stems:       %s, Unicode tables %s; libstemmer here %s\n",
	       *model->header.language ? model->header.language : "none", model->header.unicode,
	       rapport__stemmer_version(stemmer) == model->header.stemmer_version
		       ? "has the same rules"
		       : "has OTHER rules than the model was trained with");
	rapport__stemmer_free(stemmer);
}

static int print_info(const rapport_model *model)
{
	const struct rapport__model_header *header = &model->header;

	printf("model:       %s\nversion:     %u, %llu bytes\nlabels:\n", rapport_model_name(model),
	       header->version, (unsigned long long)header->file_bytes);
	for (uint32_t k = 0; k < header->labels; k++)
		printf("             %s, assumed share %.3f%s\n", rapport_model_label(model, k),
		       model->prior[k],
		       header->levels == 2 && k == header->background ? ", what says nothing" : "");
	printf("levels:      %u%s\n", header->levels,
	       header->levels == 2 ? " (texts and sentences)" : " (texts)");
	printf("known:       %u features in %llu slots\n", header->features,
	       (unsigned long long)header->slots);
	print_settings(&header->settings);
	print_fit(model);
	printf("calibration: temperature %.4f of texts, %.4f of passages\n", header->temperature[0],
	       header->temperature[1]);
	printf("unsure:      below a confidence of %.4f\nprovenance:\n", header->threshold);
	/* What a stranger's file says must not reach the terminal as a command. */
	terminal_put_lines(stdout, model->provenance, header->provenance_bytes);
	return program_end(EXIT_DONE);
}

int cmd_model(int argc, char **argv)
{
	struct settings settings;
	rapport_model *model = NULL;
	int first = options_read(NULL, 0, &help, argc, argv), code;

	if (first < 0)
		return -1 - first;
	if (argc - first < 1 || argc - first > 2 || strcmp(argv[first], "info") != 0) {
		program_say("model takes \"info\" and at most one FILE");
		return EXIT_USAGE;
	}
	code = settings_read(&settings);
	if (!code)
		code = settings_open_model(&settings, argc - first == 2 ? argv[first + 1] : NULL,
					   &model);
	if (!code)
		code = print_info(model);
	rapport_model_free(model);
	settings_clear(&settings);
	return code;
}
