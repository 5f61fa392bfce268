/* What programs and firms set around a message, seen on one line. */
#ifndef RAPPORT_MAIL_REPLY_LOOK_NOTICE_H
#define RAPPORT_MAIL_REPLY_LOOK_NOTICE_H

#include "mail/reply_lexicon.h"

#include <stddef.h>
#include <stdint.h>

/* Signs of enum rapport__reply_sign: FOOTER, BANNER, DISCLAIMER, LEGAL, MEETING, ASIDE, HAS_WROTE.
 * text is folded, [size], of so many words; the ornament before them ends at begin. */
uint32_t rapport__reply_look_notice(const char *text, size_t size, size_t words, size_t begin);

#endif
