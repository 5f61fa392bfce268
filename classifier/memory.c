#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The one piece of global state: written by tests alone, so that a run without them only reads. */
static long allocations_left = -1;

void rapport__memory_fail_after(long n)
{
	allocations_left = n;
}

static bool may_allocate(void)
{
	if (allocations_left < 0)
		return true;
	if (allocations_left == 0)
		return false;
	allocations_left--;
	return true;
}

void *rapport__calloc(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	if (!may_allocate())
		return NULL;
	/* calloc(0) may give NULL, which a caller would take for lack of memory. */
	return calloc(count ? count : 1, size ? size : 1);
}

void *rapport__realloc(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	if (!may_allocate())
		return NULL;
	size *= count;
	return realloc(old, size ? size : 1);
}

void rapport__free(void *memory)
{
	free(memory);
}

char *rapport__strndup(const char *text, size_t size)
{
	char *copy;

	if (size == SIZE_MAX)
		return NULL;
	copy = rapport__realloc(NULL, size + 1, 1);
	if (!copy)
		return NULL;
	if (size)
		memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

bool rapport__grow(void *array, size_t *capacity, size_t wanted, size_t element_size)
{
	void *old, *grown;
	size_t target = *capacity;

	if (wanted <= target)
		return true;
	if (target < 16)
		target = 16;
	while (target < wanted) {
		if (target > SIZE_MAX / 2)
			return false;
		target *= 2;
	}
	/* array is the address of some T *: its bytes are copied, since T ** is no void **. */
	memcpy(&old, array, sizeof old);
	grown = rapport__realloc(old, target, element_size);
	if (!grown)
		return false;
	memcpy(array, &grown, sizeof grown);
	*capacity = target;
	return true;
}

bool rapport__buffer_reserve(struct rapport__buffer *buffer, size_t more)
{
	if (more > SIZE_MAX - buffer->size - 1)
		return false;
	if (!rapport__grow(&buffer->data, &buffer->capacity, buffer->size + more + 1, 1))
		return false;
	buffer->data[buffer->size] = '\0';
	return true;
}

bool rapport__buffer_add(struct rapport__buffer *buffer, const void *bytes, size_t size)
{
	if (!rapport__buffer_reserve(buffer, size))
		return false;
	if (size)
		memcpy(buffer->data + buffer->size, bytes, size);
	buffer->size += size;
	buffer->data[buffer->size] = '\0';
	return true;
}

bool rapport__buffer_add_string(struct rapport__buffer *buffer, const char *text)
{
	return rapport__buffer_add(buffer, text, strlen(text));
}

void rapport__buffer_clear(struct rapport__buffer *buffer)
{
	rapport__free(buffer->data);
	*buffer = (struct rapport__buffer){ 0 };
}
