/* Counts how often each of a text's features came: a small hash table that is void again in no
 * time. */
#ifndef RAPPORT_TALLY_H
#define RAPPORT_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rapport__tally_entry {
	uint32_t key, times;
	uint32_t round; /* void unless it is the tally's */
};

/* The zero value is empty; make room before counting. */
struct rapport__tally {
	struct rapport__tally_entry *entries; /* [size], a power of two */
	size_t size;
	uint32_t round;
};

/* Voids all counts and makes room for so many different keys.  False without memory. */
bool rapport__tally_begin(struct rapport__tally *tally, size_t keys);
void rapport__tally_clear(struct rapport__tally *tally);

static inline size_t rapport__tally_first(const struct rapport__tally *tally, uint32_t key)
{
	return (key * UINT32_C(2654435769)) >> 7 & (tally->size - 1);
}

/* Counts one more and returns the count. */
static inline uint32_t rapport__tally_add(struct rapport__tally *tally, uint32_t key)
{
	for (size_t at = rapport__tally_first(tally, key);; at = (at + 1) & (tally->size - 1)) {
		struct rapport__tally_entry *entry = &tally->entries[at];

		if (entry->round != tally->round) {
			*entry = (struct rapport__tally_entry){ key, 1, tally->round };
			return 1;
		}
		if (entry->key == key)
			return ++entry->times;
	}
}

/* The count of a key that was added. */
uint32_t rapport__tally_times(const struct rapport__tally *tally, uint32_t key);

#endif
