/* Words with which writers begin, in many languages: greetings and thanks.  The languages are
 * those of reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_GREETING_H
#define RAPPORT_MAIL_REPLY_LOCALE_GREETING_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_thanks;    /* "many thanks" */
extern const struct rapport__reply_table rapport__reply_greetings; /* "dear" */

#endif
