/* 64-bit hashes of words and of what is made of them (xxHash).
 *
 * These numbers stand in model files: changing a formula here makes a new model format. */
#ifndef RAPPORT_HASH_H
#define RAPPORT_HASH_H

#include <stddef.h>
#include <stdint.h>

/* XXH3, 64 bits. */
uint64_t rapport__hash(const void *bytes, size_t size, uint64_t seed);

/* The hash of a sequence from that of its head and the next member.  Not symmetric.  The constants
 * and shifts are the finaliser of XXH3's short inputs (rrmxmx, Pelle Evensen). */
static inline uint64_t rapport__hash_join(uint64_t head, uint64_t next)
{
	uint64_t h = head ^ (next * UINT64_C(0x9E3779B97F4A7C15));

	h ^= (h << 49 | h >> 15) ^ (h << 24 | h >> 40);
	h *= UINT64_C(0x9FB21C651E98DF25);
	h ^= h >> 28;
	return h;
}

#endif
