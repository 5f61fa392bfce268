#include "mail/role.h"

#include <criterion/criterion.h>
#include <string.h>

Test(role, folds_names)
{
	static const char *const names[][2] = {
		{ "From: (Address)", "fromaddress" },
		{ "FromAddress", "fromaddress" },
		{ "hs_email_text", "hsemailtext" },
		{ "  \xC3\x84mne ", "amne" },
		{ "Tre\xC5\x9B\xC4\x87 wiadomo\xC5\x9B"
		  "ci",
		  "trescwiadomosci" },
		{ "Br\xC3\xB8"
		  "dtekst",
		  "brodtekst" },
		{ "Gr\xC3\xB6\xC3\x9F"
		  "e",
		  "grosse" },
		{ "Bem\xC3\xA6rkning", "bemaerkning" },
		{ "De\xCC\x81partement", "departement" },
		{ "\xE4\xBB\xB6\xE5\x90\x8D", "\xE4\xBB\xB6\xE5\x90\x8D" },
		{ "- _ ?", "" },
	};
	char out[RAPPORT__ROLE_NAME_BYTES], name[2000];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		cr_expect_eq(rapport__role_fold(names[i][0], strlen(names[i][0]), out),
			     strlen(names[i][1]));
		cr_expect_str_eq(out, names[i][1]);
	}
	memset(name, 'a', sizeof name);
	cr_expect_eq(rapport__role_fold(name, sizeof name, out), 0);
	cr_expect_eq(rapport__role_fold(name, RAPPORT__ROLE_NAME_BYTES - 1, out),
		     RAPPORT__ROLE_NAME_BYTES - 1);
	cr_expect_eq(rapport__role_fold(name, RAPPORT__ROLE_NAME_BYTES, out), 0);
}

static const struct {
	const char *name;
	enum rapport__role role; /* ROLES: none */
} names[] = {
	{ "TextBody", RAPPORT__ROLE_TEXT },
	{ "HtmlBody", RAPPORT__ROLE_HTML },
	{ "Email body", RAPPORT__ROLE_TEXT },
	{ "Nachrichtentext", RAPPORT__ROLE_TEXT },
	{ "Review Text", RAPPORT__ROLE_TEXT },
	{ "What is your feedback for us?", RAPPORT__ROLE_TEXT },
	{ "Feedback ID", RAPPORT__ROLE_MESSAGE_ID },
	{ "comment_count", RAPPORT__ROLES },
	{ "Betreff", RAPPORT__ROLE_SUBJECT },
	{ "Od: (Adres)", RAPPORT__ROLE_FROM },
	{ "Fr\xC3\xA5n: (Namn)", RAPPORT__ROLE_FROM_NAME },
	{ "\xC3\x80 : (Adresse)", RAPPORT__ROLE_TO },
	{ "CcAddress", RAPPORT__ROLE_CC },
	{ "MessageDate", RAPPORT__ROLE_DATE },
	{ "\xE6\x97\xA5\xE6\x99\x82", RAPPORT__ROLE_DATE },
	{ "hs_email_thread_id", RAPPORT__ROLE_CONVERSATION },
	{ "Associated Deal", RAPPORT__ROLE_CONVERSATION },
	{ "internetMessageId", RAPPORT__ROLE_MESSAGE_ID },
	{ "In-Reply-To", RAPPORT__ROLE_IN_REPLY_TO },
	{ "Email direction", RAPPORT__ROLE_DIRECTION },
	{ "Incoming", RAPPORT__ROLE_INCOMING },
	{ "Email send status", RAPPORT__ROLE_STATUS },
	{ "Mileage", RAPPORT__ROLES },
	{ "", RAPPORT__ROLES },
};

Test(role, finds_roles_by_names)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct rapport__role_found found = { .role = RAPPORT__ROLES };
		bool is = rapport__role_find(names[i].name, strlen(names[i].name), &found);

		cr_expect_eq(is, names[i].role != RAPPORT__ROLES, "%s", names[i].name);
		cr_expect_eq(found.role, names[i].role, "%s: %d", names[i].name, found.role);
	}
}

Test(role, knows_directions)
{
	static const struct {
		enum rapport__role role;
		const char *value;
		int direction;
	} values[] = {
		{ RAPPORT__ROLE_DIRECTION, "EMAIL", 1 },
		{ RAPPORT__ROLE_DIRECTION, "INCOMING_EMAIL", -1 },
		{ RAPPORT__ROLE_DIRECTION, "FORWARDED_EMAIL", 0 },
		{ RAPPORT__ROLE_DIRECTION, "Ausgehend", 1 },
		{ RAPPORT__ROLE_WRITER, "Email", 0 },
		{ RAPPORT__ROLE_WRITER, "end-user", -1 },
		{ RAPPORT__ROLE_WRITER, "Agent", 1 },
		{ RAPPORT__ROLE_INCOMING, "true", -1 },
		{ RAPPORT__ROLE_INCOMING, "0", 1 },
		{ RAPPORT__ROLE_OUTGOING, "Ja", 1 },
		{ RAPPORT__ROLE_OUTGOING, "FALSE", -1 },
		{ RAPPORT__ROLE_OUTGOING, "maybe", 0 },
		{ RAPPORT__ROLE_OUTGOING, "", 0 },
	};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		cr_expect_eq(rapport__role_direction(values[i].role, values[i].value,
						     strlen(values[i].value)),
			     values[i].direction, "%s", values[i].value);
}
