/* What tests of replies have in common: looks at the lines of a text, and kinds of lines as
 * letters. */
#ifndef RAPPORT_TESTS_SUPPORT_REPLY_H
#define RAPPORT_TESTS_SUPPORT_REPLY_H

#include "mail/reply_line.h"
#include "mail/reply_look.h"
#include "mail/reply_stretch.h"

enum {
	SUPPORT_LINES = 64
};

struct support_reply {
	struct rapport__reply_look looks[SUPPORT_LINES];
	struct rapport__reply_line lines[SUPPORT_LINES]; /* NEW or BLANK */
	size_t count;
};

/* Looks at each line of text, as far as there is room. */
void support_look(struct support_reply *reply, const char *text);

/* The whole text as a stretch. */
struct rapport__reply_stretch support_stretch(struct support_reply *reply, const char *text);

/* The kind of each line as a letter: N new, B blank, G greeting, O sign-off, Q quote, A
 * attribution, H forward header, W forward, S signature, D disclaimer, F footer, X banner. */
void support_kinds(const struct support_reply *reply, char kinds[SUPPORT_LINES + 1]);

#endif
