/* The lines that introduce an earlier message: "On Monday Anna wrote:". */
#ifndef RAPPORT_MAIL_REPLY_ATTRIBUTION_H
#define RAPPORT_MAIL_REPLY_ATTRIBUTION_H

#include "mail/reply_look.h"

#define RAPPORT__REPLY_ATTRIBUTION_LINES 5   /* over which one may be wrapped */
#define RAPPORT__REPLY_ATTRIBUTION_BYTES 500 /* longest attribution */

/* How many lines from looks[at] on are an attribution; 0 where none begins there.
 *
 * text is what the looks look at; count of them; at < count.  In whatever language, a day, a time
 * and an address before a colon make one, and above marked lines a day and a time do. */
size_t rapport__reply_attribution(const char *text, const struct rapport__reply_look *looks,
				  size_t count, size_t at);

/* Where in text[start, end) an attribution begins that stands behind the writer's words on one
 * line; end where there is none. */
size_t rapport__reply_attribution_inside(const char *text, size_t start, size_t end);

#endif
