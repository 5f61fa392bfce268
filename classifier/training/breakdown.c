#include "training/breakdown.h"

#include "memory.h"
#include "text/tokenizer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const rapport__length_names[RAPPORT__LENGTHS] = { "1-10", "11-30", "31-80", "81-200",
							      "over 200" };

/* The predictions of one part, copied behind each other. */
struct copies {
	double *scores;
	uint32_t *labels, *sources;
};

static void copies_clear(struct copies *copies)
{
	rapport__free(copies->scores);
	rapport__free(copies->labels);
	rapport__free(copies->sources);
}

static bool copies_init(struct copies *copies, size_t N, size_t K)
{
	copies->scores = rapport__calloc(N * K, sizeof *copies->scores);
	copies->labels = rapport__calloc(N, sizeof *copies->labels);
	copies->sources = rapport__calloc(N, sizeof *copies->sources);
	return copies->scores && copies->labels && copies->sources;
}

static enum rapport_status evaluate_part(const struct rapport__predictions *predictions,
					 const uint32_t *part_of, uint32_t part,
					 struct copies *copies,
					 struct rapport__evaluation *evaluation,
					 struct rapport_error *error)
{
	const size_t K = predictions->K;
	struct rapport__predictions chosen = { copies->scores, copies->labels,
					       predictions->sources ? copies->sources : NULL, 0,
					       K };

	for (size_t i = 0; i < predictions->N; i++) {
		if (part_of[i] != part)
			continue;
		memcpy(copies->scores + chosen.N * K, predictions->scores + i * K,
		       K * sizeof *copies->scores);
		copies->labels[chosen.N] = predictions->labels[i];
		copies->sources[chosen.N] = predictions->sources ? predictions->sources[i] : 0;
		chosen.N++;
	}
	*evaluation = (struct rapport__evaluation){ .K = K };
	return chosen.N ? rapport__evaluate(&chosen, evaluation, error) : RAPPORT_OK;
}

enum rapport_status rapport__breakdown(const struct rapport__predictions *predictions,
				       const uint32_t *part_of, size_t count,
				       struct rapport__evaluation *parts,
				       struct rapport_error *error)
{
	struct copies copies = { 0 };
	enum rapport_status status = RAPPORT_OK;
	uint32_t part = 0;

	if (copies_init(&copies, predictions->N, predictions->K))
		for (; !status && part < count; part++)
			status = evaluate_part(predictions, part_of, part, &copies, &parts[part],
					       error);
	else
		status = rapport_fail_memory(error);
	while (status && part)
		rapport__evaluation_clear(&parts[--part]);
	copies_clear(&copies);
	return status;
}

double rapport__mean_area(const struct rapport__evaluation *evaluation)
{
	const double *within = evaluation->auc_within, *all = evaluation->auc;
	const double *areas = all;
	double sum = 0;
	size_t count = 0;

	for (size_t k = 0; k < evaluation->K; k++)
		if (!isnan(within[k]))
			areas = within;
	for (size_t k = 0; k < evaluation->K; k++)
		if (!isnan(areas[k])) {
			sum += areas[k];
			count++;
		}
	return evaluation->N && count ? sum / (double)count : NAN;
}

struct value {
	size_t texts;
	uint32_t number;
};

static int compare_values(const void *a, const void *b)
{
	const struct value *first = a, *second = b;

	if (first->texts != second->texts)
		return first->texts > second->texts ? -1 : 1;
	return (first->number > second->number) - (first->number < second->number);
}

bool rapport__choose_parts(const uint32_t *value_of, size_t N, size_t value_count, size_t texts_min,
			   size_t most, uint32_t *part_of, uint32_t *values, size_t *count)
{
	struct value *counted = rapport__calloc(value_count, sizeof *counted);
	uint32_t *parts = rapport__calloc(value_count, sizeof *parts);

	*count = 0;
	if (counted && parts) {
		for (size_t v = 0; v < value_count; v++)
			counted[v].number = (uint32_t)v;
		for (size_t i = 0; i < N; i++)
			counted[value_of[i]].texts++;
		qsort(counted, value_count, sizeof *counted, compare_values);
		while (*count < most && *count < value_count && counted[*count].texts >= texts_min)
			++*count;
		for (size_t v = 0; v < value_count; v++) {
			parts[counted[v].number] = (uint32_t)(v < *count ? v : *count);
			if (v < *count)
				values[v] = counted[v].number;
		}
		for (size_t i = 0; i < N; i++)
			part_of[i] = parts[value_of[i]];
	}
	rapport__free(counted);
	rapport__free(parts);
	return counted && parts;
}

uint32_t rapport__length_part(size_t words)
{
	static const size_t most[] = { 10, 30, 80, 200 };
	uint32_t part = 0;

	while (part < sizeof most / sizeof *most && words > most[part])
		part++;
	return part;
}

bool rapport__count_words(const char *text, size_t size, size_t *words)
{
	struct rapport__tokens tokens = { 0 };
	bool done = rapport__tokenize(text, size, &tokens);

	*words = 0;
	for (size_t i = 0; i < tokens.count; i++)
		*words += tokens.data[i].kind == RAPPORT__TOKEN_WORD ||
			  tokens.data[i].kind == RAPPORT__TOKEN_NUMBER;
	rapport__tokens_clear(&tokens);
	return done;
}
