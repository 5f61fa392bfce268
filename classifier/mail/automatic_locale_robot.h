/* How programs say that they wrote a message.  Languages as in automatic_locale.h. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_ROBOT_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_ROBOT_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table
	rapport__automatic_robot_lines; /* at a line's start, of the first lines */
extern const struct rapport__reply_table rapport__automatic_footers; /* anywhere */

#endif
