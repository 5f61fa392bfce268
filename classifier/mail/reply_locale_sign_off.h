/* Words with which writers take leave, in many languages.  The languages are those of
 * reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_SIGN_OFF_H
#define RAPPORT_MAIL_REPLY_LOCALE_SIGN_OFF_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_sign_offs; /* "kind regards" */

#endif
