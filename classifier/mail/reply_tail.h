/* Greetings, sign-offs, signatures, footers and disclaimers around the writer's words. */
#ifndef RAPPORT_MAIL_REPLY_TAIL_H
#define RAPPORT_MAIL_REPLY_TAIL_H

#include "mail/reply_line.h"
#include "mail/reply_look.h"

#include <stdbool.h>
#include <stddef.h>

/* Tells the kinds of a stretch [first, last) of lines that are NEW or BLANK so far: what ends it is
 * the end of the message or an earlier message.  looks and lines go side by side.
 * before: words of the writer stand above the stretch.  Work is linear in last - first. */
void rapport__reply_tail(const char *text, const struct rapport__reply_look *looks,
			 struct rapport__reply_line *lines, size_t first, size_t last, bool before);

#endif
