#include "training/labels.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(labels, are_numbered_as_they_come_and_sorted_by_name)
{
	struct rapport__labels labels = { 0 };
	const char *const names[] = { "owl", "cat", "owl", "dog" };
	const uint32_t numbers[] = { 0, 1, 0, 2 };
	uint32_t now[RAPPORT_LABELS_MAX], label;

	for (size_t i = 0; i < 4; i++) {
		cr_assert_eq(rapport__labels_find(&labels, names[i], 3, &label, NULL), RAPPORT_OK);
		cr_assert_eq(label, numbers[i]);
	}
	cr_assert_eq(labels.count, 3);
	rapport__labels_sort(&labels, now);
	cr_assert_str_eq(labels.names[0], "cat");
	cr_assert_eq(now[0], 2);
	cr_assert_eq(now[1], 0);
	cr_assert_eq(now[2], 1);
}

Test(labels, stay_as_they_are_fixed)
{
	struct rapport__labels labels = { 0 };
	struct rapport_error error;
	uint32_t now[RAPPORT_LABELS_MAX], label;

	cr_assert_eq(rapport__labels_set(&labels, "owl,cat", NULL), RAPPORT_OK);
	rapport__labels_sort(&labels, now);
	cr_assert_str_eq(labels.names[0], "owl");
	cr_assert_eq(now[0], 0);
	cr_assert_eq(rapport__labels_find(&labels, "cat", 3, &label, NULL), RAPPORT_OK);
	cr_assert_eq(label, 1);
	cr_assert_eq(rapport__labels_find(&labels, "dog", 3, &label, &error), RAPPORT_ERR_FORMAT);
	cr_assert(strstr(error.text, "dog"));
}

Test(labels, refuse_what_is_no_name)
{
	char long_name[RAPPORT__LABEL_BYTES + 1];
	struct rapport__labels labels = { 0 };
	uint32_t label;

	memset(long_name, 'a', sizeof long_name);
	cr_assert_eq(rapport__labels_find(&labels, "", 0, &label, NULL), RAPPORT_ERR_FORMAT);
	cr_assert_eq(rapport__labels_find(&labels, "a\nb", 3, &label, NULL), RAPPORT_ERR_FORMAT);
	cr_assert_eq(rapport__labels_find(&labels, "a,b", 3, &label, NULL), RAPPORT_ERR_FORMAT);
	cr_assert_eq(rapport__labels_find(&labels, long_name, RAPPORT__LABEL_BYTES, &label, NULL),
		     RAPPORT_ERR_FORMAT);
	cr_assert_eq(
		rapport__labels_find(&labels, long_name, RAPPORT__LABEL_BYTES - 1, &label, NULL),
		RAPPORT_OK);
	cr_assert_eq(rapport__labels_set(&labels, "a,a", NULL), RAPPORT_ERR_ARGUMENT);
}

Test(labels, have_a_limit)
{
	struct rapport__labels labels = { 0 };
	uint32_t now[RAPPORT_LABELS_MAX], label;
	char name[8];

	for (int k = 0; k < RAPPORT_LABELS_MAX; k++) {
		snprintf(name, sizeof name, "l%d", k);
		cr_assert_eq(rapport__labels_find(&labels, name, strlen(name), &label, NULL),
			     RAPPORT_OK);
	}
	cr_assert_eq(rapport__labels_find(&labels, "more", 4, &label, NULL), RAPPORT_ERR_LIMIT);
	rapport__labels_sort(&labels, now);
	cr_assert_str_eq(labels.names[now[63]], "l63");
	cr_assert_str_eq(labels.names[0], "l0");
}
