/* What stands beside "I am away" in answers that programs send; languages as in
 * automatic_locale.h. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_ABSENCE_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_ABSENCE_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table
	rapport__automatic_thanks_lines; /* "thank you for your message" */
extern const struct rapport__reply_table rapport__automatic_urgent_lines; /* what to do meanwhile */
extern const struct rapport__reply_table
	rapport__automatic_return_lines; /* when the writer is back */

#endif
