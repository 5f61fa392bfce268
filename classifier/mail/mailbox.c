#include "mail/mailbox.h"

#include "mail/maildir.h"
#include "mail/mbox.h"
#include "mail/message.h"
#include "mail/mime.h"
#include "mail/records.h"
#include "mail/reply.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
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

	struct rapport__message *message;
	struct rapport__item item;
	struct rapport__buffer new_words;
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

	return rapport_fail(error, cause->status, cause->place, "%s: %s", name, cause->text);
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
	status = rapport__message_new(&made->message, &cause);
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
	rapport__message_free(mailbox->message);
	rapport__buffer_clear(&mailbox->path);
	rapport__buffer_clear(&mailbox->head);
	rapport__buffer_clear(&mailbox->new_words);
	rapport__free(mailbox);
}

/* ---- Items ----------------------------------------------------------------------------------- */

static bool is_own(const rapport__mailbox *mailbox, const char *address)
{
	for (size_t i = 0; address && i < mailbox->options.mine_count; i++) {
		const char *mine = mailbox->options.mine[i], *domain = strrchr(address, '@');

		if (!strcasecmp(mine[0] == '@' && domain ? domain : address, mine))
			return true;
	}
	return false;
}

static enum rapport__skip find_skip(rapport__mailbox *mailbox, const char **reason)
{
	struct rapport__message *message = mailbox->message;

	*reason = "no mail message";
	if (!message->field_count)
		return RAPPORT__SKIP_UNREADABLE;
	*reason = "own message";
	if (is_own(mailbox, message->from_address))
		return RAPPORT__SKIP_OWN;
	*reason = rapport__message_automatic(message);
	return *reason ? RAPPORT__SKIP_AUTOMATIC : RAPPORT__SKIP_NONE;
}

/* Tells whether the message is to be tagged, and which words of it. */
static enum rapport_status judge(rapport__mailbox *mailbox, struct rapport_error *error)
{
	struct rapport__item *item = &mailbox->item;
	struct rapport__buffer *words = &mailbox->new_words;
	enum rapport_status status;

	item->skip = find_skip(mailbox, &item->skip_reason);
	if (item->skip && item->skip != RAPPORT__SKIP_OWN)
		return RAPPORT_OK;
	words->size = 0;
	status = rapport__reply_new_words(item->whole, item->whole_size, words, error);
	if (status)
		return status;
	if (words->size) {
		item->text = words->data;
		item->text_size = words->size;
	} else if (!item->skip) {
		item->skip = RAPPORT__SKIP_EMPTY;
		item->skip_reason = item->whole_size ? "nothing new" : "no text";
	}
	return RAPPORT_OK;
}

static enum rapport_status give_message(rapport__mailbox *mailbox, bool *given,
					struct rapport_error *error)
{
	struct rapport__message *message = mailbox->message;
	struct rapport__mbox_message next;
	enum rapport_status status = rapport__mbox_next(mailbox->mbox, &next, error);

	*given = next.bytes != NULL;
	if (!status && *given)
		status = rapport__message_parse(message, next.bytes, next.size, error);
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
		.text = "",
		.truncated = message->truncated || next.lost,
	};
	return judge(mailbox, error);
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
		item->from_address = rapport__message_address(mailbox->message, record.from);
	if (is_own(mailbox, item->from_address)) {
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
