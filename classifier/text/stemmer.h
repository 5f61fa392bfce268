/* Words -> stems, behind a cache.  The one user of libstemmer.
 *
 * A text has few different words, and so has a mailbox: what is known of a word - its stem, whether
 * it negates - is worked out once and kept, with a small number (id) under which others keep what
 * they know of it. */
#ifndef RAPPORT_STEMMER_H
#define RAPPORT_STEMMER_H

#include "status.h"

/* A cache with more words than this starts anew at the next tidy.  Within one text it may grow
 * further, so that what a text gets never depends on the texts before it. */
#define RAPPORT__STEMMER_WORDS_MAX 32768u

#define RAPPORT__STEMMER_NONE UINT32_MAX

struct rapport__word {
	uint64_t hash;      /* of the folded word */
	uint64_t stem_hash; /* of the folded word's stem */
	uint32_t folded_at; /* bytes of the folded word: see rapport__stemmer_folded */
	uint16_t folded_size;
	bool negates; /* "not", "never", "don't" */
};

typedef struct rapport__stemmer rapport__stemmer; /* one thread at a time */

/* language is libstemmer's name or ISO code ("english", "en"); NULL or "" stems nothing.
 * On success *stemmer is the caller's.  On failure it is NULL.  Fails with ARGUMENT (no stemmer of
 * that name), MEMORY. */
enum rapport_status rapport__stemmer_new(const char *language, rapport__stemmer **stemmer,
					 struct rapport_error *error);
void rapport__stemmer_free(rapport__stemmer *stemmer); /* NULL does nothing */

/* Version of libstemmer's rules as far as it can be told: a checksum over stems of fixed words. */
uint32_t rapport__stemmer_version(rapport__stemmer *stemmer);

/* The three steps of finding a word, for whoever has many: each step asks for the memory that the
 * next one reads, so that words wait for it together and not one after another.  expect gives the
 * hash of a word (as find takes it) for approach and find_expected. */
uint64_t rapport__stemmer_expect(const rapport__stemmer *stemmer, const char *word, size_t size);
void rapport__stemmer_approach(const rapport__stemmer *stemmer, uint64_t hash);
uint32_t rapport__stemmer_find_expected(rapport__stemmer *stemmer, const char *word, size_t size,
					uint64_t hash);

/* The id of a word as it stands in a text (any case, UTF-8, at most 255 bytes): ids count up from
 * 0. RAPPORT__STEMMER_NONE without memory. */
uint32_t rapport__stemmer_find(rapport__stemmer *stemmer, const char *word, size_t size);

/* Forgets all words if they are more than RAPPORT__STEMMER_WORDS_MAX.  Call between texts; true
 * says that all ids are void. */
bool rapport__stemmer_tidy(rapport__stemmer *stemmer);

/* Borrowed until the next find or tidy.  id must come from find. */
const struct rapport__word *rapport__stemmer_word(const rapport__stemmer *stemmer, uint32_t id);
const char *rapport__stemmer_folded(const rapport__stemmer *stemmer, uint32_t id);

uint32_t rapport__stemmer_count(const rapport__stemmer *stemmer); /* ids in use: 0 to count-1 */

#endif
