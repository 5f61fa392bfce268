#include "training/folds.h"

#include "text/hash.h"

#include <stdlib.h>

struct group {
	uint64_t order;
	uint32_t number, fold;
	bool used;
};

/* By order, groups without texts last; the number settles what the hash does not. */
static int compare_order(const void *a, const void *b)
{
	const struct group *first = a, *second = b;

	if (first->used != second->used)
		return second->used - first->used;
	if (first->order != second->order)
		return first->order < second->order ? -1 : 1;
	return (first->number > second->number) - (first->number < second->number);
}

static int compare_number(const void *a, const void *b)
{
	const struct group *first = a, *second = b;

	return (first->number > second->number) - (first->number < second->number);
}

enum rapport_status rapport__folds_deal(const struct rapport__corpus *corpus, uint64_t seed,
					uint32_t *folds, unsigned *fold_count,
					struct rapport_error *error)
{
	const size_t count = corpus->groups.count;
	struct group *groups = rapport__calloc(count, sizeof *groups);
	size_t used = 0;

	if (!groups)
		return rapport_fail_memory(error);
	for (size_t g = 0; g < count; g++)
		groups[g] = (struct group){ rapport__hash_join(seed + 1, corpus->groups.keys[g]),
					    (uint32_t)g, 0, false };
	for (size_t i = 0; i < corpus->count; i++) {
		struct group *group = &groups[corpus->texts[i].group];

		used += !group->used;
		group->used = true;
	}
	if (used < 2) {
		rapport__free(groups);
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
				    "%zu group of texts is too few to train and to check on", used);
	}
	if (*fold_count > used)
		*fold_count = (unsigned)used;
	qsort(groups, count, sizeof *groups, compare_order);
	for (size_t g = 0; g < used; g++)
		groups[g].fold = (uint32_t)(g % *fold_count);
	qsort(groups, count, sizeof *groups, compare_number);
	for (size_t i = 0; i < corpus->count; i++)
		folds[i] = groups[corpus->texts[i].group].fold;
	rapport__free(groups);
	return RAPPORT_OK;
}
