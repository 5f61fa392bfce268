/* Memory with checked sizes, growable buffers, and the hook by which tests fail an allocation.
 *
 * Every allocation of the library goes through here, so that a test can make the n-th one fail. */
#ifndef RAPPORT_MEMORY_H
#define RAPPORT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* count * size bytes, zeroed; NULL when that overflows or there is no memory.  End with
 * rapport__free. */
void *rapport__calloc(size_t count, size_t size);

/* Like realloc with a checked product.  On failure NULL, and the old array is untouched. */
void *rapport__realloc(void *old, size_t count, size_t size);

void rapport__free(void *memory); /* NULL does nothing */

/* Copy of size bytes with a NUL behind; NULL without memory.  End with rapport__free. */
char *rapport__strndup(const char *text, size_t size);

/* Makes room for at least wanted elements in *array (element_size bytes each), doubling.
 * On failure false, and array and capacity are as before.  *array and *capacity start NULL and 0.
 */
bool rapport__grow(void *array, size_t *capacity, size_t wanted, size_t element_size);

/* Bytes that grow.  The zero value is empty and ready.  data has a NUL behind size once anything
 * was reserved. */
struct rapport__buffer {
	char *data;
	size_t size, capacity;
};

/* Each returns false without memory and leaves the buffer as it was. */
bool rapport__buffer_reserve(struct rapport__buffer *buffer, size_t more);
bool rapport__buffer_add(struct rapport__buffer *buffer, const void *bytes, size_t size);
bool rapport__buffer_add_string(struct rapport__buffer *buffer, const char *text);
void rapport__buffer_clear(struct rapport__buffer *buffer); /* frees; zero value again */

/* Tests only, not for threads: let the next n allocations succeed and all later ones fail.
 * A negative n ends it. */
void rapport__memory_fail_after(long n);

#endif
