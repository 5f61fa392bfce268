/* All tables of words around replies, looked up quickly: that no phrase of a list stands at a place
 * is mostly told by reply_beginnings.h. */
#ifndef RAPPORT_MAIL_REPLY_LEXICON_H
#define RAPPORT_MAIL_REPLY_LEXICON_H

#include "mail/reply_phrase.h"

#include <stddef.h>

enum rapport__reply_list {
	RAPPORT__REPLY_ON,
	RAPPORT__REPLY_WEEKDAYS,
	RAPPORT__REPLY_WROTE,
	RAPPORT__REPLY_MARKS,
	RAPPORT__REPLY_KEYS,
	RAPPORT__REPLY_FOOTERS,
	RAPPORT__REPLY_MEETINGS,
	RAPPORT__REPLY_ASIDES,
	RAPPORT__REPLY_SIGN_OFFS,
	RAPPORT__REPLY_THANKS,
	RAPPORT__REPLY_GREETINGS,
	RAPPORT__REPLY_DISCLAIMERS,
	RAPPORT__REPLY_BANNERS,
	RAPPORT__REPLY_CONTACTS,
	RAPPORT__REPLY_LISTS
};

/* The table of a list. */
const struct rapport__reply_table *rapport__reply_lexicon_table(enum rapport__reply_list list);

/* A number below RAPPORT__REPLY_BEGINNINGS for the first bytes of text, size > 0, as far as they
 * must agree with a phrase's: they end with the word, with a character of three bytes (scripts
 * without blanks), and with what is no ASCII behind what is (it may be an apostrophe). */
unsigned rapport__reply_lexicon_beginning(const char *text, size_t size);

/* A number below RAPPORT__REPLY_OPENINGS for a list and the first bytes of a phrase, size > 0:
 * eight, or of a shorter one what rapport__reply_lexicon_beginning looks at. */
unsigned rapport__reply_lexicon_opening(enum rapport__reply_list list, const char *text,
					size_t size);

/* The lists, a bit each, that may have a phrase which text begins with; size > 0. */
unsigned rapport__reply_lexicon_lists(const char *text, size_t size);

/* rapport__reply_phrase_at and rapport__reply_phrase_find over a list's table. */
size_t rapport__reply_lexicon_at(enum rapport__reply_list list, const char *text, size_t size,
				 size_t *which);
size_t rapport__reply_lexicon_find(enum rapport__reply_list list, const char *text, size_t size,
				   size_t from, size_t *length);

#endif
