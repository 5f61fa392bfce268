/* What kind of item an Outlook message class names. */
#ifndef RAPPORT_MESSAGE_CLASS_H
#define RAPPORT_MESSAGE_CLASS_H

#include <stddef.h>

enum rapport__message_class {
	RAPPORT__CLASS_MAIL,
	RAPPORT__CLASS_SIGNED,    /* S/MIME, signed in the clear */
	RAPPORT__CLASS_SEALED,    /* S/MIME otherwise: the body is an attachment's secret */
	RAPPORT__CLASS_PROTECTED, /* rights-managed */
	RAPPORT__CLASS_REPLY,     /* a rule or Outlook answered by itself */
	RAPPORT__CLASS_BOUNCE,
	RAPPORT__CLASS_REPORT,   /* receipts and the like */
	RAPPORT__CLASS_MEETING,  /* requests, answers, cancellations: they are sent as mail */
	RAPPORT__CLASS_CALENDAR, /* an entry of the user's own calendar */
	RAPPORT__CLASS_OTHER,    /* contacts, tasks, notes, journal: no mail */
};

/* Reads PidTagMessageClass, or the names that TNEF has for the same, in any case.  What is not
 * known, and an empty one, is mail.  Source: MS-OXCMSG, MS-OXOCAL, MS-OXTNEF 2.1.3.3. */
enum rapport__message_class rapport__message_class_read(const char *name, size_t size);

#endif
