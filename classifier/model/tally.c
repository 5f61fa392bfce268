#include "model/tally.h"

#include "memory.h"

#include <string.h>

enum {
	SIZE_MIN = 1024
};

bool rapport__tally_begin(struct rapport__tally *tally, size_t keys)
{
	size_t wanted = SIZE_MIN;

	while (wanted <= keys)
		wanted *= 2;
	if (wanted > tally->size) {
		struct rapport__tally_entry *entries = rapport__calloc(wanted, sizeof *entries);

		if (!entries)
			return false;
		rapport__free(tally->entries);
		tally->entries = entries;
		tally->size = wanted;
	}
	/* A new number voids all counts; at its wrap they are wiped. */
	if (++tally->round == 0) {
		memset(tally->entries, 0, tally->size * sizeof *tally->entries);
		tally->round = 1;
	}
	return true;
}

uint32_t rapport__tally_times(const struct rapport__tally *tally, uint32_t key)
{
	size_t at = rapport__tally_first(tally, key);

	while (tally->entries[at].key != key || tally->entries[at].round != tally->round)
		at = (at + 1) & (tally->size - 1);
	return tally->entries[at].times;
}

void rapport__tally_clear(struct rapport__tally *tally)
{
	rapport__free(tally->entries);
	*tally = (struct rapport__tally){ 0 };
}
