#include "training/dictionary.h"

enum {
	SLOTS_MIN = 1024
};

/* Keys are hashes already, but not all their bits may be mixed: the multiplier is Knuth's (golden
 * ratio), the top half is used. */
static size_t first_slot(uint64_t key, size_t mask)
{
	return (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;
}

static size_t find_slot(const struct rapport__dictionary *dictionary, uint64_t key)
{
	size_t mask = dictionary->slot_count - 1, slot = first_slot(key, mask);

	while (dictionary->slots[slot] && dictionary->keys[dictionary->slots[slot] - 1] != key)
		slot = (slot + 1) & mask;
	return slot;
}

static bool grow_slots(struct rapport__dictionary *dictionary)
{
	size_t wanted = dictionary->slot_count ? dictionary->slot_count * 2 : SLOTS_MIN;
	uint32_t *slots = rapport__calloc(wanted, sizeof *slots);

	if (!slots)
		return false;
	rapport__free(dictionary->slots);
	dictionary->slots = slots;
	dictionary->slot_count = wanted;
	for (size_t i = 0; i < dictionary->count; i++)
		slots[find_slot(dictionary, dictionary->keys[i])] = (uint32_t)i + 1;
	return true;
}

uint32_t rapport__dictionary_add(struct rapport__dictionary *dictionary, uint64_t key)
{
	size_t slot;

	if (dictionary->count >= UINT32_MAX - 1)
		return RAPPORT__DICTIONARY_NONE;
	if ((dictionary->count + 1) * 2 > dictionary->slot_count && !grow_slots(dictionary))
		return RAPPORT__DICTIONARY_NONE;
	slot = find_slot(dictionary, key);
	if (dictionary->slots[slot])
		return dictionary->slots[slot] - 1;
	if (!rapport__grow(&dictionary->keys, &dictionary->capacity, dictionary->count + 1,
			   sizeof *dictionary->keys))
		return RAPPORT__DICTIONARY_NONE;
	dictionary->keys[dictionary->count] = key;
	dictionary->slots[slot] = (uint32_t)++dictionary->count;
	return (uint32_t)dictionary->count - 1;
}

uint32_t rapport__dictionary_find(const struct rapport__dictionary *dictionary, uint64_t key)
{
	if (!dictionary->count)
		return RAPPORT__DICTIONARY_NONE;
	return dictionary->slots[find_slot(dictionary, key)] - 1;
}

void rapport__dictionary_clear(struct rapport__dictionary *dictionary)
{
	rapport__free(dictionary->keys);
	rapport__free(dictionary->slots);
	*dictionary = (struct rapport__dictionary){ 0 };
}
