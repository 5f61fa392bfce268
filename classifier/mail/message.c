#include "mail/message.h"

#include "mail/automatic.h"
#include "mail/body.h"
#include "mail/transfer.h"
#include "mail/words.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	STRINGS_MAX = 8,       /* values of struct rapport__message that are no field's own */
	FROM_BYTES_MAX = 4096, /* in which an address is looked for */
	/* Of a Thread-Index: the base64 of its head of 22 bytes, which all messages of a thread
	 * share (MS-OXOMSG 2.2.1.3), as far as that is whole characters. */
	THREAD_INDEX_BYTES = 29,
};

struct field {
	struct rapport__mime_field raw;
	char *decoded; /* NULL until asked for */
};

/* The object behind a struct rapport__message, which is its first member. */
struct work {
	struct rapport__message message;
	const char *bytes; /* [size] borrowed, of the message */
	size_t size;
	struct rapport__body body;
	struct field *fields; /* [message.field_count] */
	size_t field_capacity;
	struct rapport__buffer value, scratch, words;
	char *strings[STRINGS_MAX];
	size_t string_count;
	bool no_memory;
};

void rapport__message_library_open(void)
{
	rapport__gmime_open();
}

void rapport__message_library_close(void)
{
	rapport__gmime_close();
}

enum rapport_status rapport__message_new(struct rapport__message **message,
					 struct rapport_error *error)
{
	struct work *work = rapport__calloc(1, sizeof *work);

	*message = NULL;
	if (!work)
		return rapport_fail_memory(error);
	*message = &work->message;
	return RAPPORT_OK;
}

static void forget(struct work *work)
{
	for (size_t i = 0; i < work->message.field_count; i++)
		rapport__free(work->fields[i].decoded);
	for (size_t i = 0; i < work->string_count; i++)
		rapport__free(work->strings[i]);
	work->string_count = 0;
	work->no_memory = false;
	work->message = (struct rapport__message){ .text = "" };
}

void rapport__message_free(struct rapport__message *message)
{
	struct work *work = (struct work *)message;

	if (!work)
		return;
	forget(work);
	rapport__body_clear(&work->body);
	rapport__buffer_clear(&work->value);
	rapport__buffer_clear(&work->scratch);
	rapport__buffer_clear(&work->words);
	rapport__free(work->fields);
	rapport__free(work);
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static bool read_fields(struct work *work, const char *p, const char *end)
{
	struct rapport__mime_field field;
	size_t *count = &work->message.field_count;

	p = rapport__mime_skip_blank(p, end);
	while (rapport__mime_field_next(&p, end, &field)) {
		if (*count == RAPPORT__MESSAGE_FIELDS_MAX) {
			work->message.truncated = true;
			break;
		}
		if (!rapport__grow(&work->fields, &work->field_capacity, *count + 1,
				   sizeof *work->fields))
			return false;
		work->fields[(*count)++] = (struct field){ .raw = field };
	}
	return true;
}

/* Puts the value of a field as it stands into work->value, as UTF-8 on one line; NULL: no memory.
 */
static const char *unfold_value(struct work *work, const struct rapport__mime_field *field)
{
	size_t size = field->value_size;

	work->value.size = 0;
	if (size > RAPPORT__MESSAGE_VALUE_BYTES_MAX)
		size = RAPPORT__MESSAGE_VALUE_BYTES_MAX;
	if (!rapport__charset_clean(field->value, size, &work->value)) {
		work->no_memory = true;
		return NULL;
	}
	rapport__charset_fold_blanks(&work->value);
	return work->value.data;
}

/* The same with its encoded words decoded. */
static const char *decode_value(struct work *work, const struct rapport__mime_field *field)
{
	struct rapport__buffer *value = &work->value, *scratch = &work->scratch;

	if (!unfold_value(work, field))
		return NULL;
	if (memmem(value->data, value->size, "=?", 2)) {
		scratch->size = 0;
		if (!rapport__words_decode(&work->body.charset, value->data, value->size,
					   &work->words, scratch)) {
			work->no_memory = true;
			return NULL;
		}
		value->size = 0;
		if (!rapport__buffer_add(value, scratch->data, scratch->size)) {
			work->no_memory = true;
			return NULL;
		}
		rapport__charset_fold_blanks(value);
	}
	return value->data;
}

static struct field *find_field(struct work *work, const char *name)
{
	size_t size = strlen(name);

	for (size_t i = 0; i < work->message.field_count; i++) {
		struct field *field = &work->fields[i];

		if (field->raw.name_size == size && !((*field->raw.name ^ *name) & ~0x20) &&
		    !strncasecmp(field->raw.name, name, size))
			return field;
	}
	return NULL;
}

const char *rapport__message_header(struct rapport__message *message, const char *name)
{
	struct work *work = (struct work *)message;
	struct field *field = find_field(work, name);

	if (!field)
		return NULL;
	if (!field->decoded && decode_value(work, &field->raw))
		field->decoded = rapport__strndup(work->value.data, work->value.size);
	if (!field->decoded)
		work->no_memory = true;
	return field->decoded;
}

/* Keeps a copy until the next parse; NULL for no text or no memory. */
static const char *keep_string(struct work *work, const char *text, size_t size)
{
	char *copy;

	if (!size)
		return NULL;
	copy = rapport__strndup(text, size);
	if (copy)
		work->strings[work->string_count++] = copy;
	else
		work->no_memory = true;
	return copy;
}

/* Message identifiers of a field without their <>, at most max of them with blanks between. */
static const char *read_ids(struct work *work, const char *name, size_t max)
{
	const char *p = rapport__message_header(&work->message, name);
	struct rapport__buffer *ids = &work->value;

	ids->size = 0;
	for (; p && max; max--) {
		const char *open = strchr(p, '<'), *start = open ? open + 1 : p + strspn(p, " ");
		size_t size = strcspn(start, open ? "> <" : " ");

		/* Without <> it is an identifier only where it looks like one. */
		if (!open && (ids->size || !memchr(start, '@', size)))
			break;
		if (size && ((ids->size && !rapport__buffer_add(ids, " ", 1)) ||
			     !rapport__buffer_add(ids, start, size))) {
			work->no_memory = true;
			break;
		}
		p = start + size;
	}
	return keep_string(work, ids->data, ids->size);
}

static const char *read_date(struct work *work)
{
	const char *value = rapport__message_header(&work->message, "Date");
	char date[32];

	if (!value || !rapport__gmime_read_date(value, date))
		return NULL;
	return keep_string(work, date, strlen(date));
}

/* The value is one that stands undecoded, since a decoded name may hold anything. */
static const char *read_address(struct work *work, struct rapport__mime_field field)
{
	struct rapport__buffer *value = &work->value, *scratch = &work->scratch;

	if (field.value_size > FROM_BYTES_MAX)
		field.value_size = FROM_BYTES_MAX;
	if (!unfold_value(work, &field))
		return NULL;
	scratch->size = 0;
	work->no_memory |= !rapport__gmime_read_address(value->data, scratch);
	value->size = 0;
	work->no_memory |= !rapport__charset_clean(scratch->data, scratch->size, value);
	return keep_string(work, value->data, value->size);
}

const char *rapport__message_address(struct rapport__message *message, const char *value)
{
	struct work *work = (struct work *)message;

	forget(work);
	return read_address(
		work, (struct rapport__mime_field){ .value = value, .value_size = strlen(value) });
}

static const char *read_thread(struct work *work)
{
	const char *id = rapport__message_header(&work->message, "X-GM-THRID");

	if (id && *id)
		return id;
	id = rapport__message_header(&work->message, "Thread-Index");
	return id && strlen(id) >= THREAD_INDEX_BYTES ? keep_string(work, id, THREAD_INDEX_BYTES)
						      : NULL;
}

static void read_envelope(struct work *work)
{
	struct rapport__message *message = &work->message;
	const struct field *from;

	message->message_id = read_ids(work, "Message-ID", 1);
	message->in_reply_to = read_ids(work, "In-Reply-To", 1);
	message->references = read_ids(work, "References", SIZE_MAX);
	message->thread = read_thread(work);
	message->date = read_date(work);
	message->from = rapport__message_header(message, "From");
	from = find_field(work, "From");
	message->from_address = from ? read_address(work, from->raw) : NULL;
	message->to = rapport__message_header(message, "To");
	message->cc = rapport__message_header(message, "Cc");
	message->subject = rapport__message_header(message, "Subject");
}

static const char *header_of(void *context, const char *name)
{
	return rapport__message_header(context, name);
}

const char *rapport__message_automatic(struct rapport__message *message)
{
	return rapport__automatic_reason(&(struct rapport__automatic_mail){
		.header = header_of,
		.context = message,
		.content_type = message->content_type,
		.report_type = message->report_type,
		.calendar = message->calendar,
		.subject = message->subject,
		.text = message->text,
		.text_size = message->text_size,
	});
}

enum rapport_status rapport__message_parse_header(struct rapport__message *message,
						  const char *bytes, size_t size,
						  struct rapport_error *error)
{
	struct work *work = (struct work *)message;

	forget(work);
	work->bytes = size ? bytes : "";
	work->size = size;
	if (!read_fields(work, work->bytes, work->bytes + size))
		return rapport_fail_memory(error);
	read_envelope(work);
	return work->no_memory ? rapport_fail_memory(error) : RAPPORT_OK;
}

enum rapport_status rapport__message_wrapped(struct rapport__message *message, const char **bytes,
					     size_t *size, struct rapport_error *error)
{
	struct work *work = (struct work *)message;

	*bytes = work->body.tnef.body;
	*size = work->body.tnef.size;
	if (*bytes &&
	    !rapport__transfer_decode(work->body.tnef.encoding, bytes, size, &work->scratch))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}

enum rapport_status rapport__message_parse_inner(struct rapport__message *message,
						 const char *bytes, size_t size,
						 struct rapport_error *error)
{
	struct work *work = (struct work *)message;
	enum rapport_status status = rapport__body_read(&work->body, bytes, size, error);

	if (status)
		return status;
	message->text = work->body.text.data;
	message->text_size = work->body.text.size;
	message->calendar |= work->body.calendar;
	message->truncated |= work->body.truncated;
	return RAPPORT_OK;
}

enum rapport_status rapport__message_parse_body(struct rapport__message *message,
						struct rapport_error *error)
{
	struct work *work = (struct work *)message;
	struct rapport__body *body = &work->body;
	enum rapport_status status = rapport__body_read(body, work->bytes, work->size, error);

	if (status)
		return status;
	message->content_type = keep_string(work, body->type.type, strlen(body->type.type));
	message->report_type = keep_string(work, body->type.report_type,
					   strlen(body->type.report_type));
	message->text = body->text.data;
	message->text_size = body->text.size;
	message->calendar = body->calendar;
	message->truncated |= body->truncated;
	return work->no_memory ? rapport_fail_memory(error) : RAPPORT_OK;
}

enum rapport_status rapport__message_parse(struct rapport__message *message, const char *bytes,
					   size_t size, struct rapport_error *error)
{
	enum rapport_status status = rapport__message_parse_header(message, bytes, size, error);

	return status ? status : rapport__message_parse_body(message, error);
}
