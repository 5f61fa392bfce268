/* The text of a message: its parts walked, the right ones taken and decoded.
 *
 * Text is taken from text parts that are no attachments; of multipart/alternative the plain one
 * unless it is empty, else the HTML.  A message within the message is left out. */
#ifndef RAPPORT_BODY_H
#define RAPPORT_BODY_H

#include "mail/charset.h"
#include "mail/gmime.h"
#include "mail/mime.h"
#include "memory.h"
#include "status.h"

/* Over one of these, or of those in mime.h, a message is read as far as it goes, and `truncated`
 * says so. */
#define RAPPORT__BODY_TEXT_BYTES_MAX (1024u * 1024u)      /* decoded, all parts together */
#define RAPPORT__BODY_HTML_BYTES_MAX (2u * 1024u * 1024u) /* decoded, of one part */

/* Over this a Content field is cut. */
#define RAPPORT__BODY_VALUE_BYTES_MAX (64u * 1024u)

/* How much a text is preferred within multipart/alternative. */
enum rapport__body_rank {
	RAPPORT__BODY_NONE,
	RAPPORT__BODY_OTHER,
	RAPPORT__BODY_HTML,
	RAPPORT__BODY_PLAIN
};

/* Which text of an open multipart/alternative was taken. */
struct rapport__body_choice {
	bool alternative, digest;
	size_t mark;   /* where in the text the multipart began */
	unsigned part; /* that the text is from; 0: none yet */
	enum rapport__body_rank rank;
};

/* Used again and again, so that buffers are made once.  The zero value is empty and ready; one
 * thread at a time.  Read the first members after rapport__body_read; the rest is for body.c. */
struct rapport__body {
	struct rapport__buffer text; /* valid UTF-8 without NUL, lines end in LF; a NUL behind it */
	struct rapport__gmime_type type; /* of the whole message */
	bool calendar;                   /* has a text/calendar part */
	bool truncated;                  /* a cap was met: there may be more */

	struct rapport__mime mime;
	struct rapport__body_choice choices[RAPPORT__MIME_DEPTH_MAX]; /* [mime.depth] */
	struct rapport__charset charset;
	struct rapport__buffer decoded, piece, scratch;
};

/* Reads the text of a message; bytes must not be NULL, and are needed no longer on return.
 * Fails with MEMORY; the object stays usable. */
enum rapport_status rapport__body_read(struct rapport__body *body, const char *bytes, size_t size,
				       struct rapport_error *error);
void rapport__body_clear(struct rapport__body *body); /* zero value again */

#endif
