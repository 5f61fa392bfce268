#include "tools/tuning.h"

#include "tools/exit.h"
#include "tools/program.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum kind {
	REAL,     /* double */
	WHOLE,    /* uint32_t */
	SWITCH,   /* bool */
	FAMILIES, /* uint32_t, bits of enum RAPPORT__FEATURE_* */
};

/* Behind RAPPORT__FEATURE_WORD, each twice the one before. */
static const char *const families[] = { "word", "bigram", "trigram", "skip",  "negated",
					"mood", "shape",  "edge",    "ngram", "place" };

#define FAMILY_COUNT (sizeof families / sizeof *families)
#define AT(member)   offsetof(struct rapport__trainer_settings, member)
#define SCALE(bit)   AT(levels.weighting.family_scale) + (bit) * sizeof(double)

static const struct tuning {
	const char *name;
	enum kind kind;
	size_t at; /* in struct rapport__trainer_settings */
	double min, max;
	const char *help;
} tunings[] = {
	{ "features", FAMILIES, AT(features.families), 0, 0,
	  "word+bigram+trigram+skip+negated+mood+shape+edge+ngram+place" },
	{ "skip", WHOLE, AT(features.skip_words), 1, 3, "words between those of a skip-bigram" },
	{ "negated", WHOLE, AT(features.negated_words), 0, 100, "words that a negation reaches" },
	{ "ngram-min", WHOLE, AT(features.ngram_min), 2, 6, "characters" },
	{ "ngram-max", WHOLE, AT(features.ngram_max), 2, 6, "characters" },
	{ "idf", REAL, AT(levels.weighting.idf_power), 0, 4, "power of idf" },
	{ "ratio-floor", REAL, AT(levels.weighting.ratio_floor), 0, 1e6,
	  "added to the naive-Bayes ratio; large: no ratio" },
	{ "smoothing", REAL, AT(levels.weighting.smoothing), 1e-6, 1e6, "of its counts" },
	{ "ngram-share", REAL, AT(levels.weighting.ngram_share), 0, 1e6,
	  "length of the n-grams' block beside that of words" },
	{ "min-texts", WHOLE, AT(levels.weighting.texts_min), 0, 1e6,
	  "drop features in fewer texts; 0: by the corpus's size" },
	{ "ngram-min-texts", WHOLE, AT(levels.weighting.ngram_texts_min), 0, 1e6, "of n-grams" },
	{ "scale-sequences", REAL, SCALE(1), 0, 100,
	  "of bigrams, trigrams and skip-bigrams; 0 is 1, for each scale" },
	{ "scale-negated", REAL, SCALE(4), 0, 100, "of words behind a negation" },
	{ "scale-place", REAL, SCALE(9), 0, 100, "of words of the last sentence" },
	{ "texts-as-sentences", SWITCH, AT(levels.texts_as_sentences), 0, 1,
	  "1: whole texts teach the sentence level, too" },
	{ "l2", REAL, AT(levels.l2[0]), 1e-12, 1e6, "penalty of texts" },
	{ "l2-sentence", REAL, AT(levels.l2[1]), 1e-12, 1e6, "penalty of sentences" },
	{ "combiner-l2", REAL, AT(combiner.l2), 1e-12, 1e6, "penalty of the combiner" },
	{ "combiner-half", REAL, AT(combiner.half), 0, 1e9,
	  "sentences at which it counts as much as the text's own logits" },
};
enum {
	TUNINGS = sizeof tunings / sizeof *tunings
};

static bool read_families(const char *value, uint32_t *bits)
{
	*bits = 0;
	while (*value) {
		size_t size = strcspn(value, "+"), f = 0;

		while (f < FAMILY_COUNT &&
		       (strlen(families[f]) != size || strncmp(families[f], value, size) != 0))
			f++;
		if (f == FAMILY_COUNT)
			return false;
		*bits |= 1u << f;
		value += size + (value[size] == '+');
	}
	return *bits != 0;
}

static bool read_value(const struct tuning *tuning, const char *value, void *target)
{
	char *end;
	double number;

	if (tuning->kind == FAMILIES)
		return read_families(value, target);
	number = strtod(value, &end);
	if (end == value || *end || !(number >= tuning->min && number <= tuning->max))
		return false;
	if (tuning->kind == REAL)
		*(double *)target = number;
	else if (number != (double)(uint32_t)number)
		return false;
	else if (tuning->kind == WHOLE)
		*(uint32_t *)target = (uint32_t)number;
	else
		*(bool *)target = number > 0;
	return true;
}

/* Sequences share one scale: they stand side by side. */
static void spread_scale(struct rapport__trainer_settings *settings)
{
	double *scale = settings->levels.weighting.family_scale;

	scale[2] = scale[3] = scale[1];
}

int tuning_read(const char *list, struct rapport__trainer_settings *settings)
{
	while (*list) {
		size_t size = strcspn(list, ","), name = strcspn(list, "=,"), t = 0;
		char value[128] = "";

		while (t < TUNINGS && (strlen(tunings[t].name) != name ||
				       strncmp(tunings[t].name, list, name) != 0))
			t++;
		if (name < size)
			snprintf(value, sizeof value, "%.*s", (int)(size - name - 1),
				 list + name + 1);
		if (t == TUNINGS || size - name > sizeof value) {
			program_say("--set does not know \"%.*s\"; its names: rapport train "
				    "--settings",
				    (int)name, list);
			return EXIT_USAGE;
		}
		if (!read_value(&tunings[t], value, (char *)settings + tunings[t].at)) {
			program_say("--set %s: \"%s\" is not among %s", tunings[t].name, value,
				    tunings[t].kind == FAMILIES ? tunings[t].help
								: "its values: see rapport train "
								  "--settings");
			return EXIT_USAGE;
		}
		list += size + (list[size] == ',');
	}
	spread_scale(settings);
	return EXIT_DONE;
}

static void put_value(const struct tuning *tuning, const void *source, char *text, size_t room)
{
	uint32_t bits;

	switch (tuning->kind) {
	case REAL:
		snprintf(text, room, "%.9g", *(const double *)source);
		return;
	case WHOLE:
		snprintf(text, room, "%u", *(const uint32_t *)source);
		return;
	case SWITCH:
		snprintf(text, room, "%d", *(const bool *)source);
		return;
	case FAMILIES:
		bits = *(const uint32_t *)source;
		*text = '\0';
		for (size_t f = 0; f < FAMILY_COUNT; f++)
			if (bits & 1u << f)
				snprintf(text + strlen(text), room - strlen(text), "%s%s",
					 *text ? "+" : "", families[f]);
	}
}

void tuning_describe(const struct rapport__trainer_settings *settings, char *text, size_t room)
{
	const char *before = " --set ";
	struct rapport__trainer_settings usual;

	rapport__trainer_defaults(&usual);
	for (size_t t = 0; t < TUNINGS; t++) {
		char value[128], default_value[128];
		size_t size = strlen(text);

		put_value(&tunings[t], (const char *)settings + tunings[t].at, value, sizeof value);
		put_value(&tunings[t], (const char *)&usual + tunings[t].at, default_value,
			  sizeof default_value);
		if (!strcmp(value, default_value))
			continue;
		snprintf(text + size, room - size, "%s%s=%s", before, tunings[t].name, value);
		before = ",";
	}
}

void tuning_print(FILE *file)
{
	struct rapport__trainer_settings usual;

	rapport__trainer_defaults(&usual);
	for (size_t t = 0; t < TUNINGS; t++) {
		char value[128];

		put_value(&tunings[t], (const char *)&usual + tunings[t].at, value, sizeof value);
		fprintf(file, "%-20s%s\n%-20s  %s\n", tunings[t].name, value, "", tunings[t].help);
	}
}
