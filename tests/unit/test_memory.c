#include "memory.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdint.h>
#include <string.h>

/* Products that do not fit a size_t. */
static const struct {
	size_t count, size;
} impossible[] = {
	{ SIZE_MAX, 2 },
	{ 2, SIZE_MAX },
	{ SIZE_MAX, SIZE_MAX },
	{ SIZE_MAX / 2 + 1, 2 },
	{ (size_t)1 << 33, (size_t)1 << 31 },
};

/* capacity and wanted before, capacity after. */
static const struct {
	size_t capacity, wanted, grown;
} growths[] = {
	{ 0, 0, 0 },      { 0, 1, 16 },  { 0, 16, 16 },  { 0, 17, 32 },
	{ 16, 16, 16 },   { 16, 3, 16 }, { 16, 17, 32 }, { 32, 33, 64 },
	{ 32, 100, 128 }, { 5, 6, 16 },  { 20, 21, 40 }, { 0, 100000, 131072 },
};

Test(memory, gives_zeroed_bytes_even_of_nothing)
{
	char *bytes = rapport__calloc(100, 3), *none = rapport__calloc(0, 8);
	char *of_nothing = rapport__calloc(8, 0), *neither = rapport__realloc(NULL, 0, 0);

	cr_assert(bytes && none && of_nothing && neither, "nothing is not lack of memory");
	for (size_t i = 0; i < 300; i++)
		cr_assert_eq(bytes[i], 0, "byte %zu", i);
	rapport__free(bytes);
	rapport__free(none);
	rapport__free(of_nothing);
	rapport__free(neither);
	rapport__free(NULL);
}

Test(memory, refuses_products_that_overflow)
{
	int *array = rapport__realloc(NULL, 4, sizeof *array);

	cr_assert_not_null(array);
	array[3] = 42;
	for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
		cr_expect_null(rapport__calloc(impossible[i].count, impossible[i].size), "row %zu",
			       i);
		cr_expect_null(rapport__realloc(array, impossible[i].count, impossible[i].size),
			       "row %zu", i);
	}
	cr_expect_eq(array[3], 42, "a refused realloc leaves the old array");
	rapport__free(array);
}

Test(memory, keeps_what_stands_in_an_array_that_moves)
{
	uint32_t *array = NULL;

	for (size_t count = 1; count < 3000; count++) {
		array = rapport__realloc(array, count, sizeof *array);
		cr_assert_not_null(array);
		array[count - 1] = (uint32_t)count;
	}
	for (size_t i = 0; i < 2999; i++)
		cr_assert_eq(array[i], i + 1);
	rapport__free(array);
}

Test(memory, copies_strings_with_a_nul_behind)
{
	static const char text[] = "a\0b";
	char *copy = rapport__strndup(text, 3), *empty = rapport__strndup(NULL, 0);

	cr_assert(copy && empty);
	cr_expect_eq(memcmp(copy, text, 4), 0);
	cr_expect_str_eq(empty, "");
	cr_expect_null(rapport__strndup(text, SIZE_MAX));
	rapport__free(copy);
	rapport__free(empty);
}

Test(memory, doubles_arrays_from_sixteen_on)
{
	for (size_t i = 0; i < sizeof growths / sizeof *growths; i++) {
		size_t capacity = growths[i].capacity;
		uint64_t *array = NULL, *before;

		if (capacity) {
			array = rapport__calloc(capacity, sizeof *array);
			cr_assert_not_null(array);
			array[capacity - 1] = 7;
		}
		before = array;
		cr_assert(rapport__grow(&array, &capacity, growths[i].wanted, sizeof *array));
		cr_expect_eq(capacity, growths[i].grown, "row %zu: %zu", i, capacity);
		if (growths[i].grown == growths[i].capacity)
			cr_expect_eq(array, before, "row %zu: what is large enough stays", i);
		if (growths[i].capacity)
			cr_expect_eq(array[growths[i].capacity - 1], 7, "row %zu", i);
		rapport__free(array);
	}
}

Test(memory, leaves_an_array_as_it_was_when_it_cannot_grow)
{
	size_t capacity = 16;
	char *array = rapport__calloc(capacity, 1), *before = array;

	cr_assert_not_null(array);
	array[0] = 'x';
	cr_expect(!rapport__grow(&array, &capacity, SIZE_MAX, 1), "no power of two is that large");
	cr_expect(!rapport__grow(&array, &capacity, SIZE_MAX / 4, 8), "the product overflows");
	rapport__memory_fail_after(0);
	cr_expect(!rapport__grow(&array, &capacity, 17, 1));
	cr_expect(rapport__grow(&array, &capacity, 16, 1), "what fits asks for nothing");
	rapport__memory_fail_after(-1);
	cr_expect(array == before && capacity == 16 && *array == 'x');
	cr_expect(rapport__grow(&array, &capacity, 17, 1));
	rapport__free(array);
}

Test(memory, lets_buffers_grow_and_ends_them_with_a_nul)
{
	struct rapport__buffer buffer = { 0 };

	cr_assert(rapport__buffer_add(&buffer, NULL, 0));
	cr_expect(buffer.data && buffer.size == 0 && buffer.data[0] == '\0');
	for (size_t i = 0; i < 1000; i++) {
		cr_assert(rapport__buffer_add(&buffer, "\0x", 2));
		cr_assert(rapport__buffer_add_string(&buffer, "yz"));
		cr_assert_eq(buffer.data[buffer.size], '\0');
		cr_assert_lt(buffer.size, buffer.capacity);
	}
	cr_expect_eq(buffer.size, 4000);
	for (size_t i = 0; i < 4000; i += 4)
		cr_assert_eq(memcmp(buffer.data + i, "\0xyz", 4), 0);
	rapport__buffer_clear(&buffer);
	cr_expect(!buffer.data && !buffer.size && !buffer.capacity);
	rapport__buffer_clear(&buffer);
}

Test(memory, reserves_room_once_for_many_additions)
{
	struct rapport__buffer buffer = { 0 };
	char *data;

	cr_assert(rapport__buffer_reserve(&buffer, 1000));
	data = buffer.data;
	cr_expect(buffer.size == 0 && data[0] == '\0');
	rapport__memory_fail_after(0);
	for (size_t i = 0; i < 1000; i++)
		cr_assert(rapport__buffer_add(&buffer, "a", 1));
	rapport__memory_fail_after(-1);
	cr_expect_eq(buffer.data, data);
	cr_expect(!rapport__buffer_reserve(&buffer, SIZE_MAX), "the sum overflows");
	cr_expect(!rapport__buffer_reserve(&buffer, SIZE_MAX - 1000));
	cr_expect(buffer.data == data && buffer.size == 1000 && data[999] == 'a');
	rapport__buffer_clear(&buffer);
}

Test(memory, leaves_a_buffer_as_it_was_when_there_is_none)
{
	struct rapport__buffer buffer = { 0 };

	rapport__memory_fail_after(0);
	cr_expect(!rapport__buffer_add_string(&buffer, "x"));
	cr_expect(!buffer.data && !buffer.size && !buffer.capacity);
	rapport__memory_fail_after(1);
	cr_expect(rapport__buffer_add_string(&buffer, "0123456789"));
	cr_expect(!rapport__buffer_add_string(&buffer, "0123456789"));
	rapport__memory_fail_after(-1);
	cr_expect_str_eq(buffer.data, "0123456789");
	cr_expect_eq(buffer.size, 10);
	rapport__buffer_clear(&buffer);
}

Test(memory, fails_from_the_wanted_allocation_on)
{
	for (long n = 0; n < 4; n++) {
		char *given[6];

		rapport__memory_fail_after(n);
		for (long i = 0; i < 6; i++) {
			given[i] = i % 3 == 0   ? rapport__calloc(1, 1)
				   : i % 3 == 1 ? rapport__realloc(NULL, 1, 1)
						: rapport__strndup("x", 1);
			cr_expect_eq(given[i] != NULL, i < n, "allocation %ld of %ld", i, n);
		}
		rapport__memory_fail_after(-1);
		for (size_t i = 0; i < 6; i++)
			rapport__free(given[i]);
		given[0] = rapport__calloc(1, 1);
		cr_expect_not_null(given[0]);
		rapport__free(given[0]);
	}
}
