#include "mail/records.h"

#include "mail/charset.h"
#include "mail/csv_look.h"
#include "mail/json_scan.h"
#include "mail/objects.h"
#include "mail/table.h"
#include "text/json.h"
#include "text/utf8.h"

#include <errno.h>
#include <string.h>

enum {
	LOOK_BYTES = 32 * 1024, /* after which a JSON object is believed by its looks */
	LOOK_LINES = 16,
};

struct rapport__records {
	struct rapport__stream stream;
	enum rapport__records_kind kind;
	uint64_t lines; /* given or failed */
	bool started, ended;
	struct rapport__buffer clean; /* the text at hand, where it had to be cleaned */
	struct rapport__objects objects;
	struct rapport__json_scan scan;
	rapport__table *table;
};

/* ---- Looks ----------------------------------------------------------------------------------- */

static const char *skip_blank(const char *p, const char *end)
{
	while (p < end && memchr(" \t\r\n", *p, 4))
		p++;
	return p;
}

bool rapport__records_look_jsonl(const char *bytes, size_t size)
{
	const char *p = bytes, *end = bytes + size;
	const char *newline = memchr(p, '\n', size);
	rapport__json *value = NULL;
	bool is = false;

	if (!size || *p != '{')
		return false;
	/* A first line that is longer than the head is believed by its looks. */
	if (!newline && size > LOOK_BYTES) {
		for (p++; p < end && memchr(" \t", *p, 2);)
			p++;
		return p < end && *p == '"';
	}
	if (!rapport__json_parse(p, newline ? (size_t)(newline - p) : size, &value, NULL))
		is = rapport__json_is_object(value);
	rapport__json_free(value);
	return is;
}

/* Whether a member name and a colon stand at p, or as much of them as there is. */
static bool looks_member(const char *p, const char *end)
{
	if (p == end || *p++ != '"')
		return false;
	for (; p < end && *p != '"' && *p != '\n'; p++)
		p += *p == '\\' && p + 1 < end;
	if (p < end && *p++ != '"')
		return false;
	p = skip_blank(p, end);
	return p == end || *p == ':';
}

static bool looks_json(const char *bytes, size_t size)
{
	const char *end = bytes + size, *p = skip_blank(bytes, end);

	if (p < end && *p == '[') {
		p = skip_blank(p + 1, end);
		if (p < end && *p == ']')
			return skip_blank(p + 1, end) == end;
	}
	if (p == end || *p != '{')
		return false;
	p = skip_blank(p + 1, end);
	return p < end && (*p == '}' ? skip_blank(p + 1, end) == end : looks_member(p, end));
}

bool rapport__records_look_json(const char *bytes, size_t size)
{
	struct rapport__buffer room = { 0 };
	bool is = rapport__stream_head(&bytes, &size, &room) && size &&
		  (looks_json(bytes, size) || rapport__records_look_jsonl(bytes, size));

	rapport__buffer_clear(&room);
	return is;
}

bool rapport__records_look_csv(const char *bytes, size_t size)
{
	struct rapport__buffer room = { 0 };
	bool last = size < LOOK_BYTES;
	bool is = rapport__stream_head(&bytes, &size, &room) &&
		  rapport__csv_look(bytes, size, last);

	rapport__buffer_clear(&room);
	return is;
}

bool rapport__records_look_binary(const char *bytes, size_t size)
{
	struct rapport__buffer room = { 0 };
	size_t controls = 0;
	bool binary = !rapport__stream_head(&bytes, &size, &room);

	for (size_t i = 0; i < size && !binary; i++) {
		binary = !bytes[i];
		controls += (unsigned char)bytes[i] < ' ' && !memchr("\t\n\r\f\x1B", bytes[i], 5);
	}
	rapport__buffer_clear(&room);
	return binary || controls > 8 + size / 64;
}

/* ---- Opening --------------------------------------------------------------------------------- */

/* Whether two of the first lines hold an object each. */
static bool looks_lines(const char *bytes, size_t size)
{
	const char *p = bytes, *end = bytes + size;
	size_t objects = 0;

	for (size_t i = 0; p < end && i < LOOK_LINES; i++) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *last = newline ? newline : end;

		while (last > p && memchr(" \t\r", last[-1], 3))
			last--;
		objects += last - p > 1 && *p == '{' && last[-1] == '}';
		p = newline ? newline + 1 : end;
	}
	return objects > 1;
}

/* Reads what tells how to go on: a table's header, the first lines of JSON. */
static enum rapport_status start(rapport__records *records, struct rapport_error *error)
{
	struct rapport__stream *stream = &records->stream;

	records->started = true;
	if (records->kind == RAPPORT__RECORDS_CSV || records->kind == RAPPORT__RECORDS_TSV)
		return rapport__table_open(stream,
					   records->kind == RAPPORT__RECORDS_TSV ? '\t' : '\0',
					   records->objects.wanted, &records->table, error);
	if (records->kind != RAPPORT__RECORDS_JSON)
		return RAPPORT_OK;
	if (!rapport__stream_fill(stream))
		return rapport_fail_memory(error);
	if (looks_lines(stream->buffer.data, stream->buffer.size))
		records->kind = RAPPORT__RECORDS_JSONL;
	return RAPPORT_OK;
}

enum rapport_status rapport__records_open(FILE *file, enum rapport__records_kind kind,
					  const char *head, size_t head_size,
					  rapport__records **records, struct rapport_error *error)
{
	rapport__records *made = rapport__calloc(1, sizeof *made);

	*records = NULL;
	if (!made || !rapport__stream_init(&made->stream, file, head, head_size)) {
		rapport__records_close(made);
		return rapport_fail_memory(error);
	}
	made->kind = kind;
	made->scan.accept = rapport__objects_accept;
	made->scan.context = &made->objects;
	*records = made;
	return RAPPORT_OK;
}

void rapport__records_want(rapport__records *records, const struct rapport__role_wanted *wanted)
{
	records->objects.wanted = wanted;
}

void rapport__records_close(rapport__records *records)
{
	if (!records)
		return;
	rapport__table_close(records->table);
	rapport__objects_clear(&records->objects);
	rapport__stream_clear(&records->stream);
	rapport__buffer_clear(&records->clean);
	rapport__free(records);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* Gives the line at start, or all that is left for RECORDS_TEXT, without its line end, and moves
 * on.  *line NULL: there is none.  Of a line over RAPPORT_TEXT_BYTES_MAX only the size tells. */
static bool next_line(rapport__records *records, char **line, size_t *size)
{
	struct rapport__stream *stream = &records->stream;
	struct rapport__buffer *buffer = &stream->buffer;
	size_t searched = 0, skipped = 0, left;
	char *newline = NULL;

	*line = NULL;
	for (;;) {
		left = buffer->size - stream->start;
		if (records->kind != RAPPORT__RECORDS_TEXT && left > searched)
			newline = memchr(buffer->data + stream->start + searched, '\n',
					 left - searched);
		if (newline || stream->at_end)
			break;
		searched = left;
		if (left > RAPPORT_TEXT_BYTES_MAX) {
			skipped += left;
			searched = 0;
			stream->start = buffer->size;
		}
		if (!rapport__stream_fill(stream))
			return false;
	}
	if (!newline && !left && !skipped)
		return true;
	*line = buffer->data + stream->start;
	*size = newline ? (size_t)(newline - *line) : left;
	stream->start += *size + (newline != NULL);
	*size += skipped;
	return true;
}

/* Text that is clean already stays where it is. */
static bool clean_text(rapport__records *records, const char *bytes, size_t size,
		       struct rapport__record *record)
{
	struct rapport__buffer *text = &records->clean;

	record->text = bytes;
	record->text_size = size;
	if (!memchr(bytes, '\0', size) && !memchr(bytes, '\r', size) &&
	    rapport__utf8_valid(bytes, size))
		return true;
	text->size = 0;
	if (!rapport__charset_clean(bytes, size, text))
		return false;
	record->text = text->data;
	record->text_size = text->size;
	return true;
}

static bool is_blank(const char *line, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!memchr(" \t\r", line[i], 3))
			return false;
	return true;
}

static enum rapport_status read_line(rapport__records *records, char *line, size_t size,
				     struct rapport__record *record, struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;

	if (size > RAPPORT_TEXT_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a text of %zu bytes, over %u",
				    size, RAPPORT_TEXT_BYTES_MAX);
	if (size && line[size - 1] == '\r' && records->kind == RAPPORT__RECORDS_LINES)
		size--;
	if (records->kind == RAPPORT__RECORDS_JSONL)
		status = rapport__objects_read(&records->objects, line, size, record, error);
	else if (!clean_text(records, line, size, record))
		status = rapport_fail_memory(error);
	record->position = records->lines;
	return status;
}

/* ---- Records --------------------------------------------------------------------------------- */

static enum rapport_status next_of_lines(rapport__records *records, struct rapport__record *record,
					 struct rapport_error *error)
{
	enum rapport_status status;
	size_t size = 0;
	char *line;

	do {
		if (!next_line(records, &line, &size)) {
			records->ended = true;
			return rapport_fail_memory(error);
		}
		if (!line)
			break;
		records->lines++;
	} while (records->kind == RAPPORT__RECORDS_JSONL && size <= RAPPORT_TEXT_BYTES_MAX &&
		 is_blank(line, size));
	if (line) {
		status = read_line(records, line, size, record, error);
		if (status && error)
			error->place = records->lines;
		return status;
	}
	if (records->kind == RAPPORT__RECORDS_TEXT && !records->lines++) {
		record->text = "";
		record->position = 1;
	}
	return RAPPORT_OK;
}

static enum rapport_status next_of_json(rapport__records *records, struct rapport__record *record,
					struct rapport_error *error)
{
	struct rapport__json_scan_found found;
	enum rapport_status status = rapport__json_scan_next(&records->scan, &records->stream,
							     &found, error);

	records->lines = records->scan.lines;
	records->ended |= status == RAPPORT_ERR_MEMORY;
	if (status || !found.bytes)
		return status;
	status = rapport__objects_read(&records->objects, found.bytes, found.size, record, error);
	record->position = found.line;
	if (status && error)
		error->place = found.line;
	return status;
}

static enum rapport_status next_of_table(rapport__records *records, struct rapport__record *record,
					 struct rapport_error *error)
{
	enum rapport_status status = rapport__table_next(records->table, record, error);

	records->ended |= status == RAPPORT_ERR_MEMORY;
	return status;
}

enum rapport_status rapport__records_next(rapport__records *records, struct rapport__record *record,
					  struct rapport_error *error)
{
	struct rapport__stream *stream = &records->stream;
	enum rapport_status status;

	*record = (struct rapport__record){ 0 };
	if (records->ended)
		return RAPPORT_OK;
	if (!records->started) {
		status = start(records, error);
		records->ended = status != RAPPORT_OK;
		if (status)
			return status;
	}
	if (records->table)
		status = next_of_table(records, record, error);
	else if (records->kind == RAPPORT__RECORDS_JSON)
		status = next_of_json(records, record, error);
	else
		status = next_of_lines(records, record, error);
	if (status)
		record->text = NULL;
	if (!status && !record->text && stream->io_error) {
		records->ended = true;
		errno = stream->io_error;
		return rapport_fail(error, RAPPORT_ERR_IO, records->lines, "%s", strerror(errno));
	}
	return status;
}
