/* What the receiving side writes above a message, in many languages: warnings of outside senders,
 * help desks' "write above this line".  The languages are those of reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_BANNER_H
#define RAPPORT_MAIL_REPLY_LOCALE_BANNER_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_banners; /* "external sender" */

#endif
