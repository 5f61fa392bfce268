/* The tree of MIME parts of a message, walked over its bytes in one pass, without recursion and
 * without copies: header blocks, boundaries, bodies.
 *
 *	rapport__mime_start(&mime, bytes, size);
 *	while (rapport__mime_next(&mime, &header))
 *		if (it is a multipart)
 *			rapport__mime_enter(&mime, boundary);
 *		else
 *			rapport__mime_body(&mime, &body, &body_size);
 *
 * What the fields mean is for the caller to say: this file decodes nothing. */
#ifndef RAPPORT_MIME_H
#define RAPPORT_MIME_H

#include "mail/mime_date.h"
#include "memory.h"

/* Over one of these the message is read as far as it goes, and `truncated` says so. */
#define RAPPORT__MIME_PARTS_MAX      10000u        /* of the tree, multiparts too */
#define RAPPORT__MIME_DEPTH_MAX      128u          /* multiparts within multiparts */
#define RAPPORT__MIME_PREAMBLE_BYTES (64u * 1024u) /* searched for a multipart's boundary */
#define RAPPORT__MIME_BOUNDARY_BYTES 256u          /* RFC 2046 allows 70 */

/* A header field in the message: the value as it stands, folds and all.  name NULL: absent. */
struct rapport__mime_field {
	const char *name, *value;
	size_t name_size, value_size;
};

/* The fields of a header block that say what its body is; of several the first. */
struct rapport__mime_header {
	struct rapport__mime_field type, encoding, disposition;
};

/* A multipart that is open. */
struct rapport__mime_level {
	char boundary[RAPPORT__MIME_BOUNDARY_BYTES]; /* with the "--" before it */
	size_t boundary_size;
	unsigned part; /* number of the part at hand within it, from 1; 0 before the first */
};

/* Read depth, levels[].part and truncated as you like; the rest is for mime.c. */
struct rapport__mime {
	const char *place, *end; /* the body of the header read last; the end of the message */
	struct rapport__mime_level levels[RAPPORT__MIME_DEPTH_MAX];
	size_t depth; /* open multiparts */
	size_t parts; /* header blocks read */
	bool truncated;
	bool inside; /* the header block of a message within comes next */
};

/* The line behind the one at p, or end. */
const char *rapport__mime_after_line(const char *p, const char *end);

/* Whether bytes begin with a header line: a name of printable ASCII and a colon. */
bool rapport__mime_header_line(const char *bytes, size_t size);

/* Reads the next field of a header block, with the lines that continue it, and moves *place behind
 * it.  A line that is none is passed over when a header line follows it, and so are some more when
 * it is one of mail's own: folds that lost their blanks.  False at the end of the block, with
 * *place at the body. */
bool rapport__mime_field_next(const char **place, const char *end,
			      struct rapport__mime_field *field);

/* Whether a message seems to begin at p: two fields that mail has, or a block of header lines with
 * one of them. */
bool rapport__mime_look(const char *p, const char *end);

/* Where a message begins in bytes: behind a byte order mark and white space. */
const char *rapport__mime_skip_blank(const char *bytes, const char *end);

void rapport__mime_start(struct rapport__mime *mime, const char *bytes, size_t size);

/* Reads the next header block: first the message's own, then one for each part of the multiparts
 * that were entered, in their order.  False: no more, or RAPPORT__MIME_PARTS_MAX. */
bool rapport__mime_next(struct rapport__mime *mime, struct rapport__mime_header *header);

/* Makes sure that the boundary (of room bytes) of the multipart at hand stands in the message:
 * where it does not, or is "", a line is taken for it that has it in other quotation marks or case,
 * or that stands before a Content field.  False when there is none either. */
bool rapport__mime_find_boundary(const struct rapport__mime *mime, char *boundary, size_t room);

/* The part at hand is a multipart: its parts come next.  False when it lies too deep or its
 * boundary is too long or empty; it is then passed over as if it were no multipart. */
bool rapport__mime_enter(struct rapport__mime *mime, const char *boundary);

/* The part at hand is a message: its header block comes next, then its parts. */
void rapport__mime_message(struct rapport__mime *mime);

/* The body of the part at hand, up to the boundary that ends it; borrowed from the message. */
void rapport__mime_body(struct rapport__mime *mime, const char **body, size_t *size);

#endif
