/* rapport: tells whether a text shows trust in the people who sell, pressure from them, or neither.
 *
 * The short way is three calls:
 *
 *	rapport_model_open("models/en.rapport", &model, &error);
 *	rapport_classifier_new(model, &classifier, &error);
 *	rapport_classifier_tag(classifier, text, size, &verdict, &error);
 *
 * A model never changes once it is open, so any number of threads may share one.  A classifier
 * holds the scratch of one thread: make one for each.  Scoring takes no lock, allocates nothing
 * once the scratch has grown to the longest text, and touches neither the network nor BLAS.
 *
 * The library does not print, exit, read the environment or keep global state. */
#ifndef RAPPORT_H
#define RAPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAPPORT_VERSION "0.1.0"

/* ---- Status ---------------------------------------------------------------------------------- */

enum rapport_status {
	RAPPORT_OK = 0,
	RAPPORT_ERR_ARGUMENT = 1, /* the caller broke the contract */
	RAPPORT_ERR_MEMORY = 2,
	RAPPORT_ERR_IO = 3,     /* errno tells more */
	RAPPORT_ERR_FORMAT = 4, /* bytes are not what they claim to be */
	RAPPORT_ERR_LIMIT = 5,  /* larger than a stated limit */
};

#define RAPPORT_ERROR_TEXT_BYTES 256

/* What went wrong, in words for people.  The caller owns it; every function takes NULL for it. */
struct rapport_error {
	enum rapport_status status;
	uint64_t place;                      /* line or byte, from 1; 0 where there is none */
	char text[RAPPORT_ERROR_TEXT_BYTES]; /* one line of UTF-8, without the place */
};

/* ---- Model ----------------------------------------------------------------------------------- */

#define RAPPORT_LABELS_MAX      64
#define RAPPORT_MODEL_BYTES_MAX (1024u * 1024u * 1024u)

/* Opaque.  Never changes once open, so any number of threads may score with one model. */
typedef struct rapport_model rapport_model;

/* Maps the model file at path and checks it; every byte of it is treated as hostile.
 * On success *model is the caller's, to end with rapport_model_free.  On failure *model is NULL.
 * Fails with FORMAT (magic, version, checksum, sizes), LIMIT (over RAPPORT_MODEL_BYTES_MAX), IO,
 * MEMORY. */
enum rapport_status rapport_model_open(const char *path, rapport_model **model,
				       struct rapport_error *error);
void rapport_model_free(rapport_model *model); /* NULL does nothing */

uint32_t rapport_model_label_count(const rapport_model *model); /* K, 2 to RAPPORT_LABELS_MAX */

/* Borrowed: good until the model is freed. */
const char *rapport_model_label(const rapport_model *model, uint32_t k); /* k < K */
const char *rapport_model_name(const rapport_model *model);              /* "en-1/3f9a01c2" */

/* ---- Classifier ------------------------------------------------------------------------------ */

/* Longer texts are refused with LIMIT: scoring needs up to a hundred times their size. */
#define RAPPORT_TEXT_BYTES_MAX (4u * 1024u * 1024u)

/* Opaque.  One thread at a time. */
typedef struct rapport_classifier rapport_classifier;

/* A sentence or line of the text. */
struct rapport_passage {
	uint32_t start, end; /* bytes of the text, [start, end) */
	uint32_t label;
	double confidence; /* calibrated probability of label */
};

/* What the model says of a text.  The arrays are the classifier's: good until its next call. */
struct rapport_verdict {
	uint32_t label;       /* the most probable */
	bool empty;           /* nothing but blanks in the text: label means nothing */
	bool unsure;          /* confidence lies below the model's abstention threshold */
	double confidence;    /* scores[label] */
	const double *scores; /* [K] calibrated probabilities, sum 1 */
	const struct rapport_passage *passages;
	size_t passage_count;
};

/* The classifier borrows the model, which must outlive it.
 * On success *classifier is the caller's, to end with rapport_classifier_free.  On failure NULL.
 * Fails with MEMORY, and with FORMAT when this libstemmer has no stemmer for the model's language.
 */
enum rapport_status rapport_classifier_new(const rapport_model *model,
					   rapport_classifier **classifier,
					   struct rapport_error *error);
void rapport_classifier_free(rapport_classifier *classifier); /* NULL does nothing */

/* Tells the classifier which shares the labels have among the texts that it will see: from now on
 * the scores of texts, and what is worked out from them, are as of a model trained for those.
 * Passages follow, since a sentence is read as a part of its text.
 *
 *   log p_k is moved by log(shares_k / model_k), then made to sum to 1 (Elkan 2001)
 *
 * shares  [K] each above 0, sum 1 within 1e-6; copied.  NULL: back to what the model assumes.
 * Fails with ARGUMENT (shares that are none), FORMAT (the model leaves a label no share that could
 * be moved); the classifier then goes on as before. */
enum rapport_status rapport_classifier_set_prior(rapport_classifier *classifier,
						 const double *shares, struct rapport_error *error);

/* Tags size bytes of text: UTF-8, where bytes that are not are passed over as if blank.
 * Fails with MEMORY, LIMIT (over RAPPORT_TEXT_BYTES_MAX); the classifier stays usable. */
enum rapport_status rapport_classifier_tag(rapport_classifier *classifier, const char *text,
					   size_t size, struct rapport_verdict *verdict,
					   struct rapport_error *error);

/* The same without passages (none are counted in the verdict), which is faster. */
enum rapport_status rapport_classifier_label(rapport_classifier *classifier, const char *text,
					     size_t size, struct rapport_verdict *verdict,
					     struct rapport_error *error);

/* ---- Explanation ----------------------------------------------------------------------------- */

/* What a stretch of the text added to the label's score. */
struct rapport_part {
	uint32_t start, end; /* bytes of the text, [start, end) */
	double weight;       /* in nats, for the label when positive */
};

/* Why a text has its label.  score = rest + the weights of all words + those of all sentences, but
 * for rounding.  The arrays are the classifier's: good until its next call. */
struct rapport_explanation {
	struct rapport_verdict verdict;
	double score; /* the label's calibrated logit less the mean over the labels, in nats */
	double rest;  /* of any text, of this one's length, of the shares of the labels */
	const struct rapport_part *words;
	size_t word_count;
	const struct rapport_part *sentences; /* one for each passage of verdict */
};

/* Tags a text as rapport_classifier_tag does and says why.  Fails in the same ways. */
enum rapport_status rapport_classifier_explain(rapport_classifier *classifier, const char *text,
					       size_t size, struct rapport_explanation *explanation,
					       struct rapport_error *error);

#endif
