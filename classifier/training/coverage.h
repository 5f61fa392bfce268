/* How often a model errs when it answers only the texts of which it is surest: the risk-coverage
 * curve.
 *
 * Of N texts by falling confidence, the surest n have
 *
 *   coverage n / N,   risk(n) = how many of them are wrong / n,
 *
 * and the area under the curve is the mean of risk(n) over n = 1..N: 0 for a model that is never
 * wrong, and the share of wrong texts for one whose confidence tells nothing.  Texts of equal
 * confidence come in no order: within such a run the wrong ones are spread evenly, which is the
 * mean over all orders.
 *
 * Sources: El-Yaniv and Wiener (2010) for the curve, Geifman et al. (2019) for the area. */
#ifndef RAPPORT_COVERAGE_H
#define RAPPORT_COVERAGE_H

#include "status.h"
#include "training/predictions.h"

#define RAPPORT__COVERAGE_POINTS 11

struct rapport__coverage_point {
	size_t count;     /* texts answered */
	double coverage;  /* count / N */
	double threshold; /* the least confidence that is answered */
	double risk;      /* share of the answers that are wrong; NaN without answers */
	double macro_f1;  /* of the answers; NaN without */
};

struct rapport__coverage {
	/* At 100, 95, 90, 80, 70 ... 10 % of the texts: floor(N (100 - percent) / 100) of them are
	 * left out.  Equal confidences that a point parts go with the later text. */
	struct rapport__coverage_point points[RAPPORT__COVERAGE_POINTS];
	double area;
};

/* Fails with MEMORY, ARGUMENT (N is 0). */
enum rapport_status rapport__coverage_find(const struct rapport__predictions *predictions,
					   struct rapport__coverage *coverage,
					   struct rapport_error *error);

/* The point of all texts whose confidence is at least threshold, which may be none.  Fails in the
 * same ways. */
enum rapport_status rapport__coverage_at(const struct rapport__predictions *predictions,
					 double threshold, struct rapport__coverage_point *point,
					 struct rapport_error *error);

#endif
