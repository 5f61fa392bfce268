/* The lines that introduce an earlier message: "On Monday Anna wrote:", and header blocks. */
#ifndef RAPPORT_MAIL_REPLY_ATTRIBUTION_H
#define RAPPORT_MAIL_REPLY_ATTRIBUTION_H

#include "mail/reply_look.h"

#define RAPPORT__REPLY_ATTRIBUTION_LINES 5   /* over which one may be wrapped */
#define RAPPORT__REPLY_ATTRIBUTION_BYTES 500 /* longest attribution */

/* How many lines from looks[at] on are an attribution; 0 where none begins there.
 * text is what the looks look at; count of them; at < count. */
size_t rapport__reply_attribution(const char *text, const struct rapport__reply_look *looks,
				  size_t count, size_t at);

/* Where in text[start, end) an attribution begins that stands behind the writer's words on one
 * line; end where there is none. */
size_t rapport__reply_attribution_inside(const char *text, size_t start, size_t end);

/* A block of "From: ... Sent: ... Subject: ...". */
struct rapport__reply_header {
	size_t lines; /* 0: no block begins there */
	bool from, sent, date, to, subject;
	bool sent_first; /* it begins with "Sent:" */
};

struct rapport__reply_header rapport__reply_header(const struct rapport__reply_look *looks,
						   size_t count, size_t at);

#endif
