#include "training/evaluation.h"

#include "memory.h"
#include "model/logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEFT_OUT = 5
}; /* the surest 80 % leave out one text in five */

/* One prediction as the curves want it. */
struct scored {
	double score;
	uint32_t label, predicted;
};

static int compare_scores(const void *a, const void *b)
{
	const struct scored *first = a, *second = b;

	return (first->score > second->score) - (first->score < second->score);
}

double rapport__macro_f1(const size_t *confusion, size_t K)
{
	double sum = 0;
	size_t classes = 0;

	for (size_t k = 0; k < K; k++) {
		size_t truth = 0, predicted = 0;

		for (size_t j = 0; j < K; j++) {
			truth += confusion[k * K + j];
			predicted += confusion[j * K + k];
		}
		if (!truth && !predicted)
			continue;
		classes++;
		sum += 2 * (double)confusion[k * K + k] / (double)(truth + predicted);
	}
	return classes ? sum / (double)classes : 0;
}

/* Predictions by rising confidence; the caller frees. */
static struct scored *sort_by_confidence(const struct rapport__predictions *predictions)
{
	struct scored *scored = rapport__calloc(predictions->N, sizeof *scored);

	if (!scored)
		return NULL;
	for (size_t i = 0; i < predictions->N; i++) {
		const double *p = predictions->scores + i * predictions->K;
		uint32_t best = rapport__argmax(p, predictions->K);

		scored[i] = (struct scored){ p[best], predictions->labels[i], best };
	}
	qsort(scored, predictions->N, sizeof *scored, compare_scores);
	return scored;
}

double rapport__calibration_error(const struct rapport__predictions *predictions,
				  struct rapport__calibration_bin bins[RAPPORT__CALIBRATION_BINS])
{
	const size_t N = predictions->N, B = RAPPORT__CALIBRATION_BINS;
	struct scored *scored = sort_by_confidence(predictions);
	double error = 0;

	if (!scored)
		return -1;
	for (size_t b = 0; b < B; b++) {
		struct rapport__calibration_bin bin = { 0 };

		for (size_t i = b * N / B; i < (b + 1) * N / B; i++) {
			bin.count++;
			bin.confidence += scored[i].score;
			bin.accuracy += scored[i].label == scored[i].predicted;
		}
		if (bin.count) {
			bin.confidence /= (double)bin.count;
			bin.accuracy /= (double)bin.count;
		}
		error += (double)bin.count / (double)N * fabs(bin.accuracy - bin.confidence);
		if (bins)
			bins[b] = bin;
	}
	rapport__free(scored);
	return error;
}

double rapport__auc(const double *scores, const bool *positive, const uint32_t *sources,
		    uint32_t source, size_t N, double *pairs)
{
	struct scored *scored = rapport__calloc(N, sizeof *scored);
	size_t n = 0, positives = 0;
	double ranks = 0, negatives;

	*pairs = -1;
	if (!scored)
		return NAN;
	for (size_t i = 0; i < N; i++)
		if (!sources || sources[i] == source)
			scored[n++] = (struct scored){ scores[i], positive[i], 0 };
	qsort(scored, n, sizeof *scored, compare_scores);
	/* The sum of the positives' ranks, equal scores sharing their mean rank. */
	for (size_t i = 0, j; i < n; i = j) {
		size_t of_these = 0;

		for (j = i; j < n && !(scored[j].score > scored[i].score); j++)
			of_these += scored[j].label;
		ranks += (double)of_these * ((double)(i + j + 1) / 2);
		positives += of_these;
	}
	rapport__free(scored);
	negatives = (double)(n - positives);
	*pairs = (double)positives * negatives;
	if (!(*pairs > 0))
		return NAN;
	return (ranks - (double)positives * ((double)positives + 1) / 2) / *pairs;
}

static void count_confusion(const struct rapport__predictions *predictions,
			    struct rapport__evaluation *evaluation)
{
	const size_t K = predictions->K;
	double correct = 0;

	for (size_t i = 0; i < predictions->N; i++) {
		const double *p = predictions->scores + i * K;
		uint32_t best = rapport__argmax(p, K), truth = predictions->labels[i];

		evaluation->confusion[truth * K + best]++;
		evaluation->count[truth]++;
		correct += best == truth;
		evaluation->log_loss -= log(fmax(p[truth], 1e-15));
		for (size_t k = 0; k < K; k++)
			evaluation->brier += (p[k] - (k == truth)) * (p[k] - (k == truth));
	}
	evaluation->accuracy = correct / (double)predictions->N;
	evaluation->log_loss /= (double)predictions->N;
	evaluation->brier /= (double)predictions->N;
	evaluation->macro_f1 = rapport__macro_f1(evaluation->confusion, K);
	for (size_t k = 0; k < K; k++) {
		double hit = (double)evaluation->confusion[k * K + k], predicted = 0;

		for (size_t j = 0; j < K; j++)
			predicted += (double)evaluation->confusion[j * K + k];
		evaluation->precision[k] = predicted > 0 ? hit / predicted : NAN;
		evaluation->recall[k] = evaluation->count[k] ? hit / (double)evaluation->count[k]
							     : NAN;
		evaluation->f1[k] = predicted + (double)evaluation->count[k] > 0
					    ? 2 * hit / (predicted + (double)evaluation->count[k])
					    : NAN;
	}
}

static bool find_surest(const struct rapport__predictions *predictions,
			struct rapport__evaluation *evaluation)
{
	const size_t K = predictions->K, N = predictions->N;
	size_t *confusion = rapport__calloc(K * K, sizeof *confusion);
	struct scored *scored = sort_by_confidence(predictions);
	size_t first = N / LEFT_OUT;

	if (confusion && scored) {
		for (size_t i = first; i < N; i++)
			confusion[scored[i].label * K + scored[i].predicted]++;
		evaluation->macro_f1_surest = rapport__macro_f1(confusion, K);
		evaluation->threshold_80 = scored[first].score;
	}
	rapport__free(scored);
	rapport__free(confusion);
	return confusion && scored;
}

/* Mean of the areas inside the sources, weighted by how many pairs each compares.  False without
 * memory. */
static bool find_area_within(const struct rapport__predictions *predictions, const double *scores,
			     const bool *positive, double *mean)
{
	uint32_t sources = 0;
	double sum = 0, all = 0;

	for (size_t i = 0; predictions->sources && i < predictions->N; i++)
		if (predictions->sources[i] >= sources)
			sources = predictions->sources[i] + 1;
	for (uint32_t source = 0; source < sources; source++) {
		double pairs, area = rapport__auc(scores, positive, predictions->sources, source,
						  predictions->N, &pairs);

		if (pairs < 0)
			return false;
		if (pairs > 0) {
			sum += area * pairs;
			all += pairs;
		}
	}
	*mean = all > 0 ? sum / all : NAN;
	return true;
}

static bool find_areas(const struct rapport__predictions *predictions,
		       struct rapport__evaluation *evaluation)
{
	const size_t K = predictions->K, N = predictions->N;
	double *scores = rapport__calloc(N, sizeof *scores), pairs;
	bool *positive = rapport__calloc(N, sizeof *positive), done = scores && positive;

	for (size_t k = 0; done && k < K; k++) {
		for (size_t i = 0; i < N; i++) {
			scores[i] = predictions->scores[i * K + k];
			positive[i] = predictions->labels[i] == k;
		}
		evaluation->auc[k] = rapport__auc(scores, positive, NULL, 0, N, &pairs);
		done = pairs >= 0 &&
		       find_area_within(predictions, scores, positive, &evaluation->auc_within[k]);
	}
	rapport__free(scores);
	rapport__free(positive);
	return done;
}

enum rapport_status rapport__evaluate(const struct rapport__predictions *predictions,
				      struct rapport__evaluation *evaluation,
				      struct rapport_error *error)
{
	*evaluation = (struct rapport__evaluation){ .N = predictions->N, .K = predictions->K };
	if (!predictions->N)
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "no texts to measure with");
	evaluation->confusion = rapport__calloc(predictions->K * predictions->K,
						sizeof *evaluation->confusion);
	if (!evaluation->confusion)
		return rapport_fail_memory(error);
	count_confusion(predictions, evaluation);
	evaluation->calibration = rapport__calibration_error(predictions, NULL);
	if (evaluation->calibration < 0 || !find_surest(predictions, evaluation) ||
	    !find_areas(predictions, evaluation)) {
		rapport__evaluation_clear(evaluation);
		return rapport_fail_memory(error);
	}
	return RAPPORT_OK;
}

void rapport__evaluation_clear(struct rapport__evaluation *evaluation)
{
	rapport__free(evaluation->confusion);
	*evaluation = (struct rapport__evaluation){ 0 };
}
