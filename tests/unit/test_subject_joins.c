#include "mail/subject_joins.h"

#include <criterion/criterion.h>

enum {
	DAY = 86400,
	SEEKS = RAPPORT__JOIN_SEEKS,
};

/* Messages in the order of coming; those of one group are to be joined. */
struct row {
	uint32_t subject, day, flags;
	uint64_t with;
	bool copy; /* the counterpart stands in Cc alone */
	char group, live;
};

static const struct row rows[] = {
	{ 1, 10, 0, 7, false, 'A', 'A' },      { 1, 11, SEEKS, 7, false, 'A', 'A' },
	{ 2, 11, SEEKS, 7, false, 'B', 'B' },  { 1, 11, SEEKS, 8, false, 'C', 'C' },
	{ 1, 12, 0, 7, false, 'D', 'D' },      { 1, 400, SEEKS, 7, false, 'E', 'E' },
	{ 1, 13, SEEKS, 8, true, 'F', 'F' },   { 3, 20, SEEKS, 9, false, 'G', 'G' },
	{ 3, 19, 0, 9, false, 'G', 'H' },      { 3, 0, SEEKS, 9, false, 'G', 'G' },
	{ 0, 5, SEEKS, 7, false, 'I', 'I' },   { 4, 300, 0, 1, true, 'J', 'J' },
	{ 4, 301, SEEKS, 1, false, 'J', 'J' },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static void add_all(struct rapport__id_forest *forest, struct rapport__subject_joins *joins)
{
	for (uint32_t i = 0; i < ROWS; i++) {
		struct rapport__counterparts with = { { rows[i].with }, 1, !rows[i].copy };
		uint32_t number;

		cr_assert_eq(rapport__id_forest_add(forest, i + 1, &number, NULL), RAPPORT_OK);
		forest->nodes[number].subject = rows[i].subject;
		forest->nodes[number].date = rows[i].day * DAY;
		forest->nodes[number].flags |= RAPPORT__ID_PRESENT | rows[i].flags;
		cr_assert(rapport__subject_joins_add(joins, forest, number, &with));
	}
}

static void check(struct rapport__id_forest *forest, bool live)
{
	for (uint32_t i = 0; i < ROWS; i++)
		for (uint32_t j = 0; j < i; j++) {
			bool same = live ? rows[i].live == rows[j].live
					 : rows[i].group == rows[j].group;

			cr_expect_eq(rapport__id_forest_lead(forest, i) ==
					     rapport__id_forest_lead(forest, j),
				     same, "%u and %u%s", j, i, live ? ", live" : "");
		}
}

Test(subject_joins, join_what_has_subject_and_counterpart_in_common)
{
	for (int live = 0; live < 2; live++) {
		struct rapport__id_forest forest = { 0 };
		struct rapport__subject_joins joins = { .live = live };

		add_all(&forest, &joins);
		if (!live)
			rapport__id_forest_settle(&forest);
		rapport__subject_joins_settle(&joins, &forest);
		check(&forest, live);
		rapport__subject_joins_clear(&joins);
		rapport__id_forest_clear(&forest);
	}
}

Test(subject_joins, many_of_one_subject_take_little_time)
{
	for (int live = 0; live < 2; live++) {
		struct rapport__id_forest forest = { 0 };
		struct rapport__subject_joins joins = { .live = live };
		struct rapport__counterparts with = { { 7 }, 1, 1 };

		for (uint32_t i = 0; i < 200000; i++) {
			uint32_t number;

			with.keys[0] = i % 3 ? 7 : i;
			cr_assert_eq(rapport__id_forest_add(&forest,
							    i * UINT64_C(0x9E3779B97F4A7C15),
							    &number, NULL),
				     RAPPORT_OK);
			forest.nodes[number].subject = 5;
			forest.nodes[number].date = 1000 + i;
			forest.nodes[number].flags |= RAPPORT__ID_PRESENT | SEEKS;
			cr_assert(rapport__subject_joins_add(&joins, &forest, number, &with));
		}
		if (!live)
			rapport__id_forest_settle(&forest);
		rapport__subject_joins_settle(&joins, &forest);
		cr_expect_eq(rapport__id_forest_lead(&forest, 199999),
			     rapport__id_forest_lead(&forest, 1));
		cr_expect_neq(rapport__id_forest_lead(&forest, 0),
			      rapport__id_forest_lead(&forest, 1));
		rapport__subject_joins_clear(&joins);
		rapport__id_forest_clear(&forest);
	}
}
