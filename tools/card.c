#include "tools/card.h"

#include "model/model_file.h"
#include "tools/exit.h"
#include "tools/figures.h"
#include "tools/markdown.h"
#include "tools/program.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MODEL_ENDING ".rapport"
#define CARD_HEAD    "# Model card:"

static const char *corpus_label(const void *context, uint32_t k)
{
	const struct rapport__corpus *corpus = context;

	return corpus->labels.names[k];
}

static void write_head(FILE *file, const struct rapport__corpus *corpus,
		       const struct rapport__trainer_settings *settings,
		       const struct rapport__trained *trained, const rapport_model *model)
{
	fputs(CARD_HEAD " ", file);
	markdown_put(file, model->name);
	fputs("\n\n", file);
	fprintf(file,
		"Trained by rapport %s on %zu texts in %zu groups; %zu features, %u level%s, %zu "
		"bytes.\n\n",
		RAPPORT_VERSION, corpus->count, corpus->groups.count, trained->features,
		trained->levels, trained->levels == 1 ? "" : "s", trained->image.size);
	fprintf(file, "| what | is |\n|---|---|\n| language | %s |\n| command | ",
		*settings->language ? settings->language : "none: words stay as they are");
	markdown_put(file, settings->command);
	fprintf(file,
		" |\n| corpus checksum | `%016llx` |\n| unsure below a confidence of | %.4f |\n",
		(unsigned long long)corpus->checksum, model->header.threshold);
	for (uint32_t k = 0; k < corpus->labels.count; k++) {
		fputs("| assumed share of ", file);
		markdown_put(file, corpus->labels.names[k]);
		fprintf(file, " | %.3f (corpus: %.3f) |\n", model->prior[k],
			(double)trained->held_out.count[k] / (double)corpus->count);
	}
	fputc('\n', file);
}

/* Whether there is nothing at path, or a card, or something that is no plain file. */
static bool is_replaceable(const char *path)
{
	char head[sizeof CARD_HEAD] = "";
	FILE *file = fopen(path, "r");
	struct stat about;
	bool card;

	if (!file)
		return true;
	card = (fstat(fileno(file), &about) == 0 && !S_ISREG(about.st_mode)) ||
	       fread(head, 1, sizeof head - 1, file) == 0 || !strcmp(head, CARD_HEAD);
	fclose(file);
	return card;
}

/* Measures what the texts were taken for while they were held out, and writes it. */
static int write_figures(FILE *file, const struct rapport__corpus *corpus,
			 const struct rapport__trained *trained, const rapport_model *model)
{
	struct measurement *measured = calloc(1, sizeof *measured);
	uint32_t *labels = calloc(corpus->count, sizeof *labels);
	const struct rapport__predictions predictions = { trained->scores, labels, NULL,
							  corpus->count, corpus->labels.count };
	const struct figures figures = { .measured = measured,
					 .label_of = corpus_label,
					 .context = corpus,
					 .title = "Held-out texts of the corpus" };
	int code = EXIT_OS;

	if (!measured || !labels) {
		program_say("out of memory");
	} else {
		for (size_t i = 0; i < corpus->count; i++)
			labels[i] = corpus->texts[i].label;
		code = measurement_take(measured, corpus, &predictions, model->header.threshold);
	}
	if (!code) {
		figures_print_markdown(file, &figures);
		measurement_clear(measured);
	}
	free(labels);
	free(measured);
	return code;
}

int card_write(const char *path, const char *model_path, const struct rapport__corpus *corpus,
	       const struct rapport__trainer_settings *settings,
	       const struct rapport__trained *trained)
{
	char made[PATH_MAX];
	size_t size = strlen(model_path), ending = strlen(MODEL_ENDING);
	struct rapport_error error = { 0 };
	rapport_model model;
	FILE *file;
	bool failed;
	int code;

	if (!path) {
		if (size > ending && !strcmp(model_path + size - ending, MODEL_ENDING))
			size -= ending;
		snprintf(made, sizeof made, "%.*s.md", (int)size, model_path);
		path = made;
	}
	if (rapport__model_read(trained->image.data, trained->image.size, &model, &error))
		return program_fail(model_path, &error);
	if (!is_replaceable(path)) {
		program_say("%s: is there and is no model card; name another with --card", path);
		return EXIT_CANNOT_CREATE;
	}
	file = fopen(path, "w");
	if (!file) {
		program_say("%s: %s", path, strerror(errno));
		return EXIT_CANNOT_CREATE;
	}
	write_head(file, corpus, settings, trained, &model);
	code = write_figures(file, corpus, trained, &model);
	failed = ferror(file);
	if (fclose(file) != 0 || failed) {
		program_say("%s: %s", path, strerror(errno));
		return EXIT_IO;
	}
	return code;
}
