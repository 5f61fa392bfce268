/* A corpus taken apart: each text's features as numbers, so that subsets of it can be made into
 * matrices again and again without touching the words. */
#ifndef RAPPORT_DATASET_H
#define RAPPORT_DATASET_H

#include "model/features.h"
#include "training/corpus.h"
#include "training/sparse.h"

/* A sentence, or a span of evidence, or a whole text: where its features and words lie. */
struct rapport__slice {
	size_t feature, feature_end; /* in dataset.features */
	size_t word, word_end;       /* in dataset.words */
	uint32_t start, end;         /* bytes of the text */
};

struct rapport__dataset {
	size_t count;                  /* N texts */
	size_t *texts;                 /* [N + 1] sentences of text i: texts[i] to texts[i + 1] */
	struct rapport__slice *slices; /* all sentences, one text behind another */
	struct rapport__slice *whole;  /* [N] each text as one, with the features of the whole */
	uint32_t *features;            /* feature number at each place */
	uint32_t *words;               /* word type at each word */
	struct rapport__dictionary feature_hashes; /* hash <-> feature number */
	uint16_t *families;                        /* [features] bit number of each one's family */
	struct rapport__dictionary word_hashes;    /* hash <-> word type */
	struct rapport__sparse ngrams; /* [word types][features]: 1 where the type has it */
	/* Room. */
	size_t family_room, text_room, slice_room, feature_room, word_room;
	size_t slice_count, feature_count, word_count;
};

/* Takes the texts of corpus apart.  *dataset starts as the zero value.
 * On failure it is cleared.  Fails with MEMORY, LIMIT (a text too long, too many features),
 * ARGUMENT (no stemmer for the language). */
enum rapport_status rapport__dataset_build(struct rapport__dataset *dataset,
					   const struct rapport__corpus *corpus,
					   const struct rapport__feature_settings *settings,
					   const char *language, struct rapport_error *error);

void rapport__dataset_clear(struct rapport__dataset *dataset);

#endif
