/* Which features a model keeps, and how much each counts before any weight is learnt.
 *
 *   s_f = idf_f^a (r_f + c),   idf_f = max(0, log((1 + N) / (1 + n_f)) + 1)
 *   r_f = max_k | log [ (n_fk + b) / (N_k + 2 b) ] - log [ (n_f - n_fk + b) / (N - N_k + 2 b) ] |
 *
 * n_f texts have feature f, n_fk of them with label k; N and N_k count texts.  Character n-grams
 * are counted by the words that have them.  Source: Wang and Manning, Baselines and Bigrams (2012),
 * whose ratio for two classes becomes the largest over the classes here, and is softened by c.
 *
 * A text is the vector of its features' counts times s_f, divided by the root of the sum of s_f^2
 * over all places (unit length where nothing repeats; it needs no count of repeats), in two blocks:
 * words and their sequences, and character n-grams, where it is the sum over words of their
 * n-grams' s_f^2. */
#ifndef RAPPORT_WEIGHTING_H
#define RAPPORT_WEIGHTING_H

#include "training/dataset.h"

struct rapport__weighting_settings {
	double idf_power;   /* a */
	double ratio_floor; /* c */
	double smoothing;   /* b */
	double ngram_share; /* length of the block of n-grams; that of words is 1 */
	uint32_t texts_min; /* a feature in fewer texts is dropped; the trainer refuses 1 */
	uint32_t ngram_texts_min;
	/* [families, by bit] s_f is multiplied by it, 0 standing for 1.  A family with scale c has
	 * the penalty of one with scale 1 divided by c^2. */
	double family_scale[RAPPORT__FEATURE_FAMILIES];
};

struct rapport__weighting {
	const struct rapport__dataset *dataset;
	struct rapport__weighting_settings settings;
	uint32_t *feature; /* [D] the kept features' numbers in the dataset */
	uint32_t *column;  /* [features] place in feature, or RAPPORT__DICTIONARY_NONE */
	float *scale;      /* [D] s_f */
	size_t D;
	double *type_square; /* [word types] sum of s_f^2 of its kept n-grams */
	/* S of rapport__problem: columns of rows are the D features, then the word types. */
	struct rapport__sparse spread; /* [D + word types][D] */
	/* Scratch of rows: counts by column. */
	uint32_t *counts; /* [D + word types], zero between rows */
	uint32_t *touched;
	size_t touched_room;
};

/* Chooses and scales features by the texts named by chosen [chosen_count].
 * labels [N of dataset], each below K.  On failure *weighting is cleared.  Fails with MEMORY. */
enum rapport_status rapport__weighting_build(struct rapport__weighting *weighting,
					     const struct rapport__dataset *dataset,
					     const uint32_t *labels, uint32_t K,
					     const uint32_t *chosen, size_t chosen_count,
					     const struct rapport__weighting_settings *settings,
					     struct rapport_error *error);

/* Ends rows with that of a slice.  log_counts: a feature that comes n times counts 1 + log n, as
 * for whole texts; else n, as for sentences.  False without memory. */
bool rapport__weighting_row(struct rapport__weighting *weighting,
			    const struct rapport__slice *slice, bool log_counts,
			    struct rapport__sparse *rows);

void rapport__weighting_clear(struct rapport__weighting *weighting);

#endif
