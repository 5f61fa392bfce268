#include "mail/stream.h"

#include <errno.h>
#include <string.h>

enum {
	CHUNK_BYTES = 256 * 1024,
	CHUNK_BYTES_MAX = 4 * 1024 * 1024,
	LOOK_BYTES = 4096,
	LOOK_BYTES_MIN = 8,
};

enum rapport__stream_form rapport__stream_form(const char *bytes, size_t size, size_t *mark)
{
	size_t nuls[2] = { 0 }, controls[2] = { 0 }, half;

	*mark = 0;
	if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
		*mark = 3;
		return RAPPORT__STREAM_BYTES;
	}
	if (size >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2))) {
		*mark = 2;
		return *bytes == '\xFF' ? RAPPORT__STREAM_UTF16LE : RAPPORT__STREAM_UTF16BE;
	}
	if (size > LOOK_BYTES)
		size = LOOK_BYTES;
	for (size_t i = 0; i < size; i++) {
		nuls[i % 2] += !bytes[i];
		controls[i % 2] += (unsigned char)bytes[i] < ' ' && bytes[i] &&
				   !memchr("\t\n\r", bytes[i], 3);
	}
	half = size / 2;
	if (size < LOOK_BYTES_MIN)
		return RAPPORT__STREAM_BYTES;
	/* Of Latin letters every other byte is NUL, and the bytes between are text. */
	if (nuls[1] * 10 > half * 6 && nuls[0] * 50 <= half && controls[0] * 50 <= half)
		return RAPPORT__STREAM_UTF16LE;
	if (nuls[0] * 10 > half * 6 && nuls[1] * 50 <= half && controls[1] * 50 <= half)
		return RAPPORT__STREAM_UTF16BE;
	return RAPPORT__STREAM_BYTES;
}

bool rapport__stream_init(struct rapport__stream *stream, FILE *file, const char *head,
			  size_t head_size)
{
	*stream = (struct rapport__stream){ .file = file };
	return rapport__buffer_reserve(&stream->buffer, 0) &&
	       rapport__buffer_add(&stream->raw, head, head_size);
}

void rapport__stream_clear(struct rapport__stream *stream)
{
	if (stream->converts)
		iconv_close(stream->iconv);
	rapport__buffer_clear(&stream->buffer);
	rapport__buffer_clear(&stream->raw);
	*stream = (struct rapport__stream){ 0 };
}

static void consume(struct rapport__buffer *buffer, size_t size)
{
	if (!size)
		return;
	memmove(buffer->data, buffer->data + size, buffer->size - size);
	buffer->size -= size;
	buffer->data[buffer->size] = '\0';
}

/* Converts all of raw but a character that is not complete, and empties it.  What is no UTF-16
 * becomes U+FFFD. */
static bool convert(iconv_t converter, struct rapport__buffer *raw, struct rapport__buffer *out)
{
	char *in = raw->data;
	size_t left = raw->size;

	while (left > 1) {
		char *to;
		size_t room, result;

		if (!rapport__buffer_reserve(out, left + left / 2 + 64)) {
			consume(raw, raw->size - left);
			return false;
		}
		to = out->data + out->size;
		room = out->capacity - out->size - 1;
		result = iconv(converter, &in, &left, &to, &room);
		out->size = (size_t)(to - out->data);
		out->data[out->size] = '\0';
		if (result != (size_t)-1 || errno == EINVAL)
			break;
		if (errno == E2BIG)
			continue;
		memcpy(to, "\xEF\xBF\xBD", 4); /* of the 64 bytes above there is room left */
		out->size += 3;
		in += 2;
		left -= 2;
	}
	consume(raw, raw->size - left);
	return true;
}

static bool tell_form(struct rapport__stream *stream)
{
	size_t mark;
	enum rapport__stream_form form = rapport__stream_form(stream->raw.data, stream->raw.size,
							      &mark);

	consume(&stream->raw, mark);
	stream->told = true;
	if (form == RAPPORT__STREAM_BYTES) {
		struct rapport__buffer empty = stream->buffer;

		stream->buffer = stream->raw;
		stream->raw = empty;
		return true;
	}
	stream->iconv = iconv_open("UTF-8",
				   form == RAPPORT__STREAM_UTF16LE ? "UTF-16LE" : "UTF-16BE");
	stream->converts = stream->iconv != (iconv_t)-1;
	return stream->converts;
}

static bool read_chunk(struct rapport__stream *stream, struct rapport__buffer *into, size_t size)
{
	size_t got;

	if (!rapport__buffer_reserve(into, size))
		return false;
	errno = 0;
	got = fread(into->data + into->size, 1, size, stream->file);
	into->size += got;
	into->data[into->size] = '\0';
	if (got < size) {
		stream->file_ended = true;
		if (ferror(stream->file))
			stream->io_error = errno ? errno : EIO;
	}
	return true;
}

bool rapport__stream_fill(struct rapport__stream *stream)
{
	struct rapport__buffer *buffer = &stream->buffer;
	bool direct = stream->told && !stream->converts;
	size_t size;

	consume(buffer, stream->start);
	stream->start = 0;
	size = buffer->size < CHUNK_BYTES ? CHUNK_BYTES : buffer->size;
	if (size > CHUNK_BYTES_MAX)
		size = CHUNK_BYTES_MAX;
	if (!stream->file_ended && !read_chunk(stream, direct ? buffer : &stream->raw, size))
		return false;
	if (!stream->told && !tell_form(stream))
		return false;
	if (stream->converts && !convert(stream->iconv, &stream->raw, buffer))
		return false;
	stream->at_end = stream->file_ended;
	return true;
}

size_t rapport__stream_lines(const char *bytes, const char *end)
{
	size_t lines = 0;
	const char *p;

	for (p = bytes; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
		lines++;
	for (p = bytes; p < end && (p = memchr(p, '\r', (size_t)(end - p))); p++)
		lines += p + 1 == end || p[1] != '\n';
	return lines;
}

bool rapport__stream_head(const char **bytes, size_t *size, struct rapport__buffer *room)
{
	struct rapport__buffer raw = { 0 };
	size_t mark;
	enum rapport__stream_form form = rapport__stream_form(*bytes, *size, &mark);
	iconv_t converter;
	bool done;

	*bytes += mark;
	*size -= mark;
	if (form == RAPPORT__STREAM_BYTES)
		return true;
	room->size = 0;
	converter = iconv_open("UTF-8", form == RAPPORT__STREAM_UTF16LE ? "UTF-16LE" : "UTF-16BE");
	done = converter != (iconv_t)-1 && rapport__buffer_reserve(room, *size) &&
	       rapport__buffer_add(&raw, *bytes, *size) && convert(converter, &raw, room);
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	rapport__buffer_clear(&raw);
	*bytes = room->data;
	*size = room->size;
	return done;
}
