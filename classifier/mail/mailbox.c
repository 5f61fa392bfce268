#include "mail/mailbox.h"

#include "mail/maildir.h"
#include "mail/record_letter.h"
#include "text/hash.h"

#include <string.h>
#include <sys/stat.h>

/* A folder is walked with maildir, and each file in it is in its turn the source that file reads; a
 * single file is the only source. */
struct rapport__mailbox {
	struct rapport__mailbox_options options;
	rapport__maildir *maildir;   /* NULL: one file */
	struct rapport__buffer path; /* as the user named it */
	const char *name;            /* of what is read, or was read last */
	enum rapport__folder folder; /* that it lies in */
	rapport__source *source;     /* NULL: none is open */
	enum rapport__source_kind kind;
	uint64_t cut; /* position of the message given last, when there was more of it */

	struct rapport__letter letter;
	char conversation[17];
	struct rapport__thread thread; /* of the message at hand */
	struct rapport__item item;
	uint64_t passed_over;
	uint64_t items; /* given; 1 when it was said that there is none */
};

static bool is_stdin(const char *path)
{
	return !strcmp(path, "-");
}

/* Puts the name of the source before the words of an error. */
static enum rapport_status name_source(const rapport__mailbox *mailbox,
				       const struct rapport_error *cause,
				       struct rapport_error *error)
{
	const char *name = is_stdin(mailbox->name) ? "standard input" : mailbox->name;

	if (cause->place)
		return rapport_fail(error, cause->status, cause->place, "%s:%llu: %s", name,
				    (unsigned long long)cause->place, cause->text);
	return rapport_fail(error, cause->status, 0, "%s: %s", name, cause->text);
}

/* Opens mailbox->name, of that kind.  In a folder what is no mail is left closed without a word. */
static enum rapport_status open_source(rapport__mailbox *mailbox, enum rapport__source_kind kind,
				       struct rapport_error *error)
{
	const struct rapport__source_options options = { .kind = kind,
							 .mail_only = mailbox->maildir,
							 .columns = &mailbox->options.columns,
							 .outlook = mailbox->options.outlook };
	bool from_stdin = !mailbox->maildir && is_stdin(mailbox->name);
	enum rapport_status status = rapport__source_open(from_stdin ? NULL : mailbox->name,
							  &options, &mailbox->source, error);

	if (mailbox->source)
		mailbox->kind = rapport__source_kind(mailbox->source);
	return status;
}

static enum rapport_status open_path(rapport__mailbox *mailbox, struct rapport_error *error)
{
	enum rapport__source_kind kind = mailbox->options.kind;
	struct stat info;
	bool folder = !is_stdin(mailbox->name) && !stat(mailbox->name, &info) &&
		      S_ISDIR(info.st_mode);

	if (folder && kind >= RAPPORT__SOURCE_JSONL)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "is a folder");
	if (!folder && kind == RAPPORT__SOURCE_FOLDER)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "is no folder");
	if (folder)
		return rapport__maildir_open(mailbox->name, &mailbox->maildir, error);
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
	made->name = made->path.data;
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
	rapport__source_close(mailbox->source);
	rapport__maildir_close(mailbox->maildir);
	rapport__letter_close(&mailbox->letter);
	rapport__buffer_clear(&mailbox->path);
	rapport__free(mailbox);
}

/* ---- Items ----------------------------------------------------------------------------------- */

/* Tells the conversation; a message that was there before is skipped.  envelope->place is the
 * position within its source. */
static enum rapport_status find_thread(rapport__mailbox *mailbox,
				       struct rapport__envelope *envelope,
				       struct rapport_error *error)
{
	struct rapport__letter *letter = &mailbox->letter;
	enum rapport_status status;

	mailbox->conversation[0] = '\0';
	mailbox->thread = (struct rapport__thread){ 0 };
	if (!mailbox->options.threads || (letter->skip && letter->skip != RAPPORT__SKIP_OWN))
		return RAPPORT_OK;
	envelope->place = rapport__hash(mailbox->name, strlen(mailbox->name), envelope->place);
	status = rapport__threads_add(mailbox->options.threads, envelope, error);
	if (status)
		return status;
	mailbox->thread = rapport__threads_ask(mailbox->options.threads, envelope);
	rapport__threads_name(mailbox->thread.conversation, mailbox->conversation);
	if (mailbox->thread.repetition) {
		letter->skip = RAPPORT__SKIP_DUPLICATE;
		letter->skip_reason = "seen before";
		letter->text_size = 0;
	}
	return RAPPORT_OK;
}

static enum rapport_status find_message_thread(rapport__mailbox *mailbox,
					       const struct rapport__source_item *next,
					       struct rapport_error *error)
{
	const struct rapport__message *message = mailbox->letter.message;

	return find_thread(mailbox,
			   &(struct rapport__envelope){
				   .message_id = message->message_id,
				   .in_reply_to = message->in_reply_to,
				   .references = message->references,
				   .subject = message->subject,
				   .date = message->date,
				   .from_address = message->from_address,
				   .to = message->to,
				   .cc = message->cc,
				   .thread = message->thread,
				   .place = next->position,
				   .size = next->size,
			   },
			   error);
}

/* Reads the text, without what the message says that it answers, and remembers it for answers. */
static enum rapport_status read_text(rapport__mailbox *mailbox, struct rapport_error *error)
{
	struct rapport__letter *letter = &mailbox->letter;
	const struct rapport__thread *thread = &mailbox->thread;
	rapport__reply_parents *parents = mailbox->options.parents;
	struct rapport__reply_shingles parent = { 0 };
	enum rapport_status status;

	if (parents && thread->parent)
		parent = rapport__reply_parents_find(parents, thread->parent);
	status = rapport__letter_read_text(letter, parent.count ? &parent : NULL, error);
	if (!status && parents && thread->message)
		status = rapport__reply_parents_add(parents, thread->message, letter->message->text,
						    letter->message->text_size, error);
	return status;
}

static enum rapport_status give_message(rapport__mailbox *mailbox,
					const struct rapport__source_item *next,
					struct rapport_error *error)
{
	const struct rapport__letter *letter = &mailbox->letter;
	const struct rapport__message *message = letter->message;
	const struct rapport__letter_place place = {
		.mine = &mailbox->options.mine,
		.folder = next->folder > mailbox->folder ? next->folder : mailbox->folder,
		.outlook = mailbox->options.outlook,
		.kept = true,
	};
	enum rapport_status status = rapport__letter_read_header(&mailbox->letter, next->bytes,
								 next->size, &place, error);

	if (!status)
		status = find_message_thread(mailbox, next, error);
	if (!status && letter->skip != RAPPORT__SKIP_DUPLICATE)
		status = read_text(mailbox, error);
	if (status)
		return status;
	mailbox->item = (struct rapport__item){
		.message_id = message->message_id,
		.date = message->date,
		.from = message->from,
		.from_address = message->from_address,
		.to = message->to,
		.cc = message->cc,
		.subject = message->subject,
		.in_reply_to = message->in_reply_to,
		.references = message->references,
		.conversation = mailbox->conversation[0] ? mailbox->conversation : NULL,
		.whole = message->text,
		.whole_size = message->text_size,
		.text = letter->text,
		.text_size = letter->text_size,
		.skip = letter->skip,
		.skip_reason = letter->skip_reason,
		.truncated = message->truncated || next->cut,
	};
	return RAPPORT_OK;
}

/* The conversation of a mail out of an export is told as of any other; what an export says of one
 * goes first. */
static enum rapport_status find_record_thread(rapport__mailbox *mailbox,
					      const struct rapport__record *record,
					      struct rapport_error *error)
{
	mailbox->conversation[0] = '\0';
	return !record->is_mail ? RAPPORT_OK
				: find_thread(mailbox,
					      &(struct rapport__envelope){
						      .message_id = record->message_id,
						      .in_reply_to = record->in_reply_to,
						      .subject = record->subject,
						      .date = record->date,
						      .from_address = record->from_address,
						      .to = record->to,
						      .cc = record->cc,
						      .thread = record->conversation,
						      .place = record->position,
						      .size = record->text_size,
					      },
					      error);
}

static enum rapport_status give_record(rapport__mailbox *mailbox, struct rapport__record *record,
				       struct rapport_error *error)
{
	struct rapport__letter *letter = &mailbox->letter;
	enum rapport_status status = rapport__record_letter_read(letter, record,
								 &mailbox->options.mine, error);
	const char *found = mailbox->conversation;

	if (!status)
		status = find_record_thread(mailbox, record, error);
	if (status)
		return status;
	mailbox->item = (struct rapport__item){
		.message_id = record->message_id,
		.date = record->date,
		.from = record->from,
		.from_address = record->from_address,
		.to = record->to,
		.cc = record->cc,
		.subject = record->subject,
		.in_reply_to = record->in_reply_to,
		.conversation = record->conversation ? record->conversation
				: *found             ? found
						     : NULL,
		.whole = record->text,
		.whole_size = record->text_size,
		.text = letter->text,
		.text_size = letter->text_size,
		.skip = letter->skip,
		.skip_reason = letter->skip_reason,
	};
	return RAPPORT_OK;
}

/* The next item of the source that is open; *given false at its end. */
static enum rapport_status next_item(rapport__mailbox *mailbox, bool *given,
				     struct rapport_error *error)
{
	struct rapport__source_item next;
	enum rapport_status status;

	*given = true;
	if (mailbox->cut) {
		uint64_t position = mailbox->cut;

		mailbox->cut = 0;
		return rapport_fail(error, RAPPORT_ERR_FORMAT, position,
				    "the end of this message is missing or was left out");
	}
	status = rapport__source_next(mailbox->source, &next, error);
	if (status)
		return status;
	*given = next.bytes || next.record.text;
	if (next.bytes)
		status = give_message(mailbox, &next, error);
	else if (*given)
		status = give_record(mailbox, &next.record, error);
	if (status && error)
		error->place = next.position;
	mailbox->item.source = mailbox->name;
	mailbox->item.position = next.position;
	mailbox->cut = next.cut ? next.position : 0;
	return status;
}

uint64_t rapport__mailbox_passed_over(const rapport__mailbox *mailbox)
{
	return mailbox->passed_over;
}

/* Opens the next file of the folder; *given false at its end. */
static enum rapport_status next_source(rapport__mailbox *mailbox, bool *given,
				       struct rapport_error *error)
{
	struct rapport__maildir_file file = { 0 };
	enum rapport_status status = RAPPORT_OK;

	if (mailbox->maildir)
		status = rapport__maildir_next(mailbox->maildir, &file, error);
	*given = file.path != NULL;
	mailbox->name = file.path ? file.path : mailbox->path.data;
	mailbox->folder = file.folder;
	if (!status && file.path)
		status = open_source(mailbox,
				     file.message ? RAPPORT__SOURCE_MESSAGE : RAPPORT__SOURCE_AUTO,
				     error);
	else if (!status && mailbox->maildir && !mailbox->items++)
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "holds no mail");
	if (!status && file.path && !mailbox->source && !rapport__folder_sidecar(file.path))
		mailbox->passed_over++;
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
		if (!mailbox->source) {
			status = next_source(mailbox, &given, &cause);
			continue;
		}
		status = next_item(mailbox, &given, &cause);
		if (!status && given) {
			mailbox->items++;
			*item = &mailbox->item;
			return RAPPORT_OK;
		}
		if (!status) {
			rapport__source_close(mailbox->source);
			mailbox->source = NULL;
		}
		given = true;
	}
	return status ? name_source(mailbox, &cause, error) : RAPPORT_OK;
}

bool rapport__mailbox_holds_many(const rapport__mailbox *mailbox)
{
	return mailbox->maildir || rapport__source_holds_many(mailbox->kind);
}
