/* Mail that no person wrote to another: robots, lists, bounces, out of office, calendars. */
#ifndef RAPPORT_MAIL_AUTOMATIC_H
#define RAPPORT_MAIL_AUTOMATIC_H

#include <stdbool.h>
#include <stddef.h>

/* What is looked at.  Every pointer is borrowed for the call, and any may be NULL. */
struct rapport__automatic_mail {
	/* The decoded value of the first header of that name (any case), or NULL.  The value must
	 * stay good until the next call. */
	const char *(*header)(void *context, const char *name);
	void *context;
	const char *content_type; /* of the whole message: "multipart/report" */
	const char *report_type;  /* that type's report-type parameter: "delivery-status" */
	bool calendar;            /* a text/calendar part stands in the message */
	const char *subject;      /* decoded, UTF-8 */
	const char *text;         /* [text_size] the text, UTF-8; only its first lines are read */
	size_t text_size;
};

/* NULL: a person wrote it.  Else why it is thought that none did, a static word: "bounce",
 * "calendar" (invitations and answers to them), "out of office", "mailing list" (newsletters, too),
 * "automatic" (receipts of reading and notices of shops and ticket systems, too).  Where several
 * hold, the first of these.  Mail that a person sent to a discussion list is "mailing list".
 *
 * Headers that only programs set are enough by themselves; words of the subject or of the text are
 * only where several of them agree (automatic_voice.h), the subject is none of a reply or forward
 * and, as a rule, nothing is asked.  To take a person for a program is the worse error.
 *
 * Sources: RFC 3834 (Auto-Submitted), 3462 (multipart/report), 2369 and 2919 (List-*), 2076
 * (Precedence), 5321 (the empty Return-Path).  Any number of threads may call. */
const char *rapport__automatic_reason(const struct rapport__automatic_mail *mail);

#endif
