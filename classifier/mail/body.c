#include "mail/body.h"

#include "mail/cms.h"
#include "mail/transfer.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Text that was taken is never blank, so that its size tells whether there is any. */
static bool is_blank(const struct rapport__buffer *text)
{
	for (size_t i = 0; i < text->size; i++)
		if ((unsigned char)text->data[i] > ' ')
			return false;
	return true;
}

/* ---- Text ------------------------------------------------------------------------------------ */

/* The multiparts of the message that the part at hand belongs to. */
static size_t first_level(const struct rapport__body *body)
{
	return body->nested ? body->nest : 0;
}

/* Whether the piece is what was just added as plain text. */
static bool is_repeated(const struct rapport__body *body, const struct rapport__buffer *text)
{
	const struct rapport__buffer *piece = &body->reader.piece;

	return body->plain < text->size &&
	       rapport__alternative_same(piece->data, piece->size, text->data + body->plain,
					 text->size - body->plain);
}

/* Adds the piece behind what is in text, as a quotation where quoted is set. */
static bool add_piece(struct rapport__buffer *text, const struct rapport__buffer *piece,
		      bool quoted)
{
	const char *p = piece->data, *end = p + piece->size;

	if (text->size && text->data[text->size - 1] != '\n' && !rapport__buffer_add(text, "\n", 1))
		return false;
	if (!quoted)
		return rapport__buffer_add(text, p, piece->size);
	if (text->size && !rapport__buffer_add(text, ">\n", 2))
		return false;
	while (p < end && text->size < RAPPORT__BODY_TEXT_BYTES_MAX) {
		const char *next = rapport__mime_after_line(p, end);

		if (!rapport__buffer_add(text, "> ", *p == '\n' || *p == '>' ? 1 : 2) ||
		    !rapport__buffer_add(text, p, (size_t)(next - p)))
			return false;
		p = next;
	}
	return true;
}

static enum rapport_status take_text(struct rapport__body *body, const struct rapport__part *part,
				     struct rapport_error *error)
{
	bool spare = body->nested || part->kind == RAPPORT__PART_SPARE;
	struct rapport__buffer *text = spare ? &body->spare : &body->text;
	enum rapport__part_kind kind = part->kind;
	struct rapport__choice *rival;
	enum rapport_status status;

	if ((spare && body->text.size) || text->size >= RAPPORT__BODY_TEXT_BYTES_MAX ||
	    !rapport__choice_wanted(body->choices, &body->mime, first_level(body), kind, &rival))
		return RAPPORT_OK;
	status = rapport__part_text(&body->reader, part, RAPPORT__BODY_TEXT_BYTES_MAX - text->size,
				    error);
	if (!status && body->reader.file) /* better than nothing, and no better */
		return body->spare.size || add_piece(&body->spare, &body->reader.piece, false)
			       ? RAPPORT_OK
			       : rapport_fail_memory(error);
	if (status || is_blank(&body->reader.piece) ||
	    (rival && !rapport__choice_outdoes(rival, kind, &body->reader.piece, text)) ||
	    (kind == RAPPORT__PART_HTML && !rival && is_repeated(body, text)))
		return status;
	if (kind != RAPPORT__PART_SPARE)
		rapport__choice_take(body->choices, &body->mime, first_level(body), kind,
				     &body->reader.piece, text);
	body->plain = SIZE_MAX;
	if (kind == RAPPORT__PART_PLAIN && !spare)
		body->plain = text->size;
	return add_piece(text, &body->reader.piece, body->nested) ? RAPPORT_OK
								  : rapport_fail_memory(error);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

/* Undoes the coding of a part that has parts inside, to be read when the rest has no text; type is
 * what to read it as, "" where that stands inside. */
static bool keep_inner(struct rapport__body *body, const struct rapport__part *part,
		       const char *type, size_t type_size)
{
	struct rapport__buffer *inner = &body->inner;
	const char *bytes = part->body;
	size_t size = part->size;

	if (inner->size || body->text.size)
		return true;
	if (size > RAPPORT__BODY_INNER_BYTES_MAX) {
		size = RAPPORT__BODY_INNER_BYTES_MAX;
		body->truncated = true;
	}
	if (!rapport__transfer_decode(part->encoding, &bytes, &size, &body->reader.decoded))
		return false;
	if (part->kind == RAPPORT__PART_SIGNED)
		return rapport__cms_content(bytes, size, inner);
	return rapport__buffer_add_string(inner, "Content-Type:") &&
	       rapport__buffer_add(inner, type, type_size) &&
	       rapport__buffer_add_string(inner, "\n\n") && rapport__buffer_add(inner, bytes, size);
}

/* Whether the body of the part at hand, which should have parts, is coded as a whole. */
static bool is_coded(struct rapport__body *body, const struct rapport__part *part)
{
	const char *bytes = part->body;
	size_t size = part->size < 4096 ? part->size : 4096;

	return !rapport__transfer_decode(part->encoding, &bytes, &size, &body->reader.decoded) ||
	       bytes != part->body;
}

/* Opens a multipart; false when no parts can be told apart in it. */
static bool enter(struct rapport__body *body, struct rapport__part *part)
{
	const char *type = part->content.type;

	if (!rapport__mime_find_boundary(&body->mime, part->content.boundary,
					 sizeof part->content.boundary))
		return false;
	if (!rapport__mime_enter(&body->mime, part->content.boundary))
		return body->mime.truncated;
	body->choices[body->mime.depth - 1] = (struct rapport__choice){
		.alternative = !strcmp(type, "multipart/alternative"),
		.related = !strcmp(type, "multipart/related"),
		.digest = !strcmp(type, "multipart/digest"),
		.mark = body->nested ? body->spare.size : body->text.size,
	};
	return true;
}

/* What stands in a message within is read where nothing else was found. */
static void open_message(struct rapport__body *body)
{
	if (body->text.size)
		return;
	if (!body->nested) {
		body->nest = body->mime.depth;
		body->messages = 0;
	}
	body->nested = true;
	if (++body->messages > RAPPORT__BODY_MESSAGES_MAX) {
		body->truncated = true;
		return;
	}
	rapport__mime_message(&body->mime);
}

/* An attachment.  The message itself is none. */
static bool is_set_aside(const struct rapport__body *body, const struct rapport__part *part)
{
	const struct rapport__buffer *text = body->nested ? &body->spare : &body->text;

	if (!body->mime.depth)
		return false;
	return part->content.attachment || (part->content.named && text->size);
}

static void keep_tnef(struct rapport__body *body, const struct rapport__part *part)
{
	if (body->tnef.body || body->nested)
		return;
	body->tnef.body = part->body;
	body->tnef.size = part->size;
	memcpy(body->tnef.encoding, part->encoding, sizeof body->tnef.encoding);
}

/* A part with parts inside: opens it, or makes it a plain text, where none can be told apart.
 * False without memory. */
static bool take_parts(struct rapport__body *body, struct rapport__part *part,
		       const struct rapport__mime_field *type)
{
	struct rapport__mime *mime = &body->mime;
	const char *place = mime->place;

	if (part->kind == RAPPORT__PART_MULTIPART && enter(body, part))
		return true;
	/* Looking for the end of each of many within each other would take long. */
	if (body->nested && body->messages > RAPPORT__BODY_MESSAGES_MAX)
		return true;
	rapport__mime_body(mime, &part->body, &part->size);
	if (part->encoding[0] && is_coded(body, part))
		return keep_inner(body, part, type->value, type->value_size);
	mime->place = place;
	if (part->kind == RAPPORT__PART_MESSAGE)
		open_message(body);
	else
		part->kind = RAPPORT__PART_PLAIN;
	return true;
}

static enum rapport_status take_part(struct rapport__body *body, struct rapport__part *part,
				     const struct rapport__mime_field *type,
				     struct rapport_error *error)
{
	struct rapport__mime *mime = &body->mime;
	bool done = true;

	switch (part->kind) {
	case RAPPORT__PART_MULTIPART:
	case RAPPORT__PART_MESSAGE:
		done = take_parts(body, part, type);
		break;
	case RAPPORT__PART_PARTIAL:
		if (body->text.size)
			break;
		/* The first piece begins with the header block of the whole. */
		if (rapport__mime_look(mime->place, mime->end))
			rapport__mime_message(mime);
		else
			part->kind = RAPPORT__PART_PLAIN;
		break;
	case RAPPORT__PART_SIGNED:
		rapport__mime_body(mime, &part->body, &part->size);
		done = keep_inner(body, part, "", 0);
		break;
	case RAPPORT__PART_TNEF:
		rapport__mime_body(mime, &part->body, &part->size);
		keep_tnef(body, part);
		break;
	default:
		break;
	}
	if (!done)
		return rapport_fail_memory(error);
	if (part->kind < RAPPORT__PART_SPARE || part->kind > RAPPORT__PART_PLAIN ||
	    is_set_aside(body, part))
		return RAPPORT_OK;
	rapport__mime_body(mime, &part->body, &part->size);
	return take_text(body, part, error);
}

static enum rapport_status read_parts(struct rapport__body *body, const char *bytes, size_t size,
				      bool whole, struct rapport_error *error)
{
	struct rapport__mime *mime = &body->mime;
	struct rapport__mime_header header;
	struct rapport__part part;
	enum rapport_status status = RAPPORT_OK;

	rapport__mime_start(mime, bytes, size);
	body->nested = false;
	while (!status) {
		bool inside = mime->inside;

		if (!rapport__mime_next(mime, &header))
			break;
		if (!inside && mime->depth <= body->nest)
			body->nested = false;
		if (!rapport__part_read(&body->reader, &header, &part))
			return rapport_fail_memory(error);
		if (whole && mime->parts == 1)
			body->type = part.content;
		/* RFC 2046, section 5.1.5. */
		if (!part.typed && !inside && mime->depth && body->choices[mime->depth - 1].digest)
			part.kind = RAPPORT__PART_MESSAGE;
		body->calendar |= part.kind == RAPPORT__PART_CALENDAR && !body->nested;
		status = take_part(body, &part, &header.type, error);
	}
	body->truncated |= mime->truncated;
	return status;
}

static void swap(struct rapport__buffer *a, struct rapport__buffer *b)
{
	struct rapport__buffer kept = *a;

	*a = *b;
	*b = kept;
}

/* Marks of quotation may have made the text too long. */
static void cut(struct rapport__body *body)
{
	struct rapport__buffer *text = &body->text;
	size_t limit = RAPPORT__BODY_TEXT_BYTES_MAX;

	if (text->size <= limit)
		return;
	while (limit && ((unsigned char)text->data[limit] & 0xC0) == 0x80)
		limit--;
	text->size = limit;
	body->truncated = true;
}

enum rapport_status rapport__body_read(struct rapport__body *body, const char *bytes, size_t size,
				       struct rapport_error *error)
{
	enum rapport_status status;

	body->text.size = body->spare.size = body->inner.size = 0;
	body->type = (struct rapport__content){ 0 };
	body->calendar = body->truncated = body->reader.truncated = false;
	body->plain = SIZE_MAX;
	body->tnef.body = NULL;
	body->reader.charset = &body->charset;
	if (!rapport__buffer_reserve(&body->text, 0))
		return rapport_fail_memory(error);
	status = read_parts(body, bytes, size, true, error);
	for (unsigned i = 0; !status && i < RAPPORT__BODY_INNER_MAX; i++) {
		if (!body->inner.size || body->text.size)
			break;
		swap(&body->inner, &body->outer);
		body->inner.size = 0;
		status = read_parts(body, body->outer.data, body->outer.size, false, error);
	}
	if (!status && !body->text.size && body->spare.size) {
		swap(&body->text, &body->spare);
		cut(body);
	}
	body->truncated |= body->reader.truncated;
	body->text.data[body->text.size] = '\0';
	return status;
}

void rapport__body_clear(struct rapport__body *body)
{
	rapport__charset_clear(&body->charset);
	rapport__part_clear(&body->reader);
	rapport__buffer_clear(&body->text);
	rapport__buffer_clear(&body->spare);
	rapport__buffer_clear(&body->inner);
	rapport__buffer_clear(&body->outer);
	*body = (struct rapport__body){ 0 };
}
