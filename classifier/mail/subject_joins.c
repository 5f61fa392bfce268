#include "mail/subject_joins.h"

#include "text/hash.h"

#include <stdlib.h>

enum {
	SLOTS_MIN = 1024,
	SKEW_SECONDS = 86400, /* clocks go wrong: an answer may be dated so long before */
};

#define PRINCIPAL RAPPORT__IDS_MAX /* a bit that no number has */

void rapport__subject_joins_clear(struct rapport__subject_joins *joins)
{
	rapport__free(joins->places);
	*joins = (struct rapport__subject_joins){ 0 };
}

static const struct rapport__id_node *node_of(const struct rapport__id_forest *forest,
					      const struct rapport__join_place *place)
{
	return &forest->nodes[place->number & ~PRINCIPAL];
}

/* May the message of a place join others there, if it has no ancestor at hand? */
static bool seeks(const struct rapport__id_forest *forest, const struct rapport__join_place *place)
{
	return place->number & PRINCIPAL && node_of(forest, place)->flags & RAPPORT__JOIN_SEEKS;
}

static void join(struct rapport__id_forest *forest, const struct rapport__join_place *a,
		 const struct rapport__join_place *b)
{
	rapport__id_forest_join(forest, a->number & ~PRINCIPAL, b->number & ~PRINCIPAL);
}

/* From a to b, at most `most` seconds.  A date that is unknown is near to any. */
static bool near(const struct rapport__id_node *a, const struct rapport__id_node *b, uint32_t most)
{
	return !a->date || !b->date || (a->date <= b->date && b->date - a->date <= most);
}

/* ---- Live ------------------------------------------------------------------------------------ */

/* The slot of a key and subject: that which has them, or a free one (key 0). */
static struct rapport__join_place *slot_of(const struct rapport__subject_joins *joins,
					   const struct rapport__id_forest *forest, uint32_t key,
					   uint32_t subject)
{
	size_t at = key & (joins->capacity - 1);

	while (joins->places[at].key && (joins->places[at].key != key ||
					 node_of(forest, &joins->places[at])->subject != subject))
		at = (at + 1) & (joins->capacity - 1);
	return &joins->places[at];
}

static bool make_room(struct rapport__subject_joins *joins, const struct rapport__id_forest *forest)
{
	struct rapport__subject_joins wider = *joins;

	if (joins->count + 1 <= joins->capacity / 4 * 3)
		return true;
	wider.capacity = joins->capacity ? joins->capacity * 2 : SLOTS_MIN;
	wider.places = rapport__calloc(wider.capacity, sizeof *wider.places);
	if (!wider.places)
		return false;
	for (size_t i = 0; i < joins->capacity; i++) {
		const struct rapport__join_place *place = &joins->places[i];

		if (place->key)
			*slot_of(&wider, forest, place->key,
				 node_of(forest, place)->subject) = *place;
	}
	rapport__free(joins->places);
	*joins = wider;
	return true;
}

/* An export that has a thread for each of both knows better. */
static bool of_two_threads(struct rapport__id_forest *forest, uint32_t a, uint32_t b)
{
	a = rapport__id_forest_lead(forest, a);
	b = rapport__id_forest_lead(forest, b);
	return a != b && forest->nodes[a].flags & forest->nodes[b].flags & RAPPORT__ID_THREAD;
}

static bool joins_live(struct rapport__id_forest *forest, const struct rapport__join_place *place,
		       const struct rapport__join_place *slot)
{
	const struct rapport__id_node *node = node_of(forest, place), *last = node_of(forest, slot);
	/* The message that it names may still come: where the newest stand first, or Sent stands
	 * behind Inbox. */
	const bool awaits = node->parent;
	uint32_t number = place->number & ~PRINCIPAL;

	return seeks(forest, place) &&
	       rapport__id_forest_ancestor(forest, number) == RAPPORT__ID_NONE && !awaits &&
	       !of_two_threads(forest, number, slot->number & ~PRINCIPAL) &&
	       (near(last, node, RAPPORT__JOIN_SECONDS_MAX) ||
		near(node, last, RAPPORT__JOIN_SECONDS_MAX));
}

static bool add_live(struct rapport__subject_joins *joins, struct rapport__id_forest *forest,
		     struct rapport__join_place place)
{
	const struct rapport__id_node *node = node_of(forest, &place), *last;
	struct rapport__join_place *slot;

	if (!make_room(joins, forest))
		return false;
	slot = slot_of(joins, forest, place.key, node->subject);
	if (!slot->key) {
		joins->count++;
		*slot = place;
		return true;
	}
	last = node_of(forest, slot);
	if (joins_live(forest, &place, slot))
		join(forest, &place, slot);
	if (near(last, node, UINT32_MAX))
		*slot = place;
	return true;
}

/* ---- All at once ----------------------------------------------------------------------------- */

/* By key, subject, date; the id only so that the order is one. */
static int compare(const void *one, const void *other, void *context)
{
	const struct rapport__join_place *a = one, *b = other;
	const struct rapport__id_node *m, *n;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	m = node_of(context, a);
	n = node_of(context, b);
	if (m->subject != n->subject)
		return m->subject < n->subject ? -1 : 1;
	if (m->date != n->date)
		return m->date < n->date ? -1 : 1;
	return m->id < n->id ? -1 : m->id > n->id;
}

/* [count] messages of one subject and counterpart, by date, the undated first. */
static void join_group(struct rapport__id_forest *forest, const struct rapport__join_place *places,
		       size_t count)
{
	size_t dated = 0;

	while (dated < count && !node_of(forest, &places[dated])->date)
		dated++;
	for (size_t i = 0; i < count; i++) {
		const struct rapport__id_node *node = node_of(forest, &places[i]);

		if (!seeks(forest, &places[i]) ||
		    rapport__id_forest_has_ancestor(forest, places[i].number & ~PRINCIPAL))
			continue;
		if (i < dated) {
			join(forest, &places[i], &places[dated < count ? dated : 0]);
			continue;
		}
		if (i && near(node_of(forest, &places[i - 1]), node, RAPPORT__JOIN_SECONDS_MAX))
			join(forest, &places[i], &places[i - 1]);
		else if (i + 1 < count && near(node, node_of(forest, &places[i + 1]), SKEW_SECONDS))
			join(forest, &places[i], &places[i + 1]);
	}
}

void rapport__subject_joins_settle(struct rapport__subject_joins *joins,
				   struct rapport__id_forest *forest)
{
	struct rapport__join_place *places = joins->places;
	size_t end;

	if (joins->live || !joins->count)
		return;
	qsort_r(places, joins->count, sizeof *places, compare, forest);
	for (size_t i = 0; i < joins->count; i = end) {
		const struct rapport__id_node *node = node_of(forest, &places[i]);

		end = i + 1;
		while (end < joins->count && places[end].key == places[i].key &&
		       node_of(forest, &places[end])->subject == node->subject)
			end++;
		join_group(forest, places + i, end - i);
	}
}

bool rapport__subject_joins_add(struct rapport__subject_joins *joins,
				struct rapport__id_forest *forest, uint32_t number,
				const struct rapport__counterparts *with)
{
	uint32_t subject = forest->nodes[number].subject;

	for (size_t i = 0; subject && i < with->count; i++) {
		uint64_t hash = rapport__hash_join(with->keys[i], subject);
		struct rapport__join_place place = {
			.key = (uint32_t)hash ? (uint32_t)hash : 1,
			.number = number | (i < with->principals ? PRINCIPAL : 0),
		};

		if (joins->live) {
			if (!add_live(joins, forest, place))
				return false;
			continue;
		}
		if (!rapport__grow(&joins->places, &joins->capacity, joins->count + 1,
				   sizeof *joins->places))
			return false;
		joins->places[joins->count++] = place;
	}
	return true;
}
