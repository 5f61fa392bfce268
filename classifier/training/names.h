/* Names -> numbers 0, 1, 2, ... in the order of their first coming, and back. */
#ifndef RAPPORT_NAMES_H
#define RAPPORT_NAMES_H

#include "training/dictionary.h"

/* The zero value is empty and ready. */
struct rapport__names {
	struct rapport__dictionary numbers; /* hash of a name -> its number */
	struct rapport__buffer bytes;       /* the names, a NUL behind each */
	size_t *starts;                     /* [numbers.count] */
	size_t capacity;
};

/* The name's number, given now if it has none; its bytes are copied.  RAPPORT__DICTIONARY_NONE
 * without memory, and all is as it was. */
uint32_t rapport__names_add(struct rapport__names *names, const char *name, size_t size);

/* Borrowed until the next add. */
const char *rapport__names_get(const struct rapport__names *names, uint32_t number);

void rapport__names_clear(struct rapport__names *names);

#endif
