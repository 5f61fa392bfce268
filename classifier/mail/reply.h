/* The lines of a message, and which of them its writer wrote anew. */
#ifndef RAPPORT_MAIL_REPLY_H
#define RAPPORT_MAIL_REPLY_H

#include "memory.h"
#include "rapport.h"

#include <stddef.h>

/* What a line is.  Only NEW, GREETING and SIGN_OFF are words that the writer wrote for this
 * message. */
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
	RAPPORT__REPLY_FOOTER, /* "Sent from my phone", lists, scanners */
	RAPPORT__REPLY_BANNER, /* "[EXTERNAL] Do not click links", "write above this line" */
	RAPPORT__REPLY_KINDS
};

/* A line, or the part of one: where an attribution stands behind the text on one line, the line
 * comes as two. */
struct rapport__reply_line {
	size_t start, end; /* bytes of the text, [start, end), without the line end */
	enum rapport__reply_kind kind;
	float confidence; /* 0 to 1: how sure the kind is, by the strength of what it was told by */
};

/* The zero value is empty and ready. */
struct rapport__reply {
	struct rapport__reply_line *lines; /* [count], in the order of the text */
	size_t count, capacity;
};

/* Tells what each line of a message is.
 *
 * text   [size] the message as plain text, UTF-8 (other bytes do no harm), LF or CRLF
 * reply  holds the lines on return; what it held before is gone
 *
 * Work is linear in size.  Any number of threads may call.  Fails with MEMORY; *reply is then
 * empty.
 */
enum rapport_status rapport__reply_classify(const char *text, size_t size,
					    struct rapport__reply *reply,
					    struct rapport_error *error);

void rapport__reply_clear(struct rapport__reply *reply); /* frees; zero value again */

const char *rapport__reply_kind_name(enum rapport__reply_kind kind); /* "signature"; static */

/* Appends the words that the writer wrote anew: the lines that are NEW, GREETING or SIGN_OFF, with
 * runs of empty lines between them as one, none at either end, and LF as line end.  A message of
 * quotes alone gives nothing.  Fails with MEMORY; *new_words is then as before. */
enum rapport_status rapport__reply_new_words(const char *text, size_t size,
					     struct rapport__buffer *new_words,
					     struct rapport_error *error);

#endif
