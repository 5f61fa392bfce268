/* Header fields of a message that is put together: RFC 5322, with RFC 2047 for what is not ASCII.
 * Lines end in LF.  No value can end its field: control characters are blanks in it.
 *
 * Each function appends to out and returns false without memory. */
#ifndef RAPPORT_HEADER_FIELDS_H
#define RAPPORT_HEADER_FIELDS_H

#include "memory.h"

#include <stdint.h>

/* Base64 of bytes, in lines of 76 characters where lines is true, else on one. */
bool rapport__header_base64(struct rapport__buffer *out, const char *bytes, size_t size,
			    bool lines);

/* "NAME: VALUE", the value UTF-8, as encoded words where it is not plain ASCII; nothing where the
 * value is empty. */
bool rapport__header_text(struct rapport__buffer *out, const char *name, const char *value,
			  size_t size);

/* "NAME: VALUE" of a value that must not be encoded, as identifiers: bytes that are not printable
 * ASCII are left out; nothing where nothing remains. */
bool rapport__header_token(struct rapport__buffer *out, const char *name, const char *value,
			   size_t size);

/* "NAME: Tue, 04 Mar 2025 09:12:00 +0000" of seconds of Unix time, 0 to year 9999. */
bool rapport__header_date(struct rapport__buffer *out, const char *name, int64_t seconds);

/* A name and its address as in From and To: `"NAME" <ADDRESS>`; either may be "". */
bool rapport__header_mailbox(struct rapport__buffer *out, const char *name, const char *address);

/* Copies the fields of a header block, but for those that describe the body (Content-*,
 * MIME-Version) and those in `without` (ends with NULL).  Lines that are no fields are left out,
 * and all that stands behind the first empty line after a field. */
bool rapport__header_copy(struct rapport__buffer *out, const char *block, size_t size,
			  const char *const *without);

/* Whether a field of that name stands in the fields written so far. */
bool rapport__header_has(const struct rapport__buffer *fields, const char *name);

#endif
