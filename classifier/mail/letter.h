/* A message's bytes -> what is to be tagged of it: whose it is, whether a person wrote it, and its
 * new words. */
#ifndef RAPPORT_LETTER_H
#define RAPPORT_LETTER_H

#include "mail/folder.h"
#include "mail/message.h"
#include "mail/reply.h"

enum rapport__skip {
	RAPPORT__SKIP_NONE,
	RAPPORT__SKIP_AUTOMATIC,  /* no person wrote it to this person */
	RAPPORT__SKIP_OWN,        /* from one of the user's own addresses */
	RAPPORT__SKIP_EMPTY,      /* no new words in it */
	RAPPORT__SKIP_UNREADABLE, /* no mail message where one should be */
	RAPPORT__SKIP_DISCARDED,  /* in the trash, spam, a draft, a chat */
	RAPPORT__SKIP_DUPLICATE,  /* was there before, in another folder or mailbox */
	RAPPORT__SKIP_COUNT
};

/* Addresses that are the user's own: "anna@example.com" or "@example.com", in any case.  Borrowed.
 * */
struct rapport__mine {
	const char *const *addresses; /* [count] */
	size_t count;
};

bool rapport__mine_has(const struct rapport__mine *mine,
		       const char *address); /* NULL is nobody's */

/* Where a message lies.  The zero value: nobody knows. */
struct rapport__letter_place {
	const struct rapport__mine *mine; /* may be NULL */
	enum rapport__folder folder;      /* that it lies in */
	const char *outlook; /* path of the program that reads a winmail.dat; NULL: none is read */
	bool kept; /* by a mail program, whose own fields (X-Mozilla-Status, X-Gmail-Labels,
		      X-Folder, X-Folder-Kind and X-Unsent of Outlook files) are believed */
};

/* Used again and again, so that its buffers are made once.  One thread at a time. */
struct rapport__letter {
	struct rapport__message *message; /* of the last read; never NULL once opened */
	struct rapport__buffer new_words;
	struct rapport__reply reply; /* the lines of the last text that was looked at */
	struct rapport__buffer
		whole;       /* of a record that was HTML, of a winmail.dat that was mail */
	const char *outlook; /* of the place */
	enum rapport__skip skip;
	const char *skip_reason; /* static words; NULL when not skipped */
	/* The new words, also of an own message; "" of one that is skipped for another reason. */
	const char *text;
	size_t text_size;
};

/* On failure *letter is cleared.  Fails with MEMORY. */
enum rapport_status rapport__letter_open(struct rapport__letter *letter,
					 struct rapport_error *error);
void rapport__letter_close(struct rapport__letter *letter); /* the zero value, too */

/* Reads a message in two steps: its header, by which some are skipped already; then, unless
 * letter->skip says that it would be for nothing, its text, from which what the parent says is left
 * out, where that is not NULL.  bytes, and place, which may be NULL,
 * are borrowed until the next read.  Fails with MEMORY; the letter stays usable. */
enum rapport_status rapport__letter_read_header(struct rapport__letter *letter, const char *bytes,
						size_t size,
						const struct rapport__letter_place *place,
						struct rapport_error *error);
enum rapport_status rapport__letter_read_text(struct rapport__letter *letter,
					      const struct rapport__reply_shingles *parent,
					      struct rapport_error *error);

/* Both steps.
 * Fails with MEMORY; the letter stays usable. */
enum rapport_status rapport__letter_read(struct rapport__letter *letter, const char *bytes,
					 size_t size, const struct rapport__letter_place *place,
					 struct rapport_error *error);

#endif
