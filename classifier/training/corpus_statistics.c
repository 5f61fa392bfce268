#include "training/corpus_statistics.h"

#include "text/tokenizer.h"

#include <stdlib.h>

static bool count_words(const struct rapport__corpus_check *check, uint32_t *words)
{
	struct rapport__tokens tokens = { 0 };
	bool done = true;

	for (size_t i = 0; done && i < check->corpus.count; i++) {
		const struct rapport__corpus_text *text = &check->corpus.texts[i];
		size_t size = text->text_size < RAPPORT_TEXT_BYTES_MAX ? text->text_size
								       : RAPPORT_TEXT_BYTES_MAX;

		done = rapport__tokenize(rapport__corpus_bytes(&check->corpus, text), size,
					 &tokens);
		for (size_t j = 0; done && j < tokens.count; j++)
			words[i] += tokens.data[j].kind == RAPPORT__TOKEN_WORD ||
				    tokens.data[j].kind == RAPPORT__TOKEN_NUMBER;
	}
	rapport__tokens_clear(&tokens);
	return done;
}

static int compare_lengths(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

/* Sorts lengths. */
static void find_quantiles(uint32_t *lengths, size_t count, struct rapport__lengths *found)
{
	if (!count)
		return;
	qsort(lengths, count, sizeof *lengths, compare_lengths);
	*found = (struct rapport__lengths){ lengths[0], lengths[(count - 1) / 10],
					    lengths[(count * 5 - 1) / 10],
					    lengths[(count * 9 - 1) / 10], lengths[count - 1] };
}

/* Counts the texts of a label, or all for label_count.  chosen has room for a number each. */
static void count_label(const struct rapport__corpus_check *check, uint32_t label,
			const uint32_t *words, uint32_t *chosen,
			struct rapport__corpus_statistics *statistics)
{
	struct rapport__label_statistics *counted = &statistics->labels[label];

	for (size_t i = 0; i < check->corpus.count; i++) {
		const struct rapport__corpus_text *text = &check->corpus.texts[i];
		uint32_t split = check->places[i].values[RAPPORT__PLACE_SPLIT];

		if (label < statistics->label_count && text->label != label)
			continue;
		chosen[counted->texts++] = words[i];
		counted->with_evidence += text->evidence_count > 0;
		counted->splits[split == RAPPORT__DICTIONARY_NONE ? statistics->split_count
								  : split]++;
	}
	find_quantiles(chosen, counted->texts, &counted->words);
}

static bool count_labels(const struct rapport__corpus_check *check,
			 struct rapport__corpus_statistics *statistics)
{
	const size_t labels = check->corpus.labels.count + 1;
	uint32_t *words = rapport__calloc(check->corpus.count + 1, sizeof *words);
	uint32_t *chosen = rapport__calloc(check->corpus.count + 1, sizeof *chosen);
	bool done = words && chosen && count_words(check, words);

	statistics->split_count = check->values[RAPPORT__PLACE_SPLIT].numbers.count;
	statistics->labels = rapport__calloc(labels, sizeof *statistics->labels);
	statistics->label_count = statistics->labels ? labels - 1 : 0;
	done = done && statistics->labels;
	for (uint32_t label = 0; done && label < labels; label++) {
		statistics->labels[label].splits = rapport__calloc(statistics->split_count + 1,
								   sizeof(size_t));
		done = statistics->labels[label].splits != NULL;
		if (done)
			count_label(check, label, words, chosen, statistics);
	}
	rapport__free(words);
	rapport__free(chosen);
	return done;
}

static bool count_groups(const struct rapport__corpus_check *check,
			 struct rapport__corpus_statistics *statistics)
{
	const size_t groups = check->corpus.groups.count;
	size_t *sizes = rapport__calloc(groups + 1, sizeof *sizes);

	if (!sizes)
		return false;
	for (size_t i = 0; i < check->corpus.count; i++)
		sizes[check->corpus.texts[i].group]++;
	/* A group of a line that could not be taken has no texts. */
	for (size_t i = 0; i < groups; i++) {
		statistics->groups += sizes[i] > 0;
		statistics->single += sizes[i] == 1;
		if (sizes[i] > statistics->largest_group)
			statistics->largest_group = sizes[i];
	}
	rapport__free(sizes);
	return true;
}

static int compare_counts(const void *a, const void *b)
{
	const struct rapport__value_count *left = a, *right = b;

	if (left->texts != right->texts)
		return left->texts > right->texts ? -1 : 1;
	return (left->value > right->value) - (left->value < right->value);
}

static bool count_values(const struct rapport__corpus_check *check, size_t member,
			 struct rapport__corpus_statistics *statistics)
{
	const size_t count = check->values[member].numbers.count;
	struct rapport__value_count *values = rapport__calloc(count + 1, sizeof *values);

	if (!values)
		return false;
	for (size_t i = 0; i < count; i++)
		values[i].value = (uint32_t)i;
	for (size_t i = 0; i < check->place_count; i++)
		if (check->places[i].values[member] != RAPPORT__DICTIONARY_NONE)
			values[check->places[i].values[member]].texts++;
	qsort(values, count, sizeof *values, compare_counts);
	statistics->values[member] = values;
	statistics->value_counts[member] = count;
	return true;
}

enum rapport_status rapport__corpus_statistics_count(const struct rapport__corpus_check *check,
						     struct rapport__corpus_statistics *statistics,
						     struct rapport_error *error)
{
	bool done = count_labels(check, statistics) && count_groups(check, statistics);

	for (size_t member = 0; done && member < RAPPORT__PLACE_MEMBERS; member++)
		done = count_values(check, member, statistics);
	return done ? RAPPORT_OK : rapport_fail_memory(error);
}

void rapport__corpus_statistics_clear(struct rapport__corpus_statistics *statistics)
{
	for (size_t i = 0; statistics->labels && i <= statistics->label_count; i++)
		rapport__free(statistics->labels[i].splits);
	rapport__free(statistics->labels);
	for (size_t i = 0; i < RAPPORT__PLACE_MEMBERS; i++)
		rapport__free(statistics->values[i]);
	*statistics = (struct rapport__corpus_statistics){ 0 };
}
