/* Features of a text -> slots in the model's table.
 *
 * The table is far larger than the near caches, so most of the time of scoring would go into
 * finding out that something is not there.  Two things spare that: a word's slots are kept by its
 * id, and a trigram is only looked for where both bigrams in it are known, since no text has it
 * without them and training keeps whatever is in as many texts. */
#ifndef RAPPORT_LOOKUP_H
#define RAPPORT_LOOKUP_H

#include "model/model_file.h"

/* The slots of a word: RAPPORT__LOOKUP_UNASKED until it was looked for. */
struct rapport__lookup_word {
	uint32_t plain, negated;
};

#define RAPPORT__LOOKUP_UNASKED UINT32_MAX

/* The zero value is ready. */
struct rapport__lookup {
	uint32_t *slots; /* [features.count] of the last text; header.slots where there is none */
	struct rapport__lookup_word *words; /* [stemmer's count] */
	uint32_t *pending; /* [features.count] features that the filter lets pass */
	size_t slots_room, words_room, pending_room;
};

/* Finds the slots of all features; words is how many ids the stemmer has given.  False without
 * memory. */
bool rapport__lookup_run(struct rapport__lookup *lookup, const rapport_model *model,
			 const struct rapport__features *features, size_t words);

/* All word ids are void. */
void rapport__lookup_forget(struct rapport__lookup *lookup);
void rapport__lookup_clear(struct rapport__lookup *lookup);

#endif
