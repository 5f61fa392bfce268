/* Messages as Gmail's API gives them: {"id", "threadId", "labelIds", "payload": {"headers", "body",
 * "parts"}}. */
#ifndef RAPPORT_GMAIL_H
#define RAPPORT_GMAIL_H

#include "mail/record.h"
#include "text/json.h"

enum {
	RAPPORT__GMAIL_DEPTH = 32 /* parts within parts that are looked into */
};

bool rapport__gmail_look(const rapport__json *object);

/* Fills in what the message has.  False without memory. */
bool rapport__gmail_read(const rapport__json *object, struct rapport__record_values *values);

/* Appends what base64 in either alphabet, padded or not, stands for, as clean text.  False without
 * memory. */
bool rapport__gmail_decode(const char *bytes, size_t size, struct rapport__buffer *out);

#endif
