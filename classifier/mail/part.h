/* One part of a message: what its header block says of it, and its text. */
#ifndef RAPPORT_PART_H
#define RAPPORT_PART_H

#include "mail/charset.h"
#include "mail/content.h"
#include "mail/mime.h"
#include "memory.h"
#include "status.h"

#define RAPPORT__PART_HTML_BYTES_MAX (2u * 1024u * 1024u) /* decoded; what is behind is cut */

/* Over this a Content field is cut. */
#define RAPPORT__PART_VALUE_BYTES_MAX (64u * 1024u)

/* The texts in the order in which they are preferred within multipart/alternative. */
enum rapport__part_kind {
	RAPPORT__PART_OTHER, /* nothing to read */
	RAPPORT__PART_SPARE, /* text of an unknown kind, reports: better than nothing */
	RAPPORT__PART_ENRICHED,
	RAPPORT__PART_RICHTEXT,
	RAPPORT__PART_HTML,
	RAPPORT__PART_PLAIN,
	RAPPORT__PART_MULTIPART,
	RAPPORT__PART_MESSAGE, /* a message, whole or its beginning */
	RAPPORT__PART_PARTIAL, /* a piece of a message */
	RAPPORT__PART_SIGNED,  /* S/MIME with the content inside */
	RAPPORT__PART_TNEF,    /* Outlook's own format */
	RAPPORT__PART_CALENDAR,
};

struct rapport__part {
	struct rapport__content content;
	enum rapport__part_kind kind;
	char encoding[32];
	bool typed;       /* has a Content-Type */
	const char *body; /* as it stands in the message */
	size_t size;
};

/* Buffers used again and again.  Zero but for charset is ready; one thread at a time. */
struct rapport__part_reader {
	struct rapport__charset *charset; /* borrowed */
	struct rapport__buffer decoded, piece, scratch;
	bool truncated; /* a part had more than was read */
	bool file;      /* the piece is a file's bytes that came out as letters */
};

/* Reads what a header block says of its part, all but the body.  False without memory. */
bool rapport__part_read(struct rapport__part_reader *reader,
			const struct rapport__mime_header *header, struct rapport__part *part);

/* Decodes a part of text into reader->piece, up to limit bytes: transfer encoding, charset, HTML,
 * flowed lines.  Fails with MEMORY. */
enum rapport_status rapport__part_text(struct rapport__part_reader *reader,
				       const struct rapport__part *part, size_t limit,
				       struct rapport_error *error);

void rapport__part_clear(struct rapport__part_reader *reader); /* zero again */

#endif
