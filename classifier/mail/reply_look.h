/* What can be seen of one line by itself. */
#ifndef RAPPORT_MAIL_REPLY_LOOK_H
#define RAPPORT_MAIL_REPLY_LOOK_H

#include "mail/reply_locale.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rapport__reply_sign {
	RAPPORT__REPLY_IS_BLANK = 1 << 0,
	RAPPORT__REPLY_IS_QUOTED = 1 << 1,     /* begins with ">" or "Anna>" */
	RAPPORT__REPLY_IS_RULE = 1 << 2,       /* "________", "--------", "========" */
	RAPPORT__REPLY_IS_DELIMITER = 1 << 3,  /* "-- ", "--", a lone dash */
	RAPPORT__REPLY_IS_MARK = 1 << 4,       /* "---- Original Message ----" */
	RAPPORT__REPLY_IS_FOOTER = 1 << 5,     /* "Sent from my phone" */
	RAPPORT__REPLY_IS_DISCLAIMER = 1 << 6, /* a phrase of one stands in it */
	RAPPORT__REPLY_IS_BANNER = 1 << 7,
	RAPPORT__REPLY_IS_SIGN_OFF = 1 << 8,
	RAPPORT__REPLY_IS_THANKS = 1 << 9, /* thanks alone on the line */
	RAPPORT__REPLY_IS_GREETING = 1 << 10,
	RAPPORT__REPLY_IS_CONTACT = 1 << 11, /* a telephone number, an address, a site */
	RAPPORT__REPLY_IS_NAME = 1 << 12,    /* might be a name: few words, no sentence */
	RAPPORT__REPLY_IS_DASHED = 1 << 13,  /* "-Anna", "/John" */
	RAPPORT__REPLY_IS_PROSE = 1 << 14,   /* reads like a sentence */
	RAPPORT__REPLY_HAS_ON =
		1 << 15, /* begins as attributions do: "On", "Le", a weekday, a digit */
	RAPPORT__REPLY_HAS_DATE = 1 << 16,
	RAPPORT__REPLY_HAS_ADDRESS = 1 << 17,
	RAPPORT__REPLY_HAS_COLON = 1 << 18, /* ends with one */
	RAPPORT__REPLY_HAS_INDENT = 1 << 19,
	RAPPORT__REPLY_HAS_LOWER = 1 << 20,   /* begins with a small letter */
	RAPPORT__REPLY_HAS_KEYS = 1 << 21,    /* three or more header names: a block on one line */
	RAPPORT__REPLY_IS_RULE_LOW = 1 << 22, /* a rule of "_", which mail programs draw */
	RAPPORT__REPLY_IS_CARD = 1 << 23, /* as in a signature: "Anna | Sales", a street, a logo */
};

struct rapport__reply_look {
	size_t start, end; /* bytes of the text, without the line end */
	uint32_t signs;    /* of enum rapport__reply_sign */
	uint16_t words, bytes;
	unsigned char key; /* enum rapport__reply_key of "Subject:" at its start */
};

/* What is needed to look at lines quickly. */
struct rapport__reply_lexicon {
	struct rapport__reply_filter on, weekdays, marks, keys, footers, sign_offs, thanks,
		greetings, disclaimers, banners, contacts;
};

void rapport__reply_lexicon_init(struct rapport__reply_lexicon *lexicon);

/* Looks at the line text[start, end).  Work is linear in its bytes. */
void rapport__reply_look(const struct rapport__reply_lexicon *lexicon, const char *text,
			 size_t start, size_t end, struct rapport__reply_look *look);

#endif
