/* What somebody else says of texts that a corpus holds: the labels of a second reader, or the
 * scores of a model that did not see them.  JSON Lines, the texts told by their ids:
 *
 *	{"id": "a-0001", "label": "neutral"}
 *	{"id": "a-0001", "label": "neutral", "scores": {"neutral": 0.75, "other": 0.25}}
 *
 *	rapport__readings_begin(&readings, &corpus, &error);
 *	rapport__readings_read(&readings, file, "a.jsonl", &error);	for each file
 *	rapport__readings_clear(&readings); */
#ifndef RAPPORT_READINGS_H
#define RAPPORT_READINGS_H

#include "training/corpus.h"
#include "training/findings.h"
#include "training/names.h"

#include <stdio.h>

#define RAPPORT__READINGS_LINE_BYTES_MAX (1024u * 1024u)

struct rapport__reading {
	size_t text;    /* its number in the corpus */
	uint32_t label; /* what is said of it */
	struct rapport__position position;
};

/* The zero value is empty.  A text is read once at most. */
struct rapport__readings {
	/* Set by the caller before reading. */
	bool scored; /* each line must have scores */
	bool partly; /* the corpus is only a part: ids that are not in it are passed over */

	const struct rapport__corpus *corpus; /* borrowed */
	struct rapport__reading *list;        /* [count] in the order of the lines */
	double *scores;                       /* [count][K], where scored */
	size_t count, capacity, score_capacity;
	size_t passed_over;
	struct rapport__dictionary ids; /* of the corpus: hash of an id -> its number */
	size_t *id_texts;               /* [ids.count] text of an id, SIZE_MAX where several */
	size_t *id_readings;            /* [ids.count] number of its reading + 1, or 0 */
	struct rapport__names files;
};

/* Learns the ids of a corpus, which must stay as it is until readings are cleared.
 * Fails with MEMORY; readings may then only be cleared. */
enum rapport_status rapport__readings_begin(struct rapport__readings *readings,
					    const struct rapport__corpus *corpus,
					    struct rapport_error *error);

/* Adds what a file says; name is what others are told to call it.  Blank lines are passed over.
 * On failure error->place is the line, and what stands before it has been added.
 * Fails with FORMAT (no JSON object, no id or label, a label that the corpus does not have, an id
 * that it does not have or has twice, an id that was read before; where scored, a label without a
 * score in [0, 1], a score of no label), LIMIT (line), IO, MEMORY. */
enum rapport_status rapport__readings_read(struct rapport__readings *readings, FILE *file,
					   const char *name, struct rapport_error *error);

/* Borrowed until the next read. */
const char *rapport__readings_file(const struct rapport__readings *readings,
				   const struct rapport__reading *reading);

void rapport__readings_clear(struct rapport__readings *readings);

#endif
