/* Header blocks within the text: "From: ... Sent: ... Subject: ...". */
#ifndef RAPPORT_MAIL_REPLY_HEADER_H
#define RAPPORT_MAIL_REPLY_HEADER_H

#include "mail/reply_look.h"

struct rapport__reply_header {
	size_t lines; /* 0: no block begins there */
	bool from, sent, date, to, subject;
	bool sent_first; /* it begins with "Sent:" */
};

/* The block that begins at looks[at], at < count.  Names of fields that no table knows make one,
 * too, where their values are an address, and a day with a time. */
struct rapport__reply_header rapport__reply_header(const struct rapport__reply_look *looks,
						   size_t count, size_t at);

#endif
