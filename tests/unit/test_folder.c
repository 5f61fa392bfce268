#include "mail/folder.h"

#include "text/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

static enum rapport__folder named(const char *name)
{
	return rapport__folder_named(name, strlen(name));
}

Test(folder, knows_names_in_any_case_and_dress)
{
	cr_expect_eq(named("Sent"), RAPPORT__FOLDER_SENT);
	cr_expect_eq(named("GESENDETE ELEMENTE"), RAPPORT__FOLDER_SENT);
	cr_expect_eq(named("\xC3\x89l\xC3\xA9ments envoy\xC3\xA9s"), RAPPORT__FOLDER_SENT);
	cr_expect_eq(named("Drafts.mbox"), RAPPORT__FOLDER_DRAFTS);
	cr_expect_eq(named(".Trash"), RAPPORT__FOLDER_TRASH);
	cr_expect_eq(named("Papierkorb.sbd"), RAPPORT__FOLDER_TRASH);
	cr_expect_eq(named("\xD0\xA1\xD0\xBF\xD0\xB0\xD0\xBC"), RAPPORT__FOLDER_SPAM);
	cr_expect_eq(named("\xE9\x80\x81\xE4\xBF\xA1\xE6\xB8\x88\xE3\x81\xBF"),
		     RAPPORT__FOLDER_SENT);
	cr_expect_eq(named("Entw&APw-rfe"), RAPPORT__FOLDER_DRAFTS);
	cr_expect_eq(named("&BCEEPwQwBDw-"), RAPPORT__FOLDER_SPAM);
	cr_expect_eq(named("&kAFP4W4IMH8-"), RAPPORT__FOLDER_SENT);
	cr_expect_eq(named("R&-D"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named("Sent&"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named("&APw"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named("Inbox"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named("Sentinel"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named("Presented"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named(""), RAPPORT__FOLDER_ANY);
	cr_expect_eq(named("\xFF\xFE"), RAPPORT__FOLDER_ANY);
}

Test(folder, of_a_path_only_what_lies_below_the_root_counts)
{
	cr_expect_eq(rapport__folder_of_path("/x/Sent/mail/1.eml", 7, true), RAPPORT__FOLDER_ANY);
	cr_expect_eq(rapport__folder_of_path("/x/mail/Sent/1.eml", 2, true), RAPPORT__FOLDER_SENT);
	cr_expect_eq(rapport__folder_of_path("m/.Archive.Trash/cur/1:2,S", 1, true),
		     RAPPORT__FOLDER_TRASH);
	cr_expect_eq(rapport__folder_of_path("m/INBOX.Sent", 1, false), RAPPORT__FOLDER_SENT);
	cr_expect_eq(rapport__folder_of_path("m/[Gmail].Sent Mail/cur/1", 1, true),
		     RAPPORT__FOLDER_SENT);
	cr_expect_eq(rapport__folder_of_path("m/Ask.Trash", 1, false), RAPPORT__FOLDER_ANY);
	cr_expect_eq(rapport__folder_of_path("profile/Mail/Drafts", 7, false),
		     RAPPORT__FOLDER_DRAFTS);
	cr_expect_eq(rapport__folder_of_path("m/cur/Drafts", 1, true), RAPPORT__FOLDER_ANY);
	cr_expect_eq(rapport__folder_of_path("m", 1, true), RAPPORT__FOLDER_ANY);
}

Test(folder, knows_what_mail_programs_keep_for_themselves)
{
	cr_expect(rapport__folder_sidecar("a/Inbox.msf"));
	cr_expect(rapport__folder_sidecar("dovecot-uidlist"));
	cr_expect(rapport__folder_sidecar("a.mbox/table_of_contents"));
	cr_expect(!rapport__folder_sidecar("a.msf/Inbox"));
	cr_expect(!rapport__folder_sidecar("export.csv"));
}

Test(folder, of_labels_the_strongest_counts)
{
	cr_expect_eq(rapport__folder_of_labels("Inbox,Opened,Important"), RAPPORT__FOLDER_ANY);
	cr_expect_eq(rapport__folder_of_labels("Sent,Category Personal"), RAPPORT__FOLDER_SENT);
	cr_expect_eq(rapport__folder_of_labels("Opened, \"Trash\",Sent"), RAPPORT__FOLDER_TRASH);
	cr_expect_eq(rapport__folder_of_labels("Chat,Archived"), RAPPORT__FOLDER_CHATS);
	cr_expect_eq(rapport__folder_of_labels(""), RAPPORT__FOLDER_ANY);
}
