/* Which lines are an earlier message, or introduce one. */
#ifndef RAPPORT_MAIL_REPLY_QUOTE_H
#define RAPPORT_MAIL_REPLY_QUOTE_H

#include "mail/reply_line.h"
#include "mail/reply_look.h"

/* Marks quotations, attributions, forwarded messages and their headers among lines that are NEW,
 * BLANK or BANNER so far.  looks and lines go side by side.  Work is linear in count. */
void rapport__reply_mark_quotes(const char *text, const struct rapport__reply_look *looks,
				struct rapport__reply_line *lines, size_t count);

#endif
