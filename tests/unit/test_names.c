#include "training/names.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint32_t add(struct rapport__names *names, const char *name)
{
	return rapport__names_add(names, name, strlen(name));
}

Test(names, numbers_names_in_the_order_of_their_first_coming)
{
	struct rapport__names names = { 0 };

	for (size_t round = 0; round < 2; round++) {
		cr_expect_eq(add(&names, "train"), 0);
		cr_expect_eq(add(&names, ""), 1);
		cr_expect_eq(add(&names, "trainer"), 2);
		cr_expect_eq(add(&names, "train"), 0);
		cr_expect_eq(rapport__names_add(&names, "trainee", 5), 0);
		cr_expect_eq(add(&names, ""), 1);
		cr_expect_str_eq(rapport__names_get(&names, 0), "train");
		cr_expect_str_eq(rapport__names_get(&names, 1), "");
		cr_expect_str_eq(rapport__names_get(&names, 2), "trainer");
		rapport__names_clear(&names);
		cr_expect_eq(names.numbers.count, 0);
	}
	rapport__names_clear(&names);
}

Test(names, keeps_many)
{
	struct rapport__names names = { 0 };
	char name[32];

	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(name, sizeof name, "name %u", i * 7);
		cr_assert_eq(add(&names, name), i);
	}
	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(name, sizeof name, "name %u", i * 7);
		cr_assert_str_eq(rapport__names_get(&names, i), name);
		cr_assert_eq(add(&names, name), i);
	}
	rapport__names_clear(&names);
}

Test(names, stays_as_it_was_when_memory_ends)
{
	struct rapport__names names = { 0 };
	char name[32];
	size_t failures = 0;

	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t number = RAPPORT__DICTIONARY_NONE;

		snprintf(name, sizeof name, "name %u", i);
		for (long n = 0; number == RAPPORT__DICTIONARY_NONE; n++) {
			rapport__memory_fail_after(n);
			number = add(&names, name);
			rapport__memory_fail_after(-1);
			cr_assert_lt(n, 6);
			failures += number == RAPPORT__DICTIONARY_NONE;
			cr_assert_eq(names.numbers.count, number == i ? i + 1 : i);
		}
		cr_assert_eq(number, i);
		cr_assert_str_eq(rapport__names_get(&names, i), name);
	}
	/* Places, bytes, keys and slots, at first and at most doublings. */
	cr_expect_geq(failures, 12);
	rapport__names_clear(&names);
}
