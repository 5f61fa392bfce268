/* 64-bit keys -> numbers 0, 1, 2, ... in the order of their first coming. */
#ifndef RAPPORT_DICTIONARY_H
#define RAPPORT_DICTIONARY_H

#include "memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAPPORT__DICTIONARY_NONE UINT32_MAX

/* The zero value is empty and ready. */
struct rapport__dictionary {
	uint64_t *keys; /* [count] key of each number */
	size_t count, capacity;
	uint32_t *slots; /* [slot_count] number + 1, 0 where free */
	size_t slot_count;
};

/* The key's number, given now if it has none.  RAPPORT__DICTIONARY_NONE without memory. */
uint32_t rapport__dictionary_add(struct rapport__dictionary *dictionary, uint64_t key);

/* The key's number, or RAPPORT__DICTIONARY_NONE. */
uint32_t rapport__dictionary_find(const struct rapport__dictionary *dictionary, uint64_t key);

void rapport__dictionary_clear(struct rapport__dictionary *dictionary);

#endif
