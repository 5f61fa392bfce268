#include "training/labels.h"

#include "model/model_file.h"

#include <stdlib.h>
#include <string.h>

enum rapport_status rapport__labels_find(struct rapport__labels *labels, const char *name,
					 size_t size, uint32_t *label, struct rapport_error *error)
{
	if (!size || size >= RAPPORT__LABEL_BYTES)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a label of %zu bytes, not 1 to %d", size,
				    RAPPORT__LABEL_BYTES - 1);
	if (!rapport__model_name_valid(name, size) || memchr(name, ',', size))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a label with a comma, a control character or bytes that are "
				    "not UTF-8 in it");
	for (uint32_t k = 0; k < labels->count; k++)
		if (strlen(labels->names[k]) == size && memcmp(labels->names[k], name, size) == 0) {
			*label = k;
			return RAPPORT_OK;
		}
	if (labels->fixed)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "the label \"%.*s\" is none of those expected", (int)size,
				    name);
	if (labels->count == RAPPORT_LABELS_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "more than %d labels",
				    RAPPORT_LABELS_MAX);
	memcpy(labels->names[labels->count], name, size);
	*label = labels->count++;
	return RAPPORT_OK;
}

enum rapport_status rapport__labels_set(struct rapport__labels *labels, const char *names,
					struct rapport_error *error)
{
	while (*names) {
		size_t length = strcspn(names, ",");
		uint32_t label, before = labels->count;
		enum rapport_status status = rapport__labels_find(labels, names, length, &label,
								  error);

		if (!status && labels->count == before)
			status = rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
					      "the label \"%.*s\" is named twice", (int)length,
					      names);
		if (status) {
			if (error)
				error->status = RAPPORT_ERR_ARGUMENT;
			return RAPPORT_ERR_ARGUMENT;
		}
		names += length + (names[length] == ',');
	}
	labels->fixed = true;
	return RAPPORT_OK;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

void rapport__labels_sort(struct rapport__labels *labels, uint32_t now[RAPPORT_LABELS_MAX])
{
	char before[RAPPORT_LABELS_MAX][RAPPORT__LABEL_BYTES];

	memcpy(before, labels->names, sizeof before);
	if (!labels->fixed)
		qsort(labels->names, labels->count, sizeof *labels->names, compare_names);
	for (uint32_t old = 0; old < RAPPORT_LABELS_MAX; old++) {
		now[old] = old;
		for (uint32_t k = 0; k < labels->count; k++)
			if (old < labels->count && !strcmp(before[old], labels->names[k]))
				now[old] = k;
	}
}
