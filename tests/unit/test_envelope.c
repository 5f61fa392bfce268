#include "outlook/envelope.h"

#include <criterion/criterion.h>
#include <string.h>

static void set(struct rapport__item *item, uint32_t id, const char *text)
{
	cr_assert(rapport__item_set(item, id, RAPPORT__ITEM_UTF8, text, strlen(text)));
}

static void add_recipient(struct rapport__item *item, uint32_t kind, const char *name,
			  const char *address, const char *smtp)
{
	struct rapport__item recipient = { 0 };

	set(&recipient, RAPPORT__ITEM_RECIPIENT_NAME, name);
	set(&recipient, RAPPORT__ITEM_RECIPIENT_ADDRESS, address);
	set(&recipient, RAPPORT__ITEM_SMTP, smtp);
	cr_assert(rapport__item_add_recipient(item, &recipient, kind));
	rapport__item_clear(&recipient);
}

/* What is written, and the item's end. */
static void expect(struct rapport__item *item, enum rapport__message_class kind, const char *fields)
{
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__envelope_write(item, kind, &out));
	cr_expect_str_eq(out.data ? out.data : "", fields, "%s", out.data);
	rapport__buffer_clear(&out);
	rapport__item_clear(item);
}

Test(envelope, tells_what_the_properties_tell)
{
	struct rapport__item item = { .sent = 1741079520, .delivered = 1741079999 };

	set(&item, RAPPORT__ITEM_SUBJECT, "Re: Größe\r\nBcc: x");
	set(&item, RAPPORT__ITEM_SENDER_NAME, "Anna Ek");
	set(&item, RAPPORT__ITEM_SENDER_ADDRESS, "anna@example.com");
	set(&item, RAPPORT__ITEM_MESSAGE_ID, "<1@example.com>");
	set(&item, RAPPORT__ITEM_REPLY_TO_ID, "<0@example.com>");
	set(&item, RAPPORT__ITEM_REFERENCES, "<a@x>\r\n <0@example.com>");
	set(&item, RAPPORT__ITEM_TOPIC, "offer");
	cr_assert(rapport__item_set(&item, RAPPORT__ITEM_INDEX, RAPPORT__ITEM_BINARY, "\1\2\3", 3));
	add_recipient(&item, RAPPORT__ITEM_KIND_TO, "Bo", "bo@example.com", "");
	add_recipient(&item, RAPPORT__ITEM_KIND_TO, "Cy", "/O=X/CN=CY", "cy@example.com");
	add_recipient(&item, RAPPORT__ITEM_KIND_CC, "Di", "/O=X/CN=DI", "");
	add_recipient(&item, 3, "Hidden", "hidden@example.com", "");
	expect(&item, RAPPORT__CLASS_MAIL,
	       "From: \"Anna Ek\" <anna@example.com>\n"
	       "To: \"Bo\" <bo@example.com>,\n \"Cy\" <cy@example.com>\n"
	       "Cc: \"Di\"\n"
	       "Subject: =?utf-8?B?UmU6IEdyw7bDn2UgQmNjOiB4?=\n"
	       "Date: Tue, 04 Mar 2025 09:12:00 +0000\n"
	       "Message-ID: <1@example.com>\n"
	       "In-Reply-To: <0@example.com>\n"
	       "References: <a@x> <0@example.com>\n"
	       "Thread-Topic: offer\n"
	       "Thread-Index: AQID\n");
}

Test(envelope, believes_the_transport_header_first)
{
	struct rapport__item item = { .delivered = 1741079520 };

	set(&item, RAPPORT__ITEM_HEADERS,
	    "Received: by x\r\nX-Folder: forged\r\nx-folder-kind: sent\r\nX-Unsent: 1\r\nFrom: "
	    "a@example.com\r\n"
	    "Content-Type: text/html\r\nSubject: theirs\r\n\r\nTo: behind@example.com\r\n");
	set(&item, RAPPORT__ITEM_SUBJECT, "ours");
	set(&item, RAPPORT__ITEM_SENDER_NAME, "Anna");
	set(&item, RAPPORT__ITEM_TO, "Bo Ek; cy@example.com;;");
	item.folder_kind = "deleted";
	cr_assert(rapport__buffer_add_string(&item.folder, "Éléments"));
	expect(&item, RAPPORT__CLASS_MAIL,
	       "X-Folder: =?utf-8?B?w4lsw6ltZW50cw==?=\n"
	       "X-Folder-Kind: deleted\n"
	       "Received: by x\n"
	       "From: a@example.com\n"
	       "Subject: theirs\n"
	       "To: \"Bo Ek\",\n cy@example.com\n"
	       "Date: Tue, 04 Mar 2025 09:12:00 +0000\n");
}

Test(envelope, looks_an_x500_sender_up)
{
	struct rapport__item item = { 0 };

	set(&item, RAPPORT__ITEM_FROM_NAME, "Anna");
	set(&item, RAPPORT__ITEM_FROM_ADDRESS, "/o=X/cn=Anna");
	add_recipient(&item, RAPPORT__ITEM_KIND_CC, "Anna", "/O=X/CN=ANNA", "anna@example.com");
	expect(&item, RAPPORT__CLASS_MAIL,
	       "From: \"Anna\" <anna@example.com>\nCc: \"Anna\" <anna@example.com>\n");
	set(&item, RAPPORT__ITEM_SENDER_NAME, "Anna");
	set(&item, RAPPORT__ITEM_SENDER_ADDRESS, "/O=X/CN=ANNA@X");
	set(&item, RAPPORT__ITEM_SENDER_SMTP, "anna@example.com");
	expect(&item, RAPPORT__CLASS_MAIL, "From: \"Anna\" <anna@example.com>\n");
	set(&item, RAPPORT__ITEM_SENDER_NAME, "Anna");
	set(&item, RAPPORT__ITEM_SENDER_ADDRESS, "/O=X/CN=ANNA@X");
	expect(&item, RAPPORT__CLASS_MAIL, "From: \"Anna\"\n");
}

Test(envelope, takes_on_whose_behalf_it_was_sent)
{
	struct rapport__item item = { 0 };

	set(&item, RAPPORT__ITEM_FROM_NAME, "Sales");
	set(&item, RAPPORT__ITEM_FROM_SMTP, "sales@example.com");
	set(&item, RAPPORT__ITEM_SENDER_NAME, "Anna");
	set(&item, RAPPORT__ITEM_SENDER_SMTP, "anna@example.com");
	expect(&item, RAPPORT__CLASS_MAIL, "From: \"Sales\" <sales@example.com>\n");
}

Test(envelope, puts_a_subject_together)
{
	struct rapport__item item = { 0 };

	set(&item, RAPPORT__ITEM_SUBJECT_PREFIX, "RE: ");
	set(&item, RAPPORT__ITEM_SUBJECT_REST, "offer");
	expect(&item, RAPPORT__CLASS_MAIL, "Subject: RE: offer\n");
	set(&item, RAPPORT__ITEM_TOPIC, "offer");
	expect(&item, RAPPORT__CLASS_MAIL, "Subject: offer\nThread-Topic: offer\n");
}

Test(envelope, says_what_kind_it_is)
{
	struct rapport__item item = { .flags = 0x08 };

	expect(&item, RAPPORT__CLASS_MAIL, "X-Unsent: 1\n");
	expect(&item, RAPPORT__CLASS_REPLY, "Auto-Submitted: auto-replied\n");
	expect(&item, RAPPORT__CLASS_BOUNCE, "Auto-Submitted: auto-generated\n");
	expect(&item, RAPPORT__CLASS_OTHER, "Auto-Submitted: auto-generated\n");
	expect(&item, RAPPORT__CLASS_MEETING,
	       "Content-Class: urn:content-classes:calendarmessage\n");
}

Test(envelope, sees_that_a_message_is_rights_managed)
{
	struct rapport__item item = { 0 };

	cr_expect_not(rapport__envelope_is_protected(&item));
	set(&item, RAPPORT__ITEM_HEADERS, "A: b\r\ncontent-class: rpmsg.message\r\n");
	cr_expect(rapport__envelope_is_protected(&item));
	rapport__item_clear(&item);
	set(&item, RAPPORT__ITEM_HEADERS, "Content-Class: urn:content-classes:message\r\n");
	cr_expect_not(rapport__envelope_is_protected(&item));
	rapport__item_clear(&item);
}
