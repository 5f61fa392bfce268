/* What programs of shops, ticket systems and services write; languages as in
 * automatic_locale.h. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_NOTICE_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_NOTICE_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__automatic_notices;      /* in a subject */
extern const struct rapport__reply_table rapport__automatic_notice_lines; /* in the text */

#endif
