/* Tokens -> features: what the model knows of a text, as 64-bit hashes.
 *
 * Features lie inside one sentence, so that a sentence's features are a part of its text's, and one
 * pass gives both levels of the model what they need.  Character n-grams depend on a word alone:
 * they are made once for each different word (rapport__features_ngrams), not at each place where it
 * stands. */
#ifndef RAPPORT_FEATURES_H
#define RAPPORT_FEATURES_H

#include "text/sentences.h"
#include "text/stemmer.h"
#include "text/tokenizer.h"

/* Families of features, as bits. */
enum {
	RAPPORT__FEATURE_WORD = 1,     /* stem */
	RAPPORT__FEATURE_BIGRAM = 2,   /* two neighbouring stems */
	RAPPORT__FEATURE_TRIGRAM = 4,  /* three */
	RAPPORT__FEATURE_SKIP = 8,     /* two stems with up to skip_words between */
	RAPPORT__FEATURE_NEGATED = 16, /* a stem behind a negation */
	RAPPORT__FEATURE_MOOD = 32,    /* "!!", "...", emoji, words in capitals */
	RAPPORT__FEATURE_SHAPE = 64,   /* length of the text, in steps */
	RAPPORT__FEATURE_EDGE = 128,   /* the first and last words of a sentence */
	RAPPORT__FEATURE_NGRAM = 256,  /* characters inside a word */
	RAPPORT__FEATURE_PLACE = 512,  /* a stem of the last of several sentences; of texts alone */
	RAPPORT__FEATURE_FAMILIES = 10,
};

/* All that shapes features: stored in the model, since a model means nothing under other settings.
 * */
struct rapport__feature_settings {
	uint32_t families;
	uint32_t skip_words;           /* 1 to 3 */
	uint32_t negated_words;        /* a negation reaches to the next mark, or so many words */
	uint32_t ngram_min, ngram_max; /* characters, the word's ends counted as one each */
};

#define RAPPORT__FEATURE_SETTINGS_DEFAULT                                                          \
	(struct rapport__feature_settings)                                                         \
	{                                                                                          \
		511 - RAPPORT__FEATURE_EDGE, 1, 4, 3, 5                                            \
	}

/* Settings from outside: false when any lies beyond its bounds. */
bool rapport__feature_settings_valid(const struct rapport__feature_settings *settings);

struct rapport__feature {
	uint64_t hash;
	uint32_t token; /* the first token that it is made of */
	uint16_t span;  /* tokens from the first to the last, 1 for a word; 0: the whole text */
	uint16_t family;
};

/* One text taken apart.  The zero value is empty and ready; use again and again without clearing.
 * */
struct rapport__features {
	struct rapport__tokens tokens;
	struct rapport__sentences sentences;
	struct rapport__feature *data; /* [count], by sentence, then by token */
	size_t count, capacity;
	uint32_t *ends; /* [sentences.count] where the features of each sentence end in data */
	size_t ends_capacity;
	size_t within; /* data from here to count is of the text as a whole */
	uint32_t
		*words; /* [tokens.count] the stemmer's id of each word, or RAPPORT__STEMMER_NONE */
	size_t words_capacity;
	uint64_t *expected; /* [tokens.count] scratch: the hashes of the words */
	size_t expected_capacity;
	size_t word_count; /* tokens that are words */
};

/* Takes text apart (at most RAPPORT_TEXT_BYTES_MAX bytes).  The word ids are the stemmer's, good
 * until it is tidied.  False without memory. */
bool rapport__features_extract(struct rapport__features *features,
			       const struct rapport__feature_settings *settings,
			       rapport__stemmer *stemmer, const char *text, size_t size);
void rapport__features_clear(struct rapport__features *features);

/* A word of RAPPORT__NGRAM_WORD_MAX characters and more has n-grams of its first ones only. */
#define RAPPORT__NGRAM_WORD_MAX 40
#define RAPPORT__NGRAMS_MAX     (4 * (RAPPORT__NGRAM_WORD_MAX + 2))

/* Hashes of the character n-grams of a folded word with a mark at each end; returns how many, at
 * most RAPPORT__NGRAMS_MAX.  A word too short for any has none. */
size_t rapport__features_ngrams(const struct rapport__feature_settings *settings,
				const char *folded, size_t size,
				uint64_t hashes[RAPPORT__NGRAMS_MAX]);

#endif
