/* Limited-memory BFGS: minimises a smooth function of many variables.  Vector work goes through
 * CBLAS, in the calling thread alone.
 *
 * Source: Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5; line search
 * for the weak Wolfe conditions by bisection: Lewis and Overton, Nonsmooth optimization via
 * quasi-Newton methods (2013), algorithm 4.6. */
#ifndef RAPPORT_LBFGS_H
#define RAPPORT_LBFGS_H

#include "status.h"

struct rapport__lbfgs_settings {
	size_t history;        /* pairs kept, 3 to 20 */
	size_t iterations_max; /* 0: give back the start */
	double gradient_max;   /* stop when |g|_inf <= this times max(1, |f|) */
	double decrease_min;   /* stop when ten iterations lessen f by less than this part of |f| */
};

#define RAPPORT__LBFGS_SETTINGS_DEFAULT                                                            \
	(struct rapport__lbfgs_settings)                                                           \
	{                                                                                          \
		8, 300, 1e-6, 1e-4                                                                 \
	}

/* Why it ended: a result, not an error. */
enum rapport__lbfgs_end {
	RAPPORT__LBFGS_CONVERGED, /* the gradient is small */
	RAPPORT__LBFGS_SLOW,      /* f hardly falls any more */
	RAPPORT__LBFGS_ITERATIONS,
	RAPPORT__LBFGS_NO_STEP, /* no lower point along the last direction */
};

struct rapport__lbfgs_result {
	enum rapport__lbfgs_end end;
	size_t iterations, evaluations;
	double value; /* f at the x given back */
};

/* Returns f(x) and writes its gradient.  May return infinity or NaN where f is not defined.
 * x, gradient  [n] */
typedef double rapport__lbfgs_function(void *context, const double *x, double *gradient);

/* Minimises f from x on.
 *
 * x  [n] the start; on return the best point that was seen, also on failure
 * Fails with MEMORY, and with ARGUMENT when f is not finite at the start. */
enum rapport_status rapport__lbfgs_minimise(rapport__lbfgs_function *f, void *context, size_t n,
					    const struct rapport__lbfgs_settings *settings,
					    double *x, struct rapport__lbfgs_result *result,
					    struct rapport_error *error);

/* BLAS shall use one thread: results then repeat, and its vectors are too short to gain by more. */
void rapport__lbfgs_blas_start(void);

#endif
