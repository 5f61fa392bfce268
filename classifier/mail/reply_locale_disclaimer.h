/* What the law, or fear of it, adds to a message, in many languages.  The languages are those of
 * reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_DISCLAIMER_H
#define RAPPORT_MAIL_REPLY_LOCALE_DISCLAIMER_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_disclaimers; /* "intended recipient" */

#endif
