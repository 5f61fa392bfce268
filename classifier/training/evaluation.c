#include "training/evaluation.h"

#include "memory.h"
#include "model/logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEFT_OUT = 5
}; /* the surest 80 % leave out one text in five */

/* One prediction as the area under the curve wants it. */
struct scored {
	double score;
	bool positive;
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

static double find_calibration(const struct rapport__predictions *predictions, uint32_t k,
			       struct rapport__calibration_bin bins[RAPPORT__CALIBRATION_BINS])
{
	const size_t N = predictions->N, B = RAPPORT__CALIBRATION_BINS;
	struct rapport__ranked *ranked = rapport__rank(predictions, k);
	double error = 0;

	if (!ranked)
		return -1;
	for (size_t b = 0; b < B; b++) {
		struct rapport__calibration_bin bin = { 0 };

		for (size_t i = b * N / B; i < (b + 1) * N / B; i++) {
			bin.count++;
			bin.confidence += ranked[i].score;
			bin.accuracy += ranked[i].hit;
		}
		if (bin.count) {
			bin.confidence /= (double)bin.count;
			bin.accuracy /= (double)bin.count;
		}
		error += (double)bin.count / (double)N * fabs(bin.accuracy - bin.confidence);
		if (bins)
			bins[b] = bin;
	}
	rapport__free(ranked);
	return error;
}

double rapport__calibration_error(const struct rapport__predictions *predictions,
				  struct rapport__calibration_bin bins[RAPPORT__CALIBRATION_BINS])
{
	return find_calibration(predictions, RAPPORT__RANK_PREDICTED, bins);
}

double rapport__label_calibration_error(const struct rapport__predictions *predictions, uint32_t k)
{
	return find_calibration(predictions, k, NULL);
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
			scored[n++] = (struct scored){ scores[i], positive[i] };
	qsort(scored, n, sizeof *scored, compare_scores);
	/* The sum of the positives' ranks, equal scores sharing their mean rank. */
	for (size_t i = 0, j; i < n; i = j) {
		size_t of_these = 0;

		for (j = i; j < n && !(scored[j].score > scored[i].score); j++)
			of_these += scored[j].positive;
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
		evaluation->log_loss += rapport__log_loss(p, truth);
		evaluation->brier += rapport__brier(p, truth, K);
		for (size_t k = 0; k < K; k++)
			evaluation->label_brier[k] += (p[k] - (k == truth)) *
						      (p[k] - (k == truth)) /
						      (double)predictions->N;
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
	struct rapport__ranked *ranked = rapport__rank(predictions, RAPPORT__RANK_PREDICTED);
	size_t first = N / LEFT_OUT;

	if (confusion && ranked) {
		for (size_t i = first; i < N; i++)
			confusion[ranked[i].label * K + ranked[i].predicted]++;
		evaluation->macro_f1_surest = rapport__macro_f1(confusion, K);
		evaluation->threshold_80 = ranked[first].score;
	}
	rapport__free(ranked);
	rapport__free(confusion);
	return confusion && ranked;
}

/* The texts, those of one source behind each other; sources NULL: as they stand.  False without
 * memory. */
static bool order_by_source(const uint32_t *sources, size_t N, size_t *order)
{
	uint32_t top = 0;
	size_t *starts;

	for (size_t i = 0; sources && i < N; i++)
		if (sources[i] > top)
			top = sources[i];
	starts = rapport__calloc((size_t)top + 2, sizeof *starts);
	if (!starts)
		return false;
	for (size_t i = 0; sources && i < N; i++)
		starts[sources[i] + 1]++;
	for (size_t source = 0; source <= top; source++)
		starts[source + 1] += starts[source];
	for (size_t i = 0; i < N; i++)
		order[sources ? starts[sources[i]]++ : i] = i;
	rapport__free(starts);
	return true;
}

/* Mean of the areas inside the sources, weighted by how many pairs each compares; scores, positive
 * and sources in the order of sources.  False without memory. */
static bool find_area_within(const double *scores, const bool *positive, const uint32_t *sources,
			     size_t N, double *mean)
{
	double sum = 0, all = 0;

	for (size_t i = 0, end; sources && i < N; i = end) {
		double pairs, area;

		for (end = i + 1; end < N && sources[end] == sources[i];)
			end++;
		area = rapport__auc(scores + i, positive + i, NULL, 0, end - i, &pairs);
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
	const bool by_source = predictions->sources != NULL;
	double *scores = rapport__calloc(N, sizeof *scores), pairs;
	bool *positive = rapport__calloc(N, sizeof *positive);
	size_t *order = rapport__calloc(N, sizeof *order);
	uint32_t *sources = rapport__calloc(N, sizeof *sources);
	bool done = scores && positive && order && sources &&
		    order_by_source(predictions->sources, N, order);

	for (size_t i = 0; done && by_source && i < N; i++)
		sources[i] = predictions->sources[order[i]];
	for (size_t k = 0; done && k < K; k++) {
		for (size_t i = 0; i < N; i++) {
			scores[i] = predictions->scores[order[i] * K + k];
			positive[i] = predictions->labels[order[i]] == k;
		}
		evaluation->auc[k] = rapport__auc(scores, positive, NULL, 0, N, &pairs);
		done = pairs >= 0 && find_area_within(scores, positive, by_source ? sources : NULL,
						      N, &evaluation->auc_within[k]);
	}
	rapport__free(scores);
	rapport__free(positive);
	rapport__free(order);
	rapport__free(sources);
	return done;
}

/* Of each label's probability.  False without memory. */
static bool find_label_calibration(const struct rapport__predictions *predictions,
				   struct rapport__evaluation *evaluation)
{
	bool done = true;

	for (uint32_t k = 0; done && k < predictions->K; k++) {
		evaluation->label_calibration[k] = rapport__label_calibration_error(predictions, k);
		done = evaluation->label_calibration[k] >= 0;
	}
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
	    !find_label_calibration(predictions, evaluation) ||
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
