#include "outlook/lzfu.h"

#include <libpst/lzfu.h>
#include <stdlib.h>
#include <string.h>

enum {
	HEADER_BYTES = 16
};

static uint32_t read_number(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* What stands behind size, raw size, "LZFu" and a checksum.  A copy, since libpst takes its input
 * for writable and reads what the header says it has: the copy's header says what is there. */
static enum rapport_status unpack(const char *bytes, size_t size, struct rapport__buffer *rtf,
				  struct rapport_error *error)
{
	uint32_t counted = (uint32_t)(size - 4);
	char *copy = rapport__strndup(bytes, size), *out;
	size_t out_size = 0;
	bool added;

	if (!copy)
		return rapport_fail_memory(error);
	if (read_number(bytes) > counted)
		for (size_t i = 0; i < 4; i++)
			copy[i] = (char)(counted >> (8 * i));
	out = pst_lzfu_decompress(copy, (uint32_t)size, &out_size);
	rapport__free(copy);
	if (!out)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "the compressed rich text cannot be read");
	added = rapport__buffer_add(rtf, out, out_size);
	free(out);
	return added ? RAPPORT_OK : rapport_fail_memory(error);
}

enum rapport_status rapport__lzfu_unpack(const char *bytes, size_t size,
					 struct rapport__buffer *rtf, struct rapport_error *error)
{
	uint32_t raw;

	if (size < HEADER_BYTES)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "the rich text is cut");
	raw = read_number(bytes + 4);
	if (raw > RAPPORT__LZFU_BYTES_MAX || size > RAPPORT__LZFU_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "the rich text is over %u bytes",
				    RAPPORT__LZFU_BYTES_MAX);
	if (!memcmp(bytes + 8, "LZFu", 4))
		return unpack(bytes, size, rtf, error);
	if (memcmp(bytes + 8, "MELA", 4) != 0)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "the rich text is neither compressed nor stored");
	size -= HEADER_BYTES;
	if (!rapport__buffer_add(rtf, bytes + HEADER_BYTES, raw < size ? raw : size))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}
