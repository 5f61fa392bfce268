#include "outlook/msg.h"

#include <gsf/gsf.h>
#include <string.h>
#include <strings.h>

enum {
	ROOT_HEADER = 32, /* bytes before the entries of a property stream: of the message */
	PART_HEADER = 8,  /* of a recipient or an attachment */
	ENTRY_BYTES = 16,
	TYPE_LONG = 0x0003,
	TYPE_TIME = 0x0040,
	ATTACHMENTS_MAX = 1000, /* that are looked at */
	SEARCHED_BYTES = 512,   /* of an attachment, in which it tells that it is signed MIME */
};

static const char properties_name[] = "__properties_version1.0";
static const char stream_prefix[] = "__substg1.0_";
static const char recipient_prefix[] = "__recip_version1.0_";
static const char attachment_prefix[] = "__attach_version1.0_";

struct reader {
	struct rapport__item item, recipient; /* the latter: or attachment */
	struct rapport__buffer bytes, message;
	bool no_memory;
	bool any;     /* something of an item was found */
	bool damaged; /* of what is wanted, something could not be read */
};

static uint32_t read_number(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* ---- Streams --------------------------------------------------------------------------------- */

/* The bytes of a stream, up to RAPPORT__ITEM_BYTES_MAX, or what can be read of them. */
static bool read_stream(struct reader *reader, GsfInput *input)
{
	gsf_off_t size = gsf_input_size(input);
	size_t wanted = size > RAPPORT__ITEM_BYTES_MAX ? RAPPORT__ITEM_BYTES_MAX : (size_t)size;
	struct rapport__buffer *bytes = &reader->bytes;

	bytes->size = 0;
	while (size > 0 && bytes->size < wanted) {
		size_t step = wanted - bytes->size < 65536 ? wanted - bytes->size : 65536;
		const guint8 *read = gsf_input_read(input, step, NULL);

		if (!read) {
			reader->damaged = true;
			break;
		}
		if (!rapport__buffer_add(bytes, read, step)) {
			reader->no_memory = true;
			return false;
		}
	}
	return true;
}

/* The properties that are numbers. */
static void read_entries(struct reader *reader, struct rapport__item *item, size_t header,
			 uint32_t *kind)
{
	const struct rapport__buffer *bytes = &reader->bytes;

	for (size_t at = header; at + ENTRY_BYTES <= bytes->size; at += ENTRY_BYTES) {
		uint32_t tag = read_number(bytes->data + at);
		uint64_t low = read_number(bytes->data + at + 8),
			 high = read_number(bytes->data + at + 12);

		if ((tag & 0xFFFF) == TYPE_LONG)
			rapport__item_set_number(item, tag >> 16, low);
		else if ((tag & 0xFFFF) == TYPE_TIME)
			rapport__item_set_number(item, tag >> 16, high << 32 | low);
		if (tag >> 16 == RAPPORT__ITEM_RECIPIENT_KIND)
			*kind = (uint32_t)low;
	}
}

static bool is_named(const char *name, const char *prefix)
{
	return name && !strncasecmp(name, prefix, strlen(prefix));
}

/* The identifier and type in the name of a property's stream. */
static bool read_tag(const char *name, uint32_t *id, uint32_t *type)
{
	unsigned long tag;
	char *end;

	if (!is_named(name, stream_prefix))
		return false;
	name += sizeof stream_prefix - 1;
	tag = strtoul(name, &end, 16);
	*id = (uint32_t)(tag >> 16 & 0xFFFF);
	*type = (uint32_t)(tag & 0xFFFF);
	return end == name + 8 && !*end;
}

static void read_property(struct reader *reader, struct rapport__item *item, GsfInfile *storage,
			  int child)
{
	const char *name = gsf_infile_name_by_index(storage, child);
	uint32_t id, type;
	GsfInput *input;

	if (!read_tag(name, &id, &type) || !rapport__item_wants(id))
		return;
	input = gsf_infile_child_by_index(storage, child);
	reader->any = true;
	if (!input) {
		reader->damaged = true;
		return;
	}
	if (read_stream(reader, input) &&
	    !rapport__item_set(item, id, type, reader->bytes.data, reader->bytes.size))
		reader->no_memory = true;
	g_object_unref(input);
}

static int count_children(GsfInfile *storage)
{
	int count = gsf_infile_num_children(storage);

	return count > (int)RAPPORT__MSG_STREAMS_MAX ? (int)RAPPORT__MSG_STREAMS_MAX : count;
}

/* The numbers first: they say what the strings are. */
static void read_properties(struct reader *reader, struct rapport__item *item, GsfInfile *storage,
			    size_t header, uint32_t *kind)
{
	GsfInput *input = gsf_infile_child_by_name(storage, properties_name);
	int count = count_children(storage);

	if (input) {
		if (read_stream(reader, input))
			read_entries(reader, item, header, kind);
		g_object_unref(input);
	}
	for (int i = 0; i < count && !reader->no_memory; i++)
		read_property(reader, item, storage, i);
}

/* ---- Recipients and attachments -------------------------------------------------------------- */

static void read_recipient(struct reader *reader, GsfInfile *storage)
{
	struct rapport__item *recipient = &reader->recipient;
	uint32_t kind = RAPPORT__ITEM_KIND_TO;

	rapport__item_reset(recipient);
	recipient->codepage = reader->item.codepage;
	recipient->internet_codepage = reader->item.internet_codepage;
	recipient->locale = reader->item.locale;
	read_properties(reader, recipient, storage, PART_HEADER, &kind);
	reader->no_memory |= !rapport__item_add_recipient(&reader->item, recipient, kind & 0xF);
}

/* Keeps the attachment where it is the entity of clear-signed mail. */
static void read_signed(struct reader *reader, GsfInfile *storage)
{
	static const char type[] = "multipart/signed";
	struct rapport__buffer *bytes = &reader->bytes, *kept = &reader->item.signed_part;
	GsfInput *input = gsf_infile_child_by_name(storage, "__substg1.0_37010102");

	if (!input)
		return;
	if (read_stream(reader, input) && !kept->size &&
	    memmem(bytes->data ? bytes->data : "",
		   bytes->size < SEARCHED_BYTES ? bytes->size : SEARCHED_BYTES, type,
		   sizeof type - 1))
		reader->no_memory |= !rapport__buffer_add(kept, bytes->data, bytes->size);
	g_object_unref(input);
}

/* Attachments count where they are the message's own body. */
static void read_attachment(struct reader *reader, GsfInfile *storage, bool is_signed)
{
	struct rapport__item *part = &reader->recipient;
	struct rapport__buffer name = { 0 };
	uint32_t kind = 0;

	rapport__item_reset(part);
	read_properties(reader, part, storage, PART_HEADER, &kind);
	if (!rapport__item_line(part, RAPPORT__ITEM_FILE_NAME, &name))
		reader->no_memory = true;
	else if (rapport__item_is_rights_file(name.data))
		reader->item.rights_managed = true;
	rapport__buffer_clear(&name);
	if (is_signed)
		read_signed(reader, storage);
}

static void read_storages(struct reader *reader, GsfInfile *root)
{
	bool is_signed = rapport__item_class(&reader->item) == RAPPORT__CLASS_SIGNED;
	int count = count_children(root), attachments = 0;

	for (int i = 0; i < count && !reader->no_memory; i++) {
		const char *name = gsf_infile_name_by_index(root, i);
		bool recipient = is_named(name, recipient_prefix);
		GsfInput *child;

		if (recipient ? reader->item.recipient_count >= RAPPORT__ITEM_RECIPIENTS_MAX
			      : !is_named(name, attachment_prefix) ||
					attachments++ >= ATTACHMENTS_MAX)
			continue;
		child = gsf_infile_child_by_index(root, i);
		if (child && GSF_IS_INFILE(child) && recipient)
			read_recipient(reader, GSF_INFILE(child));
		else if (child && GSF_IS_INFILE(child))
			read_attachment(reader, GSF_INFILE(child), is_signed);
		if (child)
			g_object_unref(child);
	}
}

/* ---- The file -------------------------------------------------------------------------------- */

static GsfInfile *open_file(FILE *file, char words[RAPPORT_ERROR_TEXT_BYTES])
{
	GsfInput *input = gsf_input_stdio_new_FILE("", file, TRUE);
	GsfInfile *root = NULL;
	GError *error = NULL;

	if (input) {
		root = gsf_infile_msole_new(input, &error);
		g_object_unref(input);
	}
	if (!root)
		snprintf(words, RAPPORT_ERROR_TEXT_BYTES, "is a damaged OLE2 file%s%s",
			 error ? ": " : "", error ? error->message : "");
	g_clear_error(&error);
	return root;
}

static void give(struct reader *reader, const struct rapport__compose_sink *sink)
{
	if (reader->no_memory)
		sink->failure(sink->context, "", "there is no memory for it");
	else if (!reader->any)
		sink->failure(sink->context, "", "is an OLE2 file, but no Outlook item");
	else if (rapport__compose_give(&reader->item, "", &reader->message, sink) &&
		 reader->damaged)
		sink->failure(sink->context, "", "is damaged: parts of it cannot be read");
}

void rapport__msg_read(FILE *file, const struct rapport__compose_sink *sink)
{
	char words[RAPPORT_ERROR_TEXT_BYTES];
	struct reader reader = { 0 };
	uint32_t kind = 0;
	GsfInfile *root;

	gsf_init();
	root = open_file(file, words);
	if (!root) {
		sink->failure(sink->context, "", words);
	} else {
		read_properties(&reader, &reader.item, root, ROOT_HEADER, &kind);
		if (reader.any)
			read_storages(&reader, root);
		give(&reader, sink);
		g_object_unref(root);
	}
	rapport__item_clear(&reader.item);
	rapport__item_clear(&reader.recipient);
	rapport__buffer_clear(&reader.bytes);
	rapport__buffer_clear(&reader.message);
	gsf_shutdown();
}
