/* The kinds of lines in a message. */
#ifndef RAPPORT_MAIL_REPLY_LINE_H
#define RAPPORT_MAIL_REPLY_LINE_H

#include <stddef.h>

/* What a line is.  The writer wrote NEW, GREETING and SIGN_OFF for this message; a sign-off is a
 * formula and a name. */
enum rapport__reply_kind {
	RAPPORT__REPLY_NEW,
	RAPPORT__REPLY_BLANK,          /* empty, or white space alone */
	RAPPORT__REPLY_GREETING,       /* "Hi Anna," */
	RAPPORT__REPLY_SIGN_OFF,       /* "Kind regards," and the name below it */
	RAPPORT__REPLY_QUOTE,          /* an earlier message */
	RAPPORT__REPLY_ATTRIBUTION,    /* "On Monday Anna wrote:" */
	RAPPORT__REPLY_FORWARD_HEADER, /* "---- Original Message ----", From:, Sent:, Subject: */
	RAPPORT__REPLY_FORWARD,        /* text below such a header */
	RAPPORT__REPLY_SIGNATURE,
	RAPPORT__REPLY_DISCLAIMER,
	RAPPORT__REPLY_FOOTER,   /* "Sent from my phone", lists, scanners */
	RAPPORT__REPLY_BANNER,   /* "[EXTERNAL] Do not click links", "write above this line" */
	RAPPORT__REPLY_ENCLOSED, /* a file in uuencode, the armour of a signature */
	RAPPORT__REPLY_KINDS
};

/* A line, or the part of one: where an attribution stands behind the text on one line, the line
 * comes as two. */
struct rapport__reply_line {
	size_t start, end; /* bytes of the text, [start, end), without the line end */
	enum rapport__reply_kind kind;
	float confidence; /* 0 to 1: how sure the kind is, by the strength of what it was told by */
};

const char *rapport__reply_kind_name(enum rapport__reply_kind kind); /* "signature"; static */

#endif
