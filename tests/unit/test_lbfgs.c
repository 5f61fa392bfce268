#include "support.h"
#include "training/lbfgs.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum {
	SIZE_MAX_TESTED = 50
};

static const struct rapport__lbfgs_settings exact = { 8, 1000, 1e-9, 0 };

/* Rosenbrock's valley, a chain of n: the minimum is 0, at ones. */
static double rosenbrock(void *n, const double *x, double *gradient)
{
	double value = 0;

	memset(gradient, 0, *(size_t *)n * sizeof *gradient);
	for (size_t i = 0; i + 1 < *(size_t *)n; i++) {
		double bend = x[i + 1] - x[i] * x[i], off = 1 - x[i];

		value += 100 * bend * bend + off * off;
		gradient[i] += -400 * x[i] * bend - 2 * off;
		gradient[i + 1] += 200 * bend;
	}
	return value;
}

/* 1/2 sum_i c_i (x_i - i)^2 - 3, c from 1 to 1000: the minimum is -3, where x_i = i. */
static double bowl(void *n, const double *x, double *gradient)
{
	double value = -3;

	for (size_t i = 0; i < *(size_t *)n; i++) {
		double c = pow(1000, (double)i / (double)*(size_t *)n), off = x[i] - (double)i;

		value += c * off * off / 2;
		gradient[i] = c * off;
	}
	return value;
}

/* -sum log(1 - x_i) - 2 x_i is no number from x_i = 1 on; the minimum is at 1/2. */
static double barrier(void *n, const double *x, double *gradient)
{
	double value = 0;

	for (size_t i = 0; i < *(size_t *)n; i++) {
		value -= x[i] < 1 ? log(1 - x[i]) + 2 * x[i] : NAN;
		gradient[i] = 1 / (1 - x[i]) - 2;
	}
	return value;
}

/* Falls evenly up to a wall at 1; there is no minimum before it. */
static double cliff(void *n, const double *x, double *gradient)
{
	double value = 0;

	for (size_t i = 0; i < *(size_t *)n; i++) {
		value -= x[i] < 1 ? x[i] : NAN;
		gradient[i] = -1;
	}
	return value;
}

static double one(size_t i)
{
	(void)i;
	return 1;
}

static double own(size_t i)
{
	return (double)i;
}

static double half(size_t i)
{
	(void)i;
	return 0.5;
}

static const struct {
	const char *name;
	rapport__lbfgs_function *f;
	size_t n, history;
	double start, value;
	double (*minimum)(size_t i);
	double tolerance; /* of x: the gradient's, over the least curvature */
} rows[] = {
	{ "Rosenbrock", rosenbrock, 2, 8, -1.2, 0, one, 1e-6 },
	{ "Rosenbrock's chain", rosenbrock, 10, 8, 0, 0, one, 1e-6 },
	{ "the same, shortest memory", rosenbrock, 10, 3, 0, 0, one, 1e-6 },
	{ "the same, longest memory", rosenbrock, 10, 20, 0, 0, one, 1e-6 },
	{ "one variable", bowl, 1, 8, 5, -3, own, 1e-6 },
	{ "long bowl", bowl, SIZE_MAX_TESTED, 8, 0, -3, own, 1e-6 },
	{ "long bowl from far", bowl, SIZE_MAX_TESTED, 8, 1e6, -3, own, 1e-6 },
	{ "at the minimum", rosenbrock, 2, 8, 1, 0, one, 1e-12 },
	{ "wall", barrier, 5, 8, 0, 5 * (0.6931471805599453 - 1), half, 1e-6 },
	{ "wall, from afar", barrier, 5, 8, -100, 5 * (0.6931471805599453 - 1), half, 1e-6 },
	{ "wall, from beside it", barrier, 5, 8, 1 - 1e-9, 5 * (0.6931471805599453 - 1), half,
	  1e-6 },
};

SUPPORT_ROWS(lbfgs, finds_the_minimum, rows)

ParameterizedTest(size_t *row, lbfgs, finds_the_minimum)
{
	struct rapport__lbfgs_settings settings = exact;
	struct rapport__lbfgs_result result;
	double x[SIZE_MAX_TESTED], gradient[SIZE_MAX_TESTED];
	size_t n = rows[*row].n;

	settings.history = rows[*row].history;
	for (size_t i = 0; i < n; i++)
		x[i] = rows[*row].start;
	rapport__lbfgs_blas_start();
	cr_assert_eq(rapport__lbfgs_minimise(rows[*row].f, &n, n, &settings, x, &result, NULL),
		     RAPPORT_OK);
	cr_expect_eq(result.end, RAPPORT__LBFGS_CONVERGED, "%s: %d", rows[*row].name, result.end);
	for (size_t i = 0; i < n; i++)
		cr_expect_float_eq(x[i], rows[*row].minimum(i), rows[*row].tolerance,
				   "%s: x[%zu] is %.12g", rows[*row].name, i, x[i]);
	cr_expect_float_eq(result.value, rows[*row].value, 1e-9, "%s: %.12g", rows[*row].name,
			   result.value);
	cr_expect_eq(result.value, rows[*row].f(&n, x, gradient));
	cr_expect_gt(result.evaluations, result.iterations);
}

Test(lbfgs, gives_back_the_best_point_where_there_is_no_minimum)
{
	for (size_t n = 1; n <= 3; n++) {
		struct rapport__lbfgs_result result;
		double x[3] = { -4, -4, -4 };

		cr_assert_eq(rapport__lbfgs_minimise(cliff, &n, n, &exact, x, &result, NULL),
			     RAPPORT_OK);
		for (size_t i = 0; i < n; i++)
			cr_expect(x[i] < 1 && x[i] > 0.99, "n %zu: x is %g", n, x[i]);
		cr_expect_float_eq(result.value, -x[0] * (double)n, 1e-12);
	}
}

/* Bends the wrong way everywhere: steps along it say nothing of a minimum. */
static double hill(void *n, const double *x, double *gradient)
{
	(void)n;
	gradient[0] = -2 * x[0];
	return -x[0] * x[0];
}

Test(lbfgs, learns_nothing_from_steps_without_curvature)
{
	const struct rapport__lbfgs_settings settings = { 8, 3, 1e-9, 0 };
	struct rapport__lbfgs_result result;
	double x = 1;

	cr_assert_eq(rapport__lbfgs_minimise(hill, NULL, 1, &settings, &x, &result, NULL),
		     RAPPORT_OK);
	cr_expect_eq(result.iterations, 3);
	cr_expect_eq(result.value, -x * x);
	cr_expect_gt(x, 1);
}

/* The gradient has the wrong sign: no step along it leads down. */
static double liar(void *n, const double *x, double *gradient)
{
	double value = bowl(n, x, gradient);

	for (size_t i = 0; i < *(size_t *)n; i++)
		gradient[i] = -gradient[i];
	return value;
}

/* Falls for ever, ever more slowly. */
static double slope(void *n, const double *x, double *gradient)
{
	(void)n;
	gradient[0] = -exp(-x[0]);
	return 1 + exp(-x[0]);
}

Test(lbfgs, says_why_it_ended)
{
	static const struct {
		rapport__lbfgs_function *f;
		struct rapport__lbfgs_settings settings;
		enum rapport__lbfgs_end end;
		size_t iterations_min, iterations_max;
	} ends[] = {
		{ bowl, { 8, 0, 1e-9, 0 }, RAPPORT__LBFGS_ITERATIONS, 0, 0 },
		{ bowl, { 8, 1, 1e-9, 0 }, RAPPORT__LBFGS_ITERATIONS, 1, 1 },
		{ bowl, { 8, 500, 1e12, 0 }, RAPPORT__LBFGS_CONVERGED, 0, 0 },
		{ slope, { 8, 500, 1e-300, 0.5 }, RAPPORT__LBFGS_SLOW, 10, 11 },
		{ liar, { 8, 500, 1e-9, 0 }, RAPPORT__LBFGS_NO_STEP, 0, 0 },
	};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct rapport__lbfgs_result result;
		double x[3] = { 3, 30, 300 };
		size_t n = 3;

		cr_assert_eq(rapport__lbfgs_minimise(ends[i].f, &n, n, &ends[i].settings, x,
						     &result, NULL),
			     RAPPORT_OK);
		cr_expect_eq(result.end, ends[i].end, "%zu: end %d", i, result.end);
		cr_expect(result.iterations >= ends[i].iterations_min &&
				  result.iterations <= ends[i].iterations_max,
			  "%zu: %zu iterations", i, result.iterations);
		if (!result.iterations)
			cr_expect(x[0] == 3 && x[1] == 30 && x[2] == 300, "%zu: x moved", i);
	}
}

Test(lbfgs, refuses_a_start_without_a_value)
{
	struct rapport_error error = { 0 };
	struct rapport__lbfgs_result result;
	double x[2] = { 0, 2 };
	size_t n = 2;

	cr_expect_eq(rapport__lbfgs_minimise(barrier, &n, n, &exact, x, &result, &error),
		     RAPPORT_ERR_ARGUMENT);
	cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
	cr_expect(x[0] == 0 && x[1] == 2);
}

static enum rapport_status minimise(void *x, struct rapport_error *error)
{
	struct rapport__lbfgs_result result;
	size_t n = 1;

	return rapport__lbfgs_minimise(bowl, &n, n, &exact, x, &result, error);
}

Test(lbfgs, fails_without_memory)
{
	double x = 5;

	cr_expect_eq(support_fail_allocations(minimise, &x), 1);
	cr_expect_float_eq(x, 0, 1e-9);
}
