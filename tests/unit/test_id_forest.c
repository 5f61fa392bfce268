#include "mail/id_forest.h"

#include "memory.h"

#include <criterion/criterion.h>

static uint32_t add(struct rapport__id_forest *forest, uint64_t id)
{
	uint32_t number;

	cr_assert_eq(rapport__id_forest_add(forest, id, &number, NULL), RAPPORT_OK);
	return number;
}

Test(id_forest, ids_are_found_again)
{
	struct rapport__id_forest forest = { 0 };

	cr_expect_eq(rapport__id_forest_find(&forest, 1), RAPPORT__ID_NONE);
	/* Their low bits are alike, so that all meet in the table. */
	for (uint64_t i = 0; i < 3000; i++)
		cr_assert_eq(add(&forest, i << 32), i);
	for (uint64_t i = 0; i < 3000; i++)
		cr_assert_eq(add(&forest, i << 32), i);
	cr_expect_eq(forest.count, 3000);
	cr_expect_eq(rapport__id_forest_find(&forest, UINT64_C(7) << 32), 7);
	cr_expect_eq(rapport__id_forest_find(&forest, 7), RAPPORT__ID_NONE);
	cr_expect_eq(sizeof *forest.nodes, 32, "a node's bytes are told in threads.h");
	rapport__id_forest_clear(&forest);
}

Test(id_forest, own_claims_win_and_the_others_become_pairs)
{
	struct rapport__id_forest forest = { 0 };
	uint32_t child = add(&forest, 1), low = add(&forest, 2), high = add(&forest, 3);

	cr_assert(rapport__id_forest_claim(&forest, child, high, false));
	cr_assert(rapport__id_forest_claim(&forest, child, low, false));
	cr_expect_eq(forest.nodes[child].parent, low + 1);
	cr_assert(rapport__id_forest_claim(&forest, child, high, true));
	cr_assert(rapport__id_forest_claim(&forest, child, low, false));
	cr_expect_eq(forest.nodes[child].parent, high + 1);
	cr_assert(rapport__id_forest_claim(&forest, child, child, true));
	rapport__id_forest_settle(&forest);
	cr_expect_eq(rapport__id_forest_lead(&forest, low), rapport__id_forest_lead(&forest, high));
	rapport__id_forest_clear(&forest);
}

Test(id_forest, loops_of_any_length_are_cut_at_their_oldest)
{
	for (uint32_t length = 2; length < 30; length++) {
		struct rapport__id_forest forest = { 0 };
		uint32_t tail;

		for (uint32_t i = 0; i < length; i++) {
			add(&forest, 100 + i);
			forest.nodes[i].date = 1000 + (i * 7 + 3) % length;
			forest.nodes[i].flags |= RAPPORT__ID_PRESENT;
		}
		for (uint32_t i = 0; i < length; i++)
			cr_assert(rapport__id_forest_claim(&forest, i, (i + 1) % length, true));
		tail = add(&forest, 1);
		cr_assert(rapport__id_forest_claim(&forest, tail, length / 2, true));
		cr_expect_neq(rapport__id_forest_ancestor(&forest, tail), RAPPORT__ID_NONE);
		rapport__id_forest_settle(&forest);
		for (uint32_t i = 0; i <= length; i++) {
			uint32_t steps = 0;

			for (uint32_t at = i; forest.nodes[at].parent && steps <= length; steps++)
				at = forest.nodes[at].parent - 1;
			cr_expect_leq(steps, length, "loop of %u", length);
			cr_expect_eq(rapport__id_forest_lead(&forest, i),
				     rapport__id_forest_lead(&forest, 0));
			if (i < length && forest.nodes[i].date == 1000)
				cr_expect_eq(forest.nodes[i].parent, 0);
		}
		rapport__id_forest_clear(&forest);
	}
}

Test(id_forest, ancestors_are_seen_through_absent_ones)
{
	struct rapport__id_forest forest = { 0 };
	enum {
		CHAIN = 1000
	};

	for (uint32_t i = 0; i < CHAIN; i++)
		add(&forest, i);
	for (uint32_t i = 1; i < CHAIN; i++)
		cr_assert(rapport__id_forest_claim(&forest, i, i - 1, true));
	rapport__id_forest_settle(&forest);
	cr_expect_not(rapport__id_forest_has_ancestor(&forest, CHAIN - 1));
	cr_expect_eq(rapport__id_forest_ancestor(&forest, CHAIN - 1), RAPPORT__ID_NONE);
	forest.nodes[0].flags |= RAPPORT__ID_PRESENT;
	rapport__id_forest_settle(&forest);
	cr_expect(rapport__id_forest_has_ancestor(&forest, CHAIN - 1));
	cr_expect(rapport__id_forest_has_ancestor(&forest, 5));
	cr_expect_not(rapport__id_forest_has_ancestor(&forest, 0));
	cr_expect_eq(rapport__id_forest_ancestor(&forest, 5), 0);
	cr_expect_eq(rapport__id_forest_ancestor(&forest, CHAIN - 1), RAPPORT__ID_NONE,
		     "too far to go each time");
	rapport__id_forest_clear(&forest);
}

Test(id_forest, an_ambiguous_one_joins_nothing)
{
	struct rapport__id_forest forest = { 0 };
	uint32_t a = add(&forest, 1), b = add(&forest, 2), c = add(&forest, 3);

	cr_assert(rapport__id_forest_claim(&forest, a, b, true));
	cr_assert(rapport__id_forest_claim(&forest, b, c, false));
	cr_assert(rapport__id_forest_pair(&forest, a, b));
	forest.nodes[b].flags |= RAPPORT__ID_PRESENT | RAPPORT__ID_AMBIGUOUS;
	forest.nodes[b].fingerprint = 7;
	rapport__id_forest_settle(&forest);
	for (uint32_t i = 0; i < 3; i++)
		cr_expect_eq(rapport__id_forest_lead(&forest, i), i);
	cr_expect_neq(rapport__id_forest_name(&forest, b), 2);
	cr_expect_eq(rapport__id_forest_name(&forest, a), 1);
	rapport__id_forest_clear(&forest);
}

Test(id_forest, a_lack_of_memory_changes_nothing)
{
	struct rapport__id_forest forest = { 0 };
	uint32_t number;

	for (long n = 0; n < 2; n++) {
		rapport__memory_fail_after(n);
		cr_expect_eq(rapport__id_forest_add(&forest, 1, &number, NULL), RAPPORT_ERR_MEMORY);
		rapport__memory_fail_after(-1);
		cr_expect_eq(forest.count, 0);
	}
	cr_expect_eq(add(&forest, 1), 0);
	add(&forest, 2);
	rapport__memory_fail_after(0);
	cr_expect_not(rapport__id_forest_pair(&forest, 0, 1));
	rapport__memory_fail_after(-1);
	rapport__id_forest_clear(&forest);
	cr_expect_null(forest.nodes);
}
