/* Charsets of seven bits that shift between sets, which iconv does not have or has too narrow. */
#ifndef RAPPORT_CHARSET_SHIFT_H
#define RAPPORT_CHARSET_SHIFT_H

#include "memory.h"

/* Appends bytes of ISO-2022-JP (with the half-width letters and the makers' characters that mail
 * programs add) as CP932: the same table, by the rule of JIS X 0208, annex 1.  Characters of
 * JIS X 0212 become "?".  False without memory. */
bool rapport__charset_jis(const char *bytes, size_t size, struct rapport__buffer *out);

/* Appends bytes of HZ (RFC 1843) as GB2312.  False without memory. */
bool rapport__charset_hz(const char *bytes, size_t size, struct rapport__buffer *out);

#endif
