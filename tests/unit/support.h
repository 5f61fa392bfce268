/* What tests of training, and of the models it makes, have in common: small corpora and models,
 * made in memory, and allocations that fail one after another. */
#ifndef RAPPORT_TESTS_SUPPORT_H
#define RAPPORT_TESTS_SUPPORT_H

#include "model/model_file.h"
#include "training/trainer.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

/* Gives a parameterized test the numbers of the rows of a table. */
#define SUPPORT_ROWS(suite, test, table)                                                           \
	ParameterizedTestParameters(suite, test)                                                   \
	{                                                                                          \
		static size_t row[sizeof(table) / sizeof *(table)];                                \
                                                                                                   \
		for (size_t i = 0; i < sizeof row / sizeof *row; i++)                              \
			row[i] = i;                                                                \
		return cr_make_param_array(size_t, row, sizeof row / sizeof *row);                 \
	}

/* Adds the texts that lines hold to a corpus; reading them must succeed. */
void support_read(struct rapport__corpus *corpus, const char *lines);

/* count texts in turn of the labels trust, neutral and pressure, two of a group.  Each is three
 * sentences, of which the middle one tells the label; evidence says so. */
void support_corpus(struct rapport__corpus *corpus, size_t count, bool evidence);

/* The same, taken apart, with what there is to learn from it; all are the caller's to clear. */
void support_supervision(struct rapport__corpus *corpus, struct rapport__dataset *dataset,
			 struct rapport__supervision *supervision, size_t count, bool evidence);

/* A model and all that it lies in. */
struct support_model {
	struct rapport__corpus corpus;
	struct rapport__trained trained;
	rapport_model model; /* not to be freed: its bytes are trained.image */
};

/* Trains on support_corpus of 60 texts: two levels with evidence, else one. */
void support_train(struct support_model *made, bool evidence);
void support_clear(struct support_model *made);

/* Calls until success: with the first allocation failing, then with the second, and so on.  Each
 * failure must be MEMORY in status and error.  Returns how many there were. */
long support_fail_allocations(enum rapport_status (*call)(void *context,
							  struct rapport_error *error),
			      void *context);

/* A number in [-1, 1) that depends on i alone. */
double support_number(uint64_t i);

#endif
