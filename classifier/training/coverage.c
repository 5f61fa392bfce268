#include "training/coverage.h"

#include "memory.h"
#include "training/evaluation.h"

#include <math.h>
#include <string.h>

static const unsigned char percents[RAPPORT__COVERAGE_POINTS] = { 100, 95, 90, 80, 70, 60,
								  50,  40, 30, 20, 10 };

struct curve {
	struct rapport__ranked *ranked; /* [N] by rising confidence */
	size_t *confusion;              /* [K truth][K predicted], scratch */
	size_t N, K;
};

static enum rapport_status begin(const struct rapport__predictions *predictions,
				 struct curve *curve, struct rapport_error *error)
{
	*curve = (struct curve){ .N = predictions->N, .K = predictions->K };
	if (!predictions->N)
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "no texts to measure with");
	curve->ranked = rapport__rank(predictions, RAPPORT__RANK_PREDICTED);
	curve->confusion = rapport__calloc(curve->K * curve->K, sizeof *curve->confusion);
	return curve->ranked && curve->confusion ? RAPPORT_OK : rapport_fail_memory(error);
}

static void end(struct curve *curve)
{
	rapport__free(curve->ranked);
	rapport__free(curve->confusion);
}

/* The point that answers all but the first left_out texts. */
static struct rapport__coverage_point find_point(const struct curve *curve, size_t left_out)
{
	struct rapport__coverage_point point = { .count = curve->N - left_out,
						 .risk = NAN,
						 .macro_f1 = NAN };
	size_t wrong = 0;

	if (!point.count)
		return point;
	memset(curve->confusion, 0, curve->K * curve->K * sizeof *curve->confusion);
	for (size_t i = left_out; i < curve->N; i++) {
		const struct rapport__ranked *text = &curve->ranked[i];

		curve->confusion[text->label * curve->K + text->predicted]++;
		wrong += !text->hit;
	}
	point.coverage = (double)point.count / (double)curve->N;
	point.threshold = curve->ranked[left_out].score;
	point.risk = (double)wrong / (double)point.count;
	point.macro_f1 = rapport__macro_f1(curve->confusion, curve->K);
	return point;
}

static double find_area(const struct curve *curve)
{
	double area = 0, wrong = 0;

	/* From the surest down, a run of equal confidences at a time: [low, high). */
	for (size_t high = curve->N, low; high; high = low) {
		size_t wrong_here = 0, before = curve->N - high;

		for (low = high;
		     low && !(curve->ranked[low - 1].score < curve->ranked[high - 1].score);)
			wrong_here += !curve->ranked[--low].hit;
		for (size_t n = 1; n <= high - low; n++)
			area += (wrong + (double)wrong_here * (double)n / (double)(high - low)) /
				(double)(before + n);
		wrong += (double)wrong_here;
	}
	return area / (double)curve->N;
}

enum rapport_status rapport__coverage_find(const struct rapport__predictions *predictions,
					   struct rapport__coverage *coverage,
					   struct rapport_error *error)
{
	struct curve curve;
	enum rapport_status status = begin(predictions, &curve, error);

	for (size_t i = 0; !status && i < RAPPORT__COVERAGE_POINTS; i++)
		coverage->points[i] = find_point(&curve, curve.N * (100u - percents[i]) / 100);
	if (!status)
		coverage->area = find_area(&curve);
	end(&curve);
	return status;
}

enum rapport_status rapport__coverage_at(const struct rapport__predictions *predictions,
					 double threshold, struct rapport__coverage_point *point,
					 struct rapport_error *error)
{
	struct curve curve;
	enum rapport_status status = begin(predictions, &curve, error);

	if (!status) {
		size_t left_out = 0;

		while (left_out < curve.N && curve.ranked[left_out].score < threshold)
			left_out++;
		*point = find_point(&curve, left_out);
		point->threshold = threshold;
	}
	end(&curve);
	return status;
}
