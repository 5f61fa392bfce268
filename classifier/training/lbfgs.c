#include "training/lbfgs.h"

#include "memory.h"

#include <assert.h>
#include <cblas.h>
#include <math.h>
#include <string.h>

enum {
	HISTORY_MAX = 20,
	PAST = 10,
	STEPS_MAX = 30
};

static const double sufficient_decrease = 1e-4, curvature = 0.9;

/* The pairs s = x' - x and y = g' - g, in a ring; newest at (count - 1) % size. */
struct history {
	size_t size, count, n;
	double *s, *y;           /* [size][n] */
	double rho[HISTORY_MAX]; /* 1 / (y . s) */
};

struct search {
	rapport__lbfgs_function *f;
	void *context;
	size_t n;
	double *x, *gradient, *direction; /* [n] */
	double *trial, *trial_gradient;   /* [n] */
	double value, trial_value;
	size_t evaluations;
};

void rapport__lbfgs_blas_start(void)
{
	openblas_set_num_threads(1);
}

static double dot(size_t n, const double *a, const double *b)
{
	/* In pieces, since BLAS counts with int. */
	const size_t piece = (size_t)1 << 30;
	double sum = 0;

	for (size_t i = 0; i < n; i += piece)
		sum += cblas_ddot((int)(n - i < piece ? n - i : piece), a + i, 1, b + i, 1);
	return sum;
}

static void add_scaled(size_t n, double scale, const double *a, double *b)
{
	const size_t piece = (size_t)1 << 30;

	for (size_t i = 0; i < n; i += piece)
		cblas_daxpy((int)(n - i < piece ? n - i : piece), scale, a + i, 1, b + i, 1);
}

static void scale_by(size_t n, double scale, double *a)
{
	const size_t piece = (size_t)1 << 30;

	for (size_t i = 0; i < n; i += piece)
		cblas_dscal((int)(n - i < piece ? n - i : piece), scale, a + i, 1);
}

static double largest(size_t n, const double *a)
{
	double max = 0;

	for (size_t i = 0; i < n; i++)
		if (fabs(a[i]) > max)
			max = fabs(a[i]);
	return max;
}

/* direction = -H gradient, H the inverse Hessian as the pairs tell it (algorithm 7.4). */
static void find_direction(const struct history *history, const double *gradient, double *direction)
{
	size_t n = history->n,
	       kept = history->count < history->size ? history->count : history->size;
	double alpha[HISTORY_MAX];

	memcpy(direction, gradient, n * sizeof *direction);
	scale_by(n, -1, direction);
	if (!kept)
		return;
	for (size_t back = 1; back <= kept; back++) {
		size_t i = (history->count - back) % history->size;

		alpha[i] = history->rho[i] * dot(n, history->s + i * n, direction);
		add_scaled(n, -alpha[i], history->y + i * n, direction);
	}
	size_t newest = (history->count - 1) % history->size;
	const double *y = history->y + newest * n;

	scale_by(n, 1 / (history->rho[newest] * dot(n, y, y)), direction);
	for (size_t back = kept; back >= 1; back--) {
		size_t i = (history->count - back) % history->size;
		double beta = history->rho[i] * dot(n, history->y + i * n, direction);

		add_scaled(n, alpha[i] - beta, history->s + i * n, direction);
	}
}

/* Keeps the pair of the step just made; one without curvature would spoil H and is passed over. */
static void remember(struct history *history, const struct search *search)
{
	size_t n = history->n, i = history->count % history->size;
	double *s = history->s + i * n, *y = history->y + i * n, sy;

	memcpy(s, search->trial, n * sizeof *s);
	add_scaled(n, -1, search->x, s);
	memcpy(y, search->trial_gradient, n * sizeof *y);
	add_scaled(n, -1, search->gradient, y);
	sy = dot(n, s, y);
	if (sy <= 1e-12 * dot(n, y, y))
		return;
	history->rho[i] = 1 / sy;
	history->count++;
}

static void try_step(struct search *search, double step)
{
	memcpy(search->trial, search->x, search->n * sizeof *search->trial);
	add_scaled(search->n, step, search->direction, search->trial);
	search->trial_value = search->f(search->context, search->trial, search->trial_gradient);
	search->evaluations++;
}

/* Looks for a step that meets the weak Wolfe conditions.  True when trial is lower than x. */
static bool search_line(struct search *search, double step)
{
	double slope = dot(search->n, search->direction, search->gradient);
	double low = 0, high = INFINITY;

	if (!(slope < 0))
		return false;
	for (int i = 0; i < STEPS_MAX; i++) {
		try_step(search, step);
		/* Written so that a NaN shortens the step. */
		if (!(search->trial_value <= search->value + sufficient_decrease * step * slope))
			high = step;
		else if (dot(search->n, search->direction, search->trial_gradient) <
			 curvature * slope)
			low = step;
		else
			return true;
		step = isinf(high) ? 2 * step : (low + high) / 2;
	}
	/* Every step kept as low fell far enough, be it too short: better than the last one tried.
	 * */
	if (low > 0)
		try_step(search, low);
	return search->trial_value < search->value;
}

static void swap(double **a, double **b)
{
	double *c = *a;

	*a = *b;
	*b = c;
}

static void iterate(struct search *search, struct history *history,
		    const struct rapport__lbfgs_settings *settings,
		    struct rapport__lbfgs_result *result)
{
	double past[PAST];

	result->end = RAPPORT__LBFGS_ITERATIONS;
	for (size_t i = 0; i < settings->iterations_max; i++) {
		double size = fabs(search->value), step = 1;

		if (largest(search->n, search->gradient) <=
		    settings->gradient_max * fmax(1, size)) {
			result->end = RAPPORT__LBFGS_CONVERGED;
			return;
		}
		if (i >= PAST && past[i % PAST] - search->value < settings->decrease_min * size) {
			result->end = RAPPORT__LBFGS_SLOW;
			return;
		}
		past[i % PAST] = search->value;
		find_direction(history, search->gradient, search->direction);
		/* Without a memory the gradient's length says nothing of the step's. */
		if (!history->count)
			step = 1 / sqrt(dot(search->n, search->gradient, search->gradient));
		if (!search_line(search, step)) {
			result->end = RAPPORT__LBFGS_NO_STEP;
			return;
		}
		remember(history, search);
		swap(&search->x, &search->trial);
		swap(&search->gradient, &search->trial_gradient);
		search->value = search->trial_value;
		result->iterations++;
	}
}

enum rapport_status rapport__lbfgs_minimise(rapport__lbfgs_function *f, void *context, size_t n,
					    const struct rapport__lbfgs_settings *settings,
					    double *x, struct rapport__lbfgs_result *result,
					    struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;
	struct history history = { .size = settings->history, .n = n };
	struct search search = { .f = f, .context = context, .n = n };
	double *memory;

	assert(settings->history >= 1 && settings->history <= HISTORY_MAX);
	*result = (struct rapport__lbfgs_result){ 0 };
	memory = rapport__calloc((5 + 2 * history.size) * n, sizeof *memory);
	if (!memory)
		return rapport_fail_memory(error);
	search.x = memory;
	search.gradient = memory + n;
	search.direction = memory + 2 * n;
	search.trial = memory + 3 * n;
	search.trial_gradient = memory + 4 * n;
	history.s = memory + 5 * n;
	history.y = history.s + history.size * n;

	memcpy(search.x, x, n * sizeof *x);
	search.value = f(context, search.x, search.gradient);
	search.evaluations = 1;
	if (!isfinite(search.value)) {
		status = rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
				      "the function has no finite value at the start");
		goto done;
	}
	iterate(&search, &history, settings, result);
	memcpy(x, search.x, n * sizeof *x);
	result->evaluations = search.evaluations;
	result->value = search.value;
done:
	rapport__free(memory);
	return status;
}
