#include "mail/mailbox.h"

#include "mail/maildir.h"
#include "mail/mbox.h"
#include "mail/mime.h"
#include "mail/records.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEAD_BYTES = 64 * 1024, /* by which the kind is told */
};

static const struct {
	const char *name;
	enum rapport__mailbox_kind kind;
} kinds[] = {
	{ "auto", RAPPORT__MAILBOX_AUTO },       { "mbox", RAPPORT__MAILBOX_MBOX },
	{ "maildir", RAPPORT__MAILBOX_MAILDIR }, { "eml", RAPPORT__MAILBOX_MESSAGE },
	{ "jsonl", RAPPORT__MAILBOX_JSONL },     { "lines", RAPPORT__MAILBOX_LINES },
	{ "text", RAPPORT__MAILBOX_TEXT },
};

/* A folder is walked with maildir, and each file in it is in its turn the source that file reads; a
 * single file is the only source. */
struct rapport__mailbox {
	struct rapport__mailbox_options options;
	rapport__maildir *maildir;   /* NULL: one file */
	struct rapport__buffer path; /* as the user named it */
	const char *source;          /* what is read, or was read last */
	FILE *file;                  /* NULL: no source is open */
	enum rapport__mailbox_kind kind;
	struct rapport__buffer head; /* its first bytes */
	rapport__mbox *mbox;
	rapport__records *records;

	struct rapport__letter letter;
	struct rapport__item item;
	uint64_t items; /* given; 1 when it was said that there is none */
};

bool rapport__mailbox_kind_find(const char *name, enum rapport__mailbox_kind *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(name, kinds[i].name)) {
			*kind = kinds[i].kind;
			return true;
		}
	return false;
}

static bool is_stdin(const char *path)
{
	return !strcmp(path, "-");
}

/* Puts the name of the source before the words of an error. */
static enum rapport_status name_source(const rapport__mailbox *mailbox,
				       const struct rapport_error *cause,
				       struct rapport_error *error)
{
	const char *name = is_stdin(mailbox->source) ? "standard input" : mailbox->source;

	if (cause->place)
		return rapport_fail(error, cause->status, cause->place, "%s:%llu: %s", name,
				    (unsigned long long)cause->place, cause->text);
	return rapport_fail(error, cause->status, 0, "%s: %s", name, cause->text);
}

/* Kind of a file by its first bytes; AUTO for a binary one. */
static enum rapport__mailbox_kind tell_kind(const char *head, size_t size)
{
	const char *end = head + size, *p = rapport__mime_skip_blank(head, end);

	if (rapport__mbox_from_line(p, (size_t)(end - p)))
		return RAPPORT__MAILBOX_MBOX;
	if (rapport__mime_look(p, end))
		return RAPPORT__MAILBOX_MESSAGE;
	if (rapport__records_look_binary(head, size))
		return RAPPORT__MAILBOX_AUTO;
	if (rapport__records_look_jsonl(p, (size_t)(end - p)))
		return RAPPORT__MAILBOX_JSONL;
	return RAPPORT__MAILBOX_TEXT;
}

static bool is_mail(enum rapport__mailbox_kind kind)
{
	return kind == RAPPORT__MAILBOX_MBOX || kind == RAPPORT__MAILBOX_MESSAGE;
}

/* ---- Sources --------------------------------------------------------------------------------- */

static void close_source(rapport__mailbox *mailbox)
{
	rapport__mbox_close(mailbox->mbox);
	rapport__records_close(mailbox->records);
	mailbox->mbox = NULL;
	mailbox->records = NULL;
	if (mailbox->file)
		fclose(mailbox->file);
	mailbox->file = NULL;
}

static enum rapport_status read_head(rapport__mailbox *mailbox, struct rapport_error *error)
{
	struct rapport__buffer *head = &mailbox->head;

	head->size = 0;
	if (!rapport__buffer_reserve(head, HEAD_BYTES))
		return rapport_fail_memory(error);
	head->size = fread(head->data, 1, HEAD_BYTES, mailbox->file);
	if (!head->size && ferror(mailbox->file))
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s", strerror(errno));
	return RAPPORT_OK;
}

static enum rapport_status open_reader(rapport__mailbox *mailbox, struct rapport_error *error)
{
	const struct rapport__buffer *head = &mailbox->head;
	int records = (int)mailbox->kind - RAPPORT__MAILBOX_JSONL; /* in the same order */

	if (!is_mail(mailbox->kind))
		return rapport__records_open(mailbox->file, (enum rapport__records_kind)records,
					     head->data, head->size, &mailbox->records, error);
	return rapport__mbox_open(mailbox->file, head->data, head->size,
				  mailbox->kind == RAPPORT__MAILBOX_MESSAGE, &mailbox->mbox, error);
}

/* Opens mailbox->source, of that kind or, for AUTO, of what it looks like.  In a folder what is no
 * mail is left closed without a word. */
static enum rapport_status open_source(rapport__mailbox *mailbox, enum rapport__mailbox_kind kind,
				       struct rapport_error *error)
{
	bool from_stdin = !mailbox->maildir && is_stdin(mailbox->source), empty;
	const char *head;
	size_t size;
	enum rapport_status status;

	mailbox->file = from_stdin ? fdopen(dup(STDIN_FILENO), "rb") : fopen(mailbox->source, "rb");
	if (!mailbox->file)
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s", strerror(errno));
	status = read_head(mailbox, error);
	if (status)
		return status;
	head = mailbox->head.data;
	size = mailbox->head.size;
	empty = size < HEAD_BYTES && rapport__mime_skip_blank(head, head + size) == head + size;
	mailbox->kind = kind == RAPPORT__MAILBOX_AUTO ? tell_kind(head, size) : kind;
	if (mailbox->maildir && (empty || !is_mail(mailbox->kind))) {
		close_source(mailbox);
		return RAPPORT_OK;
	}
	if (empty && kind < RAPPORT__MAILBOX_JSONL)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "is empty");
	if (mailbox->kind == RAPPORT__MAILBOX_AUTO)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "is a binary file, not mail or text");
	return open_reader(mailbox, error);
}

static enum rapport_status open_path(rapport__mailbox *mailbox, struct rapport_error *error)
{
	enum rapport__mailbox_kind kind = mailbox->options.kind;
	struct stat info;
	bool folder = !is_stdin(mailbox->source) && !stat(mailbox->source, &info) &&
		      S_ISDIR(info.st_mode);

	if (folder && kind >= RAPPORT__MAILBOX_JSONL)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "is a folder");
	if (!folder && kind == RAPPORT__MAILBOX_MAILDIR)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "is no folder");
	if (folder)
		return rapport__maildir_open(mailbox->source, &mailbox->maildir, error);
	return open_source(mailbox, kind, error);
}

enum rapport_status rapport__mailbox_open(const char *path,
					  const struct rapport__mailbox_options *options,
					  rapport__mailbox **mailbox, struct rapport_error *error)
{
	rapport__mailbox *made = rapport__calloc(1, sizeof *made);
	struct rapport_error cause;
	enum rapport_status status;

	*mailbox = NULL;
	if (!made || !rapport__buffer_add_string(&made->path, path)) {
		status = rapport_fail_memory(error);
		goto done;
	}
	made->source = made->path.data;
	if (options)
		made->options = *options;
	status = rapport__letter_open(&made->letter, &cause);
	if (!status)
		status = open_path(made, &cause);
	if (status) {
		name_source(made, &cause, error);
		goto done;
	}
	*mailbox = made;
	made = NULL;
done:
	rapport__mailbox_close(made);
	return status;
}

void rapport__mailbox_close(rapport__mailbox *mailbox)
{
	if (!mailbox)
		return;
	close_source(mailbox);
	rapport__maildir_close(mailbox->maildir);
	rapport__letter_close(&mailbox->letter);
	rapport__buffer_clear(&mailbox->path);
	rapport__buffer_clear(&mailbox->head);
	rapport__free(mailbox);
}

/* ---- Items ----------------------------------------------------------------------------------- */

static enum rapport_status give_message(rapport__mailbox *mailbox, bool *given,
					struct rapport_error *error)
{
	const struct rapport__letter *letter = &mailbox->letter;
	const struct rapport__message *message = letter->message;
	struct rapport__mbox_message next;
	enum rapport_status status = rapport__mbox_next(mailbox->mbox, &next, error);

	*given = next.bytes != NULL;
	if (!status && *given)
		status = rapport__letter_read(&mailbox->letter, next.bytes, next.size,
					      &mailbox->options.mine, error);
	if (status && error && *given)
		error->place = next.position;
	if (status || !*given)
		return status;
	mailbox->item = (struct rapport__item){
		.position = next.position,
		.message_id = message->message_id,
		.date = message->date,
		.from = message->from,
		.from_address = message->from_address,
		.to = message->to,
		.subject = message->subject,
		.in_reply_to = message->in_reply_to,
		.references = message->references,
		.conversation = message->conversation,
		.whole = message->text,
		.whole_size = message->text_size,
		.text = letter->text,
		.text_size = letter->text_size,
		.skip = letter->skip,
		.skip_reason = letter->skip_reason,
		.truncated = message->truncated || next.lost,
	};
	return RAPPORT_OK;
}

static enum rapport_status give_record(rapport__mailbox *mailbox, bool *given,
				       struct rapport_error *error)
{
	struct rapport__item *item = &mailbox->item;
	struct rapport__record record;
	enum rapport_status status = rapport__records_next(mailbox->records, &record, error);
	bool blank = true;

	*given = record.text != NULL;
	if (status || !*given)
		return status;
	*item = (struct rapport__item){
		.position = record.position,
		.message_id = record.message_id,
		.date = record.date,
		.from = record.from,
		.to = record.to,
		.subject = record.subject,
		.conversation = record.conversation,
		.whole = record.text,
		.whole_size = record.text_size,
		.text = record.text,
		.text_size = record.text_size,
	};
	for (size_t i = 0; i < record.text_size && blank; i++)
		blank = (unsigned char)record.text[i] <= ' ';
	if (record.from)
		item->from_address = rapport__message_address(mailbox->letter.message, record.from);
	if (rapport__mine_has(&mailbox->options.mine, item->from_address)) {
		item->skip = RAPPORT__SKIP_OWN;
		item->skip_reason = "own message";
	} else if (blank) {
		item->skip = RAPPORT__SKIP_EMPTY;
		item->skip_reason = "no text";
	}
	return RAPPORT_OK;
}

/* Opens the next file of the folder; *given false at its end. */
static enum rapport_status next_source(rapport__mailbox *mailbox, bool *given,
				       struct rapport_error *error)
{
	enum rapport__mailbox_kind kind = RAPPORT__MAILBOX_AUTO;
	enum rapport_status status = RAPPORT_OK;
	const char *file = NULL;
	bool message;

	if (mailbox->maildir)
		status = rapport__maildir_next(mailbox->maildir, &file, &message, error);
	*given = file != NULL;
	mailbox->source = file ? file : mailbox->path.data;
	if (file && message)
		kind = RAPPORT__MAILBOX_MESSAGE;
	if (!status && file)
		status = open_source(mailbox, kind, error);
	else if (!status && mailbox->maildir && !mailbox->items++)
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "holds no mail");
	if (status)
		close_source(mailbox);
	return status;
}

enum rapport_status rapport__mailbox_next(rapport__mailbox *mailbox,
					  const struct rapport__item **item,
					  struct rapport_error *error)
{
	struct rapport_error cause = { 0 };
	enum rapport_status status = RAPPORT_OK;
	bool given = true;

	*item = NULL;
	while (!status && given) {
		if (!mailbox->file) {
			status = next_source(mailbox, &given, &cause);
			continue;
		}
		if (mailbox->mbox)
			status = give_message(mailbox, &given, &cause);
		else
			status = give_record(mailbox, &given, &cause);
		if (!status && given) {
			mailbox->item.source = mailbox->source;
			mailbox->items++;
			*item = &mailbox->item;
			return RAPPORT_OK;
		}
		if (!status)
			close_source(mailbox);
		given = true;
	}
	return status ? name_source(mailbox, &cause, error) : RAPPORT_OK;
}

bool rapport__mailbox_holds_many(const rapport__mailbox *mailbox)
{
	return mailbox->maildir || (mailbox->kind != RAPPORT__MAILBOX_MESSAGE &&
				    mailbox->kind != RAPPORT__MAILBOX_TEXT);
}
