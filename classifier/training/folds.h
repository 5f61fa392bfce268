/* Cuts texts into folds, whole groups at a time. */
#ifndef RAPPORT_FOLDS_H
#define RAPPORT_FOLDS_H

#include "training/corpus.h"

/* Gives each text the number of its fold: texts of one group share one, the groups are dealt out in
 * an order that seed shuffles, so that no fold lacks groups while another has two more.
 *
 * folds    [count] result, below *fold_count
 * *fold_count  in: how many are wanted; out: no more than there are groups
 * Fails with MEMORY, ARGUMENT (fewer than two groups). */
enum rapport_status rapport__folds_deal(const struct rapport__corpus *corpus, uint64_t seed,
					uint32_t *folds, unsigned *fold_count,
					struct rapport_error *error);

#endif
