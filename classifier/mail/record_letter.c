#include "mail/record_letter.h"

#include "mail/automatic.h"
#include "mail/html.h"

#include <string.h>

static const char *field_of(const struct rapport__record *record, const char *name)
{
	const char *end = record->fields + record->fields_size;

	for (const char *p = record->fields; p < end;) {
		const char *value = p + strlen(p) + 1;

		if (!strcasecmp(p, name))
			return value;
		p = value + strlen(value) + 1;
	}
	return NULL;
}

static const char *header_of(void *context, const char *name)
{
	const struct rapport__record *record = context;

	if (strcasecmp(name, "From") != 0)
		return field_of(record, name);
	return record->from_address ? record->from_address : record->from;
}

static const char *automatic_reason(struct rapport__record *record)
{
	const char *type = field_of(record, "Content-Type");

	return rapport__automatic_reason(&(struct rapport__automatic_mail){
		.header = header_of,
		.context = record,
		.content_type = type ? type : "text/plain",
		.subject = record->subject,
		.text = record->text,
		.text_size = record->text_size,
	});
}

/* Why a message of that status is nothing that reached the user, or NULL. */
static const char *discarded_reason(const char *status)
{
	static const char *const reasons[][2] = {
		{ "draft", "draft" }, { "trash", "deleted" }, { "spam", "spam" }, { "chat", "chat" }
	};

	for (size_t i = 0; status && i < sizeof reasons / sizeof *reasons; i++)
		if (!strcasecmp(status, reasons[i][0]))
			return reasons[i][1];
	return NULL;
}

static bool is_blank(const struct rapport__record *record)
{
	for (size_t i = 0; i < record->text_size; i++)
		if ((unsigned char)record->text[i] > ' ')
			return false;
	return true;
}

static enum rapport__skip find_skip(struct rapport__letter *letter, struct rapport__record *record,
				    const struct rapport__mine *mine)
{
	letter->skip_reason = discarded_reason(record->status);
	if (letter->skip_reason)
		return RAPPORT__SKIP_DISCARDED;
	if (!record->from_address && record->from)
		record->from_address = rapport__message_address(letter->message, record->from);
	letter->skip_reason = "own message";
	if (record->way == RAPPORT__RECORD_OUTGOING ||
	    rapport__mine_has(mine, record->from_address))
		return RAPPORT__SKIP_OWN;
	letter->skip_reason = record->is_mail ? automatic_reason(record) : NULL;
	if (letter->skip_reason)
		return RAPPORT__SKIP_AUTOMATIC;
	if (!is_blank(record))
		return RAPPORT__SKIP_NONE;
	letter->skip_reason = "no text";
	return RAPPORT__SKIP_EMPTY;
}

enum rapport_status rapport__record_letter_read(struct rapport__letter *letter,
						struct rapport__record *record,
						const struct rapport__mine *mine,
						struct rapport_error *error)
{
	struct rapport__buffer *words = &letter->new_words, *whole = &letter->whole;
	enum rapport_status status = RAPPORT_OK;

	letter->text = "";
	letter->text_size = words->size = whole->size = 0;
	if (record->html) {
		status = rapport__html_to_text(record->text, record->text_size, whole, error);
		if (status && status != RAPPORT_ERR_LIMIT)
			return status;
		record->text = whole->size ? whole->data : "";
		record->text_size = whole->size;
	}
	letter->skip = find_skip(letter, record, mine);
	if (letter->skip && letter->skip != RAPPORT__SKIP_OWN)
		return RAPPORT_OK;
	letter->text = record->text;
	letter->text_size = record->text_size;
	if (!record->is_mail)
		return RAPPORT_OK;
	status = rapport__reply_extract(&letter->reply, record->text, record->text_size, NULL,
					words, error);
	letter->text = words->size ? words->data : "";
	letter->text_size = words->size;
	if (!status && !words->size && !letter->skip) {
		letter->skip = RAPPORT__SKIP_EMPTY;
		letter->skip_reason = "nothing new";
	}
	return status;
}
