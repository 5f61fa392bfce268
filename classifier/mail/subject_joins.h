/* Which messages have a base subject and a counterpart in common: the last step of threading, for
 * answers that name no message at hand. */
#ifndef RAPPORT_MAIL_SUBJECT_JOINS_H
#define RAPPORT_MAIL_SUBJECT_JOINS_H

#include "mail/counterparts.h"
#include "mail/id_forest.h"

/* Flags of a node, over those of id_forest.h. */
enum rapport__join_flag {
	/* It joins others where no ancestor of it is at hand; else it is joined only. */
	RAPPORT__JOIN_SEEKS = RAPPORT__ID_CALLERS,
};

/* Further apart two messages are not joined, where both have a date. */
#define RAPPORT__JOIN_SECONDS_MAX (180u * 86400u)

/* A message at a counterpart; the subject's hash is in the node. */
struct rapport__join_place {
	uint32_t key;    /* of subject and counterpart */
	uint32_t number; /* of the node; the high bit: the counterpart is a principal */
};

/* The zero value is empty and ready.  live: each message is joined as it comes, with the newest
 * so far, unless it names one that may still come, or each is of an export's thread of
 * its own; else all at once when settled, each with the last before it. */
struct rapport__subject_joins {
	struct rapport__join_place *places; /* [count]; when live [capacity] slots by key */
	size_t count, capacity;
	bool live;
};

void rapport__subject_joins_clear(struct rapport__subject_joins *joins);

/* The node must have its subject (0: none), date and flags.  False without memory. */
bool rapport__subject_joins_add(struct rapport__subject_joins *joins,
				struct rapport__id_forest *forest, uint32_t number,
				const struct rapport__counterparts *with);

/* Joins what was added, once the forest is settled; sorts it.  Does nothing when live. */
void rapport__subject_joins_settle(struct rapport__subject_joins *joins,
				   struct rapport__id_forest *forest);

#endif
