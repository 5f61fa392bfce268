/* Which lists of reply_lexicon.h have phrases with which beginnings. */
#ifndef RAPPORT_MAIL_REPLY_BEGINNINGS_H
#define RAPPORT_MAIL_REPLY_BEGINNINGS_H

#include <stdint.h>

#define RAPPORT__REPLY_BEGINNINGS 4096 /* a power of two */

/* For each number that rapport__reply_lexicon_beginning gives, the lists that have a phrase with
 * this number, a bit each.  Follows from the tables alone: tests/unit/test_reply_beginnings.c
 * checks it, and writes what it should be where a table was changed. */
extern const uint16_t rapport__reply_beginnings[RAPPORT__REPLY_BEGINNINGS];

#endif
