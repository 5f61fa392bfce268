/* Corpus + settings -> model: the levels, the combiner over held-out scores, calibration,
 * threshold. */
#ifndef RAPPORT_TRAINER_H
#define RAPPORT_TRAINER_H

#include "training/combiner.h"
#include "training/evaluation.h"

struct rapport__trainer_settings {
	struct rapport__feature_settings features;
	struct rapport__levels_settings levels;
	struct rapport__combiner_settings combiner;
	const char *language; /* libstemmer's name; "" stems nothing */
	const char *name;     /* of the model, up to 31 bytes */
	const char *command;  /* for the provenance, one line */
	const double
		*prior; /* [K] shares of the labels where the model will be used, each above 0, sum
			       * 1; NULL: the corpus's */
	double error_max; /* the threshold answers texts of which at most this part is wrong */
	unsigned folds;   /* 2 to 20 */
	unsigned threads; /* 1 to RAPPORT__WORKERS_MAX */
	uint64_t seed;    /* of the folds */
	bool one_level;   /* evidence is passed over */
	/* Called when a step begins; NULL: not. */
	void (*progress)(void *context, const char *step, unsigned done, unsigned steps);
	void *progress_context;
};

/* What was found best on the validation texts of rapport's own corpus. */
void rapport__trainer_defaults(struct rapport__trainer_settings *settings);

struct rapport__trained {
	struct rapport__buffer image;        /* the model file's bytes */
	struct rapport__evaluation held_out; /* of the texts by models that did not see them */
	double *scores;                      /* [N][K] their probabilities there */
	size_t features;                     /* kept */
	uint32_t levels;
};

/* Trains.  The same corpus, settings and seed give the same bytes, at any number of threads.
 * On success end with rapport__trained_clear; on failure nothing is held.
 * Fails with ARGUMENT (settings, fewer than two labels or groups of texts), LIMIT, MEMORY. */
enum rapport_status rapport__train(const struct rapport__corpus *corpus,
				   const struct rapport__trainer_settings *settings,
				   struct rapport__trained *trained, struct rapport_error *error);
void rapport__trained_clear(struct rapport__trained *trained);

#endif
