#include "text/hash.h"

#include <criterion/criterion.h>

#define SEED UINT64_C(0x9E3779B185EBCA8D)

/* xxHash's own check values for XXH3, 64 bits (xxhsum.c, XXH3_testdata): bytes of its generator. */
static const struct {
	size_t size;
	uint64_t seed, hash;
} published[] = {
	{ 0, 0, UINT64_C(0x2D06800538D394C2) },    { 0, SEED, UINT64_C(0xA8A6B918B2F0364A) },
	{ 1, 0, UINT64_C(0xC44BDFF4074EECDB) },    { 1, SEED, UINT64_C(0x032BE332DD766EF8) },
	{ 6, 0, UINT64_C(0x27B56A84CD2D7325) },    { 6, SEED, UINT64_C(0x84589C116AB59AB9) },
	{ 12, 0, UINT64_C(0xA713DAF0DFBB77E7) },   { 12, SEED, UINT64_C(0xE7303E1B2336DE0E) },
	{ 24, 0, UINT64_C(0xA3FE70BF9D3510EB) },   { 24, SEED, UINT64_C(0x850E80FC35BDD690) },
	{ 48, 0, UINT64_C(0x397DA259ECBA1F11) },   { 48, SEED, UINT64_C(0xADC2CBAA44ACC616) },
	{ 80, 0, UINT64_C(0xBCDEFBBB2C47C90A) },   { 80, SEED, UINT64_C(0xC6DD0CB699532E73) },
	{ 195, 0, UINT64_C(0xCD94217EE362EC3A) },  { 195, SEED, UINT64_C(0xBA68003D370CB3D9) },
	{ 403, 0, UINT64_C(0xCDEB804D65C6DEA4) },  { 403, SEED, UINT64_C(0x6259F6ECFD6443FD) },
	{ 512, 0, UINT64_C(0x617E49599013CB6B) },  { 512, SEED, UINT64_C(0x3CE457DE14C27708) },
	{ 2048, 0, UINT64_C(0xDD59E2C3A5F038E0) }, { 2048, SEED, UINT64_C(0x66F81670669ABABC) },
};

/* Worked out by a program in another language, from the formula in the header. */
static const struct {
	uint64_t head, next, joined;
} joins[] = {
	{ UINT64_C(0x0), UINT64_C(0x0), UINT64_C(0x0000000000000000) },
	{ UINT64_C(0x0), UINT64_C(0x1), UINT64_C(0x66F96DCAE74D8810) },
	{ UINT64_C(0x1), UINT64_C(0x0), UINT64_C(0xC31AB54872338B61) },
	{ UINT64_C(0x2), UINT64_C(0x2D06800538D394C2), UINT64_C(0x7262D34A584EC7EB) },
	{ UINT64_C(0x2D06800538D394C2), UINT64_C(0x2), UINT64_C(0x1348B7B0D6598D17) },
	{ UINT64_C(0xFFFFFFFFFFFFFFFF), UINT64_C(0xFFFFFFFFFFFFFFFF),
	  UINT64_C(0xE342F15CB65B26D5) },
	{ UINT64_C(0x5), UINT64_C(0x7), UINT64_C(0x36D2FC61A1B7BA3C) },
	{ UINT64_C(0x123456789ABCDEF), UINT64_C(0xFEDCBA9876543210), UINT64_C(0xF3D0D20DA2792545) },
};

static const unsigned char *generated(void)
{
	static unsigned char bytes[2048];
	uint64_t state = 2654435761u;

	for (size_t i = 0; i < sizeof bytes; i++) {
		bytes[i] = (unsigned char)(state >> 56);
		state *= UINT64_C(11400714785074694797);
	}
	return bytes;
}

Test(hash, is_xxh3_as_published)
{
	const unsigned char *bytes = generated();

	for (size_t i = 0; i < sizeof published / sizeof *published; i++)
		cr_expect_eq(rapport__hash(bytes, published[i].size, published[i].seed),
			     published[i].hash, "%zu bytes, row %zu", published[i].size, i);
}

Test(hash, does_not_mind_where_in_memory_the_bytes_stand)
{
	char memory[300];

	for (size_t shift = 0; shift < 16; shift++) {
		for (size_t i = 0; i < 200; i++)
			memory[shift + i] = (char)i;
		cr_expect_eq(rapport__hash(memory + shift, 200, 1),
			     rapport__hash(memory + shift, 200, 1));
		for (size_t size = 0; size <= 200; size += 25) {
			char other[200];

			for (size_t i = 0; i < size; i++)
				other[i] = (char)i;
			cr_expect_eq(rapport__hash(memory + shift, size, 3),
				     rapport__hash(other, size, 3), "%zu bytes at %zu", size,
				     shift);
		}
	}
}

Test(hash, joins_by_the_formula_that_stands_in_model_files)
{
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		cr_expect_eq(rapport__hash_join(joins[i].head, joins[i].next), joins[i].joined,
			     "row %zu: %016llX", i,
			     (unsigned long long)rapport__hash_join(joins[i].head, joins[i].next));
}

/* Small numbers are what the seeds of the families are: none may meet another. */
Test(hash, joins_small_numbers_to_different_sums_in_either_order)
{
	enum {
		N = 64
	};
	static uint64_t sums[N * N];

	for (uint64_t a = 0; a < N; a++)
		for (uint64_t b = 0; b < N; b++)
			sums[a * N + b] = rapport__hash_join(a, b);
	for (size_t i = 0; i < N * N; i++)
		for (size_t j = i + 1; j < N * N; j++)
			cr_assert_neq(sums[i], sums[j], "%zu and %zu", i, j);
}

/* One bit of the head or of what follows turns about half of the result's bits. */
Test(hash, joins_so_that_every_bit_counts)
{
	for (unsigned bit = 0; bit < 64; bit++) {
		uint64_t sum[2] = { 0, 0 };

		for (uint64_t i = 0; i < 100; i++) {
			uint64_t head = rapport__hash(&i, sizeof i, 1);
			uint64_t next = rapport__hash(&i, sizeof i, 2);
			uint64_t flip = UINT64_C(1) << bit, joined = rapport__hash_join(head, next);

			sum[0] += (uint64_t)__builtin_popcountll(
				joined ^ rapport__hash_join(head ^ flip, next));
			sum[1] += (uint64_t)__builtin_popcountll(
				joined ^ rapport__hash_join(head, next ^ flip));
		}
		cr_expect(sum[0] > 1000 && sum[0] < 5400, "bit %u of the head: %g", bit,
			  (double)sum[0] / 100);
		cr_expect(sum[1] > 0, "bit %u of the next: %g", bit, (double)sum[1] / 100);
	}
}
