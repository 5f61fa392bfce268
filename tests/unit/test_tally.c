#include "model/tally.h"

#include "memory.h"

#include <criterion/criterion.h>

enum {
	KEYS = 5000
};

Test(tally, counts_like_an_array)
{
	static uint32_t truth[KEYS];
	struct rapport__tally tally = { 0 };
	uint32_t random = 1;

	cr_assert(rapport__tally_begin(&tally, KEYS));
	for (size_t i = 0; i < 40000; i++) {
		uint32_t key;

		random = random * 1664525 + 1013904223;
		key = (random >> 8) % KEYS;
		cr_assert_eq(rapport__tally_add(&tally, key), ++truth[key]);
	}
	for (uint32_t key = 0; key < KEYS; key++)
		if (truth[key])
			cr_assert_eq(rapport__tally_times(&tally, key), truth[key]);
	rapport__tally_clear(&tally);
}

Test(tally, forgets_at_the_next_beginning_and_when_it_grows)
{
	struct rapport__tally tally = { 0 };

	cr_assert(rapport__tally_begin(&tally, 10));
	cr_expect_eq(rapport__tally_add(&tally, 7), 1);
	cr_expect_eq(rapport__tally_add(&tally, 7), 2);
	cr_assert(rapport__tally_begin(&tally, 10));
	cr_expect_eq(rapport__tally_add(&tally, 7), 1);
	cr_assert(rapport__tally_begin(&tally, 100000));
	cr_expect_eq(rapport__tally_add(&tally, 7), 1);
	rapport__tally_clear(&tally);
}

Test(tally, holds_as_many_keys_as_it_was_made_for_and_forgets_at_the_wrap_of_its_rounds)
{
	struct rapport__tally tally = { 0 };

	cr_assert(rapport__tally_begin(&tally, 1024));
	for (uint32_t key = 0; key < 1024; key++)
		cr_assert_eq(rapport__tally_add(&tally, key << 20), 1);
	/* All but one round later the counter is at its end. */
	tally.round = UINT32_MAX;
	cr_assert_eq(rapport__tally_add(&tally, 3), 1);
	cr_assert(rapport__tally_begin(&tally, 10));
	cr_expect_neq(tally.round, 0);
	cr_expect_eq(rapport__tally_add(&tally, 3), 1);
	rapport__tally_clear(&tally);
}

Test(tally, says_when_there_is_no_memory_and_stays_usable)
{
	struct rapport__tally tally = { 0 };

	rapport__memory_fail_after(0);
	cr_expect_not(rapport__tally_begin(&tally, 10));
	rapport__memory_fail_after(-1);
	cr_assert(rapport__tally_begin(&tally, 10));
	rapport__memory_fail_after(0);
	cr_expect_not(rapport__tally_begin(&tally, 1000000));
	rapport__memory_fail_after(-1);
	cr_expect(rapport__tally_begin(&tally, 10));
	cr_expect_eq(rapport__tally_add(&tally, 1), 1);
	rapport__tally_clear(&tally);
}
