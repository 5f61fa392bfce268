/* The words of many languages that stand around the text of a message: greetings, sign-offs,
 * signatures, footers, disclaimers, banners.  The languages are those of reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_TAIL_H
#define RAPPORT_MAIL_REPLY_LOCALE_TAIL_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_footers;     /* "sent from" */
extern const struct rapport__reply_table rapport__reply_sign_offs;   /* "kind regards" */
extern const struct rapport__reply_table rapport__reply_thanks;      /* "many thanks" */
extern const struct rapport__reply_table rapport__reply_greetings;   /* "dear" */
extern const struct rapport__reply_table rapport__reply_disclaimers; /* "intended recipient" */
extern const struct rapport__reply_table rapport__reply_banners;     /* "external sender" */
extern const struct rapport__reply_table rapport__reply_contacts;    /* "tel", before a number */

#endif
