/* What a corpus is made of, in numbers. */
#ifndef RAPPORT_CORPUS_STATISTICS_H
#define RAPPORT_CORPUS_STATISTICS_H

#include "training/corpus_check.h"

/* Words (and numbers) of texts: quantiles, by the nearest rank. */
struct rapport__lengths {
	uint32_t least, low, median, high, most; /* low 10 %, high 90 % */
};

/* The texts of a label, or all. */
struct rapport__label_statistics {
	size_t texts;
	size_t with_evidence; /* a passage is marked, at least */
	size_t *splits;       /* [split_count + 1] texts; the last: those without a split */
	struct rapport__lengths words;
};

/* A value of a member and how many texts have it. */
struct rapport__value_count {
	uint32_t value; /* its number in the check's values */
	size_t texts;
};

struct rapport__corpus_statistics {
	struct rapport__label_statistics *labels; /* [label_count + 1] the last: all texts */
	size_t label_count, split_count;
	size_t groups, largest_group;
	size_t single; /* texts that are alone in their group */
	/* [value_counts[m]] the most frequent value of member m first */
	struct rapport__value_count *values[RAPPORT__PLACE_MEMBERS];
	size_t value_counts[RAPPORT__PLACE_MEMBERS];
};

/* Counts what was read.  statistics starts as the zero value; the caller ends it with
 * rapport__corpus_statistics_clear, also after failure.  Fails with MEMORY. */
enum rapport_status rapport__corpus_statistics_count(const struct rapport__corpus_check *check,
						     struct rapport__corpus_statistics *statistics,
						     struct rapport_error *error);
void rapport__corpus_statistics_clear(struct rapport__corpus_statistics *statistics);

#endif
