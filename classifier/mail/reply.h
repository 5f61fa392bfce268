/* The lines of a message, and which of them its writer wrote anew. */
#ifndef RAPPORT_MAIL_REPLY_H
#define RAPPORT_MAIL_REPLY_H

#include "mail/reply_line.h"
#include "mail/reply_parent.h"
#include "memory.h"
#include "rapport.h"

#include <stddef.h>

/* Lines beyond so many count as one, NEW unless what is above them quotes to the end. */
#define RAPPORT__REPLY_LINES_MAX (256u * 1024u)

/* The zero value is empty and ready.  Used for message after message it keeps its memory.  One
 * thread at a time. */
struct rapport__reply {
	struct rapport__reply_line *lines; /* [count], in the order of the text */
	size_t count, capacity;
	struct rapport__reply_look *looks; /* its own */
	size_t looks_capacity;
};

/* Tells what each line of a message is.
 *
 * text    [size] the message as plain text, UTF-8 (other bytes do no harm), LF or CRLF
 * parent  what the message that this one answers says, or NULL: lines that stand there, too, are
 *         quoted even without a mark
 * reply   holds the lines on return; what it held before is gone
 *
 * Work is linear in size.  Fails with MEMORY; reply->count is then 0.
 */
enum rapport_status rapport__reply_classify_child(const char *text, size_t size,
						  const struct rapport__reply_shingles *parent,
						  struct rapport__reply *reply,
						  struct rapport_error *error);

/* The same without a parent. */
enum rapport_status rapport__reply_classify(const char *text, size_t size,
					    struct rapport__reply *reply,
					    struct rapport_error *error);

void rapport__reply_clear(struct rapport__reply *reply); /* frees; zero value again */

/* Appends the words that the writer wrote anew: the lines that are NEW or GREETING, or
 * where there are none those that are SIGN_OFF, with
 * runs of empty lines between them as one, none at either end, and LF as line end.  A message of
 * quotes alone gives nothing.  parent may be NULL; reply is used for the work, and holds the lines
 * on return.  Fails with MEMORY; *new_words is then as before. */
enum rapport_status rapport__reply_extract(struct rapport__reply *reply, const char *text,
					   size_t size,
					   const struct rapport__reply_shingles *parent,
					   struct rapport__buffer *new_words,
					   struct rapport_error *error);

/* The same of one message alone. */
enum rapport_status rapport__reply_new_words(const char *text, size_t size,
					     struct rapport__buffer *new_words,
					     struct rapport_error *error);

#endif
