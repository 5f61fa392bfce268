#include "training/objective.h"

#include "memory.h"
#include "model/logistic.h"

#include <string.h>

enum {
	BLOCK_ROWS = 512
};

struct rapport__objective {
	struct rapport__problem problem;
	struct rapport__sparse rows_by_column;   /* X transposed, [T][N] */
	struct rapport__sparse spread_by_column; /* S transposed, [D][T] */
	rapport__workers *workers;
	size_t T, D;
	double total;           /* W */
	double *theta;          /* [T + 1][K] */
	double *theta_gradient; /* [T][K] */
	double *residuals;      /* [N][K] logits, then v (p - y) / W */
	double *losses;         /* [blocks] */
};

static double row_weight(const struct rapport__problem *problem, size_t i)
{
	return problem->weights ? problem->weights[i] : 1;
}

enum rapport_status rapport__objective_new(const struct rapport__problem *problem,
					   rapport__workers *workers,
					   rapport__objective **objective,
					   struct rapport_error *error)
{
	enum rapport_status status;
	const size_t N = problem->rows->rows, K = problem->K;
	rapport__objective *made;

	*objective = NULL;
	made = rapport__calloc(1, sizeof *made);
	if (!made)
		return rapport_fail_memory(error);
	made->problem = *problem;
	made->workers = workers;
	made->T = problem->spread ? problem->spread->rows : problem->rows->columns;
	made->D = problem->spread ? problem->spread->columns : made->T;
	for (size_t i = 0; i < N; i++)
		made->total += row_weight(problem, i);
	if (!(made->total > 0)) {
		status = rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "nothing to train on");
		goto done;
	}
	status = rapport__sparse_transpose(problem->rows, &made->rows_by_column, error);
	if (!status && problem->spread)
		status = rapport__sparse_transpose(problem->spread, &made->spread_by_column, error);
	if (status)
		goto done;
	made->theta = rapport__calloc((made->T + 1) * K, sizeof *made->theta);
	made->theta_gradient = rapport__calloc(made->T * K, sizeof *made->theta_gradient);
	made->residuals = rapport__calloc(N * K, sizeof *made->residuals);
	made->losses = rapport__calloc(N / BLOCK_ROWS + 1, sizeof *made->losses);
	if (!made->theta || !made->theta_gradient || !made->residuals || !made->losses) {
		status = rapport_fail_memory(error);
		goto done;
	}
	*objective = made;
	made = NULL;
done:
	rapport__objective_free(made);
	return status;
}

void rapport__objective_free(rapport__objective *objective)
{
	if (!objective)
		return;
	rapport__sparse_clear(&objective->rows_by_column);
	rapport__sparse_clear(&objective->spread_by_column);
	rapport__free(objective->theta);
	rapport__free(objective->theta_gradient);
	rapport__free(objective->residuals);
	rapport__free(objective->losses);
	rapport__free(objective);
}

size_t rapport__objective_size(const rapport__objective *objective)
{
	return (objective->D + 1) * objective->problem.K;
}

void rapport__objective_spread(const rapport__objective *objective, const double *w, double *theta)
{
	const size_t K = objective->problem.K;

	if (objective->problem.spread)
		rapport__sparse_multiply(objective->problem.spread, w, K, theta,
					 objective->workers);
	else
		memcpy(theta, w, objective->T * K * sizeof *theta);
	memcpy(theta + objective->T * K, w + objective->D * K, K * sizeof *theta);
}

void rapport__objective_logits(const struct rapport__sparse *rows, const double *theta, size_t T,
			       size_t K, double *logits, rapport__workers *workers)
{
	rapport__sparse_multiply(rows, theta, K, logits, workers);
	for (size_t i = 0; i < rows->rows; i++)
		for (size_t k = 0; k < K; k++)
			logits[i * K + k] += theta[T * K + k];
}

/* Logits of a block of rows -> their loss and residuals. */
static void finish_rows(void *context, size_t block)
{
	rapport__objective *objective = context;
	const struct rapport__problem *problem = &objective->problem;
	const size_t K = problem->K, N = problem->rows->rows;
	size_t from = block * BLOCK_ROWS, to = from + BLOCK_ROWS < N ? from + BLOCK_ROWS : N;
	double loss = 0;

	for (size_t i = from; i < to; i++) {
		double *z = objective->residuals + i * K;
		double weight = row_weight(problem, i) / objective->total;
		double own = z[problem->labels[i]];

		loss += weight * (rapport__softmax(z, K) - own);
		z[problem->labels[i]] -= 1;
		for (size_t k = 0; k < K; k++)
			z[k] *= weight;
	}
	objective->losses[block] = loss;
}

/* Adds the penalty's gradient and returns the penalty. */
static double penalise(const rapport__objective *objective, const double *w, double *gradient)
{
	const size_t n = objective->D * objective->problem.K;
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += w[i] * w[i];
		gradient[i] += objective->problem.l2 * w[i];
	}
	return objective->problem.l2 / 2 * sum;
}

double rapport__objective_evaluate(void *context, const double *w, double *gradient)
{
	rapport__objective *objective = context;
	const struct rapport__problem *problem = &objective->problem;
	const size_t K = problem->K, N = problem->rows->rows, blocks = N / BLOCK_ROWS + 1;
	double value = 0, *bias_gradient = gradient + objective->D * K;

	rapport__objective_spread(objective, w, objective->theta);
	rapport__objective_logits(problem->rows, objective->theta, objective->T, K,
				  objective->residuals, objective->workers);
	rapport__workers_run(objective->workers, finish_rows, objective, blocks);
	/* One order of summation, whoever did the blocks. */
	for (size_t block = 0; block < blocks; block++)
		value += objective->losses[block];

	memset(gradient, 0, rapport__objective_size(objective) * sizeof *gradient);
	if (problem->spread) {
		rapport__sparse_multiply(&objective->rows_by_column, objective->residuals, K,
					 objective->theta_gradient, objective->workers);
		rapport__sparse_multiply(&objective->spread_by_column, objective->theta_gradient, K,
					 gradient, objective->workers);
	} else {
		rapport__sparse_multiply(&objective->rows_by_column, objective->residuals, K,
					 gradient, objective->workers);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < K; k++)
			bias_gradient[k] += objective->residuals[i * K + k];
	return value + penalise(objective, w, gradient);
}
