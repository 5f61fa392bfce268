#include "mail/unpack.h"

#include <bzlib.h>
#include <criterion/criterion.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum {
	PLAIN_BYTES = 300000,
	ROOM_BYTES = 2 * PLAIN_BYTES
};

static char plain[PLAIN_BYTES];

/* Text that packs to about a quarter, so that what is packed is longer than one read. */
static void set_up(void)
{
	uint32_t state = 1;

	for (size_t i = 0; i < PLAIN_BYTES; i++) {
		state = state * 1664525 + 1013904223;
		plain[i] = "etaoin\n"[(state >> 24) % 7];
	}
}

TestSuite(unpack, .init = set_up);

static size_t pack_gzip(char *out)
{
	z_stream z = { .next_in = (unsigned char *)plain,
		       .avail_in = PLAIN_BYTES,
		       .next_out = (unsigned char *)out,
		       .avail_out = ROOM_BYTES };

	cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return z.total_out;
}

static size_t pack_bzip2(char *out)
{
	unsigned size = ROOM_BYTES;

	cr_assert_eq(BZ2_bzBuffToBuffCompress(out, &size, plain, PLAIN_BYTES, 1, 0, 0), BZ_OK);
	return size;
}

static size_t pack_xz(char *out)
{
	size_t size = 0;

	cr_assert_eq(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC32, NULL, (unsigned char *)plain,
					     PLAIN_BYTES, (unsigned char *)out, &size, ROOM_BYTES),
		     LZMA_OK);
	return size;
}

static size_t pack_zstd(char *out)
{
	return ZSTD_compress(out, ROOM_BYTES, plain, PLAIN_BYTES, 3);
}

static const struct {
	const char *name;
	size_t (*pack)(char *out);
} kinds[] = {
	{ "gzip", pack_gzip },
	{ "bzip2", pack_bzip2 },
	{ "xz", pack_xz },
	{ "zstd", pack_zstd },
};

/* Unpacks bytes of which the first head are handed over as read; returns what came out. */
static size_t unpack(const char *bytes, size_t size, size_t head, char *out, const char **failure)
{
	FILE *packed = tmpfile(), *file;
	rapport__unpack *state;
	size_t got;

	cr_assert_not_null(packed);
	cr_assert_eq(fwrite(bytes, 1, size, packed), size);
	cr_assert_eq(fseek(packed, (long)head, SEEK_SET), 0);
	cr_assert_eq(rapport__unpack_open(packed, bytes, head, &file, &state, NULL), RAPPORT_OK);
	got = fread(out, 1, ROOM_BYTES, file);
	*failure = ferror(file) ? rapport__unpack_failure(state) : NULL;
	fclose(file);
	return got;
}

Test(unpack, gives_back_what_was_packed)
{
	static char packed[ROOM_BYTES], out[ROOM_BYTES];

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t size = kinds[i].pack(packed);
		size_t heads[] = { 16, 4096, size < 65536 ? size : 65536 };
		const char *failure;

		cr_assert(rapport__unpack_look(packed, size));
		for (size_t j = 0; j < 3; j++) {
			size_t got = unpack(packed, size, heads[j], out, &failure);

			cr_expect_null(failure, "%s: %s", kinds[i].name, failure);
			cr_expect_eq(got, PLAIN_BYTES, "%s: %zu", kinds[i].name, got);
			cr_expect_arr_eq(out, plain, PLAIN_BYTES, "%s", kinds[i].name);
		}
	}
}

Test(unpack, reads_several_members_and_padding)
{
	static char packed[ROOM_BYTES], out[ROOM_BYTES];

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t size = kinds[i].pack(packed);
		const char *failure;

		memcpy(packed + size, packed, size);
		cr_expect_eq(unpack(packed, 2 * size, 16, out, &failure), 2 * PLAIN_BYTES, "%s",
			     kinds[i].name);
		cr_expect_null(failure, "%s: %s", kinds[i].name, failure);
		cr_expect_arr_eq(out + PLAIN_BYTES, plain, PLAIN_BYTES, "%s", kinds[i].name);
		memset(packed + size, 0, 512);
		cr_expect_eq(unpack(packed, size + 512, 16, out, &failure), PLAIN_BYTES, "%s",
			     kinds[i].name);
		cr_expect_null(failure, "%s: %s", kinds[i].name, failure);
		packed[size] = '!';
		cr_expect_eq(unpack(packed, size + 512, 16, out, &failure), PLAIN_BYTES, "%s",
			     kinds[i].name);
		cr_expect_not_null(failure, "%s: bytes behind it go unsaid", kinds[i].name);
	}
}

Test(unpack, a_cut_file_gives_what_it_holds_and_says_so)
{
	static char packed[ROOM_BYTES], out[ROOM_BYTES];

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t size = kinds[i].pack(packed), got;
		const char *failure;

		got = unpack(packed, size / 4 * 3, 16, out, &failure);
		cr_expect(failure && strstr(failure, "end too early"), "%s: %s", kinds[i].name,
			  failure ? failure : "no failure");
		cr_expect_gt(got, PLAIN_BYTES / 4, "%s: %zu", kinds[i].name, got);
		cr_expect_arr_eq(out, plain, got, "%s", kinds[i].name);
		got = unpack(packed, 14, 14, out, &failure);
		cr_expect_eq(got, 0);
		cr_expect_not_null(failure, "%s: cut in its header", kinds[i].name);
	}
}

Test(unpack, a_damaged_file_says_so)
{
	static char packed[ROOM_BYTES], out[ROOM_BYTES];

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t size = kinds[i].pack(packed);
		const char *failure;

		memset(packed + size / 2, 0x55, 64);
		unpack(packed, size, 16, out, &failure);
		cr_expect_not_null(failure, "%s", kinds[i].name);
	}
}

Test(unpack, looks)
{
	static const char tar[300] = { [257] = 'u', 's', 't', 'a', 'r' };

	cr_expect(!rapport__unpack_look("BZh is no word", 14));
	cr_expect(!rapport__unpack_look("From a", 6));
	cr_expect(!rapport__unpack_look("", 0));
	cr_expect_str_eq(rapport__unpack_archive("PK\x03\x04rest", 8), "zip");
	cr_expect_str_eq(rapport__unpack_archive(tar, sizeof tar), "tar");
	cr_expect_null(rapport__unpack_archive("PK is short", 11));
	cr_expect_null(rapport__unpack_archive("", 0));
}
