/* Splits an mbox stream into its messages: mboxo, mboxrd and mboxcl2, LF or CRLF.
 *
 * A message starts at a From line: "From ", at the start of the file or after an empty line, with a
 * date in it (or nothing more at all, as newer Thunderbirds write, if a header line follows).
 * Without the empty line before it, it needs both the date and the header line.  Content-Length is
 * believed only when the message would then end at the end of the file or before a From line.
 *
 * One buffer holds the message and what was read beyond it: memory does not grow with the mailbox,
 * but with its largest message, up to RAPPORT__MBOX_MESSAGE_BYTES_MAX. */
#ifndef RAPPORT_MBOX_H
#define RAPPORT_MBOX_H

#include "memory.h"
#include "status.h"

#include <stdio.h>

/* What is kept of a longer message; the rest is passed over and counted. */
#define RAPPORT__MBOX_MESSAGE_BYTES_MAX (32u * 1024u * 1024u)

typedef struct rapport__mbox rapport__mbox; /* opaque; one thread at a time */

struct rapport__mbox_message {
	char *bytes; /* after the From line, ">From " unquoted; NULL at the end of the mailbox */
	size_t size; /* without the empty line before the next From line */
	uint64_t offset;   /* of the From line, in bytes from the start of the stream */
	uint64_t position; /* 1 for the first message */
	uint64_t lost;     /* bytes over the cap that are not in bytes */
};

/* Reads on from file, which is borrowed; head is what the caller has read of it already (it is
 * copied).  With whole, all of it is one message, without a From line, as it stands.
 * On success *mbox is the caller's, to end with rapport__mbox_close; on failure NULL.
 * Fails with MEMORY. */
enum rapport_status rapport__mbox_open(FILE *file, const char *head, size_t head_size, bool whole,
				       rapport__mbox **mbox, struct rapport_error *error);
void rapport__mbox_close(rapport__mbox *mbox); /* NULL does nothing; the file stays open */

/* The next message; bytes are the mbox's, good until its next call.  Bytes NULL: no more.
 * Fails with FORMAT once where the stream does not start with a From line, with IO (the message at
 * hand is given first), MEMORY.  After a failure comes the end. */
enum rapport_status rapport__mbox_next(rapport__mbox *mbox, struct rapport__mbox_message *message,
				       struct rapport_error *error);

/* Whether bytes begin with a From line that may start a mailbox, header line behind it included
 * where the line alone does not tell. */
bool rapport__mbox_from_line(const char *bytes, size_t size);

#endif
