/* Message identifiers, known by hash, each with its parent and its set: the trees of JWZ's
 * threading and the conversations that they make.  The numbers of this file are the nodes' indices.
 *
 * Claims of who is whose parent come in any order and may contradict each other; what the forest
 * becomes does not depend on the order. */
#ifndef RAPPORT_MAIL_ID_FOREST_H
#define RAPPORT_MAIL_ID_FOREST_H

#include "status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAPPORT__ID_NONE UINT32_MAX

/* At most so many identifiers, which leaves a bit of their number free. */
#define RAPPORT__IDS_MAX (UINT32_C(1) << 31)

#define RAPPORT__ID_ABSENT_MAX 256u

enum rapport__id_flag {
	RAPPORT__ID_PRESENT = 1,      /* a message has it; else it was only referred to */
	RAPPORT__ID_OWN_PARENT = 2,   /* the message itself named the parent */
	RAPPORT__ID_DATED = 4,        /* date is the message's own */
	RAPPORT__ID_THREAD = 8,       /* an export's thread: never a message */
	RAPPORT__ID_AMBIGUOUS = 16,   /* of several messages, so it joins nothing */
	RAPPORT__ID_NAMED = 32,       /* its name was given out: it goes on to lead its set */
	RAPPORT__ID_ANCESTOR = 64,    /* a present ancestor, or itself present */
	RAPPORT__ID_LOOKED = 128,     /* RAPPORT__ID_ANCESTOR is known */
	RAPPORT__ID_ON_PATH = 256,    /* of the walk that looks for loops */
	RAPPORT__ID_WALKED = 512,     /* no loop can be reached from here */
	RAPPORT__ID_TWIN = 1024,      /* another form of a message, which leads no set */
	RAPPORT__ID_CALLERS = 1 << 16 /* from here on the caller's */
};

struct rapport__id_node {
	uint64_t id;
	uint32_t set;     /* the way to the number that leads its set */
	uint32_t parent;  /* a number and 1; 0: none */
	uint32_t date;    /* seconds since 1970; 0: unknown; of an absent one, the first reply's */
	uint32_t subject; /* the rest is the caller's */
	uint32_t fingerprint; /* part of the name of an ambiguous one */
	uint32_t flags;
};

/* The zero value is empty and ready. */
struct rapport__id_forest {
	struct rapport__id_node *nodes; /* [count] */
	size_t count, capacity;
	uint32_t *slots; /* [slot_count] numbers and 1, by hash; 0: free */
	size_t slot_count;
	uint32_t (*pairs)[2]; /* [pair_count] of one conversation, though no parent tells */
	size_t pair_count, pair_capacity;
};

void rapport__id_forest_clear(struct rapport__id_forest *forest);

uint32_t rapport__id_forest_find(const struct rapport__id_forest *forest, uint64_t id);

/* Finds it, or adds it as an absent one.  Fails with MEMORY, and LIMIT over RAPPORT__IDS_MAX. */
enum rapport_status rapport__id_forest_add(struct rapport__id_forest *forest, uint64_t id,
					   uint32_t *number, struct rapport_error *error);

/* A child's own claim goes before that of others, and among equal ones the smaller id; the other
 * becomes a pair.  False without memory. */
bool rapport__id_forest_claim(struct rapport__id_forest *forest, uint32_t child, uint32_t parent,
			      bool own);
bool rapport__id_forest_pair(struct rapport__id_forest *forest, uint32_t a, uint32_t b);

/* The number that leads the set. */
uint32_t rapport__id_forest_lead(struct rapport__id_forest *forest, uint32_t number);

/* Makes one set of two.  An export's thread leads, else one without parent, the oldest of them. */
void rapport__id_forest_join(struct rapport__id_forest *forest, uint32_t a, uint32_t b);

/* Once all claims are in: leaves out what ambiguous identifiers would join, cuts loops where the
 * oldest of each is, and makes the sets.  Linear time. */
void rapport__id_forest_settle(struct rapport__id_forest *forest);

/* Whether a message at hand is among the ancestors.  Once settled only; linear for all together. */
bool rapport__id_forest_has_ancestor(struct rapport__id_forest *forest, uint32_t number);

/* The nearest ancestor that is at hand, or RAPPORT__ID_NONE; also before settling, when the way up
 * may be a loop.  Goes over at most RAPPORT__ID_ABSENT_MAX absent ones. */
uint32_t rapport__id_forest_ancestor(const struct rapport__id_forest *forest, uint32_t number);

/* What it is called: its id, or what is its own where several share that. */
uint64_t rapport__id_forest_name(const struct rapport__id_forest *forest, uint32_t number);

#endif
