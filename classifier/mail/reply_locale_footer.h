/* What telephones, programs, help desks and meetings leave at the end of a message, in many
 * languages.  The languages are those of reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_FOOTER_H
#define RAPPORT_MAIL_REPLY_LOCALE_FOOTER_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_footers;  /* "sent from" */
extern const struct rapport__reply_table rapport__reply_meetings; /* "meeting id", "passcode" */
extern const struct rapport__reply_table rapport__reply_asides;   /* "reacted to your message" */

#endif
