/* What training minimises: regularised multinomial logistic loss over sparse rows.
 *
 *   f(w, b) = 1/W sum_i v_i (log sum_k exp z_ik - z_iy) + l2/2 |w|^2,   z = X S w + b,  W = sum_i
 *   v_i
 *
 * N rows, T columns of X, D weights a class, K classes.  S spreads the weights over the columns: it
 * scales features, and lets a column that stands for a word be the sum of its character n-grams, so
 * that X has one entry for the word where it would have one for each n-gram.
 *
 * The parameters are one vector [D + 1][K]: the weights w by feature, then the bias b, which is not
 * penalised.  Source: Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4. */
#ifndef RAPPORT_OBJECTIVE_H
#define RAPPORT_OBJECTIVE_H

#include "training/sparse.h"

struct rapport__problem {
	const struct rapport__sparse *rows;   /* X [N][T] */
	const struct rapport__sparse *spread; /* S [T][D]; NULL: T = D and S is one */
	const uint32_t *labels;               /* [N] each below K */
	const double *weights;                /* [N] v, each >= 0; NULL: all 1 */
	size_t K;
	double l2;
};

typedef struct rapport__objective rapport__objective;

/* Borrows all of problem, and workers (may be NULL).  On success *objective is the caller's, on
 * failure NULL.  Fails with MEMORY, ARGUMENT (no rows, or no weight on them). */
enum rapport_status rapport__objective_new(const struct rapport__problem *problem,
					   rapport__workers *workers,
					   rapport__objective **objective,
					   struct rapport_error *error);
void rapport__objective_free(rapport__objective *objective); /* NULL does nothing */

size_t rapport__objective_size(const rapport__objective *objective); /* (D + 1) K */

/* f and its gradient at w [D + 1][K]; context is the objective.  A
 * rapport__lbfgs_function. */
double rapport__objective_evaluate(void *context, const double *w, double *gradient);

/* Weights of the columns: theta = S w, [T][K].  theta must hold (T + 1) K; the bias goes behind. */
void rapport__objective_spread(const rapport__objective *objective, const double *w, double *theta);

/* z = X theta + b for any rows X with T columns or fewer: logits [N][K]. */
void rapport__objective_logits(const struct rapport__sparse *rows, const double *theta, size_t T,
			       size_t K, double *logits, rapport__workers *workers);

#endif
