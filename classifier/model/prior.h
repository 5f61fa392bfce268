/* Which shares of the labels a collection of texts has, told from what a model says of its texts:
 * no label of any of them is needed.
 *
 * Source: Saerens, Latinne and Decaestecker, Adjusting the Outputs of a Classifier to New a Priori
 * Probabilities: A Simple Procedure, Neural Computation 14 (2002). */
#ifndef RAPPORT_PRIOR_H
#define RAPPORT_PRIOR_H

#include "memory.h"
#include "status.h"

/* No share comes out below this: a label that a collection seems to lack can still be given to a
 * text that tells it plainly, and logarithms stay finite. */
#define RAPPORT__PRIOR_FLOOR 1e-3

/* So many texts are kept of a collection of any size.  A share estimated from them is off by about
 * 0.002, which is less than what calibration leaves. */
#define RAPPORT__PRIOR_TEXTS_MAX ((size_t)1 << 16)

/* What a model says of a collection's texts.  The zero value with K set is empty and ready. */
struct rapport__prior_sample {
	size_t K;
	float *p;      /* [count][K] probabilities, row-major */
	size_t count;  /* kept */
	uint64_t seen; /* added */
	size_t room;
};

/* Adds a text's probabilities [K].  Where more were added than are kept, each is kept as likely as
 * any other, and the same of the same collection always (reservoir sampling, algorithm R: Vitter
 * 1985, with a hash of the text's number for chance).  False without memory: the sample is as it
 * was. */
bool rapport__prior_sample_add(struct rapport__prior_sample *sample, const double *p);
void rapport__prior_sample_clear(struct rapport__prior_sample *sample);

/* The shares under which the probabilities are the most likely, by expectation maximisation.  From
 * q = from on, until no share moves by 1e-7 or after 2000 rounds:
 *
 *   p'_ik = q_k / from_k p_ik / sum_j q_j / from_j p_ij      the texts as they are under q
 *   q_k   = (sum_i p'_ik + weight from_k) / (N + weight)     the shares that this makes
 *
 * then with no share below RAPPORT__PRIOR_FLOOR: those that fall below are held there, and the
 * others take the rest in proportion.  With weight 0 it is the source's procedure, which makes few
 * texts out to be more alike than they are; else from counts for so many texts more (a Dirichlet
 * prior: Dempster, Laird and Rubin 1977).  What is raised in each round,
 * sum_i log sum_k q_k p_ik / from_k + weight sum_k from_k log q_k, is concave in q: there is no
 * maximum but the best.
 *
 * sample  N texts, K labels, each text's probabilities summing to 1, under the shares from
 * from    [K] each above 0, sum 1
 * weight  texts, at least 0
 * to      [K] result, sum 1; from where N is 0
 *
 * Fails with ARGUMENT, and *to is untouched: a probability, share or weight that is none (NaN,
 * negative), sums other than 1; the error's place is the text's number. */
enum rapport_status rapport__prior_adapt(const struct rapport__prior_sample *sample,
					 const double *from, double weight, double *to,
					 struct rapport_error *error);

#endif
