/* Roles, and the words that role.c compares with: folded as it does, a blank between them. */
#ifndef RAPPORT_ROLE_NAMES_H
#define RAPPORT_ROLE_NAMES_H

enum rapport__role {
	RAPPORT__ROLE_TEXT,
	RAPPORT__ROLE_HTML, /* the text as HTML */
	RAPPORT__ROLE_SUBJECT,
	RAPPORT__ROLE_DATE,
	RAPPORT__ROLE_FROM, /* who wrote it: address, or address and name */
	RAPPORT__ROLE_FROM_NAME,
	RAPPORT__ROLE_TO,
	RAPPORT__ROLE_CC,
	RAPPORT__ROLE_MESSAGE_ID,
	RAPPORT__ROLE_IN_REPLY_TO,
	RAPPORT__ROLE_CONVERSATION, /* thread, ticket, deal, company: what belongs together */
	RAPPORT__ROLE_DIRECTION,    /* in words: "incoming" */
	RAPPORT__ROLE_WRITER,       /* in words: "agent", "customer" */
	RAPPORT__ROLE_INCOMING,     /* yes or no */
	RAPPORT__ROLE_OUTGOING,     /* yes or no */
	RAPPORT__ROLE_STATUS,
	RAPPORT__ROLES
};

/* How much a name says of what the text is. */
enum rapport__role_sense {
	RAPPORT__ROLE_ANY,     /* may be mail or not: "message" */
	RAPPORT__ROLE_COMMENT, /* no mail: "feedback" */
	RAPPORT__ROLE_BODY,    /* mail if it has a writer, receiver or subject: "body" */
	RAPPORT__ROLE_MAIL,    /* mail: "hs_email_text" */
};

/* In the order in which they go, of names with one role; ends with names NULL. */
struct rapport__role_names {
	enum rapport__role role;
	enum rapport__role_sense sense;
	const char *names;
};
extern const struct rapport__role_names rapport__role_names[];

/* A name that holds one of these names a text, unless it ends with one of the others. */
extern const char rapport__role_text_words[], rapport__role_no_text_ends[];

/* Values of columns that say who wrote. */
extern const char rapport__role_outgoing_words[], rapport__role_incoming_words[];
extern const char rapport__role_yes_words[], rapport__role_no_words[];

#endif
