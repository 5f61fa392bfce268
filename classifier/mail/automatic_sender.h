/* Who a From field says that wrote: a mail server, a program that reads no answers, or a person. */
#ifndef RAPPORT_MAIL_AUTOMATIC_SENDER_H
#define RAPPORT_MAIL_AUTOMATIC_SENDER_H

enum rapport__sender {
	RAPPORT__SENDER_PERSON,   /* as far as the address tells; role addresses, too */
	RAPPORT__SENDER_DAEMON,   /* mailer-daemon, postmaster */
	RAPPORT__SENDER_NO_REPLY, /* noreply, in any language */
	RAPPORT__SENDER_NOTIFIER, /* notifications, newsletter */
};

/* from is a decoded From value, or NULL.  The words count as the local part of the address alone,
 * since a person's name may hold anything.  Any number of threads may call. */
enum rapport__sender rapport__sender_kind(const char *from);

#endif
