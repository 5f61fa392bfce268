/* Where a model is good and where it is not: the measures of parts of the texts. */
#ifndef RAPPORT_BREAKDOWN_H
#define RAPPORT_BREAKDOWN_H

#include "training/evaluation.h"

#define RAPPORT__PART_NONE UINT32_MAX

/* Evaluates each part by itself.
 *
 * part_of  [N] the part of each text, below count, or RAPPORT__PART_NONE
 * parts    [count] on success each to be ended with rapport__evaluation_clear; one without texts is
 *          all zero but for K.  On failure nothing is held.
 * Fails with MEMORY. */
enum rapport_status rapport__breakdown(const struct rapport__predictions *predictions,
				       const uint32_t *part_of, size_t count,
				       struct rapport__evaluation *parts,
				       struct rapport_error *error);

/* Mean over the labels of the area under the curve: inside the sources where there are such, else
 * of all texts.  Labels without an area stay out; NaN where none has one. */
double rapport__mean_area(const struct rapport__evaluation *evaluation);

/* Makes parts of the commonest of value_count values: those with at least texts_min texts, up to
 * most of them, by falling number of texts, equal ones by their number; all other texts make the
 * part behind these.
 *
 * value_of  [N] each below value_count
 * part_of   [N] out
 * values    [most] out: the value of each part but the last
 * *count    how many values were chosen
 * False without memory. */
bool rapport__choose_parts(const uint32_t *value_of, size_t N, size_t value_count, size_t texts_min,
			   size_t most, uint32_t *part_of, uint32_t *values, size_t *count);

/* Parts by length: 1-10, 11-30, 31-80, 81-200 and more words (and numbers). */
#define RAPPORT__LENGTHS 5
extern const char *const rapport__length_names[RAPPORT__LENGTHS];
uint32_t rapport__length_part(size_t words);

/* The words and numbers of a text, of at most RAPPORT_TEXT_BYTES_MAX bytes.  False without
 * memory. */
bool rapport__count_words(const char *text, size_t size, size_t *words);

#endif
