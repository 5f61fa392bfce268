#include "outlook/pst.h"

#include <libpst/libpst.h>
#include <stdlib.h>
#include <string.h>

enum {
	PATH_BYTES = RAPPORT__PST_PLACE_BYTES -
		     32,     /* of a folder's path in words about what failed */
	FOLDERS_SPECIAL = 3, /* that the store names by number: they have names in all languages */
};

struct reader {
	pst_file pst;
	struct rapport__item item;
	struct rapport__buffer message;
	const struct rapport__compose_sink *sink;
	/* Of the folders that the place at hand lies in. */
	struct rapport__buffer names[RAPPORT__PST_DEPTH_MAX];
	uint64_t items[RAPPORT__PST_DEPTH_MAX];    /* met in each */
	const char *kinds[RAPPORT__PST_DEPTH_MAX]; /* of each, or NULL */
	struct {
		uint32_t id;
		const char *kind;
	} special[FOLDERS_SPECIAL];
	size_t depth;
	struct rapport__pst_progress *progress;
	uint64_t passed; /* places that were read before */
	bool stopped;    /* the sink wants no more, or there is no memory */
};

/* "Inbox/Customers, item 5", or "item 2" at the top. */
static void describe(const struct reader *reader, uint64_t number,
		     char place[RAPPORT__PST_PLACE_BYTES])
{
	size_t used = 0;

	place[0] = '\0';
	for (size_t i = 0; i < reader->depth && used < PATH_BYTES; i++) {
		int size = snprintf(place + used, PATH_BYTES - used, "%s%s", i ? "/" : "",
				    reader->names[i].size ? reader->names[i].data : "?");

		used += size > 0 ? (size_t)size : 0;
	}
	if (used >= PATH_BYTES)
		used = PATH_BYTES - 1;
	/* A cut within a character is mended by whoever writes the words. */
	snprintf(place + used, 32, "%sitem %llu", reader->depth ? ", " : "",
		 (unsigned long long)(reader->depth ? reader->items[reader->depth - 1] : number));
}

static void fail(struct reader *reader, const char *words)
{
	if (!reader->sink->failure(reader->sink->context, reader->progress->place, words))
		reader->stopped = true;
}

/* ---- Items ----------------------------------------------------------------------------------- */

static bool set_string(struct reader *reader, uint32_t id, const pst_string *string)
{
	if (!string->str)
		return true;
	return rapport__item_set(&reader->item, id,
				 string->is_utf8 ? RAPPORT__ITEM_UTF8 : RAPPORT__ITEM_STRING8,
				 string->str, strlen(string->str));
}

static bool set_bytes(struct reader *reader, uint32_t id, const pst_binary *binary)
{
	return !binary->data || rapport__item_set(&reader->item, id, RAPPORT__ITEM_BINARY,
						  binary->data, binary->size);
}

static void set_date(struct reader *reader, uint32_t id, const FILETIME *date)
{
	if (date)
		rapport__item_set_number(&reader->item, id,
					 (uint64_t)date->dwHighDateTime << 32 |
						 date->dwLowDateTime);
}

static bool set_email(struct reader *reader, const pst_item_email *email)
{
	set_date(reader, RAPPORT__ITEM_SENT, email->sent_date);
	set_date(reader, RAPPORT__ITEM_DELIVERED, email->arrival_date);
	reader->item.encrypted = email->encrypted_body.data || email->encrypted_htmlbody.data;
	return set_string(reader, RAPPORT__ITEM_HEADERS, &email->header) &&
	       set_string(reader, RAPPORT__ITEM_FROM_NAME, &email->outlook_sender_name) &&
	       set_string(reader, RAPPORT__ITEM_FROM_ADDRESS, &email->sender_address) &&
	       set_string(reader, RAPPORT__ITEM_SENDER_NAME, &email->outlook_sender_name2) &&
	       set_string(reader, RAPPORT__ITEM_SENDER_ADDRESS, &email->sender2_address) &&
	       set_string(reader, RAPPORT__ITEM_TO, &email->sentto_address) &&
	       set_string(reader, RAPPORT__ITEM_CC, &email->cc_address) &&
	       set_string(reader, RAPPORT__ITEM_MESSAGE_ID, &email->messageid) &&
	       set_string(reader, RAPPORT__ITEM_REPLY_TO_ID, &email->in_reply_to) &&
	       set_string(reader, RAPPORT__ITEM_TOPIC, &email->processed_subject) &&
	       set_string(reader, RAPPORT__ITEM_HTML, &email->htmlbody) &&
	       set_string(reader, RAPPORT__ITEM_REPORT, &email->report_text) &&
	       set_bytes(reader, RAPPORT__ITEM_INDEX, &email->conversation_index) &&
	       set_bytes(reader, RAPPORT__ITEM_RTF, &email->rtf_compressed);
}

/* Keeps the entity of clear-signed mail, which is its one attachment. */
static bool set_signed(struct reader *reader, pst_item_attach *attach)
{
	pst_binary whole = pst_attach_to_mem(&reader->pst, attach);
	bool set = !whole.data || whole.size > RAPPORT__ITEM_BYTES_MAX ||
		   rapport__buffer_add(&reader->item.signed_part, whole.data, whole.size);

	free(whole.data);
	return set;
}

/* Attachments count where they are the message's own body. */
static bool set_attachments(struct reader *reader, const pst_item *given)
{
	for (const pst_item_attach *attach = given->attach; attach; attach = attach->next) {
		const char *name = attach->filename2.str;

		if (name && rapport__item_is_rights_file(name))
			reader->item.rights_managed = true;
	}
	return !given->attach || rapport__item_class(&reader->item) != RAPPORT__CLASS_SIGNED ||
	       set_signed(reader, given->attach);
}

/* Whether a mailbox's reader would call it mail. */
static bool is_mail(enum rapport__message_class kind)
{
	return kind != RAPPORT__CLASS_OTHER && kind != RAPPORT__CLASS_CALENDAR;
}

static bool add_folder(struct reader *reader)
{
	const struct rapport__buffer *name = &reader->names[reader->depth - 1];

	reader->item.folder_kind = reader->kinds[reader->depth - 1];
	return rapport__buffer_add(&reader->item.folder, name->data ? name->data : "", name->size);
}

static void give_item(struct reader *reader, const pst_item *given)
{
	struct rapport__item *item = &reader->item;
	bool set;

	rapport__item_reset(item);
	item->flags = (uint32_t)given->flags;
	item->codepage = (uint32_t)given->message_codepage;
	item->internet_codepage = (uint32_t)given->internet_cpid;
	set = (!given->ascii_type ||
	       rapport__item_set(item, RAPPORT__ITEM_CLASS, RAPPORT__ITEM_UTF8, given->ascii_type,
				 strlen(given->ascii_type)));
	if (set && (!is_mail(rapport__item_class(item)) || !given->email ||
		    given->flags & PST_FLAG_ASSOCIATED))
		return;
	set = set && set_string(reader, RAPPORT__ITEM_SUBJECT, &given->subject) &&
	      set_string(reader, RAPPORT__ITEM_BODY, &given->body) &&
	      set_email(reader, given->email) && set_attachments(reader, given) &&
	      (!reader->depth || add_folder(reader));
	if (!set) {
		fail(reader, "there is no memory for it");
		return;
	}
	if (!rapport__compose_give(item, reader->progress->place, &reader->message, reader->sink))
		reader->stopped = true;
}

/* ---- Folders --------------------------------------------------------------------------------- */

/* What kind a folder is, itself or by those it lies in. */
static const char *find_kind(const struct reader *reader, uint64_t id)
{
	for (size_t i = 0; i < FOLDERS_SPECIAL; i++)
		if (reader->special[i].kind && reader->special[i].id == id)
			return reader->special[i].kind;
	return reader->depth ? reader->kinds[reader->depth - 1] : NULL;
}

/* Opens a folder that has something in it. */
static bool enter(struct reader *reader, pst_item *folder, uint64_t id)
{
	struct rapport__item *item = &reader->item;
	struct rapport__buffer *name;

	if (reader->depth == RAPPORT__PST_DEPTH_MAX) {
		fail(reader, "folders lie too deep within each other: those in here are left out");
		return false;
	}
	name = &reader->names[reader->depth];
	name->size = 0;
	reader->kinds[reader->depth] = find_kind(reader, id);
	reader->items[reader->depth++] = 0;
	rapport__item_reset(item);
	/* A name is read as any text is that has the item's code page. */
	if (folder && (!set_string(reader, RAPPORT__ITEM_SUBJECT, &folder->file_as) ||
		       !rapport__item_line(item, RAPPORT__ITEM_SUBJECT, name)))
		reader->stopped = true;
	return true;
}

/* Reads an item for the first time; true: it is a folder, entered. */
static bool read_place(struct reader *reader, pst_desc_tree *place)
{
	pst_item *item = place->desc ? pst_parse_item(&reader->pst, place, NULL) : NULL;
	bool entered = false;

	if (!item)
		fail(reader,
		     reader->depth ? "cannot be read" : "an item at its top cannot be read");
	else if (item->folder && place->child)
		entered = enter(reader, item, place->d_id);
	else if (!item->folder && !item->message_store)
		give_item(reader, item);
	if (item)
		pst_freeItem(item);
	return entered;
}

/* Enters a folder once more; the one that ended the reading before is not touched. */
static bool enter_again(struct reader *reader, pst_desc_tree *place, bool touched)
{
	pst_item *item = NULL;
	bool entered = false;

	if (!place->child)
		return false;
	if (touched && place->desc)
		item = pst_parse_item(&reader->pst, place, NULL);
	if (!touched || (item && item->folder))
		entered = enter(reader, item, place->d_id);
	if (item)
		pst_freeItem(item);
	return entered;
}

/* True: the place is a folder, entered. */
static bool visit(struct reader *reader, pst_desc_tree *place, uint64_t number)
{
	if (reader->depth)
		reader->items[reader->depth - 1]++;
	if (number <= reader->passed)
		return enter_again(reader, place, number < reader->passed);
	describe(reader, number, reader->progress->place);
	reader->progress->number = number;
	return read_place(reader, place);
}

/* Goes through the tree below top, without recursion: from child to next, and back by parent. */
static void walk(struct reader *reader, pst_desc_tree *top)
{
	pst_desc_tree *place = top;
	uint64_t number = 0;

	while (place && !reader->stopped) {
		if (visit(reader, place, ++number)) {
			place = place->child;
			continue;
		}
		while (place && !place->next) {
			place = place->parent;
			if (!reader->depth || !place)
				return;
			reader->depth--;
		}
		place = place ? place->next : NULL;
	}
}

static void find_special(struct reader *reader, const pst_item_message_store *store)
{
	const pst_entryid *ids[FOLDERS_SPECIAL] = { store->deleted_items_folder,
						    store->sent_items_folder,
						    store->default_outbox_folder };
	static const char *const kinds[FOLDERS_SPECIAL] = { "deleted", "sent", "outbox" };

	for (size_t i = 0; i < FOLDERS_SPECIAL; i++)
		if (ids[i]) {
			reader->special[i].id = ids[i]->id;
			reader->special[i].kind = kinds[i];
		}
}

/* The folders that the user sees; where the store does not tell, all there is. */
static pst_desc_tree *find_top(struct reader *reader)
{
	pst_file *pst = &reader->pst;
	pst_item *root = pst->d_head ? pst_parse_item(pst, pst->d_head, NULL) : NULL;
	pst_desc_tree *top = NULL;

	if (root && root->message_store) {
		find_special(reader, root->message_store);
		top = pst_getTopOfFolders(pst, root);
	}
	if (root)
		pst_freeItem(root);
	return top && top->child ? top->child : pst->d_head;
}

static void read_file(struct reader *reader)
{
	if (pst_load_index(&reader->pst)) {
		fail(reader, "its index is damaged");
		return;
	}
	if (!reader->passed && fseek(reader->pst.fp, 0, SEEK_END) == 0 &&
	    (uint64_t)ftell(reader->pst.fp) < reader->pst.size)
		fail(reader, "is cut: its end is missing");
	if (!reader->pst.d_head) {
		fail(reader, "has no folders that can be read");
		return;
	}
	pst_load_extended_attributes(&reader->pst);
	walk(reader, find_top(reader));
}

void rapport__pst_read(FILE *file, const struct rapport__compose_sink *sink,
		       struct rapport__pst_progress *progress)
{
	struct reader *reader = rapport__calloc(1, sizeof *reader);
	char path[64];

	if (!reader) {
		sink->failure(sink->context, "", "there is no memory for it");
		return;
	}
	reader->sink = sink;
	reader->progress = progress;
	reader->passed = progress->number;
	/* libpst opens files by name. */
	snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
	if (pst_open(&reader->pst, path, "utf-8")) {
		fail(reader, "is no Outlook data file that can be read");
	} else {
		read_file(reader);
		pst_close(&reader->pst);
	}
	for (size_t i = 0; i < RAPPORT__PST_DEPTH_MAX; i++)
		rapport__buffer_clear(&reader->names[i]);
	rapport__item_clear(&reader->item);
	rapport__buffer_clear(&reader->message);
	rapport__free(reader);
}
