/* What can be seen of one line by itself. */
#ifndef RAPPORT_MAIL_REPLY_LOOK_H
#define RAPPORT_MAIL_REPLY_LOOK_H

#include "mail/reply_fold.h"
#include "mail/reply_lexicon.h"
#include "mail/reply_locale.h"
#include "mail/reply_sign.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rapport__reply_look {
	size_t start, end; /* bytes of the text, without the line end */
	uint32_t signs;    /* of enum rapport__reply_sign */
	uint16_t words, bytes;
	unsigned char key;   /* enum rapport__reply_key of "Subject:" at its start */
	unsigned char dates; /* RAPPORT__REPLY_CLOCK and RAPPORT__REPLY_DAY */
	char bar; /* a character that may mark a quotation at its start ("|", "}"), or NUL */
};

/* Looks at the line text[start, end).  Work is linear in its bytes. */
void rapport__reply_look(const char *text, size_t start, size_t end,
			 struct rapport__reply_look *look);

#endif
