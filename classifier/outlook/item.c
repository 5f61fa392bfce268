#include "outlook/item.h"

#include "text/utf8.h"

#include <string.h>
#include <strings.h>

enum {
	LINE_BYTES_MAX = 64 * 1024, /* of a line of text; the rest is cut off */
};

static const uint16_t kept[] = {
	RAPPORT__ITEM_CLASS,
	RAPPORT__ITEM_SUBJECT,
	RAPPORT__ITEM_FROM_NAME,
	RAPPORT__ITEM_FROM_ADDRESS,
	RAPPORT__ITEM_TOPIC,
	RAPPORT__ITEM_INDEX,
	RAPPORT__ITEM_HEADERS,
	RAPPORT__ITEM_SENDER_NAME,
	RAPPORT__ITEM_SENDER_ADDRESS,
	RAPPORT__ITEM_CC,
	RAPPORT__ITEM_TO,
	RAPPORT__ITEM_BODY,
	RAPPORT__ITEM_REPORT,
	RAPPORT__ITEM_RTF,
	RAPPORT__ITEM_HTML,
	RAPPORT__ITEM_MESSAGE_ID,
	RAPPORT__ITEM_REFERENCES,
	RAPPORT__ITEM_REPLY_TO_ID,
	RAPPORT__ITEM_RECIPIENT_NAME,
	RAPPORT__ITEM_RECIPIENT_ADDRESS,
	RAPPORT__ITEM_SMTP,
	RAPPORT__ITEM_SUBJECT_PREFIX,
	RAPPORT__ITEM_SUBJECT_REST,
	RAPPORT__ITEM_FILE_NAME,
	RAPPORT__ITEM_SENDER_SMTP,
	RAPPORT__ITEM_FROM_SMTP,
};

void rapport__item_reset(struct rapport__item *item)
{
	for (size_t i = 0; i < item->count; i++)
		rapport__buffer_clear(&item->properties[i].bytes);
	item->count = 0;
	for (size_t i = 0; i < item->recipient_count; i++) {
		rapport__free(item->recipients[i].name);
		rapport__free(item->recipients[i].address);
		rapport__free(item->recipients[i].smtp);
	}
	item->recipient_count = 0;
	item->codepage = item->internet_codepage = item->locale = item->flags = 0;
	item->sent = item->delivered = 0;
	item->folder_kind = NULL;
	item->encrypted = item->rights_managed = false;
	rapport__buffer_clear(&item->signed_part);
	rapport__buffer_clear(&item->folder);
}

void rapport__item_clear(struct rapport__item *item)
{
	rapport__item_reset(item);
	rapport__charset_clear(&item->charset);
	rapport__free(item->properties);
	rapport__free(item->recipients);
	*item = (struct rapport__item){ 0 };
}

bool rapport__item_wants(uint32_t id)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (kept[i] == id)
			return true;
	return false;
}

const struct rapport__item_property *rapport__item_find(const struct rapport__item *item,
							uint32_t id)
{
	for (size_t i = 0; i < item->count; i++)
		if (item->properties[i].id == id)
			return &item->properties[i];
	return NULL;
}

bool rapport__item_set(struct rapport__item *item, uint32_t id, uint32_t type, const void *bytes,
		       size_t size)
{
	struct rapport__item_property *property;

	if (!rapport__item_wants(id) || rapport__item_find(item, id))
		return true;
	if (size > RAPPORT__ITEM_BYTES_MAX)
		size = RAPPORT__ITEM_BYTES_MAX;
	if (!rapport__grow(&item->properties, &item->capacity, item->count + 1,
			   sizeof *item->properties))
		return false;
	property = &item->properties[item->count];
	*property = (struct rapport__item_property){ .id = (uint16_t)id, .type = (uint16_t)type };
	if (!rapport__buffer_reserve(&property->bytes, size) ||
	    (size && !rapport__buffer_add(&property->bytes, bytes, size)))
		return false;
	item->count++;
	return true;
}

/* FILETIME counts 100 ns from 1601; 0, and what no mail is from, is "not said". */
static int64_t read_time(uint64_t filetime)
{
	static const uint64_t epoch = 11644473600u, year_2200 = 7258118400u;
	uint64_t seconds = filetime / 10000000u;

	return seconds > epoch && seconds < epoch + year_2200 ? (int64_t)(seconds - epoch) : 0;
}

void rapport__item_set_number(struct rapport__item *item, uint32_t id, uint64_t value)
{
	switch (id) {
	case RAPPORT__ITEM_SENT:
		item->sent = read_time(value);
		break;
	case RAPPORT__ITEM_DELIVERED:
		item->delivered = read_time(value);
		break;
	case RAPPORT__ITEM_FLAGS:
		item->flags = (uint32_t)value;
		break;
	case RAPPORT__ITEM_CODEPAGE:
		item->codepage = (uint32_t)value;
		break;
	case RAPPORT__ITEM_INTERNET_CODEPAGE:
		item->internet_codepage = (uint32_t)value;
		break;
	case RAPPORT__ITEM_LOCALE:
		item->locale = (uint32_t)value;
		break;
	default:
		break;
	}
}

static char *take_line(struct rapport__item *from, uint32_t id, struct rapport__buffer *line)
{
	return rapport__item_line(from, id, line) ? rapport__strndup(line->data, line->size) : NULL;
}

bool rapport__item_add_recipient(struct rapport__item *item, struct rapport__item *recipient,
				 uint32_t kind)
{
	struct rapport__item_recipient *added;
	struct rapport__buffer line = { 0 };

	if (item->recipient_count >= RAPPORT__ITEM_RECIPIENTS_MAX)
		return true;
	if (!rapport__grow(&item->recipients, &item->recipient_capacity, item->recipient_count + 1,
			   sizeof *item->recipients))
		return false;
	added = &item->recipients[item->recipient_count++];
	*added = (struct rapport__item_recipient){
		.kind = kind,
		.name = take_line(recipient, RAPPORT__ITEM_RECIPIENT_NAME, &line),
		.address = take_line(recipient, RAPPORT__ITEM_RECIPIENT_ADDRESS, &line),
		.smtp = take_line(recipient, RAPPORT__ITEM_SMTP, &line),
	};
	rapport__buffer_clear(&line);
	return added->name && added->address && added->smtp;
}

/* The code page of 8-bit strings: an ANSI one, even where the mail came in another. */
static uint32_t string_codepage(const struct rapport__item *item)
{
	uint32_t page = item->codepage;

	if (!page || page == RAPPORT__CODEPAGE_UTF16)
		page = rapport__codepage_of_locale(item->locale);
	if (!page)
		page = rapport__codepage_ansi(item->internet_codepage);
	return page == RAPPORT__CODEPAGE_UTF16 ? 0 : page;
}

/* The charset in <meta ... charset=NAME>, within the first bytes. */
static bool find_meta_charset(const struct rapport__buffer *html, char name[32])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789-_";
	char head[2048], *at;
	size_t size = html->size < sizeof head - 1 ? html->size : sizeof head - 1;

	for (size_t i = 0; i < size; i++) /* a NUL would hide what is behind it */
		head[i] = (char)(html->data[i] ? html->data[i] : ' ');
	head[size] = '\0';
	at = strcasestr(head, "charset=");
	if (!at)
		return false;
	at += strlen("charset=");
	at += *at == '"' || *at == '\'';
	size = strspn(at, letters);
	if (!size || size > 31)
		return false;
	memcpy(name, at, size);
	name[size] = '\0';
	return true;
}

static bool has_high_byte(const struct rapport__buffer *bytes)
{
	for (size_t i = 0; i < bytes->size; i++)
		if ((unsigned char)bytes->data[i] & 0x80)
			return true;
	return false;
}

/* HTML is in the code page that the item names for it, else in the charset that it names itself,
 * else in that of the item's strings.  What reads as UTF-8 beyond ASCII is that. */
static bool append_html(struct rapport__item *item, const struct rapport__buffer *html,
			struct rapport__buffer *text)
{
	uint32_t page = item->internet_codepage;
	char name[32];

	if (html->size >= 2 && !memcmp(html->data, "\xFF\xFE", 2))
		page = RAPPORT__CODEPAGE_UTF16;
	else if (has_high_byte(html) && rapport__utf8_valid(html->data, html->size))
		page = RAPPORT__CODEPAGE_UTF8;
	else if (!page && find_meta_charset(html, name))
		return rapport__charset_append(&item->charset, name, html->data, html->size, text);
	else if (!page || page == RAPPORT__CODEPAGE_UTF16)
		page = string_codepage(item);
	return rapport__codepage_append(&item->charset, page, html->data, html->size, text);
}

bool rapport__item_text(struct rapport__item *item, uint32_t id, struct rapport__buffer *text)
{
	const struct rapport__item_property *property = rapport__item_find(item, id);
	uint32_t page = 0;

	if (!property)
		return true;
	if (property->type == RAPPORT__ITEM_UNICODE)
		page = RAPPORT__CODEPAGE_UTF16;
	else if (property->type == RAPPORT__ITEM_UTF8)
		page = RAPPORT__CODEPAGE_UTF8;
	else if (id == RAPPORT__ITEM_HTML)
		return append_html(item, &property->bytes, text);
	else
		page = string_codepage(item);
	return rapport__codepage_append(&item->charset, page, property->bytes.data,
					property->bytes.size, text);
}

bool rapport__item_line(struct rapport__item *item, uint32_t id, struct rapport__buffer *text)
{
	text->size = 0;
	if (!rapport__buffer_reserve(text, 0) || !rapport__item_text(item, id, text))
		return false;
	if (text->size > LINE_BYTES_MAX) {
		text->size = LINE_BYTES_MAX;
		while (text->size && ((unsigned char)text->data[text->size] & 0xC0) == 0x80)
			text->size--;
	}
	rapport__charset_fold_blanks(text);
	return true;
}

bool rapport__item_is_rights_file(const char *name)
{
	return !strcasecmp(name, "message.rpmsg");
}

enum rapport__message_class rapport__item_class(struct rapport__item *item)
{
	struct rapport__buffer name = { 0 };
	enum rapport__message_class kind = RAPPORT__CLASS_MAIL;

	if (rapport__item_line(item, RAPPORT__ITEM_CLASS, &name))
		kind = rapport__message_class_read(name.data, name.size);
	rapport__buffer_clear(&name);
	return kind;
}
