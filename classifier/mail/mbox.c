#include "mail/mbox.h"

#include "mail/mime.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	CHUNK_BYTES = 256 * 1024,
	/* A From line and the name of the header field behind it. */
	LOOKAHEAD_BYTES = 2048,
	FROM_LINE_BYTES_MAX = 1024,
	HEADER_BYTES = 64 * 1024,                    /* in which Content-Length is looked for */
	CONTENT_LENGTH_BYTES_MAX = 16 * 1024 * 1024, /* over which it is not believed */
	MESSAGE_BYTES_MAX = RAPPORT__MBOX_MESSAGE_BYTES_MAX,
};

/* What a line that begins with "From " is. */
enum from_line {
	FROM_NOTHING,
	FROM_BARE, /* nothing behind it */
	FROM_DATED
};

struct rapport__mbox {
	FILE *file;
	struct rapport__buffer buffer;
	size_t start;       /* in buffer: the next message's From line */
	uint64_t offset;    /* in the stream: of start */
	uint64_t positions; /* messages given */
	bool whole;         /* all of it is one message */
	bool started, at_end;
	int io_error; /* errno of a failed read, not yet reported */
};

/* ---- From lines ------------------------------------------------------------------------------ */

static enum from_line read_from_line(const char *p, const char *end, bool *header_follows)
{
	const char *next;

	*header_follows = false;
	if (end - p < 5 || memcmp(p, "From ", 5) != 0)
		return FROM_NOTHING;
	next = rapport__mime_after_line(p, end);
	if (next - p > FROM_LINE_BYTES_MAX)
		return FROM_NOTHING;
	*header_follows = rapport__mime_header_line(next, (size_t)(end - next));
	if (rapport__mime_skip_blank(p + 5, next) == next)
		return FROM_BARE;
	return rapport__mime_has_date(p + 5, next) ? FROM_DATED : FROM_NOTHING;
}

bool rapport__mbox_from_line(const char *bytes, size_t size)
{
	bool header_follows;
	enum from_line line = read_from_line(bytes, bytes + size, &header_follows);

	return line == FROM_DATED || (size >= 5 && !memcmp(bytes, "From ", 5) && header_follows);
}

/* Whether a message begins at byte place, which stands behind a line end. */
static bool is_separator(const char *data, size_t place, size_t size)
{
	bool header_follows;
	enum from_line line = read_from_line(data + place, data + size, &header_follows);
	bool blank = place >= 2 &&
		     (data[place - 2] == '\n' ||
		      (place >= 3 && data[place - 2] == '\r' && data[place - 3] == '\n'));

	return (line == FROM_DATED && (blank || header_follows)) ||
	       (line == FROM_BARE && blank && header_follows);
}

/* ---- The stream ------------------------------------------------------------------------------ */

enum rapport_status rapport__mbox_open(FILE *file, const char *head, size_t head_size, bool whole,
				       rapport__mbox **mbox, struct rapport_error *error)
{
	rapport__mbox *made = rapport__calloc(1, sizeof *made);

	*mbox = NULL;
	if (!made || !rapport__buffer_add(&made->buffer, head, head_size)) {
		rapport__mbox_close(made);
		return rapport_fail_memory(error);
	}
	made->file = file;
	made->whole = whole;
	*mbox = made;
	return RAPPORT_OK;
}

void rapport__mbox_close(rapport__mbox *mbox)
{
	if (!mbox)
		return;
	rapport__buffer_clear(&mbox->buffer);
	rapport__free(mbox);
}

/* Reads a chunk more.  Moves what is left to the front only when that is the smaller half, so that
 * moving costs no more than reading, however little is taken at a time. */
static bool fill(rapport__mbox *mbox)
{
	struct rapport__buffer *buffer = &mbox->buffer;
	size_t left = buffer->size - mbox->start, got;

	if (buffer->capacity - buffer->size <= CHUNK_BYTES && mbox->start >= left) {
		memmove(buffer->data, buffer->data + mbox->start, left);
		buffer->size = left;
		mbox->start = 0;
	}
	if (!rapport__buffer_reserve(buffer, CHUNK_BYTES))
		return false;
	errno = 0;
	got = fread(buffer->data + buffer->size, 1, CHUNK_BYTES, mbox->file);
	buffer->size += got;
	if (got < CHUNK_BYTES) {
		mbox->at_end = true;
		if (ferror(mbox->file))
			mbox->io_error = errno ? errno : EIO;
	}
	return true;
}

/* Reads until wanted bytes lie behind start, or all. */
static bool want(rapport__mbox *mbox, size_t wanted)
{
	while (!mbox->at_end && mbox->buffer.size - mbox->start < wanted)
		if (!fill(mbox))
			return false;
	return true;
}

/* Finds where the message at start ends by its Content-Length, when a From line or the end of the
 * file really stands there.  Offsets count from start; *end stays 0 when nothing is found. */
static bool find_end_by_length(rapport__mbox *mbox, size_t body, size_t *end, size_t *next)
{
	const char *data = mbox->buffer.data + mbox->start, *limit, *next_from;
	const char *p = data + body;
	struct rapport__mime_field field;
	unsigned long long length = CONTENT_LENGTH_BYTES_MAX;
	size_t size = mbox->buffer.size - mbox->start, place;

	limit = data + (size < HEADER_BYTES ? size : HEADER_BYTES);
	/* A From line ends the header, however it came there: a flood of them is read once. */
	next_from = memmem(p, (size_t)(limit - p), "\nFrom ", 6);
	if (next_from)
		limit = next_from;
	while (rapport__mime_field_next(&p, limit, &field))
		if (field.name_size == 14 && !strncasecmp(field.name, "Content-Length", 14))
			length = strtoull(field.value, NULL, 10);
	place = (size_t)(p - data);
	if (length >= CONTENT_LENGTH_BYTES_MAX || p == limit)
		return true;
	place += (size_t)length;
	if (!want(mbox, place + LOOKAHEAD_BYTES))
		return false;
	data = mbox->buffer.data + mbox->start;
	size = mbox->buffer.size - mbox->start;
	if (place > size)
		return true;
	*next = place;
	while (*next < size && *next < place + 4 && (data[*next] == '\n' || data[*next] == '\r'))
		++*next;
	if (*next == size || (*next > body && data[*next - 1] == '\n' &&
			      rapport__mbox_from_line(data + *next, size - *next)))
		*end = place;
	return true;
}

/* Drops what was searched already of a message that is over the cap; returns how much. */
static size_t drop_excess(rapport__mbox *mbox, size_t body, size_t searched)
{
	char *data = mbox->buffer.data + mbox->start;
	size_t size = mbox->buffer.size - mbox->start, keep = body + MESSAGE_BYTES_MAX;

	searched -= 4; /* for the empty line before a From line */
	if (searched <= keep)
		return 0;
	memmove(data + keep, data + searched, size - searched);
	mbox->buffer.size -= searched - keep;
	return searched - keep;
}

/* Finds the From line behind the message at start.  Offsets count from start. */
static bool find_end(rapport__mbox *mbox, size_t body, size_t *end, uint64_t *dropped)
{
	size_t searched = body ? body - 1 : 0;

	for (;;) {
		char *data = mbox->buffer.data + mbox->start;
		size_t size = mbox->buffer.size - mbox->start;
		char *hit = NULL;

		if (!mbox->whole)
			hit = memmem(data + searched, size - searched, "\nFrom ", 6);

		if (hit && (mbox->at_end || size - (size_t)(hit - data) > LOOKAHEAD_BYTES)) {
			searched = (size_t)(hit - data) + 1;
			if (!is_separator(data, searched, size))
				continue;
			*end = searched;
			return true;
		}
		if (mbox->at_end) {
			*end = size;
			return true;
		}
		if (hit)
			searched = (size_t)(hit - data);
		else if (size - searched > 6)
			searched = size - 6;
		if (size - body > MESSAGE_BYTES_MAX) {
			size_t less = drop_excess(mbox, body, searched);

			searched -= less;
			*dropped += less;
		}
		if (!fill(mbox))
			return false;
	}
}

/* ---- Messages -------------------------------------------------------------------------------- */

/* Takes one ">" off each line that begins with ">From ", ">>From " and so on; returns the size. */
static size_t unquote(char *bytes, size_t size)
{
	char *end = bytes + size, *out = bytes, *from = bytes, *p = bytes;

	while ((p = memmem(p, (size_t)(end - p), ">From ", 6))) {
		char *line = p;

		while (line > bytes && line[-1] == '>')
			line--;
		p += 6;
		if (line > bytes && line[-1] != '\n')
			continue;
		memmove(out, from, (size_t)(line - from));
		out += line - from;
		from = line + 1;
	}
	memmove(out, from, (size_t)(end - from));
	return (size_t)(out - bytes) + (size_t)(end - from);
}

static enum rapport_status start(rapport__mbox *mbox, struct rapport_error *error)
{
	const char *data, *from;
	size_t size;

	mbox->started = true;
	if (!want(mbox, HEADER_BYTES))
		return rapport_fail_memory(error);
	data = mbox->buffer.data;
	size = mbox->buffer.size;
	from = rapport__mime_skip_blank(data, data + size);
	mbox->start = (size_t)(from - data);
	mbox->offset = mbox->start;
	if (mbox->whole || mbox->start == size || rapport__mbox_from_line(from, size - mbox->start))
		return RAPPORT_OK;
	mbox->start = size;
	mbox->at_end = true;
	return rapport_fail(error, RAPPORT_ERR_FORMAT, mbox->offset + 1,
			    "does not start with a From line");
}

/* Bytes [body, end) of the message without the empty line before the next, and not over the cap. */
static void cut(const char *bytes, size_t body, size_t end, struct rapport__mbox_message *message)
{
	if (end >= body + 2 && !memcmp(bytes + end - 2, "\n\n", 2))
		end--;
	else if (end >= body + 3 && !memcmp(bytes + end - 3, "\n\r\n", 3))
		end -= 2;
	message->size = end - body;
	if (message->size > MESSAGE_BYTES_MAX) {
		message->lost += message->size - MESSAGE_BYTES_MAX;
		message->size = MESSAGE_BYTES_MAX;
	}
}

static enum rapport_status read_message(rapport__mbox *mbox, struct rapport__mbox_message *message,
					struct rapport_error *error)
{
	const char *line = mbox->buffer.data + mbox->start, *rest;
	size_t body = 0, end = 0, next = 0;
	bool by_length;

	if (!mbox->whole) {
		rest = rapport__mime_after_line(line, mbox->buffer.data + mbox->buffer.size);
		body = (size_t)(rest - line);
		if (!find_end_by_length(mbox, body, &end, &next))
			return rapport_fail_memory(error);
	}
	by_length = end > 0;
	if (!by_length && !find_end(mbox, body, &end, &message->lost))
		return rapport_fail_memory(error);
	message->offset = mbox->offset;
	message->position = ++mbox->positions;
	message->bytes = mbox->buffer.data + mbox->start + body;
	message->size = end - body;
	if (!by_length)
		next = end;
	mbox->offset += message->lost + next;
	if (!by_length)
		cut(mbox->buffer.data + mbox->start, body, end, message);
	if (!by_length && !mbox->whole)
		message->size = unquote(message->bytes, message->size);
	mbox->start += next;
	return RAPPORT_OK;
}

enum rapport_status rapport__mbox_next(rapport__mbox *mbox, struct rapport__mbox_message *message,
				       struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;

	*message = (struct rapport__mbox_message){ 0 };
	if (!mbox->started)
		status = start(mbox, error);
	if (!status && !want(mbox, HEADER_BYTES))
		status = rapport_fail_memory(error);
	if (!status && mbox->start < mbox->buffer.size)
		status = read_message(mbox, message, error);
	if (!message->bytes && !status && mbox->io_error) {
		errno = mbox->io_error;
		mbox->io_error = 0;
		return rapport_fail(error, RAPPORT_ERR_IO, mbox->offset, "%s", strerror(errno));
	}
	if (status) {
		mbox->start = mbox->buffer.size;
		mbox->at_end = true;
	}
	return status;
}
