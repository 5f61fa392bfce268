/* All that is worked out of a model's predictions: what figures prints. */
#ifndef RAPPORT_MEASUREMENT_H
#define RAPPORT_MEASUREMENT_H

#include "training/breakdown.h"
#include "training/corpus.h"
#include "training/coverage.h"
#include "training/evidence.h"
#include "training/resampling.h"

enum {
	PARTS_TEXTS_MIN = 20, /* a source with fewer texts is among the others */
	PARTS_MOST = 12,
	PARTS_ROOM = PARTS_MOST + 1,
};

struct measured_parts {
	const char *names[PARTS_ROOM]; /* borrowed from the corpus; NULL: all others together */
	struct rapport__evaluation rows[PARTS_ROOM];
	size_t count;
};

struct measurement {
	struct rapport__evaluation all;
	size_t groups; /* that were resampled */
	struct rapport__interval intervals[RAPPORT__MEASURES];
	struct rapport__coverage coverage;
	struct rapport__coverage_point abstention; /* of the model's own threshold */
	struct measured_parts lengths, sources;    /* no sources where corpus->by is NULL */
};

/* The measures of two models on the same texts: how much more the first has than the other. */
struct comparison {
	const char *name; /* of the other, borrowed */
	double differences[RAPPORT__MEASURES];
	struct rapport__interval intervals[RAPPORT__MEASURES];
};

/* Measures predictions of all texts of a corpus; threshold is the confidence below which the model
 * is unsure.  Returns 0 or, after a word, an exit code, and then holds nothing. */
int measurement_take(struct measurement *measurement, const struct rapport__corpus *corpus,
		     const struct rapport__predictions *predictions, double threshold);
void measurement_clear(struct measurement *measurement);

/* Compares with other predictions of the same texts.  Returns as above. */
int measurement_compare(const struct measurement *measurement, const struct rapport__corpus *corpus,
			const struct rapport__predictions *predictions,
			const struct rapport__predictions *other, struct comparison *comparison);

#endif
