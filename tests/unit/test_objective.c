#include "support.h"
#include "training/lbfgs.h"
#include "training/objective.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const struct {
	const char *name;
	size_t N, K;
	bool spread, weights;
	double l2;
} rows[] = {
	{ "plain", 30, 3, false, false, 0.1 },
	{ "two labels", 30, 2, false, false, 0 },
	{ "weights", 30, 5, false, true, 0.01 },
	{ "spread", 30, 3, true, false, 0.01 },
	{ "spread, weights", 30, 4, true, true, 1 },
	{ "two blocks of rows", 600, 3, true, true, 0.01 },
	{ "one row", 1, 2, true, true, 0.5 },
};
enum {
	T = 8,
	D = 5,
	N_MAX = 600,
	K_MAX = 5,
	SIZE = (T + 1) * K_MAX
};

struct setting {
	struct rapport__sparse rows, spread;
	uint32_t labels[N_MAX];
	double weights[N_MAX];
	struct rapport__problem problem;
	size_t D;
};

static void make_setting(size_t row, struct setting *setting)
{
	const size_t N = rows[row].N, K = rows[row].K;

	*setting = (struct setting){ .D = rows[row].spread ? D : T };
	for (size_t i = 0; i < N; i++) {
		for (uint32_t t = 0; t < T; t++)
			if (t == T - 1 || support_number(i * T + t) > 0)
				rapport__sparse_add(&setting->rows, t,
						    (float)support_number(i * 77 + t));
		rapport__sparse_end_row(&setting->rows);
		setting->labels[i] = (uint32_t)(i * 7 % K);
		setting->weights[i] = i % 5 == 3 ? 0 : 1 + support_number(i + 5555);
	}
	for (uint32_t t = 0; t < T; t++) {
		for (uint32_t d = 0; d < D; d++)
			if (d == D - 1 || (t + d) % 3)
				rapport__sparse_add(&setting->spread, d,
						    (float)support_number(t * 31 + d));
		rapport__sparse_end_row(&setting->spread);
	}
	setting->problem = (struct rapport__problem){ &setting->rows,
						      rows[row].spread ? &setting->spread : NULL,
						      setting->labels,
						      rows[row].weights ? setting->weights : NULL,
						      K,
						      rows[row].l2 };
}

static void clear_setting(struct setting *setting)
{
	rapport__sparse_clear(&setting->rows);
	rapport__sparse_clear(&setting->spread);
}

/* The formula of objective.h, row by row, with S multiplied out. */
static double plain_value(const struct rapport__problem *problem, size_t features, const double *w)
{
	const size_t K = problem->K;
	double sum = 0, total = 0, square = 0;

	for (size_t i = 0; i < problem->rows->rows; i++) {
		double z[K_MAX], all = 0, v = problem->weights ? problem->weights[i] : 1;

		memcpy(z, w + features * K, K * sizeof *z);
		for (size_t e = problem->rows->starts[i]; e < problem->rows->starts[i + 1]; e++) {
			const size_t t = problem->rows->index[e];
			const struct rapport__sparse *S = problem->spread;
			const double x = (double)problem->rows->values[e];

			for (size_t k = 0; !S && k < K; k++)
				z[k] += x * w[t * K + k];
			for (size_t s = S ? S->starts[t] : 0; S && s < S->starts[t + 1]; s++)
				for (size_t k = 0; k < K; k++)
					z[k] += x * (double)S->values[s] * w[S->index[s] * K + k];
		}
		for (size_t k = 0; k < K; k++)
			all += exp(z[k]);
		sum += v * (log(all) - z[problem->labels[i]]);
		total += v;
	}
	for (size_t j = 0; j < features * K; j++)
		square += w[j] * w[j];
	return sum / total + problem->l2 / 2 * square;
}

SUPPORT_ROWS(objective, has_the_value_and_the_slopes_of_its_formula, rows)

ParameterizedTest(size_t *row, objective, has_the_value_and_the_slopes_of_its_formula)
{
	/* Central differences: h^2 f'''/6 and eps |f| / h, both below 1e-9. */
	const double h = 1e-5, tolerance = 1e-8;
	double w[SIZE], gradient[SIZE], other[SIZE];
	rapport__objective *objective;
	struct setting setting;

	make_setting(*row, &setting);
	cr_assert_eq(rapport__objective_new(&setting.problem, NULL, &objective, NULL), RAPPORT_OK);
	const size_t size = rapport__objective_size(objective);

	cr_assert_eq(size, (setting.D + 1) * rows[*row].K);
	for (size_t j = 0; j < size; j++)
		w[j] = support_number(j + 99);
	double value = rapport__objective_evaluate(objective, w, gradient);

	cr_expect_float_eq(value, plain_value(&setting.problem, setting.D, w), 1e-12, "%s: %.15g",
			   rows[*row].name, value);
	for (size_t j = 0; j < size; j++) {
		double at = w[j], above, below;

		w[j] = at + h;
		above = rapport__objective_evaluate(objective, w, other);
		w[j] = at - h;
		below = rapport__objective_evaluate(objective, w, other);
		w[j] = at;
		cr_expect_float_eq(gradient[j], (above - below) / (2 * h), tolerance,
				   "%s: slope %zu is %.12g, differences say %.12g", rows[*row].name,
				   j, gradient[j], (above - below) / (2 * h));
	}
	rapport__objective_free(objective);
	clear_setting(&setting);
}

Test(objective, does_not_depend_on_threads)
{
	static double gradients[2][SIZE];
	double values[2], w[SIZE];
	struct setting setting;
	rapport__workers *workers;

	make_setting(5, &setting);
	cr_assert_eq(rapport__workers_new(3, &workers, NULL), RAPPORT_OK);
	for (size_t j = 0; j < SIZE; j++)
		w[j] = support_number(j);
	for (size_t i = 0; i < 2; i++) {
		rapport__objective *objective;

		cr_assert_eq(rapport__objective_new(&setting.problem, i ? workers : NULL,
						    &objective, NULL),
			     RAPPORT_OK);
		values[i] = rapport__objective_evaluate(objective, w, gradients[i]);
		rapport__objective_free(objective);
	}
	cr_expect_eq(values[0], values[1]);
	cr_expect_eq(memcmp(gradients[0], gradients[1], sizeof *gradients), 0);
	rapport__workers_free(workers);
	clear_setting(&setting);
}

Test(objective, spreads_weights_and_gives_logits)
{
	double w[(D + 1) * 3], theta[(T + 1) * 3], logits[N_MAX * 3], loss = 0;
	rapport__objective *objective;
	struct setting setting;

	make_setting(3, &setting);
	setting.problem.l2 = 0;
	cr_assert_eq(rapport__objective_new(&setting.problem, NULL, &objective, NULL), RAPPORT_OK);
	for (size_t j = 0; j < sizeof w / sizeof *w; j++)
		w[j] = support_number(j);
	rapport__objective_spread(objective, w, theta);
	for (size_t t = 0; t < T; t++)
		for (size_t k = 0; k < 3; k++) {
			double sum = 0;

			for (size_t s = setting.spread.starts[t]; s < setting.spread.starts[t + 1];
			     s++)
				sum += (double)setting.spread.values[s] *
				       w[setting.spread.index[s] * 3 + k];
			cr_expect_float_eq(theta[t * 3 + k], sum, 1e-12);
		}
	cr_expect_eq(memcmp(theta + T * 3, w + D * 3, 3 * sizeof *w), 0);
	rapport__objective_logits(&setting.rows, theta, T, 3, logits, NULL);
	for (size_t i = 0; i < 30; i++) {
		const double *z = logits + i * 3;

		loss += log(exp(z[0]) + exp(z[1]) + exp(z[2])) - z[setting.labels[i]];
	}
	cr_expect_float_eq(loss / 30, plain_value(&setting.problem, D, w), 1e-12);
	rapport__objective_free(objective);
	clear_setting(&setting);
}

/* The same minimum by steps down the differences of the plain value, with nothing shared. */
Test(objective, leads_to_the_minimum_that_plain_descent_finds)
{
	const struct rapport__lbfgs_settings settings = { 8, 500, 1e-8, 0 };
	double w[SIZE] = { 0 }, plain[SIZE] = { 0 }, slopes[SIZE];
	struct rapport__lbfgs_result result;
	rapport__objective *objective;
	struct setting setting;

	make_setting(4, &setting);
	setting.problem.l2 = 0.05;
	cr_assert_eq(rapport__objective_new(&setting.problem, NULL, &objective, NULL), RAPPORT_OK);
	const size_t size = rapport__objective_size(objective);

	cr_assert_eq(rapport__lbfgs_minimise(rapport__objective_evaluate, objective, size,
					     &settings, w, &result, NULL),
		     RAPPORT_OK);
	cr_expect_eq(result.end, RAPPORT__LBFGS_CONVERGED);
	for (size_t step = 0; step < 1500; step++) {
		for (size_t j = 0; j < size; j++) {
			double at = plain[j], above;

			plain[j] = at + 1e-5;
			above = plain_value(&setting.problem, D, plain);
			plain[j] = at - 1e-5;
			slopes[j] = (above - plain_value(&setting.problem, D, plain)) / 2e-5;
			plain[j] = at;
		}
		for (size_t j = 0; j < size; j++)
			plain[j] -= slopes[j];
	}
	/* The slopes are right to 1e-8; over the curvature, 0.05, that leaves 2e-7. */
	for (size_t j = 0; j < D * 4; j++)
		cr_expect_float_eq(w[j], plain[j], 1e-6, "w[%zu]: %.9g, plain %.9g", j, w[j],
				   plain[j]);
	for (size_t k = 1; k < 4; k++)
		cr_expect_float_eq(w[D * 4 + k] - w[D * 4], plain[D * 4 + k] - plain[D * 4], 1e-6);
	rapport__objective_free(objective);
	clear_setting(&setting);
}

Test(objective, refuses_to_train_on_nothing)
{
	static const double zeros[N_MAX];
	struct rapport__sparse none = { 0 };
	struct setting setting;

	make_setting(0, &setting);
	for (size_t i = 0; i < 2; i++) {
		struct rapport_error error = { 0 };
		rapport__objective *objective = (rapport__objective *)&error;
		struct rapport__problem problem = setting.problem;

		if (i)
			problem.rows = &none;
		else
			problem.weights = zeros;
		cr_expect_eq(rapport__objective_new(&problem, NULL, &objective, &error),
			     RAPPORT_ERR_ARGUMENT);
		cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
		cr_expect_null(objective);
	}
	rapport__objective_free(NULL);
	clear_setting(&setting);
}

static enum rapport_status make(void *problem, struct rapport_error *error)
{
	rapport__objective *objective;
	enum rapport_status status = rapport__objective_new(problem, NULL, &objective, error);

	cr_assert_eq(!objective, status != RAPPORT_OK);
	rapport__objective_free(objective);
	return status;
}

Test(objective, fails_without_memory)
{
	struct setting setting;

	make_setting(3, &setting);
	cr_expect_eq(support_fail_allocations(make, &setting.problem), 11);
	clear_setting(&setting);
}
