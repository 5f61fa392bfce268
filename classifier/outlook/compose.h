/* An Outlook item as the MIME message that it was, or would have been. */
#ifndef RAPPORT_COMPOSE_H
#define RAPPORT_COMPOSE_H

#include "outlook/item.h"
#include "status.h"

/* Of a body's text and of its HTML; what goes beyond is cut off.  Both are above what message.h
 * reads, so that its reader sees that there was more. */
#define RAPPORT__COMPOSE_TEXT_BYTES_MAX (4u * 1024u * 1024u)

/* Where the readers of files give what they find. */
struct rapport__compose_sink {
	/* A whole message; false: nothing more is wanted. */
	bool (*message)(void *context, const char *bytes, size_t size);
	/* What could not be read, in words of UTF-8; where names the place, "" for the file. */
	bool (*failure)(void *context, const char *where, const char *words);
	void *context;
};

/* Puts a message together into message, which is emptied first.  Attachments and messages within
 * the message are left out.
 *
 * The text is the plain body (or that of a report), and the HTML the HTML body or what the rich
 * text holds of one; other rich text counts where there is neither.  Calendar items have a part
 * text/calendar, bounces are a multipart/report, clear-signed mail is the entity that was signed.
 *
 * Fails with FORMAT where the body is encrypted or rights-managed, and where all there is of it
 * cannot be read: then message holds the rest, if it has a size.  Fails with MEMORY. */
enum rapport_status rapport__compose_message(struct rapport__item *item,
					     struct rapport__buffer *message,
					     struct rapport_error *error);

/* The same, given to a sink.  False: nothing more is wanted. */
bool rapport__compose_give(struct rapport__item *item, const char *where,
			   struct rapport__buffer *message,
			   const struct rapport__compose_sink *sink);

#endif
