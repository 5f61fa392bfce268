/* How good probabilities are, against true labels. */
#ifndef RAPPORT_EVALUATION_H
#define RAPPORT_EVALUATION_H

#include "status.h"
#include "training/predictions.h"

struct rapport__evaluation {
	size_t N, K;
	double accuracy, macro_f1;
	double log_loss;        /* nats a text */
	double brier;           /* sum_k (p_k - y_k)^2, mean over texts; 0 to 2 */
	double calibration;     /* expected calibration error, see rapport__calibration_error */
	double macro_f1_surest; /* of the surest 80 % */
	double threshold_80;    /* the confidence that parts them from the rest */
	double precision[RAPPORT_LABELS_MAX], recall[RAPPORT_LABELS_MAX], f1[RAPPORT_LABELS_MAX];
	double auc[RAPPORT_LABELS_MAX]; /* one label against the rest; NaN without both */
	double auc_within
		[RAPPORT_LABELS_MAX]; /* the same inside each source, weighted by its pairs;
						* NaN where no source has both */
	/* One label against the rest: mean of (p_k - y_k)^2, which add up to brier over the labels,
	 * and rapport__label_calibration_error */
	double label_brier[RAPPORT_LABELS_MAX], label_calibration[RAPPORT_LABELS_MAX];
	size_t count[RAPPORT_LABELS_MAX]; /* texts of each label */
	size_t *confusion;                /* [K truth][K predicted] */
};

/* Works out all of it.  On success end with rapport__evaluation_clear; on failure nothing is held.
 * A class that is neither there nor predicted has no F1 and stays out of the mean.
 * Fails with MEMORY, ARGUMENT (N is 0). */
enum rapport_status rapport__evaluate(const struct rapport__predictions *predictions,
				      struct rapport__evaluation *evaluation,
				      struct rapport_error *error);
void rapport__evaluation_clear(struct rapport__evaluation *evaluation);

/* Mean over classes of 2 TP / (2 TP + FP + FN), from a confusion [K truth][K predicted]. */
double rapport__macro_f1(const size_t *confusion, size_t K);

/* Expected calibration error of the predicted labels' probabilities in bins of equal mass:
 *
 *   sum_b n_b / N |accuracy_b - mean confidence_b|
 *
 * Sources: Naeini et al. (2015) for the error, Nguyen and O'Connor (2015) for equal mass.
 * Returns -1 without memory. */
#define RAPPORT__CALIBRATION_BINS 15

struct rapport__calibration_bin {
	size_t count;
	double confidence, accuracy; /* means */
};

double rapport__calibration_error(const struct rapport__predictions *predictions,
				  struct rapport__calibration_bin bins[RAPPORT__CALIBRATION_BINS]);

/* The same error of label k's probability, whichever label is predicted, its accuracy being the
 * share of texts that have the label: what Kull et al. (2019) take the mean of over the classes
 * (classwise calibration error).  Returns -1 without memory. */
double rapport__label_calibration_error(const struct rapport__predictions *predictions, uint32_t k);

/* Area under the ROC curve: how probable it is that a text with the label has a higher score than
 * one without, ties counting half (Mann and Whitney).
 *
 * scores, positive  [N]; only texts with sources[i] == source count (sources NULL: all)
 * *pairs            how many pairs were compared; 0 and NaN where there are none, -1 and NaN
 * without
 *                   memory */
double rapport__auc(const double *scores, const bool *positive, const uint32_t *sources,
		    uint32_t source, size_t N, double *pairs);

#endif
