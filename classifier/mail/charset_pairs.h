/* Charsets of two bytes a character, told by the shape of their pairs. */
#ifndef RAPPORT_CHARSET_PAIRS_H
#define RAPPORT_CHARSET_PAIRS_H

#include <stddef.h>

/* "CP932", "EUC-JP-MS", "GB18030", "BIG5-HKSCS" or "CP949", by which rows the characters lie in:
 * kana in Japanese, the level of common ideographs in Chinese, the block of syllables in Korean.
 * "CP874" (Thai) is told here, too, since its words pass for pairs.  NULL: none of them.
 * Static. */
const char *rapport__charset_pairs(const char *bytes, size_t size);

#endif
