/* Which texts say the same in nearly the same words.
 *
 * A text is taken as the set of its shingles, RAPPORT__SHINGLE_WORDS words in a row each, after
 * case, white space and punctuation are folded away; a shorter text is one shingle.  Two texts are
 * near where the Jaccard index of their sets is at least RAPPORT__NEAR:
 *
 *	J(A, B) = |A n B| / |A u B|
 *
 * The search is exact.  If J(A, B) >= t, at least t |A| shingles of A are in B; so in any order of
 * all shingles the first |A| - ceil(t |A|) + 1 of A and as many of B have one in common.  Ordered
 * from the rare to the frequent, these are shingles that few texts have, and only such texts are
 * compared.
 * Source: Chaudhuri, Ganti, Kaushik, A Primitive Operator for Similarity Joins (2006); Bayardo,
 * Ma, Srikant, Scaling Up All Pairs Similarity Search (2007). */
#ifndef RAPPORT_NEAR_DUPLICATES_H
#define RAPPORT_NEAR_DUPLICATES_H

#include "status.h"
#include "text/tokenizer.h"

#define RAPPORT__SHINGLE_WORDS 5
#define RAPPORT__NEAR          0.8
#define RAPPORT__NEAR_NONE     UINT32_MAX

/* The zero value is empty and ready. */
struct rapport__shingles {
	uint64_t *keys; /* those of a text one behind the other, rising, none twice */
	size_t key_count, key_capacity;
	struct rapport__shingles_row {
		size_t start, count; /* in keys; count 0: not a word in it */
		uint64_t words;      /* hash of all words in their order */
	} * rows;                    /* [count] */
	size_t count, capacity;
	bool ordered; /* by how many texts have a shingle; nothing can be added any more */
	struct rapport__tokens tokens;
	uint64_t *hashes;
	size_t hash_capacity;
};

/* Takes one text more; of one beyond RAPPORT_TEXT_BYTES_MAX only the start.  Fails with MEMORY, and
 * shingles may then only be cleared. */
enum rapport_status rapport__shingles_add(struct rapport__shingles *shingles, const char *text,
					  size_t size, struct rapport_error *error);
void rapport__shingles_clear(struct rapport__shingles *shingles);

/* An earlier text that a text is near to. */
struct rapport__near {
	uint32_t earlier; /* RAPPORT__NEAR_NONE: there is none */
	bool equal;       /* the same words in the same order */
	double similarity;
};

/* Finds for each text an earlier one that it is near to.  Of several it is the nearest, or among a
 * crowd of them one of the nearest.
 *
 * parts  NULL; or [count] the part that a text belongs to: the earlier one is then of another part,
 *        and a text of part RAPPORT__NEAR_NONE is in no pair.  A text equal to an earlier one of
 *        its own part is passed over: what is near to it is near to that one, too
 * found  [count]
 *
 * Takes time in proportion to the number of shingles and of pairs that share a rare one.
 * Fails with MEMORY; found is then not to be read. */
enum rapport_status rapport__near_duplicates(struct rapport__shingles *shingles,
					     const uint32_t *parts, struct rapport__near *found,
					     struct rapport_error *error);

#endif
