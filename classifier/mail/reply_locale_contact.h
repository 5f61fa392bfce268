/* Words that stand before numbers and addresses in signatures, in many languages.  The languages
 * are those of reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_CONTACT_H
#define RAPPORT_MAIL_REPLY_LOCALE_CONTACT_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_contacts; /* "tel" */

#endif
