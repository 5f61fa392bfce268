#include "outlook/envelope.h"

#include "outlook/header_fields.h"

#include <string.h>
#include <strings.h>

enum {
	FLAG_UNSENT = 0x08,     /* MSGFLAG_UNSENT of PidTagMessageFlags */
	INDEX_BYTES_MAX = 4096, /* a longer conversation index is none */
};

/* Ours alone: a message cannot say them of itself. */
static const char *const own_fields[] = { "X-Folder", "X-Folder-Kind", "X-Unsent", NULL };

struct writer {
	struct rapport__item *item;
	struct rapport__buffer *out;
	struct rapport__buffer line, name, address;
};

static bool add_constant(struct writer *writer, const char *field)
{
	return rapport__buffer_add_string(writer->out, field);
}

/* ---- Addresses ------------------------------------------------------------------------------- */

static bool is_smtp(const char *address)
{
	return strchr(address, '@') && *address != '/';
}

/* What stands for an X.500 address among the recipients, or NULL. */
static const char *find_smtp(const struct rapport__item *item, const char *address)
{
	for (size_t i = 0; *address && i < item->recipient_count; i++) {
		const struct rapport__item_recipient *recipient = &item->recipients[i];

		if (is_smtp(recipient->smtp) && !strcasecmp(recipient->address, address))
			return recipient->smtp;
	}
	return NULL;
}

/* Puts the SMTP address of a sender into writer->address; *found: there is one. */
static bool read_address(struct writer *writer, uint32_t smtp, uint32_t address, bool *found)
{
	struct rapport__buffer *line = &writer->address;
	const char *known;

	*found = true;
	if (!rapport__item_line(writer->item, smtp, line))
		return false;
	if (is_smtp(line->data))
		return true;
	if (!rapport__item_line(writer->item, address, line))
		return false;
	if (is_smtp(line->data))
		return true;
	known = find_smtp(writer->item, line->data);
	*found = known;
	line->size = 0;
	return rapport__buffer_add_string(line, known ? known : "");
}

static bool write_from(struct writer *writer)
{
	static const struct {
		uint32_t name, smtp, address;
	} senders[] = {
		{ RAPPORT__ITEM_FROM_NAME, RAPPORT__ITEM_FROM_SMTP, RAPPORT__ITEM_FROM_ADDRESS },
		{ RAPPORT__ITEM_SENDER_NAME, RAPPORT__ITEM_SENDER_SMTP,
		  RAPPORT__ITEM_SENDER_ADDRESS },
	};
	bool found = false;

	if (rapport__header_has(writer->out, "From"))
		return true;
	for (size_t i = 0; i < 2 && !found; i++) {
		if (!read_address(writer, senders[i].smtp, senders[i].address, &found) ||
		    !rapport__item_line(writer->item, senders[i].name, &writer->line))
			return false;
		/* The name that was there first stays. */
		if (writer->line.size && (found || !writer->name.size)) {
			writer->name.size = 0;
			if (!rapport__buffer_add_string(&writer->name, writer->line.data))
				return false;
		}
	}
	if (!writer->name.size && !found)
		return true;
	return add_constant(writer, "From: ") &&
	       rapport__header_mailbox(writer->out, writer->name.size ? writer->name.data : "",
				       writer->address.data) &&
	       add_constant(writer, "\n");
}

/* The names of a display list: "Anna Ek; bo@example.com". */
static bool write_display(struct writer *writer, const char *field, uint32_t id)
{
	char *name, *next;
	bool first = true;

	if (!rapport__item_line(writer->item, id, &writer->line))
		return false;
	for (name = writer->line.data; name; name = next) {
		bool address;

		next = strchr(name, ';');
		if (next)
			*next++ = '\0';
		name += strspn(name, " ");
		if (!*name)
			continue;
		address = is_smtp(name) && !strchr(name, ' ');
		if ((first && (!add_constant(writer, field) || !add_constant(writer, ": "))) ||
		    (!first && !add_constant(writer, ",\n ")) ||
		    !rapport__header_mailbox(writer->out, address ? "" : name, address ? name : ""))
			return false;
		first = false;
	}
	return first || add_constant(writer, "\n");
}

static bool write_recipients(struct writer *writer, const char *field, uint32_t kind, uint32_t id)
{
	const struct rapport__item *item = writer->item;
	bool first = true;

	if (rapport__header_has(writer->out, field))
		return true;
	for (size_t i = 0; i < item->recipient_count; i++) {
		const struct rapport__item_recipient *one = &item->recipients[i];
		const char *address = is_smtp(one->smtp)      ? one->smtp
				      : is_smtp(one->address) ? one->address
							      : "";

		if (one->kind != kind || (!*one->name && !*address))
			continue;
		if ((first && (!add_constant(writer, field) || !add_constant(writer, ": "))) ||
		    (!first && !add_constant(writer, ",\n ")) ||
		    !rapport__header_mailbox(writer->out, one->name, address))
			return false;
		first = false;
	}
	return first ? write_display(writer, field, id) : add_constant(writer, "\n");
}

/* ---- Other fields ---------------------------------------------------------------------------- */

static bool write_text(struct writer *writer, const char *field, uint32_t id)
{
	return rapport__header_has(writer->out, field) ||
	       (rapport__item_line(writer->item, id, &writer->line) &&
		rapport__header_text(writer->out, field, writer->line.data, writer->line.size));
}

static bool write_token(struct writer *writer, const char *field, uint32_t id)
{
	return rapport__header_has(writer->out, field) ||
	       (rapport__item_line(writer->item, id, &writer->line) &&
		rapport__header_token(writer->out, field, writer->line.data, writer->line.size));
}

/* Where the subject is not kept whole, it is in two pieces, or only as the conversation's topic. */
static bool write_subject(struct writer *writer)
{
	struct rapport__buffer *line = &writer->line, *rest = &writer->name;

	if (rapport__header_has(writer->out, "Subject"))
		return true;
	if (!rapport__item_line(writer->item, RAPPORT__ITEM_SUBJECT, line))
		return false;
	if (!line->size) {
		if (!rapport__item_line(writer->item, RAPPORT__ITEM_SUBJECT_PREFIX, line) ||
		    !rapport__item_line(writer->item, RAPPORT__ITEM_SUBJECT_REST, rest))
			return false;
		if (!rest->size && !rapport__item_line(writer->item, RAPPORT__ITEM_TOPIC, rest))
			return false;
		if ((line->size && !rapport__buffer_add(line, " ", 1)) ||
		    !rapport__buffer_add(line, rest->data, rest->size))
			return false;
	}
	return rapport__header_text(writer->out, "Subject", line->data, line->size);
}

static bool write_date(struct writer *writer)
{
	int64_t date = writer->item->sent ? writer->item->sent : writer->item->delivered;

	return !date || rapport__header_has(writer->out, "Date") ||
	       rapport__header_date(writer->out, "Date", date);
}

static bool write_index(struct writer *writer)
{
	const struct rapport__item_property *index = rapport__item_find(writer->item,
									RAPPORT__ITEM_INDEX);

	if (!index || index->type != RAPPORT__ITEM_BINARY || !index->bytes.size ||
	    index->bytes.size > INDEX_BYTES_MAX || rapport__header_has(writer->out, "Thread-Index"))
		return true;
	return add_constant(writer, "Thread-Index: ") &&
	       rapport__header_base64(writer->out, index->bytes.data, index->bytes.size, false) &&
	       add_constant(writer, "\n");
}

/* What is said of the item before it says anything itself. */
static bool write_kind(struct writer *writer, enum rapport__message_class kind)
{
	struct rapport__item *item = writer->item;

	if (item->folder.size &&
	    !rapport__header_text(writer->out, "X-Folder", item->folder.data, item->folder.size))
		return false;
	if (item->folder_kind &&
	    !rapport__header_text(writer->out, "X-Folder-Kind", item->folder_kind,
				  strlen(item->folder_kind)))
		return false;
	if (item->flags & FLAG_UNSENT && !add_constant(writer, "X-Unsent: 1\n"))
		return false;
	switch (kind) {
	case RAPPORT__CLASS_REPLY:
		return add_constant(writer, "Auto-Submitted: auto-replied\n");
	case RAPPORT__CLASS_BOUNCE:
	case RAPPORT__CLASS_REPORT:
	case RAPPORT__CLASS_OTHER:
		return add_constant(writer, "Auto-Submitted: auto-generated\n");
	case RAPPORT__CLASS_MEETING:
	case RAPPORT__CLASS_CALENDAR:
		return add_constant(writer, "Content-Class: urn:content-classes:calendarmessage\n");
	default:
		return true;
	}
}

static bool write_transport(struct writer *writer)
{
	writer->line.size = 0;
	return rapport__item_text(writer->item, RAPPORT__ITEM_HEADERS, &writer->line) &&
	       rapport__header_copy(writer->out, writer->line.data, writer->line.size, own_fields);
}

bool rapport__envelope_write(struct rapport__item *item, enum rapport__message_class kind,
			     struct rapport__buffer *out)
{
	struct writer writer = { .item = item, .out = out };
	bool written = write_kind(&writer, kind) && write_transport(&writer) &&
		       write_from(&writer) &&
		       write_recipients(&writer, "To", RAPPORT__ITEM_KIND_TO, RAPPORT__ITEM_TO) &&
		       write_recipients(&writer, "Cc", RAPPORT__ITEM_KIND_CC, RAPPORT__ITEM_CC) &&
		       write_subject(&writer) && write_date(&writer) &&
		       write_token(&writer, "Message-ID", RAPPORT__ITEM_MESSAGE_ID) &&
		       write_token(&writer, "In-Reply-To", RAPPORT__ITEM_REPLY_TO_ID) &&
		       write_token(&writer, "References", RAPPORT__ITEM_REFERENCES) &&
		       write_text(&writer, "Thread-Topic", RAPPORT__ITEM_TOPIC) &&
		       write_index(&writer);

	rapport__buffer_clear(&writer.line);
	rapport__buffer_clear(&writer.name);
	rapport__buffer_clear(&writer.address);
	return written;
}

bool rapport__envelope_is_protected(struct rapport__item *item)
{
	static const char field[] = "\ncontent-class:";
	struct rapport__buffer headers = { 0 };
	const char *at = NULL;
	bool is_protected = false;

	if (rapport__buffer_add_string(&headers, "\n") &&
	    rapport__item_text(item, RAPPORT__ITEM_HEADERS, &headers))
		at = strcasestr(headers.data, field);
	if (at) {
		at += strlen(field);
		at += strspn(at, " \t");
		is_protected = !strncasecmp(at, "rpmsg", 5);
	}
	rapport__buffer_clear(&headers);
	return is_protected;
}
