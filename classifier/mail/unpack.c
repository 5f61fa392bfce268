#include "mail/unpack.h"

#include <bzlib.h>
#include <errno.h>
#include <lzma.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum {
	IN_BYTES = 64 * 1024,
};

/* How a call of a decoder went. */
enum step {
	STEP_MORE,   /* wants more input, or more room */
	STEP_MEMBER, /* a member ended; another may follow */
	STEP_DAMAGED,
	STEP_WINDOW, /* needs more memory than it may have */
	STEP_MEMORY,
};

struct rapport__unpack {
	const struct format *format;
	FILE *file;
	unsigned char *in; /* [in_size] read and not yet decoded from in_at on */
	size_t in_at, in_size;
	bool in_end, open, done;
	bool within; /* a member has begun and not ended */
	const char *failure;
	union {
		z_stream gzip;
		bz_stream bzip2;
		lzma_stream xz;
		ZSTD_DStream *zstd;
	} state;
};

/* Each decoder takes from in and gives to out what it can, and moves both on. */
struct format {
	const char *magic;
	size_t magic_size;
	const char *cut, *damaged;
	bool (*open)(rapport__unpack *unpack);
	enum step (*decode)(rapport__unpack *unpack, unsigned char **out, size_t *room);
	void (*close)(rapport__unpack *unpack);
};

/* ---- gzip ------------------------------------------------------------------------------------ */

static bool open_gzip(rapport__unpack *unpack)
{
	unpack->state.gzip = (z_stream){ 0 };
	return inflateInit2(&unpack->state.gzip, 16 + MAX_WBITS) == Z_OK;
}

static enum step decode_gzip(rapport__unpack *unpack, unsigned char **out, size_t *room)
{
	z_stream *z = &unpack->state.gzip;
	int result;

	z->next_in = unpack->in + unpack->in_at;
	z->avail_in = (uInt)(unpack->in_size - unpack->in_at);
	z->next_out = *out;
	z->avail_out = (uInt)*room;
	result = inflate(z, Z_NO_FLUSH);
	unpack->in_at = unpack->in_size - z->avail_in;
	*out = z->next_out;
	*room = z->avail_out;
	if (result == Z_STREAM_END)
		return inflateReset(z) == Z_OK ? STEP_MEMBER : STEP_DAMAGED;
	if (result == Z_MEM_ERROR)
		return STEP_MEMORY;
	return result == Z_OK || result == Z_BUF_ERROR ? STEP_MORE : STEP_DAMAGED;
}

static void close_gzip(rapport__unpack *unpack)
{
	inflateEnd(&unpack->state.gzip);
}

/* ---- bzip2 ----------------------------------------------------------------------------------- */

static bool open_bzip2(rapport__unpack *unpack)
{
	unpack->state.bzip2 = (bz_stream){ 0 };
	return BZ2_bzDecompressInit(&unpack->state.bzip2, 0, 0) == BZ_OK;
}

static enum step decode_bzip2(rapport__unpack *unpack, unsigned char **out, size_t *room)
{
	bz_stream *b = &unpack->state.bzip2;
	int result;

	b->next_in = (char *)unpack->in + unpack->in_at;
	b->avail_in = (unsigned)(unpack->in_size - unpack->in_at);
	b->next_out = (char *)*out;
	b->avail_out = (unsigned)*room;
	result = BZ2_bzDecompress(b);
	unpack->in_at = unpack->in_size - b->avail_in;
	*out = (unsigned char *)b->next_out;
	*room = b->avail_out;
	if (result == BZ_STREAM_END) {
		BZ2_bzDecompressEnd(b);
		unpack->open = open_bzip2(unpack);
		return unpack->open ? STEP_MEMBER : STEP_MEMORY;
	}
	if (result == BZ_MEM_ERROR)
		return STEP_MEMORY;
	return result == BZ_OK ? STEP_MORE : STEP_DAMAGED;
}

static void close_bzip2(rapport__unpack *unpack)
{
	BZ2_bzDecompressEnd(&unpack->state.bzip2);
}

/* ---- xz -------------------------------------------------------------------------------------- */

static bool open_xz(rapport__unpack *unpack)
{
	unpack->state.xz = (lzma_stream)LZMA_STREAM_INIT;
	return lzma_stream_decoder(&unpack->state.xz, RAPPORT__UNPACK_WINDOW_BYTES_MAX, 0) ==
	       LZMA_OK;
}

static enum step decode_xz(rapport__unpack *unpack, unsigned char **out, size_t *room)
{
	lzma_stream *x = &unpack->state.xz;
	lzma_ret result;

	x->next_in = unpack->in + unpack->in_at;
	x->avail_in = unpack->in_size - unpack->in_at;
	x->next_out = *out;
	x->avail_out = *room;
	result = lzma_code(x, LZMA_RUN);
	unpack->in_at = unpack->in_size - x->avail_in;
	*out = x->next_out;
	*room = x->avail_out;
	switch (result) {
	case LZMA_OK:
	case LZMA_BUF_ERROR:
		return STEP_MORE;
	case LZMA_STREAM_END:
		lzma_end(x);
		unpack->open = open_xz(unpack);
		return unpack->open ? STEP_MEMBER : STEP_MEMORY;
	case LZMA_MEM_ERROR:
		return STEP_MEMORY;
	case LZMA_MEMLIMIT_ERROR:
		return STEP_WINDOW;
	default:
		return STEP_DAMAGED;
	}
}

static void close_xz(rapport__unpack *unpack)
{
	lzma_end(&unpack->state.xz);
}

/* ---- zstd ------------------------------------------------------------------------------------ */

static bool open_zstd(rapport__unpack *unpack)
{
	unpack->state.zstd = ZSTD_createDStream();
	return unpack->state.zstd != NULL;
}

static enum step decode_zstd(rapport__unpack *unpack, unsigned char **out, size_t *room)
{
	ZSTD_inBuffer from = { unpack->in, unpack->in_size, unpack->in_at };
	ZSTD_outBuffer to = { *out, *room, 0 };
	size_t result = ZSTD_decompressStream(unpack->state.zstd, &to, &from);

	unpack->in_at = from.pos;
	*out += to.pos;
	*room -= to.pos;
	if (!ZSTD_isError(result))
		return result ? STEP_MORE : STEP_MEMBER;
	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_memory_allocation:
		return STEP_MEMORY;
	case ZSTD_error_frameParameter_windowTooLarge:
		return STEP_WINDOW;
	default:
		return STEP_DAMAGED;
	}
}

static void close_zstd(rapport__unpack *unpack)
{
	ZSTD_freeDStream(unpack->state.zstd);
}

/* ---- All of them ----------------------------------------------------------------------------- */

static const struct format formats[] = {
	{ "\x1F\x8B\x08", 3, "the gzip data end too early", "the gzip data are damaged", open_gzip,
	  decode_gzip, close_gzip },
	{ "BZh", 3, "the bzip2 data end too early", "the bzip2 data are damaged", open_bzip2,
	  decode_bzip2, close_bzip2 },
	{ "\xFD"
	  "7zXZ\0",
	  6, "the xz data end too early", "the xz data are damaged", open_xz, decode_xz, close_xz },
	{ "\x28\xB5\x2F\xFD", 4, "the zstd data end too early", "the zstd data are damaged",
	  open_zstd, decode_zstd, close_zstd },
};

static const struct format *find_format(const void *bytes, size_t size)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (size >= formats[i].magic_size &&
		    !memcmp(bytes, formats[i].magic, formats[i].magic_size))
			return &formats[i];
	return NULL;
}

bool rapport__unpack_look(const char *bytes, size_t size)
{
	const struct format *format = find_format(bytes, size);

	/* Three letters begin many a text: the block size and the block's mark stand behind. */
	if (format && format->open == open_bzip2)
		return size >= 10 && bytes[3] >= '1' && bytes[3] <= '9' &&
		       (!memcmp(bytes + 4, "1AY&SY", 6) ||
			!memcmp(bytes + 4, "\x17\x72\x45\x38\x50\x90", 6));
	return format != NULL;
}

const char *rapport__unpack_archive(const char *bytes, size_t size)
{
	static const struct {
		size_t place, size;
		const char *magic, *name;
	} archives[] = {
		{ 0, 4, "PK\x03\x04", "zip" },
		{ 257, 5, "ustar", "tar" },
		{ 0, 6, "7z\xBC\xAF\x27\x1C", "7z" },
		{ 0, 6, "Rar!\x1A\x07", "rar" },
	};

	for (size_t i = 0; i < sizeof archives / sizeof *archives; i++)
		if (size >= archives[i].place + archives[i].size &&
		    !memcmp(bytes + archives[i].place, archives[i].magic, archives[i].size))
			return archives[i].name;
	return NULL;
}

/* Reads on when all was decoded.  Between members what begins none ends the data: tapes and copies
 * pad with zeros. */
static bool fill(rapport__unpack *unpack)
{
	size_t left = unpack->in_size - unpack->in_at, wanted = unpack->within ? 1 : 6;

	while (!unpack->in_end && left < wanted) {
		size_t got;

		memmove(unpack->in, unpack->in + unpack->in_at, left);
		unpack->in_at = 0;
		errno = 0;
		got = fread(unpack->in + left, 1, IN_BYTES - left, unpack->file);
		unpack->in_size = left += got;
		unpack->in_end = !got;
		if (!got && ferror(unpack->file)) {
			errno = errno ? errno : EIO;
			return false;
		}
	}
	if (!unpack->within && find_format(unpack->in + unpack->in_at, left) != unpack->format) {
		unpack->done = true;
		if (left && unpack->in[unpack->in_at])
			unpack->failure = "something else stands behind the compressed data";
	}
	unpack->within = true;
	return true;
}

static ssize_t read_some(void *cookie, char *buffer, size_t size)
{
	rapport__unpack *unpack = cookie;
	unsigned char *out = (unsigned char *)buffer;
	size_t room = size > IN_BYTES ? IN_BYTES : size, wanted = room;

	while (room == wanted && !unpack->done && !unpack->failure) {
		enum step step = STEP_MORE;

		/* A decoder may hold output back from input that is at its end. */
		if (unpack->within && unpack->in_at == unpack->in_size && !unpack->in_end)
			if (!fill(unpack))
				return -1;
		if (!unpack->within && !fill(unpack))
			return -1;
		if (unpack->done || unpack->failure)
			break;
		step = unpack->format->decode(unpack, &out, &room);
		if (step == STEP_MEMBER)
			unpack->within = false;
		else if (step == STEP_MEMORY)
			unpack->failure = "out of memory";
		else if (step == STEP_WINDOW)
			unpack->failure = "needs more memory to unpack than it may have";
		else if (step == STEP_DAMAGED)
			unpack->failure = unpack->format->damaged;
		else if (room == wanted && unpack->in_end && unpack->in_at == unpack->in_size)
			unpack->failure = unpack->format->cut;
	}
	if (room == wanted && unpack->failure) {
		errno = EBADMSG;
		return -1;
	}
	return (ssize_t)(wanted - room);
}

static int close_all(void *cookie)
{
	rapport__unpack *unpack = cookie;
	int result = unpack->file ? fclose(unpack->file) : 0;

	if (unpack->open && unpack->format)
		unpack->format->close(unpack);
	rapport__free(unpack->in);
	rapport__free(unpack);
	return result;
}

enum rapport_status rapport__unpack_open(FILE *file, const char *head, size_t head_size, FILE **out,
					 rapport__unpack **unpack, struct rapport_error *error)
{
	const cookie_io_functions_t calls = { .read = read_some, .close = close_all };
	rapport__unpack *made = rapport__calloc(1, sizeof *made);

	*out = NULL;
	*unpack = NULL;
	if (!made)
		return rapport_fail_memory(error);
	made->format = find_format(head, head_size);
	if (!made->format) {
		close_all(made);
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "is not compressed");
	}
	made->in = rapport__calloc(1, head_size > IN_BYTES ? head_size : IN_BYTES);
	made->open = made->in && made->format->open(made);
	*out = made->open ? fopencookie(made, "r", calls) : NULL;
	if (!*out) {
		close_all(made);
		return rapport_fail_memory(error);
	}
	memcpy(made->in, head, head_size);
	made->in_size = head_size;
	made->file = file;
	*unpack = made;
	return RAPPORT_OK;
}

const char *rapport__unpack_failure(const rapport__unpack *unpack)
{
	return unpack->failure;
}
