/* How mail servers say that a message did not arrive.  Languages as in automatic_locale.h. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_BOUNCE_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_BOUNCE_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__automatic_bounces; /* as a subject, with a sign */
extern const struct rapport__reply_table
	rapport__automatic_bounce_lines; /* at a line's start, of the first lines */

#endif
