/* The text of a message: its parts walked, the right ones taken and decoded.
 *
 * Text is taken from text parts that are no attachments; of multipart/alternative the plain one
 * unless it says less than the HTML (alternative.h), of multipart/related the root, and a text that
 * comes twice, plain and in HTML, once.  A message within the message is left out, unless there is
 * no other text: then it is quoted, each line behind "> ".  Texts of unknown kinds and reports of
 * mail servers are read only where there is nothing else, too.  Where all is inside of a signed
 * S/MIME message, or of a part that is coded although it has parts, that is read in its place. */
#ifndef RAPPORT_BODY_H
#define RAPPORT_BODY_H

#include "mail/charset.h"
#include "mail/choice.h"
#include "mail/content.h"
#include "mail/gmime.h"
#include "mail/mime.h"
#include "mail/part.h"
#include "memory.h"
#include "status.h"

/* Over one of these, or of those in mime.h and part.h, a message is read as far as it goes, and
 * `truncated` says so. */
#define RAPPORT__BODY_TEXT_BYTES_MAX  (1024u * 1024u)       /* decoded, all parts together */
#define RAPPORT__BODY_INNER_BYTES_MAX (32u * 1024u * 1024u) /* of what is coded as a whole */
#define RAPPORT__BODY_INNER_MAX       4u                    /* the one within the other */
#define RAPPORT__BODY_MESSAGES_MAX    64u                   /* within a message within */

/* Used again and again, so that buffers are made once.  The zero value is empty and ready; one
 * thread at a time.  Read the first members after rapport__body_read; the rest is for body.c. */
struct rapport__body {
	struct rapport__buffer text; /* valid UTF-8 without NUL, lines end in LF; a NUL behind it */
	struct rapport__content type; /* of the whole message */
	bool calendar;                /* has a text/calendar part */
	bool truncated;               /* a cap was met: there may be more */
	/* The first part in Outlook's TNEF, as it stands in the message; body NULL: none.  Good as
	 * long as the message's bytes are, and until the next read.  encoding is for
	 * rapport__transfer_decode. */
	struct {
		const char *body;
		size_t size;
		char encoding[32];
	} tnef;

	struct rapport__mime mime;
	struct rapport__choice choices[RAPPORT__MIME_DEPTH_MAX]; /* [mime.depth] */
	struct rapport__charset charset;
	struct rapport__part_reader reader;
	struct rapport__buffer spare; /* for want of other text */
	struct rapport__buffer inner, outer;
	size_t plain;    /* where in the text the plain text begins that was added last; SIZE_MAX */
	size_t messages; /* within the message within, and itself */
	size_t nest;     /* depth of the parts that do not belong to the message within */
	bool nested;
};

/* Reads the text of a message; bytes must not be NULL.
 * Fails with MEMORY; the object stays usable. */
enum rapport_status rapport__body_read(struct rapport__body *body, const char *bytes, size_t size,
				       struct rapport_error *error);
void rapport__body_clear(struct rapport__body *body); /* zero value again */

#endif
