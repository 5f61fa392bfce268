#include "mail/source.h"

#include "mail/emlx.h"
#include "mail/mbox.h"
#include "mail/mime.h"
#include "mail/outlook_stream.h"
#include "mail/unpack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
	HEAD_BYTES = 64 * 1024, /* by which the kind is told */
};

static const struct {
	const char *name;
	enum rapport__source_kind kind;
} kinds[] = {
	{ "auto", RAPPORT__SOURCE_AUTO },      { "mbox", RAPPORT__SOURCE_MBOX },
	{ "maildir", RAPPORT__SOURCE_FOLDER }, { "eml", RAPPORT__SOURCE_MESSAGE },
	{ "emlx", RAPPORT__SOURCE_EMLX },      { "outlook", RAPPORT__SOURCE_OUTLOOK },
	{ "csv", RAPPORT__SOURCE_CSV },        { "tsv", RAPPORT__SOURCE_TSV },
	{ "json", RAPPORT__SOURCE_JSON },      { "jsonl", RAPPORT__SOURCE_JSONL },
	{ "lines", RAPPORT__SOURCE_LINES },    { "text", RAPPORT__SOURCE_TEXT },
};

struct rapport__source {
	enum rapport__source_kind kind;
	FILE *file;
	rapport__unpack *unpack;     /* NULL: the file is not compressed */
	struct rapport__buffer head; /* its first bytes, unpacked */
	rapport__mbox *mbox;
	rapport__records *records;
	rapport__outlook_stream *outlook;
	uint64_t positions; /* of messages that outlook gave */
};

bool rapport__source_kind_find(const char *name, enum rapport__source_kind *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(name, kinds[i].name)) {
			*kind = kinds[i].kind;
			return true;
		}
	return false;
}

bool rapport__source_holds_many(enum rapport__source_kind kind)
{
	return kind != RAPPORT__SOURCE_MESSAGE && kind != RAPPORT__SOURCE_EMLX &&
	       kind != RAPPORT__SOURCE_TEXT;
}

/* Kind of a file by its first bytes; AUTO for a binary one. */
static enum rapport__source_kind tell_kind(const char *head, size_t size)
{
	const char *end = head + size, *p = rapport__mime_skip_blank(head, end);

	if (rapport__mbox_from_line(p, (size_t)(end - p)))
		return RAPPORT__SOURCE_MBOX;
	if (rapport__emlx_look(p, (size_t)(end - p)))
		return RAPPORT__SOURCE_EMLX;
	if (rapport__mime_look(p, end))
		return RAPPORT__SOURCE_MESSAGE;
	if (rapport__outlook_look(head, size))
		return RAPPORT__SOURCE_OUTLOOK;
	if (rapport__records_look_json(head, size))
		return RAPPORT__SOURCE_JSON;
	if (rapport__records_look_csv(head, size))
		return RAPPORT__SOURCE_CSV;
	if (rapport__records_look_binary(head, size))
		return RAPPORT__SOURCE_AUTO;
	return RAPPORT__SOURCE_TEXT;
}

/* Prose has no columns: who names one says that it is a table. */
static enum rapport__source_kind tell_by_columns(enum rapport__source_kind kind,
						 const struct rapport__role_wanted *columns)
{
	for (size_t i = 0; columns && kind == RAPPORT__SOURCE_TEXT && i < RAPPORT__ROLES; i++)
		if (columns->names[i])
			return RAPPORT__SOURCE_CSV;
	return kind;
}

/* Whether a file's name promises mail: then it is not read as text where it holds none, and an OLE2
 * file of a folder is tried. */
static bool promises_mail(const char *path)
{
	static const char *const ends[] = { ".mbox", ".mbx", ".eml", ".emlx",
					    ".msg",  ".oft", ".pst", ".ost" };
	const char *dot = path ? strrchr(path, '.') : NULL;

	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		if (!strcasecmp(dot, ends[i]))
			return true;
	return false;
}

static bool is_mail(enum rapport__source_kind kind)
{
	return kind == RAPPORT__SOURCE_MBOX || kind == RAPPORT__SOURCE_MESSAGE ||
	       kind == RAPPORT__SOURCE_EMLX || kind == RAPPORT__SOURCE_OUTLOOK;
}

/* ---- Opening --------------------------------------------------------------------------------- */

/* Why reading the file failed, in words. */
static enum rapport_status fail_read(const rapport__source *source, int number, uint64_t place,
				     struct rapport_error *error)
{
	const char *why = source->unpack ? rapport__unpack_failure(source->unpack) : NULL;

	return rapport_fail(error, why ? RAPPORT_ERR_FORMAT : RAPPORT_ERR_IO, place, "%s",
			    why ? why : strerror(number));
}

static enum rapport_status read_head(rapport__source *source, struct rapport_error *error)
{
	struct rapport__buffer *head = &source->head;

	head->size = 0;
	if (!rapport__buffer_reserve(head, HEAD_BYTES))
		return rapport_fail_memory(error);
	errno = 0;
	head->size = fread(head->data, 1, HEAD_BYTES, source->file);
	if (!head->size && ferror(source->file))
		return fail_read(source, errno, 0, error);
	return RAPPORT_OK;
}

/* Puts the unpacker in front of a compressed file. */
static enum rapport_status unpack(rapport__source *source, struct rapport_error *error)
{
	FILE *unpacked;
	enum rapport_status status;

	if (!rapport__unpack_look(source->head.data, source->head.size))
		return RAPPORT_OK;
	status = rapport__unpack_open(source->file, source->head.data, source->head.size, &unpacked,
				      &source->unpack, error);
	if (status)
		return status;
	source->file = unpacked;
	return read_head(source, error);
}

/* Puts what cannot be read from its start again into a file that can: a pipe, unpacked data. */
static enum rapport_status spool(rapport__source *source, struct rapport_error *error)
{
	struct rapport__buffer *room = &source->head;
	FILE *copy;
	size_t size = room->size;

	if (!source->unpack && lseek(fileno(source->file), 0, SEEK_SET) == 0)
		return RAPPORT_OK;
	copy = tmpfile();
	if (!copy)
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s", strerror(errno));
	errno = 0;
	do {
		if (fwrite(room->data, 1, size, copy) != size)
			break;
		size = fread(room->data, 1, HEAD_BYTES, source->file);
	} while (size);
	if (ferror(source->file) || ferror(copy) || fflush(copy) != 0) {
		fclose(copy);
		return fail_read(source, errno, 0, error);
	}
	fclose(source->file);
	source->unpack = NULL;
	source->file = copy;
	return RAPPORT_OK;
}

static enum rapport_status open_reader(rapport__source *source,
				       const struct rapport__source_options *options,
				       struct rapport_error *error)
{
	const struct rapport__buffer *head = &source->head;
	int records = (int)source->kind - RAPPORT__SOURCE_JSONL; /* in the same order */
	enum rapport_status status;

	if (source->kind == RAPPORT__SOURCE_OUTLOOK && !options->outlook)
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
				    "is an Outlook file, which is not read here");
	if (source->kind == RAPPORT__SOURCE_OUTLOOK) {
		status = spool(source, error);
		return status ? status
			      : rapport__outlook_open(options->outlook, fileno(source->file),
						      &source->outlook, error);
	}
	if (!is_mail(source->kind)) {
		status = rapport__records_open(source->file, (enum rapport__records_kind)records,
					       head->data, head->size, &source->records, error);
		if (!status && options->columns)
			rapport__records_want(source->records, options->columns);
		return status;
	}
	return rapport__mbox_open(source->file, head->data, head->size,
				  source->kind != RAPPORT__SOURCE_MBOX, &source->mbox, error);
}

/* Tells what the opened file is; *wanted false where it is to be passed over. */
static enum rapport_status find_kind(rapport__source *source, const char *path,
				     const struct rapport__source_options *options, bool *wanted,
				     struct rapport_error *error)
{
	enum rapport_status status = read_head(source, error);
	const char *head, *archive;
	size_t size;
	bool empty;

	if (!status)
		status = unpack(source, error);
	if (status)
		return status;
	head = source->head.data;
	size = source->head.size;
	empty = size < HEAD_BYTES && rapport__mime_skip_blank(head, head + size) == head + size;
	source->kind = options->kind;
	if (source->kind == RAPPORT__SOURCE_AUTO)
		source->kind = tell_by_columns(tell_kind(head, size), options->columns);
	/* OLE2 holds many things, of which Outlook's files tell by their names. */
	*wanted = !options->mail_only ||
		  (!empty && is_mail(source->kind) && (*head != '\xD0' || promises_mail(path)));
	if (!*wanted && promises_mail(path))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    empty ? "is empty" : "holds no mail");
	if (!*wanted)
		return RAPPORT_OK;
	if (empty && options->kind < RAPPORT__SOURCE_JSONL)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "is empty");
	archive = rapport__unpack_archive(head, size);
	if (archive && options->kind == RAPPORT__SOURCE_AUTO)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "is a %s archive: unpack it and give what was in it", archive);
	if (source->kind == RAPPORT__SOURCE_AUTO)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "is a binary file, not mail or text");
	if (source->kind != options->kind && !is_mail(source->kind) && promises_mail(path))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "holds no mail (--input text takes it for a text)");
	return RAPPORT_OK;
}

enum rapport_status rapport__source_open(const char *path,
					 const struct rapport__source_options *options,
					 rapport__source **source, struct rapport_error *error)
{
	rapport__source *made = rapport__calloc(1, sizeof *made);
	bool wanted = false;
	enum rapport_status status = RAPPORT_OK;

	*source = NULL;
	if (!made)
		return rapport_fail_memory(error);
	made->file = path ? fopen(path, "rb") : fdopen(dup(STDIN_FILENO), "rb");
	if (!made->file)
		status = rapport_fail(error, RAPPORT_ERR_IO, 0, "%s", strerror(errno));
	if (!status)
		status = find_kind(made, path, options, &wanted, error);
	if (!status && wanted)
		status = open_reader(made, options, error);
	if (status || !wanted)
		rapport__source_close(made);
	else
		*source = made;
	return status;
}

void rapport__source_close(rapport__source *source)
{
	if (!source)
		return;
	rapport__mbox_close(source->mbox);
	rapport__records_close(source->records);
	rapport__outlook_close(source->outlook);
	if (source->file)
		fclose(source->file);
	rapport__buffer_clear(&source->head);
	rapport__free(source);
}

enum rapport__source_kind rapport__source_kind(const rapport__source *source)
{
	return source->kind;
}

/* ---- Items ----------------------------------------------------------------------------------- */

static void read_emlx(struct rapport__source_item *item)
{
	struct rapport__emlx emlx;

	rapport__emlx_read(item->bytes, item->size, &emlx);
	item->bytes += emlx.start;
	item->size = emlx.size;
	item->cut |= emlx.cut;
	if (emlx.deleted)
		item->folder = RAPPORT__FOLDER_TRASH;
	else if (emlx.junk)
		item->folder = RAPPORT__FOLDER_SPAM;
	else if (emlx.draft)
		item->folder = RAPPORT__FOLDER_DRAFTS;
}

static enum rapport_status next_message(rapport__source *source, struct rapport__source_item *item,
					struct rapport_error *error)
{
	struct rapport__mbox_message message;
	struct rapport_error cause;
	enum rapport_status status = rapport__mbox_next(source->mbox, &message, &cause);

	if (status == RAPPORT_ERR_IO)
		return fail_read(source, errno, cause.place, error);
	if (status && error)
		*error = cause;
	if (status || !message.bytes)
		return status;
	item->position = message.position;
	item->bytes = message.bytes;
	item->size = message.size;
	item->cut = message.lost > 0;
	/* Whoever says that it is a message means the one in it. */
	if (source->kind == RAPPORT__SOURCE_EMLX || (source->kind == RAPPORT__SOURCE_MESSAGE &&
						     rapport__emlx_look(item->bytes, item->size)))
		read_emlx(item);
	return RAPPORT_OK;
}

static enum rapport_status next_from_outlook(rapport__source *source,
					     struct rapport__source_item *item,
					     struct rapport_error *error)
{
	const char *bytes;
	enum rapport_status status = rapport__outlook_next(source->outlook, &bytes, &item->size,
							   error);

	if (status || !bytes)
		return status;
	item->bytes = bytes;
	item->position = ++source->positions;
	return RAPPORT_OK;
}

enum rapport_status rapport__source_next(rapport__source *source, struct rapport__source_item *item,
					 struct rapport_error *error)
{
	struct rapport_error cause = { 0 };
	enum rapport_status status;

	*item = (struct rapport__source_item){ 0 };
	if (source->mbox)
		return next_message(source, item, error);
	if (source->outlook)
		return next_from_outlook(source, item, error);
	status = rapport__records_next(source->records, &item->record, &cause);
	item->position = item->record.position;
	if (status == RAPPORT_ERR_IO)
		return fail_read(source, errno, cause.place, error);
	if (status && error)
		*error = cause;
	return status;
}
