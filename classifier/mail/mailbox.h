/* Opens whatever holds mail or texts and streams what is in it, one item at a time.
 *
 *	rapport__mailbox_open(path, &options, &mailbox, &error);
 *	while (!(status = rapport__mailbox_next(mailbox, &item, &error)) && item)
 *		...
 *	rapport__mailbox_close(mailbox);
 *
 * where a status from next is one input or record that could not be read: say so, and go on.
 * rapport__message_library_open must have been called. */
#ifndef RAPPORT_MAILBOX_H
#define RAPPORT_MAILBOX_H

#include "mail/letter.h"
#include "mail/source.h"
#include "mail/threads.h"

/* The zero value asks for nothing.  Borrowed until the mailbox is closed. */
struct rapport__mailbox_options {
	enum rapport__source_kind kind;
	struct rapport__mine mine;
	/* Borrowed, and one thread at a time: knows the conversations of all mailboxes that it is
	 * given to.  NULL: none are told, nor messages that come twice. */
	rapport__threads *threads;
	struct rapport__role_wanted columns; /* of tables and JSON: those that the user names */
	/* Borrowed as threads is, and with them: what earlier messages say. */
	rapport__reply_parents *parents;
	const char *outlook; /* path of the program that reads Outlook files; NULL: none can be */
};

/* Strings are UTF-8 and NULL where absent. */
struct rapport__item {
	const char *source;      /* path as the user named it (file inside a folder appended) */
	uint64_t position;       /* from 1 within that source: message, or line */
	enum rapport__skip skip; /* why it is not to be tagged */
	const char *skip_reason; /* in words, "out of office"; NULL when not skipped */
	const char *message_id, *date, *from, *from_address, *to, *cc, *subject, *in_reply_to,
		*references; /* as in struct rapport__message */
	/* What a column or member of that name says, else a number of 16 hexadecimal digits that
	 * all messages of one conversation have in common, and from run to run.  NULL: unknown. */
	const char *conversation;
	/* Both are never NULL, and may have no NUL behind them: the sizes tell where they end. */
	const char *whole; /* the decoded text, quotes and all */
	size_t whole_size;
	const char *text; /* the new words; what is no mail has whole here; "" when AUTOMATIC */
	size_t text_size;
	bool truncated; /* a cap was met: there was more */
};

typedef struct rapport__mailbox rapport__mailbox; /* opaque; one thread at a time */

/* Opens path, or standard input for "-".  options may be NULL.
 * On success *mailbox is the caller's, to end with rapport__mailbox_close; on failure NULL.
 * Fails with IO (missing, unreadable), FORMAT (a binary file, an empty mailbox), MEMORY; the words
 * name the file. */
enum rapport_status rapport__mailbox_open(const char *path,
					  const struct rapport__mailbox_options *options,
					  rapport__mailbox **mailbox, struct rapport_error *error);
void rapport__mailbox_close(rapport__mailbox *mailbox); /* NULL does nothing */

/* Whether there may be more than one item. */
bool rapport__mailbox_holds_many(const rapport__mailbox *mailbox);

/* Files of a folder that held no mail, so far, besides those that mail programs keep there for
 * themselves. */
uint64_t rapport__mailbox_passed_over(const rapport__mailbox *mailbox);

/* The next item: the mailbox's, good until its next call or end.  OK with *item NULL is the end.
 * Fails with IO, FORMAT (a bad record; a folder that holds no mail), LIMIT, MEMORY for one input or
 * record, which the words and error->place name; call again to go on behind it.  The end always
 * comes. */
enum rapport_status rapport__mailbox_next(rapport__mailbox *mailbox,
					  const struct rapport__item **item,
					  struct rapport_error *error);

#endif
