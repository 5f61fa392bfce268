#include "training/sparse.h"

#include "memory.h"

#include <string.h>

enum {
	BLOCK_ENTRIES = 1 << 16,
	NARROW = 3
};

static bool begin(struct rapport__sparse *matrix)
{
	if (matrix->starts)
		return true;
	if (!rapport__grow(&matrix->starts, &matrix->starts_capacity, 2, sizeof *matrix->starts))
		return false;
	matrix->starts[0] = matrix->starts[1] = 0;
	return true;
}

bool rapport__sparse_add(struct rapport__sparse *matrix, uint32_t column, float value)
{
	size_t at;

	if (!begin(matrix))
		return false;
	/* starts[rows + 1] counts the entries of the row that is being written. */
	at = matrix->starts[matrix->rows + 1];
	if (!rapport__grow(&matrix->index, &matrix->index_capacity, at + 1,
			   sizeof *matrix->index) ||
	    !rapport__grow(&matrix->values, &matrix->values_capacity, at + 1,
			   sizeof *matrix->values))
		return false;
	matrix->index[at] = column;
	matrix->values[at] = value;
	matrix->starts[matrix->rows + 1] = at + 1;
	if (column >= matrix->columns)
		matrix->columns = (size_t)column + 1;
	return true;
}

bool rapport__sparse_end_row(struct rapport__sparse *matrix)
{
	if (!begin(matrix) || !rapport__grow(&matrix->starts, &matrix->starts_capacity,
					     matrix->rows + 3, sizeof *matrix->starts))
		return false;
	matrix->rows++;
	matrix->starts[matrix->rows + 1] = matrix->starts[matrix->rows];
	return true;
}

size_t rapport__sparse_entries(const struct rapport__sparse *matrix)
{
	return matrix->rows ? matrix->starts[matrix->rows] : 0;
}

enum rapport_status rapport__sparse_transpose(const struct rapport__sparse *matrix,
					      struct rapport__sparse *transposed,
					      struct rapport_error *error)
{
	size_t entries = rapport__sparse_entries(matrix), *starts;
	struct rapport__sparse made = { .rows = matrix->columns, .columns = matrix->rows };

	if (!rapport__grow(&made.starts, &made.starts_capacity, made.rows + 2,
			   sizeof *made.starts) ||
	    !rapport__grow(&made.index, &made.index_capacity, entries + 1, sizeof *made.index) ||
	    !rapport__grow(&made.values, &made.values_capacity, entries + 1, sizeof *made.values)) {
		rapport__sparse_clear(&made);
		return rapport_fail_memory(error);
	}
	/* starts is shifted by one while rows are filled, so that it ends up as it should be. */
	memset(made.starts, 0, (made.rows + 2) * sizeof *made.starts);
	starts = made.starts + 1;
	for (size_t i = 0; i < entries; i++)
		if (matrix->index[i] + 1 < made.rows)
			starts[matrix->index[i] + 1]++;
	for (size_t r = 1; r < made.rows; r++)
		starts[r] += starts[r - 1];
	for (size_t r = 0; r < matrix->rows; r++)
		for (size_t i = matrix->starts[r]; i < matrix->starts[r + 1]; i++) {
			size_t at = starts[matrix->index[i]]++;

			made.index[at] = (uint32_t)r;
			made.values[at] = matrix->values[i];
		}
	made.starts[made.rows + 1] = entries;
	*transposed = made;
	return RAPPORT_OK;
}

struct product {
	const struct rapport__sparse *matrix;
	const double *x;
	double *y;
	size_t K, block_rows;
};

static void multiply_row_narrow(const struct product *product, size_t r)
{
	const struct rapport__sparse *matrix = product->matrix;
	double sum[NARROW] = { 0 };

	for (size_t i = matrix->starts[r]; i < matrix->starts[r + 1]; i++) {
		const double *x = product->x + (size_t)matrix->index[i] * NARROW;
		double value = (double)matrix->values[i];

		sum[0] += value * x[0];
		sum[1] += value * x[1];
		sum[2] += value * x[2];
	}
	memcpy(product->y + r * NARROW, sum, sizeof sum);
}

static void multiply_row(const struct product *product, size_t r)
{
	const struct rapport__sparse *matrix = product->matrix;
	size_t K = product->K;
	double *y = product->y + r * K;

	memset(y, 0, K * sizeof *y);
	for (size_t i = matrix->starts[r]; i < matrix->starts[r + 1]; i++) {
		const double *x = product->x + (size_t)matrix->index[i] * K;

		for (size_t k = 0; k < K; k++)
			y[k] += (double)matrix->values[i] * x[k];
	}
}

static void multiply_block(void *context, size_t block)
{
	const struct product *product = context;
	size_t from = block * product->block_rows, to = from + product->block_rows;

	if (to > product->matrix->rows)
		to = product->matrix->rows;
	for (size_t r = from; r < to; r++) {
		/* Three labels are the common case, and registers hold their sums. */
		if (product->K == NARROW)
			multiply_row_narrow(product, r);
		else
			multiply_row(product, r);
	}
}

void rapport__sparse_multiply(const struct rapport__sparse *matrix, const double *x, size_t K,
			      double *y, rapport__workers *workers)
{
	size_t blocks = 1 + rapport__sparse_entries(matrix) / BLOCK_ENTRIES;
	struct product product = { matrix, x, y, K, 1 + matrix->rows / blocks };

	rapport__workers_run(workers, multiply_block, &product, blocks);
}

void rapport__sparse_clear(struct rapport__sparse *matrix)
{
	rapport__free(matrix->starts);
	rapport__free(matrix->index);
	rapport__free(matrix->values);
	*matrix = (struct rapport__sparse){ 0 };
}
