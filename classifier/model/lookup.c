#include "model/lookup.h"

#include "memory.h"

#include <string.h>

enum {
	AHEAD = 12
};

void rapport__lookup_forget(struct rapport__lookup *lookup)
{
	/* Every byte of UNASKED is 0xFF. */
	if (lookup->words)
		memset(lookup->words, 0xFF, lookup->words_room * sizeof *lookup->words);
}

void rapport__lookup_clear(struct rapport__lookup *lookup)
{
	rapport__free(lookup->slots);
	rapport__free(lookup->words);
	rapport__free(lookup->pending);
	*lookup = (struct rapport__lookup){ 0 };
}

static bool make_room(struct rapport__lookup *lookup, size_t features, size_t words)
{
	const size_t before = lookup->words_room;

	if (!rapport__grow(&lookup->slots, &lookup->slots_room, features, sizeof *lookup->slots) ||
	    !rapport__grow(&lookup->pending, &lookup->pending_room, features + 1,
			   sizeof *lookup->pending) ||
	    !rapport__grow(&lookup->words, &lookup->words_room, words, sizeof *lookup->words))
		return false;
	if (lookup->words_room > before)
		memset(lookup->words + before, 0xFF,
		       (lookup->words_room - before) * sizeof *lookup->words);
	return true;
}

/* The slot of a feature that depends on one word alone, by the word's id if it has one. */
static uint32_t find_by_word(struct rapport__lookup *lookup, const rapport_model *model,
			     const struct rapport__feature *feature, uint32_t id, bool negated)
{
	uint32_t *kept;

	if (id == RAPPORT__STEMMER_NONE)
		return (uint32_t)rapport__model_find(model, feature->hash);
	kept = negated ? &lookup->words[id].negated : &lookup->words[id].plain;
	if (*kept == RAPPORT__LOOKUP_UNASKED)
		*kept = (uint32_t)rapport__model_find(model, feature->hash);
	return *kept;
}

static bool is_asked_by_hash(uint16_t family)
{
	return family != RAPPORT__FEATURE_WORD && family != RAPPORT__FEATURE_NEGATED &&
	       family != RAPPORT__FEATURE_TRIGRAM;
}

/* Looks for the features named by pending in the table, asking for their places in time. */
static void find_pending(struct rapport__lookup *lookup, const rapport_model *model,
			 const struct rapport__feature *data, size_t count)
{
	const uint64_t slots = model->header.slots;

	for (size_t p = 0; p < count; p++) {
		uint32_t i = lookup->pending[p];

		if (p + AHEAD < count)
			__builtin_prefetch(rapport__model_row(
				model,
				rapport__model_slot(data[lookup->pending[p + AHEAD]].hash, slots)));
		lookup->slots[i] = (uint32_t)rapport__model_find_passed(model, data[i].hash);
	}
}

/* All but the trigrams.  What the filter says of a feature cannot be foretold, so nothing branches
 * on it: each is noted, and stays noted if it passes. */
static void find_most(struct rapport__lookup *lookup, const rapport_model *model,
		      const struct rapport__features *features)
{
	const struct rapport__feature *data = features->data;
	const uint32_t none = (uint32_t)model->header.slots;
	size_t count = 0;

	for (size_t i = 0; i < features->count; i++) {
		const struct rapport__feature *feature = &data[i];

		lookup->slots[i] = none;
		if (is_asked_by_hash(feature->family)) {
			lookup->pending[count] = (uint32_t)i;
			count += rapport__model_may_know(model, feature->hash);
		} else if (feature->family != RAPPORT__FEATURE_TRIGRAM) {
			lookup->slots[i] = find_by_word(
				lookup, model, feature,
				features->words[feature->token + feature->span - 1],
				feature->family == RAPPORT__FEATURE_NEGATED);
		}
	}
	find_pending(lookup, model, data, count);
}

/* A trigram stands behind the bigram that ends it; the one that begins it is the bigram before. */
static void find_trigrams(struct rapport__lookup *lookup, const rapport_model *model,
			  const struct rapport__features *features)
{
	const uint32_t none = (uint32_t)model->header.slots;
	const bool unasked = !(model->header.settings.families & RAPPORT__FEATURE_BIGRAM);
	uint32_t last = none, before = none;
	size_t count = 0;
	bool both;

	for (size_t i = 0; i < features->within; i++) {
		const struct rapport__feature *feature = &features->data[i];

		if (feature->family == RAPPORT__FEATURE_BIGRAM) {
			before = last;
			last = lookup->slots[i];
		} else if (feature->family == RAPPORT__FEATURE_TRIGRAM) {
			lookup->pending[count] = (uint32_t)i;
			both = (before != none) & (last != none);
			count += (both | unasked) & rapport__model_may_know(model, feature->hash);
		}
	}
	find_pending(lookup, model, features->data, count);
}

bool rapport__lookup_run(struct rapport__lookup *lookup, const rapport_model *model,
			 const struct rapport__features *features, size_t words)
{
	if (!make_room(lookup, features->count, words))
		return false;
	find_most(lookup, model, features);
	if (model->header.settings.families & RAPPORT__FEATURE_TRIGRAM)
		find_trigrams(lookup, model, features);
	return true;
}
