/* All tables of words around replies, looked up quickly. */
#ifndef RAPPORT_MAIL_REPLY_LEXICON_H
#define RAPPORT_MAIL_REPLY_LEXICON_H

#include "mail/reply_phrase.h"

#include <stdint.h>

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

#define RAPPORT__REPLY_BEGINNINGS 8192 /* a power of two */

/* Tells quickly that no phrase stands at a place.  Built once for many messages (some 50
 * microseconds), then never changed: any number of threads may look up. */
struct rapport__reply_lexicon {
	/* For each hash of a phrase's first bytes, the lists that have such a phrase, a bit each. */
	uint16_t begins[RAPPORT__REPLY_BEGINNINGS];
};

void rapport__reply_lexicon_init(struct rapport__reply_lexicon *lexicon);

/* The table of a list. */
const struct rapport__reply_table *rapport__reply_lexicon_table(enum rapport__reply_list list);

/* The lists, a bit each, that may have a phrase which text begins with; size > 0. */
unsigned rapport__reply_lexicon_lists(const struct rapport__reply_lexicon *lexicon,
				      const char *text, size_t size);

/* rapport__reply_phrase_at and rapport__reply_phrase_find over a list's table. */
size_t rapport__reply_lexicon_at(const struct rapport__reply_lexicon *lexicon,
				 enum rapport__reply_list list, const char *text, size_t size,
				 size_t *which);
size_t rapport__reply_lexicon_find(const struct rapport__reply_lexicon *lexicon,
				   enum rapport__reply_list list, const char *text, size_t size,
				   size_t from, size_t *length);

#endif
