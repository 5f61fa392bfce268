#include "mail/id_forest.h"

#include "memory.h"
#include "text/hash.h"

enum {
	SLOTS_MIN = 1024,
};

void rapport__id_forest_clear(struct rapport__id_forest *forest)
{
	rapport__free(forest->nodes);
	rapport__free(forest->slots);
	rapport__free(forest->pairs);
	*forest = (struct rapport__id_forest){ 0 };
}

/* ---- The table ------------------------------------------------------------------------------- */

/* Ids are hashes, so that their low bits serve; slot_count is a power of two. */
static size_t slot_of(const struct rapport__id_forest *forest, uint64_t id)
{
	size_t at = (size_t)id & (forest->slot_count - 1);

	while (forest->slots[at] && forest->nodes[forest->slots[at] - 1].id != id)
		at = (at + 1) & (forest->slot_count - 1);
	return at;
}

uint32_t rapport__id_forest_find(const struct rapport__id_forest *forest, uint64_t id)
{
	uint32_t found = forest->slot_count ? forest->slots[slot_of(forest, id)] : 0;

	return found ? found - 1 : RAPPORT__ID_NONE;
}

/* Keeps a quarter of the slots free. */
static bool make_room(struct rapport__id_forest *forest)
{
	size_t wanted = forest->slot_count ? forest->slot_count * 2 : SLOTS_MIN;
	uint32_t *slots;

	if (forest->count + 1 <= forest->slot_count / 4 * 3)
		return true;
	slots = rapport__calloc(wanted, sizeof *slots);
	if (!slots)
		return false;
	rapport__free(forest->slots);
	forest->slots = slots;
	forest->slot_count = wanted;
	for (size_t i = 0; i < forest->count; i++)
		slots[slot_of(forest, forest->nodes[i].id)] = (uint32_t)i + 1;
	return true;
}

enum rapport_status rapport__id_forest_add(struct rapport__id_forest *forest, uint64_t id,
					   uint32_t *number, struct rapport_error *error)
{
	*number = rapport__id_forest_find(forest, id);
	if (*number != RAPPORT__ID_NONE)
		return RAPPORT_OK;
	if (forest->count >= RAPPORT__IDS_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "more than %u message identifiers",
				    RAPPORT__IDS_MAX);
	if (!make_room(forest) || !rapport__grow(&forest->nodes, &forest->capacity,
						 forest->count + 1, sizeof *forest->nodes))
		return rapport_fail_memory(error);
	*number = (uint32_t)forest->count++;
	forest->nodes[*number] = (struct rapport__id_node){ .id = id, .set = *number };
	forest->slots[slot_of(forest, id)] = *number + 1;
	return RAPPORT_OK;
}

/* ---- Claims ---------------------------------------------------------------------------------- */

bool rapport__id_forest_pair(struct rapport__id_forest *forest, uint32_t a, uint32_t b)
{
	if (a == b)
		return true;
	if (!rapport__grow(&forest->pairs, &forest->pair_capacity, forest->pair_count + 1,
			   sizeof *forest->pairs))
		return false;
	forest->pairs[forest->pair_count][0] = a;
	forest->pairs[forest->pair_count++][1] = b;
	return true;
}

bool rapport__id_forest_claim(struct rapport__id_forest *forest, uint32_t child, uint32_t parent,
			      bool own)
{
	struct rapport__id_node *node = &forest->nodes[child];
	bool held = node->flags & RAPPORT__ID_OWN_PARENT, wins;

	if (child == parent)
		return true;
	if (node->parent == parent + 1) {
		if (own)
			node->flags |= RAPPORT__ID_OWN_PARENT;
		return true;
	}
	wins = !node->parent ||
	       (own == held ? forest->nodes[parent].id < forest->nodes[node->parent - 1].id : own);
	if (!wins)
		return rapport__id_forest_pair(forest, child, parent);
	if (node->parent && !rapport__id_forest_pair(forest, child, node->parent - 1))
		return false;
	node->parent = parent + 1;
	if (own)
		node->flags |= RAPPORT__ID_OWN_PARENT;
	return true;
}

/* ---- Sets ------------------------------------------------------------------------------------ */

uint64_t rapport__id_forest_name(const struct rapport__id_forest *forest, uint32_t number)
{
	const struct rapport__id_node *node = &forest->nodes[number];

	return node->flags & RAPPORT__ID_AMBIGUOUS ? rapport__hash_join(node->id, node->fingerprint)
						   : node->id;
}

static bool older(const struct rapport__id_forest *forest, uint32_t a, uint32_t b)
{
	/* An unknown date, 0, becomes the last. */
	uint32_t date_a = forest->nodes[a].date - 1, date_b = forest->nodes[b].date - 1;

	if (date_a != date_b)
		return date_a < date_b;
	return rapport__id_forest_name(forest, a) < rapport__id_forest_name(forest, b);
}

/* Does a lead b? */
static bool leads(const struct rapport__id_forest *forest, uint32_t a, uint32_t b)
{
	static const enum rapport__id_flag firsts[] = { RAPPORT__ID_NAMED, RAPPORT__ID_THREAD };
	const struct rapport__id_node *one = &forest->nodes[a], *other = &forest->nodes[b];

	for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
		if ((one->flags ^ other->flags) & firsts[i])
			return one->flags & firsts[i];
	if ((one->flags ^ other->flags) & RAPPORT__ID_TWIN)
		return other->flags & RAPPORT__ID_TWIN;
	if (!one->parent != !other->parent)
		return !one->parent;
	return older(forest, a, b);
}

uint32_t rapport__id_forest_lead(struct rapport__id_forest *forest, uint32_t number)
{
	struct rapport__id_node *nodes = forest->nodes;

	while (nodes[number].set != number) {
		nodes[number].set = nodes[nodes[number].set].set;
		number = nodes[number].set;
	}
	return number;
}

void rapport__id_forest_join(struct rapport__id_forest *forest, uint32_t a, uint32_t b)
{
	a = rapport__id_forest_lead(forest, a);
	b = rapport__id_forest_lead(forest, b);
	if (a == b)
		return;
	if (leads(forest, a, b))
		forest->nodes[b].set = a;
	else
		forest->nodes[a].set = b;
}

/* ---- Settling -------------------------------------------------------------------------------- */

static bool ambiguous(const struct rapport__id_forest *forest, uint32_t number)
{
	return forest->nodes[number].flags & RAPPORT__ID_AMBIGUOUS;
}

/* Forgets parents that are ambiguous, and what others say of an ambiguous child. */
static void drop_parent(struct rapport__id_forest *forest, uint32_t number)
{
	struct rapport__id_node *node = &forest->nodes[number];

	if (!node->parent)
		return;
	if (ambiguous(forest, node->parent - 1) ||
	    (ambiguous(forest, number) && !(node->flags & RAPPORT__ID_OWN_PARENT)))
		node->parent = 0;
}

static void mark_walked(struct rapport__id_node *node)
{
	node->flags = (node->flags & ~(uint32_t)RAPPORT__ID_ON_PATH) | RAPPORT__ID_WALKED;
}

/* Lets the oldest of a loop be its root.  The others stay joined along the rest of it. */
static void cut_loop(struct rapport__id_forest *forest, uint32_t start)
{
	uint32_t oldest = start, at = start;

	do {
		mark_walked(&forest->nodes[at]);
		if (older(forest, at, oldest))
			oldest = at;
		at = forest->nodes[at].parent - 1;
	} while (at != start);
	forest->nodes[oldest].parent = 0;
}

/* Walks up from number as long as that is new ground. */
static void cut_loops(struct rapport__id_forest *forest, uint32_t number)
{
	struct rapport__id_node *nodes = forest->nodes;
	uint32_t at = number;

	while (!(nodes[at].flags & (RAPPORT__ID_ON_PATH | RAPPORT__ID_WALKED))) {
		nodes[at].flags |= RAPPORT__ID_ON_PATH;
		if (nodes[at].parent)
			at = nodes[at].parent - 1;
	}
	if (nodes[at].parent && nodes[at].flags & RAPPORT__ID_ON_PATH)
		cut_loop(forest, at);
	for (at = number; nodes[at].flags & RAPPORT__ID_ON_PATH;) {
		mark_walked(&nodes[at]);
		if (nodes[at].parent)
			at = nodes[at].parent - 1;
	}
}

void rapport__id_forest_settle(struct rapport__id_forest *forest)
{
	const uint32_t walks = RAPPORT__ID_ANCESTOR | RAPPORT__ID_LOOKED | RAPPORT__ID_ON_PATH |
			       RAPPORT__ID_WALKED;

	for (uint32_t i = 0; i < forest->count; i++) {
		forest->nodes[i].flags &= ~walks;
		forest->nodes[i].set = i;
		drop_parent(forest, i);
	}
	for (uint32_t i = 0; i < forest->count; i++)
		cut_loops(forest, i);
	for (uint32_t i = 0; i < forest->count; i++)
		if (forest->nodes[i].parent)
			rapport__id_forest_join(forest, i, forest->nodes[i].parent - 1);
	for (size_t i = 0; i < forest->pair_count; i++)
		if (!ambiguous(forest, forest->pairs[i][0]) &&
		    !ambiguous(forest, forest->pairs[i][1]))
			rapport__id_forest_join(forest, forest->pairs[i][0], forest->pairs[i][1]);
}

bool rapport__id_forest_has_ancestor(struct rapport__id_forest *forest, uint32_t number)
{
	struct rapport__id_node *nodes = forest->nodes;
	uint32_t first = nodes[number].parent, at = first, found;

	while (at && !(nodes[at - 1].flags & (RAPPORT__ID_PRESENT | RAPPORT__ID_LOOKED)))
		at = nodes[at - 1].parent;
	found = at && nodes[at - 1].flags & (RAPPORT__ID_PRESENT | RAPPORT__ID_ANCESTOR)
			? RAPPORT__ID_ANCESTOR
			: 0;
	for (; first != at; first = nodes[first - 1].parent)
		nodes[first - 1].flags |= RAPPORT__ID_LOOKED | found;
	return found;
}

uint32_t rapport__id_forest_ancestor(const struct rapport__id_forest *forest, uint32_t number)
{
	uint32_t at = number;

	for (size_t i = 0; i <= RAPPORT__ID_ABSENT_MAX && forest->nodes[at].parent; i++) {
		at = forest->nodes[at].parent - 1;
		if (at == number)
			break;
		if (forest->nodes[at].flags & RAPPORT__ID_PRESENT)
			return at;
	}
	return RAPPORT__ID_NONE;
}
