/* What calendars and mail programs answer by themselves.  Languages as in automatic_locale.h. */
#ifndef RAPPORT_MAIL_AUTOMATIC_LOCALE_ANSWER_H
#define RAPPORT_MAIL_AUTOMATIC_LOCALE_ANSWER_H

#include "mail/reply_phrase.h"

extern const struct rapport__reply_table
	rapport__automatic_receipts; /* as a subject before a colon */
extern const struct rapport__reply_table rapport__automatic_receipt_lines; /* in the text */
extern const struct rapport__reply_table
	rapport__automatic_answers; /* as a subject before a colon */
extern const struct rapport__reply_table
	rapport__automatic_answer_lines; /* a line's key, or in a line */

#endif
