/* The header of the message that an Outlook item was: its transport header where it has one, and
 * what its properties tell where that says nothing. */
#ifndef RAPPORT_ENVELOPE_H
#define RAPPORT_ENVELOPE_H

#include "outlook/item.h"

/* Appends the header fields, but for those that describe the body, and no empty line.
 *
 * Beside those of mail: X-Folder names the folder, X-Folder-Kind says "deleted", "sent" or "outbox"
 * whatever its language, X-Unsent: 1 a draft, and what no person sent has an Auto-Submitted.
 *
 * The sender is the one on whose behalf it was sent, as MS-OXCMAIL has it, if that one's address
 * can be told; an X.500 address is looked up among the recipients.
 * False without memory. */
bool rapport__envelope_write(struct rapport__item *item, enum rapport__message_class kind,
			     struct rapport__buffer *out);

/* Whether the transport header says that the body is rights-managed. */
bool rapport__envelope_is_protected(struct rapport__item *item);

#endif
