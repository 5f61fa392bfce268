/* Which phrases of reply_lexicon.h begin in which way, by more of their bytes than
 * reply_beginnings.h looks at. */
#ifndef RAPPORT_MAIL_REPLY_OPENINGS_H
#define RAPPORT_MAIL_REPLY_OPENINGS_H

#include <stdint.h>

#define RAPPORT__REPLY_OPENINGS 65536 /* bits; a power of two */

/* A bit for each number that rapport__reply_lexicon_opening gives for a phrase of a list.  Follows
 * from the tables alone: tests/unit/test_reply_openings.c checks it, and writes what it should be
 * where a table was changed. */
extern const uint64_t rapport__reply_openings[RAPPORT__REPLY_OPENINGS / 64];

#endif
