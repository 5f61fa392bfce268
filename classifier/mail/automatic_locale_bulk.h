/* What stands round newsletters.  Languages as in automatic_locale.h. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_BULK_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_BULK_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__automatic_unsubscribes; /* in the last lines */
extern const struct rapport__reply_table
	rapport__automatic_browsers; /* "view in browser", in the first lines */

#endif
