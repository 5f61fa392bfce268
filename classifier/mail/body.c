#include "mail/body.h"

#include "mail/flowed.h"
#include "mail/html.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A part without parts. */
struct part {
	struct rapport__gmime_type type;
	char encoding[32];
	const char *body;
	size_t size;
	enum rapport__body_rank rank;
};

/* Whether a text of that rank, at this place of the tree, would be taken. */
static bool is_wanted(const struct rapport__body *body, enum rapport__body_rank rank)
{
	for (size_t i = 0; i < body->mime.depth; i++) {
		const struct rapport__body_choice *choice = &body->choices[i];

		if (choice->alternative && choice->part != body->mime.levels[i].part &&
		    rank <= choice->rank)
			return false;
	}
	return true;
}

/* Drops the text of the alternatives that are now outdone. */
static void choose(struct rapport__body *body, enum rapport__body_rank rank)
{
	for (size_t i = body->mime.depth; i-- > 0;) {
		struct rapport__body_choice *choice = &body->choices[i];

		if (!choice->alternative || choice->part == body->mime.levels[i].part)
			continue;
		body->text.size = choice->mark;
		choice->part = body->mime.levels[i].part;
		choice->rank = rank;
	}
}

static bool is_blank(const struct rapport__buffer *text)
{
	for (size_t i = 0; i < text->size; i++)
		if ((unsigned char)text->data[i] > ' ')
			return false;
	return true;
}

static enum rapport__body_rank rank_of(const char *type)
{
	if (!strcmp(type, "text/plain") || !strcmp(type, "text") || !strchr(type, '/'))
		return RAPPORT__BODY_PLAIN;
	if (!strcmp(type, "text/html"))
		return RAPPORT__BODY_HTML;
	if (!strcmp(type, "text/enriched") || !strcmp(type, "text/richtext") ||
	    !strcmp(type, "text/markdown"))
		return RAPPORT__BODY_OTHER;
	return RAPPORT__BODY_NONE;
}

/* Cuts text to limit bytes, at a code point. */
static void cut(struct rapport__body *body, struct rapport__buffer *text, size_t limit)
{
	if (text->size <= limit)
		return;
	while (limit && ((unsigned char)text->data[limit] & 0xC0) == 0x80)
		limit--;
	text->size = limit;
	text->data[limit] = '\0';
	body->truncated = true;
}

static void limit_size(struct rapport__body *body, size_t *size, size_t limit)
{
	if (*size <= limit)
		return;
	*size = limit;
	body->truncated = true;
}

/* Decodes a text part into body->piece, up to limit bytes. */
static enum rapport_status decode_piece(struct rapport__body *body, const struct part *part,
					size_t limit, struct rapport_error *error)
{
	struct rapport__buffer *piece = &body->piece, *scratch = &body->scratch;
	const char *charset = part->type.charset[0] ? part->type.charset : NULL;
	const char *bytes = part->body;
	size_t size = part->size, most = limit;
	bool html = part->rank == RAPPORT__BODY_HTML,
	     flowed = !strcasecmp(part->type.format, "flowed");
	enum rapport_status status = RAPPORT_OK;

	if (html)
		most = RAPPORT__BODY_HTML_BYTES_MAX;
	piece->size = scratch->size = 0;
	/* Quoted-printable takes 3 bytes for one, and soft line ends. */
	limit_size(body, &size, 4 * most);
	if (!rapport__gmime_decode_transfer(part->encoding, &bytes, &size, &body->decoded))
		return rapport_fail_memory(error);
	limit_size(body, &size, most);
	if (!rapport__charset_append(&body->charset, charset, bytes, size,
				     html || flowed ? scratch : piece))
		return rapport_fail_memory(error);
	if (html) {
		status = rapport__html_to_text(scratch->data, scratch->size, piece, error);
	} else if (flowed && !rapport__flowed_join(scratch->data, scratch->size,
						   !strcasecmp(part->type.delsp, "yes"), piece)) {
		status = rapport_fail_memory(error);
	}
	if (status == RAPPORT_ERR_LIMIT)
		body->truncated = true;
	else if (status)
		return status;
	if (piece->size)
		cut(body, piece, limit);
	return RAPPORT_OK;
}

static enum rapport_status take_text(struct rapport__body *body, const struct part *part,
				     struct rapport_error *error)
{
	struct rapport__buffer *text = &body->text;
	enum rapport_status status;

	if (!is_wanted(body, part->rank))
		return RAPPORT_OK;
	status = decode_piece(body, part, RAPPORT__BODY_TEXT_BYTES_MAX - text->size, error);
	if (status || is_blank(&body->piece))
		return status;
	choose(body, part->rank);
	if (text->size && text->data[text->size - 1] != '\n' && !rapport__buffer_add(text, "\n", 1))
		return rapport_fail_memory(error);
	if (!rapport__buffer_add(text, body->piece.data, body->piece.size))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}

/* The value of a field on one line, in body->piece; NULL without memory. */
static const char *unfold(struct rapport__body *body, const struct rapport__mime_field *field)
{
	struct rapport__buffer *value = &body->piece;
	size_t size = field->value_size;

	value->size = 0;
	if (size > RAPPORT__BODY_VALUE_BYTES_MAX)
		size = RAPPORT__BODY_VALUE_BYTES_MAX;
	if (!rapport__charset_clean(field->value, size, value))
		return NULL;
	rapport__charset_fold_blanks(value);
	return value->data;
}

/* Reads what a header block says of its part; false without memory. */
static bool read_part(struct rapport__body *body, const struct rapport__mime_header *header,
		      struct part *part)
{
	const char *value;

	*part = (struct part){ .type.type = "text/plain" };
	if (header->type.name) {
		value = unfold(body, &header->type);
		if (!value)
			return false;
		rapport__gmime_read_type(value, &part->type);
	}
	if (header->disposition.name) {
		value = unfold(body, &header->disposition);
		if (!value)
			return false;
		rapport__gmime_read_disposition(value, &part->type);
	}
	if (header->encoding.name) {
		value = unfold(body, &header->encoding);
		if (!value)
			return false;
		snprintf(part->encoding, sizeof part->encoding, "%s", value);
	}
	part->rank = rank_of(part->type.type);
	return true;
}

/* Opens a multipart; false when no parts can be told apart in it. */
static bool enter(struct rapport__body *body, struct part *part)
{
	const char *type = part->type.type;

	if (!rapport__mime_find_boundary(&body->mime, part->type.boundary,
					 sizeof part->type.boundary))
		return false;
	if (!rapport__mime_enter(&body->mime, part->type.boundary))
		return body->mime.truncated;
	body->choices[body->mime.depth - 1] = (struct rapport__body_choice){
		.alternative = !strcmp(type, "multipart/alternative"),
		.digest = !strcmp(type, "multipart/digest"),
		.mark = body->text.size,
	};
	return true;
}

/* An attachment, or what is a message by default (RFC 2046, 5.1.5).  The message itself is none. */
static bool is_set_aside(const struct rapport__body *body, const struct part *part, bool typed)
{
	size_t depth = body->mime.depth;

	if (!depth)
		return false;
	return part->type.attachment || (part->type.named && body->text.size) ||
	       (!typed && body->choices[depth - 1].digest);
}

static enum rapport_status read_parts(struct rapport__body *body, struct rapport_error *error)
{
	struct rapport__mime *mime = &body->mime;
	struct rapport__mime_header header;
	struct part part;
	enum rapport_status status = RAPPORT_OK;

	while (!status && rapport__mime_next(mime, &header)) {
		if (!read_part(body, &header, &part))
			return rapport_fail_memory(error);
		if (mime->parts == 1)
			body->type = part.type;
		if (!strncmp(part.type.type, "multipart/", 10)) {
			if (enter(body, &part))
				continue;
			part.rank = RAPPORT__BODY_PLAIN;
		}
		if (!strcmp(part.type.type, "text/calendar"))
			body->calendar = true;
		if (!part.rank || is_set_aside(body, &part, header.type.name))
			continue;
		rapport__mime_body(mime, &part.body, &part.size);
		status = take_text(body, &part, error);
	}
	return status;
}

enum rapport_status rapport__body_read(struct rapport__body *body, const char *bytes, size_t size,
				       struct rapport_error *error)
{
	enum rapport_status status;

	body->text.size = 0;
	body->type = (struct rapport__gmime_type){ 0 };
	body->calendar = body->truncated = false;
	if (!rapport__buffer_reserve(&body->text, 0))
		return rapport_fail_memory(error);
	rapport__mime_start(&body->mime, bytes, size);
	status = read_parts(body, error);
	body->truncated |= body->mime.truncated;
	body->text.data[body->text.size] = '\0';
	return status;
}

void rapport__body_clear(struct rapport__body *body)
{
	rapport__charset_clear(&body->charset);
	rapport__buffer_clear(&body->text);
	rapport__buffer_clear(&body->decoded);
	rapport__buffer_clear(&body->piece);
	rapport__buffer_clear(&body->scratch);
	*body = (struct rapport__body){ 0 };
}
