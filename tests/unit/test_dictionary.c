#include "training/dictionary.h"

#include <criterion/criterion.h>

/* Keys that a table of multiples may stumble over; all[] are different. */
static uint64_t make_key(size_t kind, uint64_t i)
{
	/* The inverse of the multiplier in dictionary.c: all these keys want the same slot. */
	const uint64_t inverse = UINT64_C(0xF1DE83E19937733D);

	return kind == 0 ? i : kind == 1 ? UINT64_MAX - i : kind == 2 ? i << 40 : i * inverse;
}

Test(dictionary, numbers_keys_in_the_order_of_their_first_coming)
{
	static const uint32_t counts[] = { 100000, 100000, 100000, 3000 };

	cr_assert_eq(UINT64_C(0xF1DE83E19937733D) * UINT64_C(0x9E3779B97F4A7C15), 1);
	for (size_t kind = 0; kind < 4; kind++) {
		struct rapport__dictionary dictionary = { 0 };
		size_t wrong = 0;

		for (uint32_t i = 0; i < counts[kind]; i++) {
			wrong += rapport__dictionary_add(&dictionary, make_key(kind, i)) != i;
			wrong += rapport__dictionary_add(&dictionary, make_key(kind, i / 2)) !=
				 i / 2;
		}
		for (uint32_t i = 0; i < counts[kind]; i++) {
			wrong += rapport__dictionary_find(&dictionary, make_key(kind, i)) != i;
			wrong += dictionary.keys[i] != make_key(kind, i);
			wrong += rapport__dictionary_find(&dictionary,
							  make_key(kind, i + counts[kind])) !=
				 RAPPORT__DICTIONARY_NONE;
		}
		cr_expect_eq(wrong, 0, "kind %zu: %zu wrong", kind, wrong);
		cr_expect_eq(dictionary.count, counts[kind]);
		rapport__dictionary_clear(&dictionary);
	}
}

Test(dictionary, is_empty_at_first_and_after_clearing)
{
	struct rapport__dictionary dictionary = { 0 };

	for (size_t round = 0; round < 2; round++) {
		cr_expect_eq(rapport__dictionary_find(&dictionary, 0), RAPPORT__DICTIONARY_NONE);
		cr_expect_eq(rapport__dictionary_add(&dictionary, 5), 0);
		cr_expect_eq(rapport__dictionary_find(&dictionary, 0), RAPPORT__DICTIONARY_NONE);
		rapport__dictionary_clear(&dictionary);
		cr_expect_eq(dictionary.count, 0);
		cr_expect_null(dictionary.keys);
	}
	rapport__dictionary_clear(&dictionary);
}

Test(dictionary, keeps_what_it_has_when_memory_ends)
{
	struct rapport__dictionary dictionary = { 0 };
	size_t failures = 0;

	for (uint32_t i = 0; i < 3000; i++) {
		for (long n = 0; dictionary.count == i; n++) {
			uint32_t number;

			rapport__memory_fail_after(n);
			number = rapport__dictionary_add(&dictionary, i);
			rapport__memory_fail_after(-1);
			cr_assert_lt(n, 3);
			if (number == i)
				break;
			cr_assert_eq(number, RAPPORT__DICTIONARY_NONE);
			cr_assert_eq(rapport__dictionary_find(&dictionary, i),
				     RAPPORT__DICTIONARY_NONE);
			failures++;
		}
		cr_assert_eq(rapport__dictionary_find(&dictionary, i / 2), i / 2);
	}
	/* Slots and keys, at first and at each doubling. */
	cr_expect_geq(failures, 10);
	rapport__dictionary_clear(&dictionary);
}

Test(dictionary, gives_no_number_that_means_none)
{
	struct rapport__dictionary dictionary = { .count = RAPPORT__DICTIONARY_NONE - 1 };

	cr_expect_eq(rapport__dictionary_add(&dictionary, 1), RAPPORT__DICTIONARY_NONE);
}
