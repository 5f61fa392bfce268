#include "mail/part.h"

#include "mail/enriched.h"
#include "mail/flowed.h"
#include "mail/gmime.h"
#include "mail/html.h"
#include "mail/html_charset.h"
#include "mail/transfer.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	/* Of text that is shown as it is; one control character in so many makes it a file. */
	CONTROLS_PART = 32,
	SAMPLE_BYTES = 4096,
};

static const struct {
	const char *type;
	enum rapport__part_kind kind;
} kinds[] = {
	{ "text/plain", RAPPORT__PART_PLAIN },
	{ "text/html", RAPPORT__PART_HTML },
	{ "text/markdown", RAPPORT__PART_ENRICHED },
	{ "text/enriched", RAPPORT__PART_ENRICHED },
	{ "text/richtext", RAPPORT__PART_RICHTEXT },
	{ "application/xhtml+xml", RAPPORT__PART_HTML },
	{ "text/calendar", RAPPORT__PART_CALENDAR },
	{ "message/rfc822", RAPPORT__PART_MESSAGE },
	{ "message/global", RAPPORT__PART_MESSAGE },
	{ "message/news", RAPPORT__PART_MESSAGE },
	{ "message/partial", RAPPORT__PART_PARTIAL },
	{ "message/delivery-status", RAPPORT__PART_SPARE },
	{ "message/disposition-notification", RAPPORT__PART_SPARE },
	{ "application/pkcs7-mime", RAPPORT__PART_SIGNED },
	{ "application/x-pkcs7-mime", RAPPORT__PART_SIGNED },
	{ "application/ms-tnef", RAPPORT__PART_TNEF },
	{ "application/vnd.ms-tnef", RAPPORT__PART_TNEF },
	/* Kinds of text that are not for people. */
	{ "text/css", RAPPORT__PART_OTHER },
	{ "text/csv", RAPPORT__PART_OTHER },
	{ "text/vcard", RAPPORT__PART_OTHER },
	{ "text/x-vcard", RAPPORT__PART_OTHER },
	{ "text/directory", RAPPORT__PART_OTHER },
	{ "text/rtf", RAPPORT__PART_OTHER },
	{ "text/javascript", RAPPORT__PART_OTHER },
	{ "text/xml", RAPPORT__PART_OTHER },
	{ "text/x-amp-html", RAPPORT__PART_OTHER },
	{ "text/rfc822-headers", RAPPORT__PART_OTHER },
};

static enum rapport__part_kind kind_of(const struct rapport__content *content)
{
	const char *type = content->type;

	if (content->winmail)
		return RAPPORT__PART_TNEF;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].type, type))
			return kinds[i].kind;
	if (!strncmp(type, "multipart", 9) && (!type[9] || type[9] == '/'))
		return RAPPORT__PART_MULTIPART;
	if (!strchr(type, '/'))
		return strstr(type, "html") ? RAPPORT__PART_HTML : RAPPORT__PART_PLAIN;
	return strncmp(type, "text/", 5) ? RAPPORT__PART_OTHER : RAPPORT__PART_SPARE;
}

/* The value of a field on one line, in reader->piece; NULL without memory. */
static const char *unfold(struct rapport__part_reader *reader,
			  const struct rapport__mime_field *field)
{
	struct rapport__buffer *value = &reader->piece;
	size_t size = field->value_size;

	value->size = 0;
	if (size > RAPPORT__PART_VALUE_BYTES_MAX)
		size = RAPPORT__PART_VALUE_BYTES_MAX;
	if (!rapport__charset_clean(field->value, size, value))
		return NULL;
	rapport__charset_fold_blanks(value);
	return value->data;
}

bool rapport__part_read(struct rapport__part_reader *reader,
			const struct rapport__mime_header *header, struct rapport__part *part)
{
	const char *value;

	*part = (struct rapport__part){ .content.type = "text/plain",
					.typed = header->type.name != NULL };
	if (header->type.name) {
		value = unfold(reader, &header->type);
		if (!value)
			return false;
		if (!rapport__content_type(value, &part->content))
			rapport__gmime_read_type(value, &part->content);
	}
	if (header->disposition.name) {
		value = unfold(reader, &header->disposition);
		if (!value)
			return false;
		if (!rapport__content_disposition(value, &part->content))
			rapport__gmime_read_disposition(value, &part->content);
	}
	if (header->encoding.name) {
		value = unfold(reader, &header->encoding);
		if (!value)
			return false;
		snprintf(part->encoding, sizeof part->encoding, "%s", value);
	}
	/* Programs code a file so whatever is in it. */
	part->content.named |= part->content.labelled && !strcasecmp(part->encoding, "base64");
	part->kind = kind_of(&part->content);
	return true;
}

static void limit_size(struct rapport__part_reader *reader, size_t *size, size_t limit)
{
	if (*size <= limit)
		return;
	*size = limit;
	reader->truncated = true;
}

/* Cuts the piece to limit bytes, at a code point. */
static void cut(struct rapport__part_reader *reader, size_t limit)
{
	struct rapport__buffer *text = &reader->piece;

	if (text->size <= limit)
		return;
	while (limit && ((unsigned char)text->data[limit] & 0xC0) == 0x80)
		limit--;
	text->size = limit;
	text->data[limit] = '\0';
	reader->truncated = true;
}

/* Whether a text is a file's bytes that came out as letters: controls everywhere. */
static bool is_file(const struct rapport__buffer *text)
{
	size_t controls = 0, size = text->size < SAMPLE_BYTES ? text->size : SAMPLE_BYTES;

	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)text->data[i];

		controls += byte < ' ' && (byte < '\t' || byte > '\r') && byte != 0x1B;
	}
	return controls && controls * CONTROLS_PART >= size;
}

static enum rapport_status html_to_piece(struct rapport__part_reader *reader,
					 const struct rapport__buffer *html,
					 struct rapport_error *error)
{
	enum rapport_status status = rapport__html_to_text(html->data, html->size, &reader->piece,
							   error);

	if (status != RAPPORT_ERR_LIMIT)
		return status;
	reader->truncated = true;
	return RAPPORT_OK;
}

/* From reader->scratch, which is clean text of the part's kind, to reader->piece. */
static enum rapport_status shape(struct rapport__part_reader *reader,
				 const struct rapport__part *part, struct rapport_error *error)
{
	struct rapport__buffer *piece = &reader->piece, *scratch = &reader->scratch;
	bool rich = part->kind == RAPPORT__PART_RICHTEXT;

	if (part->kind == RAPPORT__PART_HTML)
		return html_to_piece(reader, scratch, error);
	if (rich || !strcmp(part->content.type, "text/enriched")) {
		reader->decoded.size = 0;
		if (!rapport__enriched_to_html(scratch->data, scratch->size, rich,
					       &reader->decoded))
			return rapport_fail_memory(error);
		return html_to_piece(reader, &reader->decoded, error);
	}
	reader->file = is_file(scratch);
	if (!strcasecmp(part->content.format, "flowed")) {
		if (!rapport__flowed_join(scratch->data, scratch->size,
					  !strcasecmp(part->content.delsp, "yes"), piece))
			return rapport_fail_memory(error);
	} else {
		struct rapport__buffer swap = *piece;

		*piece = *scratch;
		*scratch = swap;
	}
	return RAPPORT_OK;
}

enum rapport_status rapport__part_text(struct rapport__part_reader *reader,
				       const struct rapport__part *part, size_t limit,
				       struct rapport_error *error)
{
	struct rapport__buffer *piece = &reader->piece, *scratch = &reader->scratch;
	const char *charset = part->content.charset, *bytes = part->body;
	size_t size = part->size, most = limit;
	bool html = part->kind == RAPPORT__PART_HTML;
	enum rapport_status status;
	char name[64];

	if (html)
		most = RAPPORT__PART_HTML_BYTES_MAX;
	piece->size = scratch->size = 0;
	reader->file = false;
	/* Quoted-printable takes 3 bytes for one, and soft line ends. */
	limit_size(reader, &size, 4 * most);
	if (!rapport__transfer_decode(part->encoding, &bytes, &size, &reader->decoded))
		return rapport_fail_memory(error);
	limit_size(reader, &size, most);
	if (html && !charset[0] && rapport__html_charset(bytes, size, name))
		charset = name;
	if (!rapport__buffer_reserve(piece, 0) ||
	    !rapport__charset_append(reader->charset, charset[0] ? charset : NULL, bytes, size,
				     scratch))
		return rapport_fail_memory(error);
	status = shape(reader, part, error);
	cut(reader, limit);
	return status;
}

void rapport__part_clear(struct rapport__part_reader *reader)
{
	rapport__buffer_clear(&reader->decoded);
	rapport__buffer_clear(&reader->piece);
	rapport__buffer_clear(&reader->scratch);
	*reader = (struct rapport__part_reader){ 0 };
}
