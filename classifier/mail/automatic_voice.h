/* What the first words of a text tell of who speaks: a person, or a program. */
#ifndef RAPPORT_MAIL_AUTOMATIC_VOICE_H
#define RAPPORT_MAIL_AUTOMATIC_VOICE_H

#include "mail/reply_phrase.h"

/* A longer text is a person's or a newsletter's, whatever it begins with. */
#define RAPPORT__VOICE_BYTES_MAX 2500u

struct rapport__voice {
	size_t size;      /* bytes before what is quoted or forwarded; at most the above */
	bool empty;       /* nothing stands there */
	bool longer;      /* more stands there than is read; nothing below is told */
	bool question;    /* a question mark that is in no link */
	bool robot;       /* the first lines say that a program wrote them, */
	bool bounce;      /* or that a message did not arrive, */
	bool away;        /* the text begins with "I am away", or with thanks and that */
	bool thanks;      /* the text begins with thanks for a message */
	bool urgent;      /* what to do meanwhile */
	unsigned returns; /* how often it says when the writer is back; counts to 3 */
};

/* text is [size], UTF-8 with lines that end in LF.  Any number of threads may call. */
void rapport__voice_listen(const char *text, size_t size, struct rapport__voice *voice);

/* How many of the first lines of text have a phrase of the table in them; counts to 3. */
unsigned rapport__voice_lines(const struct rapport__reply_table *table, const char *text,
			      size_t size);

/* Whether the first lines tell how to see the message in a browser. */
bool rapport__voice_browser(const char *text, size_t size);

/* How many of the last lines tell how to end a subscription, with a link or alone in their line;
 * counts to 3. */
unsigned rapport__voice_unsubscribes(const char *text, size_t size);

/* How many lines have what an invitation's lines begin with, "When:", or what is said of answers;
 * counts to 3. */
unsigned rapport__voice_answers(const char *text, size_t size);

/* Whether a code of SMTP stands in the first bytes: "550 ", "5.1.1". */
bool rapport__voice_smtp(const char *text, size_t size);

#endif
