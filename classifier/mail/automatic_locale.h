/* How programs that answer for people away speak, in the languages of reply_locale.h and Thai and
 * Malay. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__automatic_away; /* as a subject, enough alone */
extern const struct rapport__reply_table
	rapport__automatic_absences; /* as a subject, with a sign */
extern const struct rapport__reply_table
	rapport__automatic_away_lines; /* in the text, with a sign */

#endif
