/* One file or stream -> the messages or records in it, one at a time, as they stand.
 *
 * What it holds is told by its content, never by its name; compressed files are unpacked on the
 * way.  Memory grows with the longest message or record and not with the file. */
#ifndef RAPPORT_SOURCE_H
#define RAPPORT_SOURCE_H

#include "mail/folder.h"
#include "mail/records.h"

enum rapport__source_kind {
	RAPPORT__SOURCE_AUTO, /* told by content */
	RAPPORT__SOURCE_MBOX,
	RAPPORT__SOURCE_FOLDER,  /* any folder: for mailbox.h, a source is none */
	RAPPORT__SOURCE_MESSAGE, /* the file is one message */
	RAPPORT__SOURCE_EMLX,
	RAPPORT__SOURCE_OUTLOOK, /* .msg, .pst, .ost, winmail.dat */
	RAPPORT__SOURCE_JSONL,
	RAPPORT__SOURCE_LINES,
	RAPPORT__SOURCE_TEXT,
	RAPPORT__SOURCE_CSV,
	RAPPORT__SOURCE_TSV,
	RAPPORT__SOURCE_JSON,
};

/* The kind that --input NAME asks for ("auto", "mbox", "maildir", "eml", "emlx", "outlook",
 * "csv", "tsv", "json", "jsonl", "lines", "text"); false for any other name. */
bool rapport__source_kind_find(const char *name, enum rapport__source_kind *kind);

/* Whether there may be more than one item in a source of that kind. */
bool rapport__source_holds_many(enum rapport__source_kind kind);

struct rapport__source_options {
	enum rapport__source_kind kind;
	bool mail_only; /* what holds no mail is not opened, without an error */
	const struct rapport__role_wanted *columns; /* of tables and JSON; NULL: all are guessed */
	const char *outlook; /* path of the program that reads Outlook files; NULL: none can be */
};

/* One message or one record. */
struct rapport__source_item {
	uint64_t position;             /* from 1: message, or line */
	const char *bytes;             /* [size] of a message; NULL: a record, or the end */
	size_t size;                   /* of bytes */
	bool cut;                      /* not all of the message's bytes are here */
	enum rapport__folder folder;   /* that its flags say it belongs in */
	struct rapport__record record; /* record.text NULL: a message, or the end */
};

typedef struct rapport__source rapport__source; /* opaque; one thread at a time */

/* Opens path, or standard input for NULL.  On success *source is the caller's, to end with
 * rapport__source_close, or NULL for what holds no mail where only mail is wanted; on failure NULL.
 * Fails with IO (missing, unreadable), FORMAT (a binary file or an archive, an empty mailbox),
 * MEMORY. */
enum rapport_status rapport__source_open(const char *path,
					 const struct rapport__source_options *options,
					 rapport__source **source, struct rapport_error *error);
void rapport__source_close(rapport__source *source); /* NULL does nothing */

enum rapport__source_kind rapport__source_kind(const rapport__source *source);

/* The next message or record, good until the next call; the zero value at the end.
 * Fails with IO, FORMAT (a bad record; damaged or cut data), LIMIT, MEMORY for one of them, which
 * error->place names; call again to go on behind it.  The end always comes. */
enum rapport_status rapport__source_next(rapport__source *source, struct rapport__source_item *item,
					 struct rapport_error *error);

#endif
