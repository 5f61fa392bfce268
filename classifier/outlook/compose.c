#include "outlook/compose.h"

#include "outlook/envelope.h"
#include "outlook/header_fields.h"
#include "outlook/lzfu.h"
#include "outlook/rtf.h"

#include <string.h>

/* Base64 has no "=_" within, so this stands in no part. */
#define BOUNDARY "=_outlook_item"

static const char calendar[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";

/* The body in both ways; empty where there is none. */
struct body {
	struct rapport__buffer text, html;
};

static bool is_blank(const struct rapport__buffer *text)
{
	for (size_t i = 0; i < text->size; i++)
		if ((unsigned char)text->data[i] > ' ')
			return false;
	return true;
}

static void cut(struct rapport__buffer *text)
{
	size_t limit = RAPPORT__COMPOSE_TEXT_BYTES_MAX;

	if (text->size <= limit)
		return;
	while (limit && ((unsigned char)text->data[limit] & 0xC0) == 0x80)
		limit--;
	text->size = limit;
	text->data[limit] = '\0';
}

/* ---- The body -------------------------------------------------------------------------------- */

/* What the rich text holds, where it is wanted. */
static enum rapport_status read_rtf(struct rapport__item *item, struct body *body,
				    struct rapport_error *error)
{
	const struct rapport__item_property *property = rapport__item_find(item, RAPPORT__ITEM_RTF);
	struct rapport__buffer rtf = { 0 }, text = { 0 };
	bool html = false;
	enum rapport_status status;

	if (!property || !property->bytes.size)
		return RAPPORT_OK;
	status = rapport__lzfu_unpack(property->bytes.data, property->bytes.size, &rtf, error);
	if (!status)
		status = rapport__rtf_read(&item->charset, rtf.data ? rtf.data : "", rtf.size,
					   &text, &html, error);
	if (!status && (html || is_blank(&body->text))) {
		struct rapport__buffer *into = html ? &body->html : &body->text;

		rapport__buffer_clear(into);
		*into = text;
		text = (struct rapport__buffer){ 0 };
	}
	rapport__buffer_clear(&rtf);
	rapport__buffer_clear(&text);
	return status;
}

/* Fails with what the rich text fails with where there is nothing beside it. */
static enum rapport_status read_body(struct rapport__item *item, struct body *body,
				     struct rapport_error *error)
{
	enum rapport_status status;

	if (!rapport__item_text(item, RAPPORT__ITEM_BODY, &body->text) ||
	    (is_blank(&body->text) &&
	     !rapport__item_text(item, RAPPORT__ITEM_REPORT, &body->text)) ||
	    !rapport__item_text(item, RAPPORT__ITEM_HTML, &body->html))
		return rapport_fail_memory(error);
	if (!is_blank(&body->html))
		return RAPPORT_OK;
	status = read_rtf(item, body, error);
	if (status && status != RAPPORT_ERR_MEMORY && !is_blank(&body->text))
		return RAPPORT_OK;
	return status;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static bool write_part(struct rapport__buffer *out, const char *type, const char *bytes,
		       size_t size)
{
	return rapport__buffer_add_string(out, "Content-Type: ") &&
	       rapport__buffer_add_string(out, type) &&
	       rapport__buffer_add_string(out, "; charset=utf-8\n"
					       "Content-Transfer-Encoding: base64\n\n") &&
	       rapport__header_base64(out, bytes, size, true);
}

static bool write_text(struct rapport__buffer *out, const struct body *body)
{
	return write_part(out, "text/plain", body->text.data ? body->text.data : "",
			  body->text.size);
}

static bool write_next(struct rapport__buffer *out)
{
	return rapport__buffer_add_string(out, "\n--" BOUNDARY "\n");
}

static bool write_end(struct rapport__buffer *out)
{
	return rapport__buffer_add_string(out, "\n--" BOUNDARY "--\n");
}

static bool write_multipart(struct rapport__buffer *out, const char *type)
{
	return rapport__buffer_add_string(out, "Content-Type: ") &&
	       rapport__buffer_add_string(out, type) &&
	       rapport__buffer_add_string(out, "; boundary=\"" BOUNDARY "\"\n");
}

static bool write_alternatives(struct rapport__buffer *out, const struct body *body, bool meeting)
{
	return write_multipart(out, "multipart/alternative") && write_next(out) &&
	       write_text(out, body) &&
	       (is_blank(&body->html) ||
		(write_next(out) &&
		 write_part(out, "text/html", body->html.data, body->html.size))) &&
	       (!meeting || (write_next(out) &&
			     write_part(out, "text/calendar", calendar, sizeof calendar - 1))) &&
	       write_end(out);
}

static bool write_body(struct rapport__buffer *out, const struct body *body,
		       enum rapport__message_class kind)
{
	bool html = !is_blank(&body->html);

	if (!rapport__buffer_add_string(out, "MIME-Version: 1.0\n"))
		return false;
	if (kind == RAPPORT__CLASS_BOUNCE)
		return write_multipart(out, "multipart/report; report-type=delivery-status") &&
		       write_next(out) &&
		       (html && is_blank(&body->text)
				? write_part(out, "text/html", body->html.data, body->html.size)
				: write_text(out, body)) &&
		       write_end(out);
	if (kind == RAPPORT__CLASS_MEETING || kind == RAPPORT__CLASS_CALENDAR)
		return write_alternatives(out, body, true);
	if (!html)
		return write_text(out, body);
	if (is_blank(&body->text))
		return write_part(out, "text/html", body->html.data, body->html.size);
	return write_alternatives(out, body, false);
}

static enum rapport_status check_secret(struct rapport__item *item,
					enum rapport__message_class kind, const struct body *body,
					struct rapport_error *error)
{
	bool empty = is_blank(&body->text) && is_blank(&body->html);

	if (kind == RAPPORT__CLASS_PROTECTED || item->rights_managed ||
	    rapport__envelope_is_protected(item))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "is rights-managed: its text cannot be read");
	if (item->encrypted)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "is encrypted: its text cannot be read");
	if (kind == RAPPORT__CLASS_SEALED && empty)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "is encrypted or enclosed by S/MIME: its text cannot be read");
	return RAPPORT_OK;
}

enum rapport_status rapport__compose_message(struct rapport__item *item,
					     struct rapport__buffer *message,
					     struct rapport_error *error)
{
	enum rapport__message_class kind = rapport__item_class(item);
	struct body body = { 0 };
	enum rapport_status status, body_status = read_body(item, &body, error);
	bool written;

	message->size = 0;
	status = check_secret(item, kind, &body, error);
	if (status || body_status == RAPPORT_ERR_MEMORY)
		goto done;
	cut(&body.text);
	cut(&body.html);
	written = rapport__envelope_write(item, kind, message);
	if (item->signed_part.size && is_blank(&body.text) && is_blank(&body.html))
		written = written && rapport__buffer_add(message, item->signed_part.data,
							 item->signed_part.size);
	else
		written = written && write_body(message, &body, kind);
	status = written ? RAPPORT_OK : rapport_fail_memory(error);
done:
	rapport__buffer_clear(&body.text);
	rapport__buffer_clear(&body.html);
	return status ? status : body_status;
}

bool rapport__compose_give(struct rapport__item *item, const char *where,
			   struct rapport__buffer *message,
			   const struct rapport__compose_sink *sink)
{
	struct rapport_error error = { 0 };
	enum rapport_status status = rapport__compose_message(item, message, &error);

	if (message->size && status != RAPPORT_ERR_MEMORY &&
	    !sink->message(sink->context, message->data, message->size))
		return false;
	return !status || sink->failure(sink->context, where, error.text);
}
