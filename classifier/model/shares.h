/* What a word's character n-grams are worth: worked out at its first coming and kept by the
 * stemmer's word ids, with how often the word came in the text at hand. */
#ifndef RAPPORT_SHARES_H
#define RAPPORT_SHARES_H

#include "model/model_file.h"

struct rapport__shares_word {
	uint32_t round;      /* that of the text in which the word was last met */
	uint32_t times : 31, /* in that text */
		filled : 1;  /* its values are there */
};

/* The zero value is ready. */
struct rapport__shares {
	struct rapport__shares_word *words; /* [stemmer's count] */
	float *values; /* [stemmer's count][stride]: sum of s^2, then of s w by level and label */
	size_t words_room, values_room;
	uint32_t round; /* counts texts, from 1 */
};

/* Begins a text whose stemmer has given so many ids.  False without memory. */
bool rapport__shares_begin(struct rapport__shares *shares, const rapport_model *model,
			   size_t words);

/* All word ids are void. */
void rapport__shares_forget(struct rapport__shares *shares);
void rapport__shares_clear(struct rapport__shares *shares);

/* Works out the values of a word. */
void rapport__shares_fill(struct rapport__shares *shares, const rapport_model *model,
			  const rapport__stemmer *stemmer, uint32_t id);

/* Counts one more coming of a word whose values are needed, and returns the count in this text. */
static inline uint32_t rapport__shares_count(struct rapport__shares *shares,
					     const rapport_model *model,
					     const rapport__stemmer *stemmer, uint32_t id)
{
	struct rapport__shares_word *word = &shares->words[id];

	if (!word->filled)
		rapport__shares_fill(shares, model, stemmer, id);
	word->times = word->round == shares->round ? word->times + 1 : 1;
	word->round = shares->round;
	return word->times;
}

#endif
