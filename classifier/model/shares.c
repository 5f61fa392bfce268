#include "model/shares.h"

#include "memory.h"

#include <string.h>

bool rapport__shares_begin(struct rapport__shares *shares, const rapport_model *model, size_t words)
{
	const size_t before = shares->words_room;

	if (!rapport__grow(&shares->words, &shares->words_room, words, sizeof *shares->words))
		return false;
	if (shares->words_room > before)
		memset(shares->words + before, 0,
		       (shares->words_room - before) * sizeof *shares->words);
	/* A new number voids all counts; at its wrap they are wiped. */
	if (++shares->round == 0) {
		rapport__shares_forget(shares);
		shares->round = 1;
	}
	return rapport__grow(&shares->values, &shares->values_room, words * model->header.stride,
			     sizeof *shares->values);
}

void rapport__shares_forget(struct rapport__shares *shares)
{
	if (shares->words)
		memset(shares->words, 0, shares->words_room * sizeof *shares->words);
}

void rapport__shares_clear(struct rapport__shares *shares)
{
	rapport__free(shares->words);
	rapport__free(shares->values);
	*shares = (struct rapport__shares){ 0 };
}

void rapport__shares_fill(struct rapport__shares *shares, const rapport_model *model,
			  const rapport__stemmer *stemmer, uint32_t id)
{
	const struct rapport__word *word = rapport__stemmer_word(stemmer, id);
	float *values = shares->values + id * model->header.stride;
	uint64_t hashes[RAPPORT__NGRAMS_MAX];
	size_t count = rapport__features_ngrams(&model->header.settings,
						rapport__stemmer_folded(stemmer, id),
						word->folded_size, hashes);

	memset(values, 0, model->header.stride * sizeof *values);
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(rapport__model_row(
			model, rapport__model_slot(hashes[i], model->header.slots)));
	for (size_t i = 0; i < count; i++) {
		uint64_t slot = rapport__model_find(model, hashes[i]);
		const int16_t *row;
		double scale;

		if (slot == model->header.slots)
			continue;
		row = rapport__model_row(model, slot);
		scale = row[0] * model->column_scale[0];
		values[0] += (float)(scale * scale);
		for (size_t c = 1; c < model->columns; c++)
			values[c] += (float)(row[c] * model->column_scale[c]);
	}
	shares->words[id].filled = 1;
}
