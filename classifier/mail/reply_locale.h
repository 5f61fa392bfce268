/* The words of many languages by which mail programs mark what they quote and forward.
 *
 * English, German, Yiddish, French, Spanish, Catalan, Portuguese, Galician, Italian, Romanian,
 * Dutch, Afrikaans, Danish, Norwegian, Swedish, Icelandic, Finnish, Estonian, Hungarian, Latvian,
 * Lithuanian, Polish, Czech, Slovak, Slovene, Croatian, Serbian, Bulgarian, Russian, Ukrainian,
 * Belarusian, Greek, Turkish, Armenian, Georgian, Hebrew, Arabic, Persian, Hindi, Nepali, Tamil,
 * Thai, Vietnamese, Indonesian, Malay, Basque, Irish, Welsh, Japanese, Chinese, Korean; each table
 * as far as the programs' translations are known. */
#ifndef RAPPORT_MAIL_REPLY_LOCALE_H
#define RAPPORT_MAIL_REPLY_LOCALE_H

#include "mail/reply_phrase.h"

/* What a line of a header block tells: "From:", "Gesendet:", "Objet :". */
enum rapport__reply_key {
	RAPPORT__REPLY_KEY_NONE,
	RAPPORT__REPLY_KEY_FROM,
	RAPPORT__REPLY_KEY_SENT,
	RAPPORT__REPLY_KEY_DATE,
	RAPPORT__REPLY_KEY_TO,
	RAPPORT__REPLY_KEY_COPY,
	RAPPORT__REPLY_KEY_SUBJECT,
	RAPPORT__REPLY_KEY_OTHER, /* Reply-To, Importance, Attachments, ... */
};

extern const struct rapport__reply_table rapport__reply_wrote; /* "wrote", "schrieb" */
extern const struct rapport__reply_table rapport__reply_on;    /* what stands before a date */
extern const struct rapport__reply_table rapport__reply_weekdays;
extern const struct rapport__reply_table rapport__reply_keys; /* "from", "sent", "subject" */

/* The kind of the phrase number which of rapport__reply_keys. */
enum rapport__reply_key rapport__reply_key_kind(size_t which);

#endif
