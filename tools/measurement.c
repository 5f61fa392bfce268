#include "tools/measurement.h"

#include "tools/exit.h"
#include "tools/program.h"

#include <stdlib.h>

enum {
	SEED = 1 /* of the resamples: the same texts give the same intervals */
};

static bool part_by_length(const struct rapport__corpus *corpus, uint32_t *part_of)
{
	for (size_t i = 0; i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];
		size_t words;

		if (!rapport__count_words(rapport__corpus_bytes(corpus, text), text->text_size,
					  &words))
			return false;
		part_of[i] = rapport__length_part(words);
	}
	return true;
}

/* Fills part_of, and names and count of parts. */
static bool part_by_source(const struct rapport__corpus *corpus, uint32_t *part_of,
			   struct measured_parts *parts)
{
	uint32_t *sources = calloc(corpus->count, sizeof *sources), values[PARTS_MOST];
	size_t chosen = 0, others = 0;
	bool done = sources != NULL;

	for (size_t i = 0; done && i < corpus->count; i++)
		sources[i] = corpus->texts[i].source;
	done = done && rapport__choose_parts(sources, corpus->count, corpus->sources.numbers.count,
					     PARTS_TEXTS_MIN, PARTS_MOST, part_of, values, &chosen);
	for (size_t i = 0; done && i < corpus->count; i++)
		others += part_of[i] == chosen;
	for (size_t part = 0; part < chosen; part++)
		parts->names[part] = rapport__names_get(&corpus->sources, values[part]);
	parts->count = chosen + (others > 0);
	free(sources);
	return done;
}

static int fail_memory(void)
{
	program_say("out of memory");
	return EXIT_OS;
}

static int break_down(struct measurement *measurement, const struct rapport__corpus *corpus,
		      const struct rapport__predictions *predictions)
{
	uint32_t *part_of = calloc(corpus->count, sizeof *part_of);
	struct measured_parts *lengths = &measurement->lengths, *sources = &measurement->sources;
	struct rapport_error error = { 0 };
	int code = EXIT_DONE;

	if (!part_of || !part_by_length(corpus, part_of)) {
		code = fail_memory();
	} else if (rapport__breakdown(predictions, part_of, RAPPORT__LENGTHS, lengths->rows,
				      &error)) {
		code = program_fail(NULL, &error);
	} else {
		lengths->count = RAPPORT__LENGTHS;
		for (size_t part = 0; part < RAPPORT__LENGTHS; part++)
			lengths->names[part] = rapport__length_names[part];
	}
	if (!code && corpus->by) {
		if (!part_by_source(corpus, part_of, sources))
			code = fail_memory();
		else if (rapport__breakdown(predictions, part_of, sources->count, sources->rows,
					    &error))
			code = program_fail(NULL, &error);
		if (code)
			sources->count = 0;
	}
	free(part_of);
	return code;
}

/* The group of each text; NULL without memory. */
static uint32_t *list_groups(const struct rapport__corpus *corpus)
{
	uint32_t *groups = calloc(corpus->count, sizeof *groups);

	for (size_t i = 0; groups && i < corpus->count; i++)
		groups[i] = corpus->texts[i].group;
	return groups;
}

int measurement_take(struct measurement *measurement, const struct rapport__corpus *corpus,
		     const struct rapport__predictions *predictions, double threshold)
{
	uint32_t *groups = list_groups(corpus);
	struct rapport_error error = { 0 };
	int code = EXIT_DONE;

	*measurement = (struct measurement){ 0 };
	if (!groups)
		return fail_memory();
	measurement->groups = rapport__count_groups(groups, corpus->count);
	if (rapport__evaluate(predictions, &measurement->all, &error) ||
	    rapport__resample(predictions, NULL, groups, SEED, measurement->intervals, &error) ||
	    rapport__coverage_find(predictions, &measurement->coverage, &error) ||
	    rapport__coverage_at(predictions, threshold, &measurement->abstention, &error))
		code = program_fail(NULL, &error);
	free(groups);
	if (!code)
		code = break_down(measurement, corpus, predictions);
	if (code)
		measurement_clear(measurement);
	return code;
}

static void parts_clear(struct measured_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		rapport__evaluation_clear(&parts->rows[i]);
}

void measurement_clear(struct measurement *measurement)
{
	rapport__evaluation_clear(&measurement->all);
	parts_clear(&measurement->lengths);
	parts_clear(&measurement->sources);
	*measurement = (struct measurement){ 0 };
}

int measurement_compare(const struct measurement *measurement, const struct rapport__corpus *corpus,
			const struct rapport__predictions *predictions,
			const struct rapport__predictions *other, struct comparison *comparison)
{
	const struct rapport__evaluation *first = &measurement->all;
	uint32_t *groups = list_groups(corpus);
	struct rapport__evaluation second = { 0 };
	struct rapport_error error = { 0 };
	int code = EXIT_DONE;

	if (!groups)
		return fail_memory();
	if (rapport__evaluate(other, &second, &error) ||
	    rapport__resample(predictions, other, groups, SEED, comparison->intervals, &error))
		code = program_fail(NULL, &error);
	comparison->differences[RAPPORT__MEASURE_MACRO_F1] = first->macro_f1 - second.macro_f1;
	comparison->differences[RAPPORT__MEASURE_ACCURACY] = first->accuracy - second.accuracy;
	comparison->differences[RAPPORT__MEASURE_LOG_LOSS] = first->log_loss - second.log_loss;
	comparison->differences[RAPPORT__MEASURE_BRIER] = first->brier - second.brier;
	comparison->differences[RAPPORT__MEASURE_CALIBRATION] = first->calibration -
								second.calibration;
	rapport__evaluation_clear(&second);
	free(groups);
	return code;
}
