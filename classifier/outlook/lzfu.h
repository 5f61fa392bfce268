/* Compressed RTF, as Outlook keeps the rich text of a message (MS-OXRTFCP).  The one user of
 * libpst's decompressor. */
#ifndef RAPPORT_LZFU_H
#define RAPPORT_LZFU_H

#include "memory.h"
#include "status.h"

#define RAPPORT__LZFU_BYTES_MAX (16u * 1024u * 1024u) /* of the RTF: LIMIT above it */

/* Appends the RTF that bytes hold, compressed or stored.
 * Fails with FORMAT, LIMIT, MEMORY; rtf is then as it was. */
enum rapport_status rapport__lzfu_unpack(const char *bytes, size_t size,
					 struct rapport__buffer *rtf, struct rapport_error *error);

#endif
