/* One mail message: from its bytes to who, when, what about, and the text.
 *
 * The tree of MIME parts is walked in one pass over the bytes and without recursion (mime.h), so
 * that depth, number of parts and memory are bounded and attachments cost no more than the search
 * for their end.  Which text is taken, body.h says.  A message within the message is forwarded
 * content and not the writer's words: it is read only where there is no other text, as a quote.
 */
#ifndef RAPPORT_MESSAGE_H
#define RAPPORT_MESSAGE_H

#include "memory.h"
#include "status.h"

/* Over one of these, or of those in body.h and mime.h, a message is read as far as it goes, and
 * `truncated` says so. */
#define RAPPORT__MESSAGE_FIELDS_MAX 2000u /* of the message's header */

/* Over this a header value is cut, which is no loss anyone would miss. */
#define RAPPORT__MESSAGE_VALUE_BYTES_MAX (64u * 1024u)

/* Every string is UTF-8 on one line, or NULL where the message has none that can be read. */
struct rapport__message {
	const char *message_id;   /* without <> */
	const char *date;         /* "YYYY-MM-DDTHH:MM:SSZ", in UTC */
	const char *from;         /* decoded, as written: Anna Ek <anna@example.com> */
	const char *from_address; /* the first address in it, bare, ASCII in lower case */
	const char *to, *cc;      /* decoded, as written */
	const char *subject;      /* decoded */
	const char *in_reply_to;  /* without <>; only the first, if there are several */
	const char *references;   /* without <>, oldest first, a blank between */
	/* The thread that an export or Outlook tells: X-GM-THRID, or what all messages of one have
	 * in common of Thread-Index. */
	const char *thread;
	const char *content_type; /* of the whole message, in lower case: "multipart/report" */
	const char *report_type;  /* parameter of multipart/report */
	const char *text;         /* valid UTF-8 without NUL, lines end in LF; never NULL */
	size_t text_size;
	size_t field_count; /* 0: this is no mail message */
	bool calendar;      /* has a text/calendar part */
	bool truncated;     /* a cap was met: there may be more */
};

/* Before the first message and after the last, once a process, from one thread. */
void rapport__message_library_open(void);
void rapport__message_library_close(void);

/* A message object is used again and again, so that its buffers are made once.  One thread at a
 * time.  On success *message is the caller's, to end with rapport__message_free; on failure NULL.
 * Fails with MEMORY. */
enum rapport_status rapport__message_new(struct rapport__message **message,
					 struct rapport_error *error);
void rapport__message_free(struct rapport__message *message); /* NULL does nothing */

/* Reads one message.  bytes are borrowed until the next call; a byte order mark, blank lines and an
 * mbox From line before the headers are passed over.  Any bytes give a message, be it without
 * fields and with all of them as text.  Everything in *message is good until the next parse.
 * Fails with MEMORY; the object stays usable. */
enum rapport_status rapport__message_parse(struct rapport__message *message, const char *bytes,
					   size_t size, struct rapport_error *error);

/* The same in two steps: after the first there is no text, nor what is said of the body, yet.  The
 * bytes must stay until the second, which may be left out. */
enum rapport_status rapport__message_parse_header(struct rapport__message *message,
						  const char *bytes, size_t size,
						  struct rapport_error *error);
enum rapport_status rapport__message_parse_body(struct rapport__message *message,
						struct rapport_error *error);

/* What Outlook wrapped up of the message (TNEF, winmail.dat), decoded, after its body was parsed:
 * the message's, good until the next parse.  *bytes NULL: nothing.  Fails with MEMORY. */
enum rapport_status rapport__message_wrapped(struct rapport__message *message, const char **bytes,
					     size_t *size, struct rapport_error *error);

/* Takes the text from another message's bytes, which was in this one, and leaves all else. */
enum rapport_status rapport__message_parse_inner(struct rapport__message *message,
						 const char *bytes, size_t size,
						 struct rapport_error *error);

/* The decoded value of the first field of that name, in any case of letters; NULL when there is
 * none, or no memory.  Good until the next parse. */
const char *rapport__message_header(struct rapport__message *message, const char *name);

/* The first address in a From value that comes from elsewhere, as message->from_address is; NULL
 * when there is none, or no memory.  Good until the next call of this or of parse, and ends what
 * the message held. */
const char *rapport__message_address(struct rapport__message *message, const char *value);

/* Why it is thought that no person wrote the message, as rapport__automatic_reason says. */
const char *rapport__message_automatic(struct rapport__message *message);

#endif
