/* Mail out of Outlook's files (.msg, .pst, .ost, TNEF), read by the program rapport-outlook.
 *
 * That is a process of its own, so that the large libraries these formats take crash there, if they
 * do.  Here it is started, its frames are checked, and it is ended.  Memory does not grow with the
 * file, but with its largest message, up to RAPPORT__MBOX_MESSAGE_BYTES_MAX. */
#ifndef RAPPORT_OUTLOOK_STREAM_H
#define RAPPORT_OUTLOOK_STREAM_H

#include "memory.h"
#include "status.h"

#define RAPPORT__OUTLOOK_PROGRAM "rapport-outlook" /* its name, beside rapport */

enum {
	RAPPORT__OUTLOOK_LOOK_BYTES = 8 /* that rapport__outlook_look needs at most */
};

/* Whether the first bytes of a file are those of OLE2 (.msg, and other files of Office), of an
 * Outlook data file, or of TNEF. */
bool rapport__outlook_look(const char *bytes, size_t size);

typedef struct rapport__outlook_stream rapport__outlook_stream; /* opaque; one thread at a time */

/* Starts the program at the path on the file that descriptor holds, which is borrowed for the call:
 * a regular file or a memfd.  Its whole content is read, wherever its offset stands; that is moved.
 * Of the process's descriptors the program gets this one alone.
 * On success *stream is the caller's, to end with rapport__outlook_close; on failure NULL.
 * Fails with IO where the program cannot be started, saying so, and with MEMORY. */
enum rapport_status rapport__outlook_open(const char *program, int descriptor,
					  rapport__outlook_stream **stream,
					  struct rapport_error *error);

/* Ends the program, finished or not, and waits for it.  NULL does nothing. */
void rapport__outlook_close(rapport__outlook_stream *stream);

/* The next message; bytes are the stream's, good until its next call.  Bytes NULL: no more.
 * Fails with FORMAT for each thing in the file that could not be read (the next call goes on), and
 * with IO, once, where the program ended before it was done; after that, and after MEMORY, comes
 * the end. */
enum rapport_status rapport__outlook_next(rapport__outlook_stream *stream, const char **bytes,
					  size_t *size, struct rapport_error *error);

/* Appends the first message of an Outlook file in memory, such as the winmail.dat of a mail.
 * Fails with FORMAT where there is none, with IO, MEMORY; message is then as it was. */
enum rapport_status rapport__outlook_convert(const char *program, const char *bytes, size_t size,
					     struct rapport__buffer *message,
					     struct rapport_error *error);

#endif
