/* An Outlook item as its properties give it, whichever file it stood in: .msg, .pst, TNEF.
 *
 * Properties come in any order and in the code page that another of them names, so they are kept
 * as they are and turned into UTF-8 when they are asked for. */
#ifndef RAPPORT_ITEM_H
#define RAPPORT_ITEM_H

#include "memory.h"
#include "outlook/codepage.h"
#include "outlook/message_class.h"

#include <stdint.h>

#define RAPPORT__ITEM_BYTES_MAX      (8u * 1024u * 1024u) /* of one property; the rest is cut off */
#define RAPPORT__ITEM_RECIPIENTS_MAX 2000u                /* further ones are left out */

/* What is kept, by property identifier (MS-OXPROPS). */
enum rapport__item_id {
	RAPPORT__ITEM_CLASS = 0x001A,
	RAPPORT__ITEM_SUBJECT = 0x0037,
	RAPPORT__ITEM_SENT = 0x0039,
	RAPPORT__ITEM_SUBJECT_PREFIX = 0x003D,
	RAPPORT__ITEM_FROM_NAME = 0x0042, /* on whose behalf it was sent */
	RAPPORT__ITEM_FROM_ADDRESS = 0x0065,
	RAPPORT__ITEM_TOPIC = 0x0070,
	RAPPORT__ITEM_INDEX = 0x0071,
	RAPPORT__ITEM_HEADERS = 0x007D,
	RAPPORT__ITEM_SENDER_NAME = 0x0C1A,
	RAPPORT__ITEM_SENDER_ADDRESS = 0x0C1F,
	RAPPORT__ITEM_RECIPIENT_KIND = 0x0C15,
	RAPPORT__ITEM_CC = 0x0E03,
	RAPPORT__ITEM_TO = 0x0E04,
	RAPPORT__ITEM_DELIVERED = 0x0E06,
	RAPPORT__ITEM_FLAGS = 0x0E07,
	RAPPORT__ITEM_SUBJECT_REST = 0x0E1D, /* behind the prefix */
	RAPPORT__ITEM_BODY = 0x1000,
	RAPPORT__ITEM_REPORT = 0x1001,
	RAPPORT__ITEM_RTF = 0x1009,
	RAPPORT__ITEM_HTML = 0x1013,
	RAPPORT__ITEM_MESSAGE_ID = 0x1035,
	RAPPORT__ITEM_REFERENCES = 0x1039,
	RAPPORT__ITEM_REPLY_TO_ID = 0x1042,
	RAPPORT__ITEM_RECIPIENT_NAME = 0x3001,
	RAPPORT__ITEM_RECIPIENT_ADDRESS = 0x3003,
	RAPPORT__ITEM_SMTP = 0x39FE,
	RAPPORT__ITEM_FILE_NAME = 0x3707, /* of an attachment */
	RAPPORT__ITEM_INTERNET_CODEPAGE = 0x3FDE,
	RAPPORT__ITEM_LOCALE = 0x3FF1,
	RAPPORT__ITEM_CODEPAGE = 0x3FFD,
	RAPPORT__ITEM_SENDER_SMTP = 0x5D01,
	RAPPORT__ITEM_FROM_SMTP = 0x5D02,
};

/* How a property's bytes are to be read (MS-OXCDATA); of others there is no text. */
enum rapport__item_type {
	RAPPORT__ITEM_STRING8 = 0x001E, /* in the item's code page */
	RAPPORT__ITEM_UNICODE = 0x001F, /* UTF-16, little-endian */
	RAPPORT__ITEM_BINARY = 0x0102,
	RAPPORT__ITEM_UTF8 = 0xFFFF, /* none of MS-OXCDATA: a library decoded it */
};

struct rapport__item_property {
	uint16_t id, type;
	struct rapport__buffer bytes;
};

enum rapport__item_recipient_kind {
	RAPPORT__ITEM_KIND_TO = 1,
	RAPPORT__ITEM_KIND_CC = 2
};

struct rapport__item_recipient {
	uint32_t kind;
	char *name, *address, *smtp; /* UTF-8 on one line, "" where there is none */
};

/* The zero value is empty and ready. */
struct rapport__item {
	struct rapport__item_property *properties; /* [count] */
	size_t count, capacity;
	struct rapport__item_recipient *recipients; /* [recipient_count] */
	size_t recipient_count, recipient_capacity;
	uint32_t codepage, internet_codepage, locale; /* 0: not said */
	uint32_t flags;                               /* PidTagMessageFlags */
	int64_t sent, delivered;                      /* seconds of Unix time; 0: not said */
	struct rapport__buffer signed_part;           /* the MIME entity of clear-signed mail */
	struct rapport__buffer folder;                /* its name, UTF-8 */
	const char *folder_kind; /* "deleted", "sent", "outbox", or NULL; static */
	bool encrypted;          /* a body that only its reader's key opens */
	bool rights_managed;     /* a body that a server must open */
	struct rapport__charset charset;
};

void rapport__item_reset(struct rapport__item *item); /* empty again, for the next one */
void rapport__item_clear(struct rapport__item *item); /* zero value again */

/* Whether the property is one that is kept: others need not be read. */
bool rapport__item_wants(uint32_t id);

/* Keeps a property of an id above; others, and a second one of the same id, are passed over.
 * bytes are copied.  False without memory. */
bool rapport__item_set(struct rapport__item *item, uint32_t id, uint32_t type, const void *bytes,
		       size_t size);

/* The same for a property that is a number: PT_LONG as it is, PT_SYSTIME as a FILETIME. */
void rapport__item_set_number(struct rapport__item *item, uint32_t id, uint64_t value);

/* Keeps a recipient, whose properties are those of another item.  False without memory. */
bool rapport__item_add_recipient(struct rapport__item *item, struct rapport__item *recipient,
				 uint32_t kind);

/* The property, or NULL. */
const struct rapport__item_property *rapport__item_find(const struct rapport__item *item,
							uint32_t id);

/* Appends a property as clean UTF-8; nothing where there is none.  False without memory. */
bool rapport__item_text(struct rapport__item *item, uint32_t id, struct rapport__buffer *text);

/* The same on one line: no control characters, no blanks at the ends.  text is emptied first. */
bool rapport__item_line(struct rapport__item *item, uint32_t id, struct rapport__buffer *text);

/* Whether an attachment of that file name is the body of a rights-managed message (MS-OXORMMS). */
bool rapport__item_is_rights_file(const char *name);

/* The kind of item that its class names. */
enum rapport__message_class rapport__item_class(struct rapport__item *item);

#endif
