/* How far a measure could be off by the choice of texts: bootstrap intervals.
 *
 * As many texts as there are, are drawn with replacement, and the measure is taken of what was
 * drawn; of RAPPORT__RESAMPLES such values the interval's ends are the k-th smallest and the k-th
 * largest, k = floor(0.025 (RAPPORT__RESAMPLES + 1)).  Where texts come in groups, such as a text
 * and its twin, it is groups that are drawn, each with all its texts, for texts of one group are
 * not independent (the cluster bootstrap).  For two models both are measured on the same draws, and
 * the interval is of the difference (the paired bootstrap).
 *
 * A measure that grows with chance alone, as the calibration error does, is greater on a resample
 * than on the texts: its interval lies high, and its value near the low end or below.
 *
 * The interval speaks of other texts of the same kind.  It does not speak of other kinds of texts,
 * nor of a model that is trained anew.
 *
 * Sources: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13 for percentile
 * intervals; Davison and Hinkley, Bootstrap Methods and their Application (1997), section 3.8 for
 * groups.  Drawn by SplitMix64 (Steele, Lea and Flood 2014). */
#ifndef RAPPORT_RESAMPLING_H
#define RAPPORT_RESAMPLING_H

#include "status.h"
#include "training/predictions.h"

#define RAPPORT__RESAMPLES 1000u

/* As they are in evaluation.h. */
enum rapport__measure {
	RAPPORT__MEASURE_MACRO_F1,
	RAPPORT__MEASURE_ACCURACY,
	RAPPORT__MEASURE_LOG_LOSS,
	RAPPORT__MEASURE_BRIER,
	RAPPORT__MEASURE_CALIBRATION,
	RAPPORT__MEASURES,
};

struct rapport__interval {
	double low, high;
};

/* 95 % intervals of the measures of predictions, or with against of what they have more than those.
 *
 * against    NULL, or predictions of the same texts with as many labels
 * groups     [N] the number of each text's group; NULL: each text is one
 * seed       the same seed gives the same intervals
 * intervals  [RAPPORT__MEASURES]
 *
 * Takes time in proportion to RAPPORT__RESAMPLES (N + K^2).  With a single group there is nothing
 * to choose from: both ends are the value.  Fails with MEMORY, ARGUMENT (N is 0, or the two
 * differ in shape). */
enum rapport_status rapport__resample(const struct rapport__predictions *predictions,
				      const struct rapport__predictions *against,
				      const uint32_t *groups, uint64_t seed,
				      struct rapport__interval *intervals,
				      struct rapport_error *error);

/* How many groups with texts there are; 0 without memory or texts. */
size_t rapport__count_groups(const uint32_t *groups, size_t N);

/* The next number of SplitMix64, by its authors' constants (Vigna's variant of the mix). */
uint64_t rapport__splitmix64(uint64_t *state);

#endif
