#include "support.h"
#include "training/sparse.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* fill: entries of a row, so many in ten columns; empty rows and columns lie at both ends and
 * between. */
static const struct {
	const char *name;
	size_t rows, columns, K, fill;
} rows[] = {
	{ "one entry", 1, 1, 1, 10 },
	{ "no entry", 5, 1, 3, 0 },
	{ "narrow", 40, 30, 3, 3 },
	{ "two wide", 40, 30, 2, 3 },
	{ "wide", 30, 70, 7, 5 },
	{ "many blocks", 3000, 100, 3, 9 },
	{ "many blocks, wide", 3000, 100, 4, 9 },
};

static bool is_entry(size_t row, size_t r, size_t c)
{
	return r % 7 != 0 && c % 11 != 5 &&
	       fabs(support_number(r * 1000 + c)) * 10 < (double)rows[row].fill;
}

/* The matrix of a row of the table, and the same as an array; a third of the entries are written as
 * two. */
static void make_matrix(size_t row, struct rapport__sparse *matrix, double *dense)
{
	const size_t R = rows[row].rows, C = rows[row].columns;

	for (size_t r = 0; r < R; r++) {
		for (size_t c = 0; c < C; c++) {
			float value = (float)support_number(r * 999 + c);

			dense[r * C + c] = 0;
			if (R > 1 && !is_entry(row, r, c))
				continue;
			dense[r * C + c] = (double)value;
			cr_assert(rapport__sparse_add(matrix, (uint32_t)c, value));
			if (c % 3)
				continue;
			dense[r * C + c] += (double)value;
			cr_assert(rapport__sparse_add(matrix, (uint32_t)c, value));
		}
		cr_assert(rapport__sparse_end_row(matrix));
	}
	cr_assert_leq(matrix->columns, C);
	matrix->columns = C;
}

/* Compares with the product as it stands in books.  Rounding: at most 100 terms below 2. */
static void check_product(const char *name, const struct rapport__sparse *matrix,
			  const double *dense, bool transposed, size_t K)
{
	const size_t R = matrix->rows, C = matrix->columns;
	double *x = rapport__calloc(C * K, sizeof *x), *y = rapport__calloc(R * K, sizeof *y);
	double *again = rapport__calloc(R * K, sizeof *again), worst = 0;
	rapport__workers *workers;

	for (size_t i = 0; i < C * K; i++)
		x[i] = support_number(i);
	for (size_t i = 0; i < R * K; i++)
		y[i] = NAN;
	rapport__sparse_multiply(matrix, x, K, y, NULL);
	for (size_t r = 0; r < R; r++)
		for (size_t k = 0; k < K; k++) {
			double sum = 0;

			for (size_t c = 0; c < C; c++)
				sum += dense[transposed ? c * R + r : r * C + c] * x[c * K + k];
			worst = fmax(worst, fabs(sum - y[r * K + k]));
			cr_assert(!isnan(y[r * K + k]), "%s, row %zu", name, r);
		}
	cr_expect_lt(worst, 1e-12 * (double)C, "%s, transposed %d: off by %g", name, transposed,
		     worst);
	cr_assert_eq(rapport__workers_new(3, &workers, NULL), RAPPORT_OK);
	rapport__sparse_multiply(matrix, x, K, again, workers);
	cr_expect_eq(memcmp(y, again, R * K * sizeof *y), 0, "%s: threads change it", name);
	rapport__workers_free(workers);
	rapport__free(x);
	rapport__free(y);
	rapport__free(again);
}

SUPPORT_ROWS(sparse, multiplies_as_the_dense_matrix_does, rows)

ParameterizedTest(size_t *row, sparse, multiplies_as_the_dense_matrix_does)
{
	const size_t R = rows[*row].rows, C = rows[*row].columns;
	struct rapport__sparse matrix = { 0 }, transposed, back;
	double *dense = rapport__calloc(R * C, sizeof *dense);

	make_matrix(*row, &matrix, dense);
	check_product(rows[*row].name, &matrix, dense, false, rows[*row].K);
	cr_assert_eq(rapport__sparse_transpose(&matrix, &transposed, NULL), RAPPORT_OK);
	cr_expect_eq(transposed.rows, C);
	cr_expect_eq(transposed.columns, R);
	check_product(rows[*row].name, &transposed, dense, true, rows[*row].K);

	cr_assert_eq(rapport__sparse_transpose(&transposed, &back, NULL), RAPPORT_OK);
	size_t entries = rapport__sparse_entries(&matrix);

	cr_assert_eq(rapport__sparse_entries(&transposed), entries);
	cr_assert_eq(rapport__sparse_entries(&back), entries);
	cr_expect_eq(memcmp(back.starts, matrix.starts, (R + 1) * sizeof *back.starts), 0);
	for (size_t i = 0; i < entries; i++)
		cr_assert(back.index[i] == matrix.index[i] && back.values[i] == matrix.values[i]);
	rapport__sparse_clear(&matrix);
	rapport__sparse_clear(&transposed);
	rapport__sparse_clear(&back);
	rapport__free(dense);
}

Test(sparse, without_rows_is_ready_for_all)
{
	struct rapport__sparse matrix = { 0 }, transposed;
	double x = 1, y = 7;

	cr_expect_eq(rapport__sparse_entries(&matrix), 0);
	rapport__sparse_multiply(&matrix, &x, 1, &y, NULL);
	cr_expect_eq(y, 7);
	cr_assert_eq(rapport__sparse_transpose(&matrix, &transposed, NULL), RAPPORT_OK);
	cr_expect_eq(transposed.rows, 0);
	cr_expect_eq(rapport__sparse_entries(&transposed), 0);
	/* An entry without the end of its row does not count. */
	cr_assert(rapport__sparse_add(&matrix, 2, 1));
	cr_expect_eq(rapport__sparse_entries(&matrix), 0);
	cr_assert(rapport__sparse_end_row(&matrix));
	cr_expect_eq(rapport__sparse_entries(&matrix), 1);
	/* What was transposed grows, too. */
	cr_assert(rapport__sparse_add(&transposed, 0, 2));
	cr_assert(rapport__sparse_end_row(&transposed));
	rapport__sparse_multiply(&transposed, &x, 1, &y, NULL);
	cr_expect_eq(y, 2);
	rapport__sparse_clear(&matrix);
	rapport__sparse_clear(&transposed);
	rapport__sparse_clear(&matrix);
}

static enum rapport_status transpose(void *matrix, struct rapport_error *error)
{
	struct rapport__sparse transposed = { 0 };
	enum rapport_status status = rapport__sparse_transpose(matrix, &transposed, error);

	cr_assert_eq(transposed.starts == NULL, status != RAPPORT_OK);
	rapport__sparse_clear(&transposed);
	return status;
}

Test(sparse, keeps_what_it_has_when_memory_ends)
{
	struct rapport__sparse matrix = { 0 };
	size_t failures = 0;

	for (uint32_t i = 0; i < 100; i++) {
		for (long n = 0;; n++) {
			bool done;

			rapport__memory_fail_after(n);
			done = i % 3 ? rapport__sparse_add(&matrix, i, (float)i)
				     : rapport__sparse_end_row(&matrix);
			rapport__memory_fail_after(-1);
			if (done)
				break;
			failures++;
			cr_assert_lt(n, 4);
		}
	}
	cr_expect_geq(failures, 6);
	cr_assert(rapport__sparse_end_row(&matrix));
	cr_expect_eq(rapport__sparse_entries(&matrix), 66);
	for (size_t i = 0; i < 66; i++)
		cr_assert(matrix.index[i] == i / 2 * 3 + 1 + i % 2 &&
			  matrix.values[i] == (float)matrix.index[i]);
	cr_expect_eq(support_fail_allocations(transpose, &matrix), 3);
	rapport__sparse_clear(&matrix);
}
