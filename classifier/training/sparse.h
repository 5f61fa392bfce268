/* Sparse matrices, stored by rows (CSR), and their product with a narrow dense one. */
#ifndef RAPPORT_SPARSE_H
#define RAPPORT_SPARSE_H

#include "status.h"
#include "training/workers.h"

/* The zero value has no rows and is ready to be added to; end with rapport__sparse_clear. */
struct rapport__sparse {
	size_t rows, columns;
	size_t *starts;  /* [rows + 1] where each row begins in index and values */
	uint32_t *index; /* [starts[rows]] column, each below columns */
	float *values;   /* [starts[rows]] */
	size_t starts_capacity, index_capacity, values_capacity;
};

/* Adds an entry to the row that is being written; columns grows to hold it.  False without memory.
 * */
bool rapport__sparse_add(struct rapport__sparse *matrix, uint32_t column, float value);

/* Ends the row that is being written, which may be empty.  False without memory. */
bool rapport__sparse_end_row(struct rapport__sparse *matrix);

size_t rapport__sparse_entries(const struct rapport__sparse *matrix);

/* Makes *transposed (which must be empty) the transpose of matrix: entry [c][r] for each [r][c],
 * each row in the order of r.  On failure *transposed is empty.  Fails with MEMORY. */
enum rapport_status rapport__sparse_transpose(const struct rapport__sparse *matrix,
					      struct rapport__sparse *transposed,
					      struct rapport_error *error);

/* y = matrix x
 *
 * x  [columns][K] row-major
 * y  [rows][K] row-major, overwritten
 * The terms of each y are added from left to right, so the result does not depend on the threads.
 * */
void rapport__sparse_multiply(const struct rapport__sparse *matrix, const double *x, size_t K,
			      double *y, rapport__workers *workers);

void rapport__sparse_clear(struct rapport__sparse *matrix);

#endif
