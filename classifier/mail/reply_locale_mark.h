/* The words of many languages that mail programs set above what they quote and forward.  The
 * languages are those of reply_locale.h. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_MARK_H
#define RAPPORT_MAIL_REPLY_LOCALE_MARK_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table rapport__reply_marks; /* "forwarded message" */

#endif
