/* Reads compressed files as if they were not: gzip, bzip2, xz and zstd, of one member or several.
 *
 * What a cut or damaged file still holds is given out before the failure. */
#ifndef RAPPORT_UNPACK_H
#define RAPPORT_UNPACK_H

#include "status.h"

#include "memory.h"

#include <stdio.h>

/* Over this the windows of xz and zstd are refused: xz -9 takes 65 MiB, zstd --long=27 128 MiB. */
#define RAPPORT__UNPACK_WINDOW_BYTES_MAX (160u * 1024u * 1024u)

typedef struct rapport__unpack rapport__unpack; /* opaque; lives as long as its file */

/* Whether a file that begins so is compressed in one of these ways. */
bool rapport__unpack_look(const char *bytes, size_t size);

/* The kind of archive ("zip", "tar", "7z", "rar") that a file that begins so is, which has to be
 * unpacked by other means; NULL for none. */
const char *rapport__unpack_archive(const char *bytes, size_t size);

/* Opens what file holds compressed; head is what the caller has read of it already (it is copied).
 * On success *out is to be read and closed by the caller, which closes file, too, and ends *unpack;
 * on failure *out is NULL and file stays open.  Fails with MEMORY. */
enum rapport_status rapport__unpack_open(FILE *file, const char *head, size_t head_size, FILE **out,
					 rapport__unpack **unpack, struct rapport_error *error);

/* When reading *out has failed: why, in static words ("the gzip data end too early"), or NULL where
 * reading file failed and errno says why. */
const char *rapport__unpack_failure(const rapport__unpack *unpack);

#endif
