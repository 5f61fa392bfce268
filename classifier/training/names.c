#include "training/names.h"

#include "text/hash.h"

uint32_t rapport__names_add(struct rapport__names *names, const char *name, size_t size)
{
	const size_t before = names->numbers.count;
	uint32_t number;

	if (!rapport__grow(&names->starts, &names->capacity, before + 1, sizeof *names->starts) ||
	    !rapport__buffer_reserve(&names->bytes, size + 1))
		return RAPPORT__DICTIONARY_NONE;
	number = rapport__dictionary_add(&names->numbers, rapport__hash(name, size, 0));
	if (number == RAPPORT__DICTIONARY_NONE || number < before)
		return number;
	names->starts[number] = names->bytes.size;
	rapport__buffer_add(&names->bytes, name, size);
	rapport__buffer_add(&names->bytes, "", 1);
	return number;
}

const char *rapport__names_get(const struct rapport__names *names, uint32_t number)
{
	return names->bytes.data + names->starts[number];
}

void rapport__names_clear(struct rapport__names *names)
{
	rapport__dictionary_clear(&names->numbers);
	rapport__buffer_clear(&names->bytes);
	rapport__free(names->starts);
	*names = (struct rapport__names){ 0 };
}
