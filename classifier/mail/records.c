#include "mail/records.h"

#include "mail/charset.h"
#include "text/json.h"
#include "text/utf8.h"

#include <errno.h>
#include <string.h>

enum {
	CHUNK_BYTES = 256 * 1024,
	SCALAR_BYTES = 64,
	LOOK_BYTES = 32 * 1024, /* after which a JSON object is believed by its looks */
	NAMES_MAX = 4,
};

/* The members of a JSON object that are looked for, in the order of struct rapport__record. */
enum member {
	MEMBER_TEXT,
	MEMBER_MESSAGE_ID,
	MEMBER_DATE,
	MEMBER_FROM,
	MEMBER_TO,
	MEMBER_SUBJECT,
	MEMBER_CONVERSATION,
	MEMBERS
};

static const char *const member_names[MEMBERS][NAMES_MAX] = {
	[MEMBER_TEXT] = { "text", "body", "message", "content" },
	[MEMBER_MESSAGE_ID] = { "message_id", "id" },
	[MEMBER_DATE] = { "date", "timestamp" },
	[MEMBER_FROM] = { "from", "author" },
	[MEMBER_TO] = { "to" },
	[MEMBER_SUBJECT] = { "subject", "title" },
	[MEMBER_CONVERSATION] = { "conversation", "group", "thread" },
};

struct rapport__records {
	FILE *file;
	enum rapport__records_kind kind;
	struct rapport__buffer buffer;
	size_t start;   /* in buffer: what is not yet given */
	uint64_t lines; /* given or failed */
	bool started, at_end, text_given;
	int io_error;
	struct rapport__buffer members[MEMBERS]; /* cleaned */
};

enum rapport_status rapport__records_open(FILE *file, enum rapport__records_kind kind,
					  const char *head, size_t head_size,
					  rapport__records **records, struct rapport_error *error)
{
	rapport__records *made = rapport__calloc(1, sizeof *made);

	*records = NULL;
	if (!made || !rapport__buffer_add(&made->buffer, head, head_size)) {
		rapport__records_close(made);
		return rapport_fail_memory(error);
	}
	made->file = file;
	made->kind = kind;
	*records = made;
	return RAPPORT_OK;
}

void rapport__records_close(rapport__records *records)
{
	if (!records)
		return;
	for (size_t i = 0; i < MEMBERS; i++)
		rapport__buffer_clear(&records->members[i]);
	rapport__buffer_clear(&records->buffer);
	rapport__free(records);
}

/* ---- Looks ----------------------------------------------------------------------------------- */

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

bool rapport__records_look_binary(const char *bytes, size_t size)
{
	size_t controls = 0;

	for (size_t i = 0; i < size; i++) {
		if (!bytes[i])
			return true;
		controls += (unsigned char)bytes[i] < ' ' && !memchr("\t\n\r\f\x1B", bytes[i], 5);
	}
	return controls > 8 + size / 64;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static bool fill(rapport__records *records)
{
	struct rapport__buffer *buffer = &records->buffer;
	size_t left = buffer->size - records->start, got;

	if (records->start) {
		memmove(buffer->data, buffer->data + records->start, left);
		buffer->size = left;
		records->start = 0;
	}
	if (!rapport__buffer_reserve(buffer, CHUNK_BYTES))
		return false;
	errno = 0;
	got = fread(buffer->data + buffer->size, 1, CHUNK_BYTES, records->file);
	buffer->size += got;
	if (got < CHUNK_BYTES) {
		records->at_end = true;
		if (ferror(records->file))
			records->io_error = errno ? errno : EIO;
	}
	return true;
}

/* Gives the line at start, or all that is left for RECORDS_TEXT, without its line end, and moves
 * on.  *line NULL: there is none.  Of a line over RAPPORT_TEXT_BYTES_MAX only the size tells. */
static bool next_line(rapport__records *records, char **line, size_t *size)
{
	struct rapport__buffer *buffer = &records->buffer;
	size_t searched = 0, skipped = 0, left;
	char *newline = NULL;

	*line = NULL;
	for (;;) {
		left = buffer->size - records->start;
		if (records->kind != RAPPORT__RECORDS_TEXT && left > searched)
			newline = memchr(buffer->data + records->start + searched, '\n',
					 left - searched);
		if (newline || records->at_end)
			break;
		searched = left;
		if (left > RAPPORT_TEXT_BYTES_MAX) {
			skipped += left;
			searched = 0;
			records->start = buffer->size;
		}
		if (!fill(records))
			return false;
	}
	if (!newline && !left && !skipped)
		return true;
	*line = buffer->data + records->start;
	*size = newline ? (size_t)(newline - *line) : left;
	records->start += *size + (newline != NULL);
	*size += skipped;
	return true;
}

/* ---- Records --------------------------------------------------------------------------------- */

/* Text that is clean already stays where it is. */
static bool clean_text(rapport__records *records, const char *bytes, size_t size,
		       struct rapport__record *record)
{
	struct rapport__buffer *text = &records->members[MEMBER_TEXT];

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

/* Puts the member into records->members, on one line except for the text; *found tells whether
 * there is one.  False without memory. */
static bool read_member(rapport__records *records, const rapport__json *object, enum member member,
			bool *found)
{
	struct rapport__buffer *out = &records->members[member];
	char scalar[SCALAR_BYTES];

	out->size = 0;
	*found = false;
	for (size_t i = 0; i < NAMES_MAX && member_names[member][i] && !*found; i++) {
		const char *name = member_names[member][i];
		size_t size;
		const char *value = rapport__json_string(object, name, &size);

		if (!value && member != MEMBER_TEXT) {
			value = rapport__json_string_at(object, name, 0, &size);
			if (!value && rapport__json_scalar(object, name, scalar, sizeof scalar)) {
				value = scalar;
				size = strlen(scalar);
			}
		}
		if (!value)
			continue;
		if (!rapport__charset_clean(value, size, out))
			return false;
		*found = true;
	}
	for (size_t i = 0; member != MEMBER_TEXT && i < out->size; i++)
		if ((unsigned char)out->data[i] < ' ' || out->data[i] == 127)
			out->data[i] = ' ';
	return true;
}

static enum rapport_status read_object(rapport__records *records, const char *line, size_t size,
				       struct rapport__record *record, struct rapport_error *error)
{
	const char **strings[MEMBERS] = {
		[MEMBER_TEXT] = &record->text,
		[MEMBER_MESSAGE_ID] = &record->message_id,
		[MEMBER_DATE] = &record->date,
		[MEMBER_FROM] = &record->from,
		[MEMBER_TO] = &record->to,
		[MEMBER_SUBJECT] = &record->subject,
		[MEMBER_CONVERSATION] = &record->conversation,
	};
	rapport__json *object = NULL;
	enum rapport_status status = rapport__json_parse(line, size, &object, error);

	if (!status && !rapport__json_is_object(object))
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "not a JSON object");
	for (int i = 0; !status && i < MEMBERS; i++) {
		bool found;

		if (!read_member(records, object, (enum member)i, &found))
			status = rapport_fail_memory(error);
		else if (found)
			*strings[i] = records->members[i].data;
	}
	record->text_size = records->members[MEMBER_TEXT].size;
	if (!status && !record->text)
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				      "no member \"text\" or \"body\" that is a string");
	rapport__json_free(object);
	return status;
}

static bool is_blank(const char *line, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!memchr(" \t\r", line[i], 3))
			return false;
	return true;
}

static enum rapport_status read_record(rapport__records *records, char *line, size_t size,
				       struct rapport__record *record, struct rapport_error *error)
{
	if (size > RAPPORT_TEXT_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a text of %zu bytes, over %u",
				    size, RAPPORT_TEXT_BYTES_MAX);
	record->position = records->lines;
	if (records->kind == RAPPORT__RECORDS_JSONL)
		return read_object(records, line, size, record, error);
	if (size && line[size - 1] == '\r' && records->kind == RAPPORT__RECORDS_LINES)
		size--;
	return clean_text(records, line, size, record) ? RAPPORT_OK : rapport_fail_memory(error);
}

enum rapport_status rapport__records_next(rapport__records *records, struct rapport__record *record,
					  struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;
	size_t size = 0;
	char *line;

	for (;;) {
		*record = (struct rapport__record){ 0 };
		if (!next_line(records, &line, &size)) {
			records->start = records->buffer.size;
			records->at_end = true;
			return rapport_fail_memory(error);
		}
		if (!line)
			break;
		if (!records->lines++ && size >= 3 && !memcmp(line, "\xEF\xBB\xBF", 3)) {
			line += 3;
			size -= 3;
		}
		if (records->kind == RAPPORT__RECORDS_JSONL && size <= RAPPORT_TEXT_BYTES_MAX &&
		    is_blank(line, size))
			continue;
		status = read_record(records, line, size, record, error);
		if (status && error)
			error->place = records->lines;
		if (status)
			record->text = NULL;
		return status;
	}
	if (records->kind == RAPPORT__RECORDS_TEXT && !records->lines++) {
		record->text = "";
		record->position = 1;
	} else if (records->io_error) {
		errno = records->io_error;
		records->io_error = 0;
		return rapport_fail(error, RAPPORT_ERR_IO, records->lines, "%s", strerror(errno));
	}
	return RAPPORT_OK;
}
