/* A file as UTF-8 bytes, read piece by piece into one buffer, whatever Unicode form it has.
 *
 * UTF-16 of either byte order, with a byte order mark or told by its NULs, is converted; all else
 * is passed on as it is, without a byte order mark. */
#ifndef RAPPORT_STREAM_H
#define RAPPORT_STREAM_H

#include "memory.h"

#include <iconv.h>
#include <stdio.h>

enum rapport__stream_form {
	RAPPORT__STREAM_BYTES, /* UTF-8, or of a charset that is not told here */
	RAPPORT__STREAM_UTF16LE,
	RAPPORT__STREAM_UTF16BE,
};

/* The form of a file that begins with these bytes, and how many of them are a byte order mark. */
enum rapport__stream_form rapport__stream_form(const char *bytes, size_t size, size_t *mark);

/* What is not yet consumed lies in buffer from start on, with a NUL behind it: add to start what
 * is.  Read at_end and io_error as you like; the rest is for stream.c. */
struct rapport__stream {
	struct rapport__buffer buffer;
	size_t start;
	bool at_end;  /* all of the file is in the buffer */
	int io_error; /* errno of the failure by which the end came, else 0 */

	FILE *file;
	struct rapport__buffer raw; /* what comes before conversion */
	bool told, converts, file_ended;
	iconv_t iconv;
};

/* Goes on from the file's present position; head is what was read of it before, and is copied.
 * False without memory; clear the stream in any case.  The file is borrowed. */
bool rapport__stream_init(struct rapport__stream *stream, FILE *file, const char *head,
			  size_t head_size);
void rapport__stream_clear(struct rapport__stream *stream); /* the zero value, too */

/* Moves what is not consumed to the front of the buffer and reads about as much again, or some
 * hundred kilobytes, behind it.  Does nothing at the end.  False without memory, with nothing
 * lost. */
bool rapport__stream_fill(struct rapport__stream *stream);

/* Lines that end in [bytes, end), be it with LF, CRLF or CR. */
size_t rapport__stream_lines(const char *bytes, const char *end);

/* Converts the head of a file for a look at it: *bytes and *size are then those of the text, in
 * room (emptied first) where it had to be converted.  False without memory. */
bool rapport__stream_head(const char **bytes, size_t *size, struct rapport__buffer *room);

#endif
