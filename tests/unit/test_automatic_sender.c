#include "mail/automatic_sender.h"

#include <criterion/criterion.h>

Test(automatic_sender, is_told_by_the_address_alone)
{
	static const struct {
		const char *from;
		enum rapport__sender kind;
	} rows[] = {
		{ "Anna Ek <anna@example.com>", RAPPORT__SENDER_PERSON },
		{ "support@example.com", RAPPORT__SENDER_PERSON },
		{ "info@example.com (News)", RAPPORT__SENDER_PERSON },
		{ "Mailer-Daemon Fan <anna@example.com>", RAPPORT__SENDER_PERSON },
		{ "\"noreply\" <anna@example.com>", RAPPORT__SENDER_PERSON },
		{ "Newsom <news.om@example.com>", RAPPORT__SENDER_PERSON },
		{ "MAILER-DAEMON@example.com (Mail Delivery System)", RAPPORT__SENDER_DAEMON },
		{ "Postmaster <postmaster@example.com>", RAPPORT__SENDER_DAEMON },
		{ "MAILER-DAEMON", RAPPORT__SENDER_DAEMON },
		{ "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615@example.com>",
		  RAPPORT__SENDER_DAEMON },
		{ "no-reply@example.com", RAPPORT__SENDER_NO_REPLY },
		{ "Shop <do_not_reply+7@example.com>", RAPPORT__SENDER_NO_REPLY },
		{ "ne-pas-repondre@example.fr", RAPPORT__SENDER_NO_REPLY },
		{ "messages-noreply@example.com", RAPPORT__SENDER_NO_REPLY },
		{ "Notifications@example.com", RAPPORT__SENDER_NOTIFIER },
		{ "News <newsletter@example.com>", RAPPORT__SENDER_NOTIFIER },
		{ "", RAPPORT__SENDER_PERSON },
		{ "<", RAPPORT__SENDER_PERSON },
		{ NULL, RAPPORT__SENDER_PERSON },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(rapport__sender_kind(rows[i].from), rows[i].kind, "%s",
			     rows[i].from ? rows[i].from : "NULL");
}
