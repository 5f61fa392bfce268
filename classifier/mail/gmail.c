#include "mail/gmail.h"

#include "mail/charset.h"
#include "mail/gmime.h"
#include "mail/members.h"
#include "mail/transfer.h"
#include "mail/words.h"

#include <string.h>
#include <strings.h>

enum {
	SCALAR_BYTES = 64,
};

static const struct {
	const char *name;
	enum rapport__role role;
} fields[] = {
	{ "Subject", RAPPORT__ROLE_SUBJECT },
	{ "From", RAPPORT__ROLE_FROM },
	{ "To", RAPPORT__ROLE_TO },
	{ "Cc", RAPPORT__ROLE_CC },
	{ "Date", RAPPORT__ROLE_DATE },
	{ "Message-ID", RAPPORT__ROLE_MESSAGE_ID },
	{ "In-Reply-To", RAPPORT__ROLE_IN_REPLY_TO },
};

bool rapport__gmail_look(const rapport__json *object)
{
	const rapport__json *payload = rapport__json_member(object, "payload");

	return rapport__json_is_array(payload, "headers") &&
	       (rapport__json_has(payload, "body") || rapport__json_has(payload, "parts"));
}

bool rapport__gmail_decode(const char *bytes, size_t size, struct rapport__buffer *out)
{
	struct rapport__buffer plain = { 0 }, decoded = { 0 };
	bool done = rapport__buffer_add(&plain, bytes, size);
	const char *from;
	size_t left;

	for (size_t i = 0; done && i < size; i++)
		if (plain.data[i] == '-')
			plain.data[i] = '+';
		else if (plain.data[i] == '_')
			plain.data[i] = '/';
	for (size_t i = size; done && i % 4; i++)
		done = rapport__buffer_add(&plain, "=", 1);
	from = plain.data;
	left = plain.size;
	done = done && rapport__transfer_decode("base64", &from, &left, &decoded) &&
	       rapport__charset_clean(from, left, out);
	rapport__buffer_clear(&plain);
	rapport__buffer_clear(&decoded);
	return done;
}

/* Appends a string, or a number as text. */
static bool add_member(const rapport__json *object, const char *name, struct rapport__buffer *out)
{
	char scalar[SCALAR_BYTES];
	size_t size;
	const char *value = rapport__json_string(object, name, &size);

	if (value)
		return rapport__charset_clean(value, size, out);
	return !rapport__json_print(rapport__json_member(object, name), scalar, sizeof scalar) ||
	       rapport__buffer_add_string(out, scalar);
}

static bool add_field(const char *value, size_t size, struct rapport__buffer *out)
{
	struct rapport__charset charset = { 0 };
	struct rapport__buffer bytes = { 0 };
	bool done = rapport__words_decode(&charset, value, size, &bytes, out);

	rapport__charset_clear(&charset);
	rapport__buffer_clear(&bytes);
	return done;
}

static bool read_headers(const rapport__json *payload, struct rapport__record_values *values)
{
	const rapport__json *headers = rapport__json_member(payload, "headers"), *header;

	for (size_t i = 0; (header = rapport__json_element(headers, i)); i++) {
		size_t name_size, size;
		const char *name = rapport__json_string(header, "name", &name_size);
		const char *value = rapport__json_string(header, "value", &size);

		for (size_t k = 0; name && value && k < sizeof fields / sizeof *fields; k++) {
			struct rapport__buffer *out = &values->of[fields[k].role];

			if (!out->size && !strcasecmp(name, fields[k].name) &&
			    !add_field(value, size, out))
				return false;
		}
	}
	return true;
}

/* The text of one part that is no attachment and no message within the message. */
static bool read_part(const rapport__json *part, struct rapport__record_values *values)
{
	const rapport__json *body = rapport__json_member(part, "body");
	size_t type_size, name_size, size;
	const char *type = rapport__json_string(part, "mimeType", &type_size);
	const char *name = rapport__json_string(part, "filename", &name_size);
	const char *data = rapport__json_string(body, "data", &size);
	enum rapport__role role = RAPPORT__ROLE_TEXT;

	if (!data || (name && name_size))
		return true;
	if (type && !strcasecmp(type, "text/html"))
		role = RAPPORT__ROLE_HTML;
	else if (type && strncasecmp(type, "text/", 5) != 0)
		return true;
	return rapport__gmail_decode(data, size, &values->of[role]);
}

static bool read_parts(const rapport__json *payload, struct rapport__record_values *values)
{
	struct {
		const rapport__json *part;
		size_t next; /* of its parts */
	} open[RAPPORT__GMAIL_DEPTH] = { { payload, 0 } };
	size_t depth = 1;

	if (!read_part(payload, values))
		return false;
	while (depth) {
		const rapport__json *parts = rapport__json_member(open[depth - 1].part, "parts");
		const rapport__json *part = rapport__json_element(parts, open[depth - 1].next++);
		size_t size;
		const char *type = rapport__json_string(part, "mimeType", &size);

		if (!part) {
			depth--;
			continue;
		}
		if (!read_part(part, values))
			return false;
		if (depth < RAPPORT__GMAIL_DEPTH && !(type && !strcasecmp(type, "message/rfc822")))
			open[depth++].part = part;
		if (depth && open[depth - 1].part == part)
			open[depth - 1].next = 0;
	}
	return true;
}

/* Labels of what nobody wrote to the user, or nobody keeps. */
static const char *const folders[] = { "DRAFT", "TRASH", "SPAM", "CHAT" };

static bool read_labels(const rapport__json *object, struct rapport__record_values *values)
{
	bool sent = false, inbox = false;
	const char *folder = NULL;
	const char *label;
	size_t size;

	for (size_t i = 0; (label = rapport__json_string_at(object, "labelIds", i, &size)); i++) {
		sent |= !strcmp(label, "SENT");
		inbox |= !strcmp(label, "INBOX");
		for (size_t k = 0; k < sizeof folders / sizeof *folders; k++)
			if (!strcmp(label, folders[k]))
				folder = folders[k];
	}
	if ((sent || inbox) &&
	    !rapport__buffer_add_string(&values->of[RAPPORT__ROLE_OUTGOING], sent ? "yes" : "no"))
		return false;
	return !folder || rapport__buffer_add_string(&values->of[RAPPORT__ROLE_STATUS], folder);
}

bool rapport__gmail_read(const rapport__json *object, struct rapport__record_values *values)
{
	const rapport__json *payload = rapport__json_member(object, "payload");
	struct rapport__buffer *of = values->of, *date = &of[RAPPORT__ROLE_DATE];
	char known[RAPPORT__DATE_BYTES];

	if (!rapport__members_add_fields(rapport__json_member(payload, "headers"),
					 &values->fields) ||
	    !read_headers(payload, values) || !read_parts(payload, values) ||
	    !read_labels(object, values) ||
	    !add_member(object, "threadId", &of[RAPPORT__ROLE_CONVERSATION]))
		return false;
	if (rapport__json_has(object, "internalDate") &&
	    !(date->size &&
	      rapport__date_read(date->data, date->size, RAPPORT__DATE_UNKNOWN, known))) {
		date->size = 0;
		if (!add_member(object, "internalDate", date))
			return false;
	}
	if (!of[RAPPORT__ROLE_SUBJECT].size &&
	    !add_member(object, "subject", &of[RAPPORT__ROLE_SUBJECT]))
		return false;
	return of[RAPPORT__ROLE_MESSAGE_ID].size ||
	       add_member(object, "id", &of[RAPPORT__ROLE_MESSAGE_ID]);
}
