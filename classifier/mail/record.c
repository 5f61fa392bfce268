#include "mail/record.h"

#include "mail/charset.h"

#include <string.h>
#include <strings.h>

void rapport__record_values_reset(struct rapport__record_values *values)
{
	for (size_t i = 0; i < RAPPORT__ROLES; i++)
		values->of[i].size = 0;
	values->from.size = values->from_address.size = values->fields.size = 0;
}

void rapport__record_values_clear(struct rapport__record_values *values)
{
	for (size_t i = 0; i < RAPPORT__ROLES; i++)
		rapport__buffer_clear(&values->of[i]);
	rapport__buffer_clear(&values->from);
	rapport__buffer_clear(&values->from_address);
	rapport__buffer_clear(&values->fields);
}

static bool is_blank(const struct rapport__buffer *value)
{
	for (size_t i = 0; i < value->size; i++)
		if ((unsigned char)value->data[i] > ' ')
			return false;
	return true;
}

/* Whether a text begins and ends with tags that mail and comments have.  Plain text that begins
 * with "<anna@example.com>" does not. */
static bool looks_html(const struct rapport__buffer *text)
{
	static const char *const tags[] = { "!doctype", "html", "head",       "body",   "meta",
					    "style",    "div",  "p",          "br",     "span",
					    "table",    "ul",   "ol",         "h1",     "h2",
					    "h3",       "font", "b",          "strong", "i",
					    "em",       "a",    "blockquote", "pre",    "section",
					    "center" };
	const char *p = text->data, *end = p + text->size;
	size_t name;

	while (p < end && (unsigned char)*p <= ' ')
		p++;
	while (end > p && (unsigned char)end[-1] <= ' ')
		end--;
	if (end - p < 4 || *p++ != '<' || end[-1] != '>')
		return false;
	name = strcspn(p, " \t\n/>");
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (strlen(tags[i]) == name && !strncasecmp(tags[i], p, name))
			return true;
	return false;
}

static const char *line_of(struct rapport__buffer *value)
{
	if (!value->size)
		return NULL;
	rapport__charset_fold_blanks(value);
	return value->size ? value->data : NULL;
}

static const char *id_of(struct rapport__buffer *value)
{
	const char *line = line_of(value);

	if (!line || *line != '<' || value->size < 3 || value->data[value->size - 1] != '>')
		return line;
	value->data[--value->size] = '\0';
	return line + 1;
}

/* An address alone, without a name or brackets. */
static bool is_address(const char *value)
{
	const char *at = strchr(value, '@');

	return at && at > value && at[1] && !strpbrk(value, " ,;<>\"()");
}

/* Name and address, as a From field has them.  A name with marks of that field's grammar is
 * quoted, without the quotes and backslashes it has itself. */
static bool join_from(struct rapport__buffer *out, const char *name, const char *address)
{
	bool quote = strpbrk(name, "\"\\,;:<>()@[]") != NULL;

	if (quote && !rapport__buffer_add(out, "\"", 1))
		return false;
	for (const char *p = name; *p; p++)
		if (*p != '"' && *p != '\\' && !rapport__buffer_add(out, p, 1))
			return false;
	return rapport__buffer_add_string(out, quote ? "\" <" : " <") &&
	       rapport__buffer_add_string(out, address) && rapport__buffer_add(out, ">", 1);
}

/* The address in "Anna Ek <anna@example.com>", or a bare one, in lower case. */
static bool take_address(const char *from, struct rapport__buffer *out)
{
	const char *open = strrchr(from, '<');
	size_t size = strlen(from);

	out->size = 0;
	if (open && from[size - 1] == '>') {
		from = open + 1;
		size = strlen(from) - 1;
	}
	if (!rapport__buffer_add(out, from, size))
		return false;
	for (char *p = out->data; *p; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p);
	return true;
}

static bool make_from(struct rapport__record_values *values, struct rapport__record *record)
{
	const char *address = line_of(&values->of[RAPPORT__ROLE_FROM]);
	const char *name = line_of(&values->of[RAPPORT__ROLE_FROM_NAME]);

	record->from = address ? address : name;
	if (address && !take_address(address, &values->from_address))
		return false;
	if (address && is_address(values->from_address.data))
		record->from_address = values->from_address.data;
	if (!name || !address || !strcasecmp(name, address))
		return true;
	/* An address of Outlook's own kind (/O=...) tells nobody anything. */
	record->from = *address == '/' ? name : address;
	if (!is_address(address))
		return true;
	if (!join_from(&values->from, name, address))
		return false;
	record->from = values->from.data;
	return true;
}

static enum rapport__record_way way_of(const struct rapport__record_values *values)
{
	static const enum rapport__role roles[] = { RAPPORT__ROLE_DIRECTION, RAPPORT__ROLE_INCOMING,
						    RAPPORT__ROLE_OUTGOING, RAPPORT__ROLE_WRITER };

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		const struct rapport__buffer *value = &values->of[roles[i]];
		int way = value->size ? rapport__role_direction(roles[i], value->data, value->size)
				      : 0;

		if (way)
			return way > 0 ? RAPPORT__RECORD_OUTGOING : RAPPORT__RECORD_INCOMING;
	}
	return RAPPORT__RECORD_UNKNOWN;
}

bool rapport__record_is_mail(enum rapport__role_sense sense, unsigned columns)
{
	const unsigned writer = 1u << RAPPORT__ROLE_FROM, subject = 1u << RAPPORT__ROLE_SUBJECT;
	const unsigned way = 1u << RAPPORT__ROLE_TO | 1u << RAPPORT__ROLE_CC |
			     1u << RAPPORT__ROLE_DIRECTION | 1u << RAPPORT__ROLE_IN_REPLY_TO;

	if (sense == RAPPORT__ROLE_MAIL)
		return true;
	if (sense == RAPPORT__ROLE_BODY)
		return (columns & (way | writer | subject)) != 0;
	return sense == RAPPORT__ROLE_ANY &&
	       ((columns & way) != 0 || (columns & (writer | subject)) == (writer | subject));
}

bool rapport__record_make(struct rapport__record_values *values, enum rapport__date_order order,
			  enum rapport__role_sense sense, unsigned columns,
			  struct rapport__record *record)
{
	struct rapport__buffer *of = values->of;
	struct rapport__buffer *text = &of[RAPPORT__ROLE_TEXT], *html = &of[RAPPORT__ROLE_HTML];
	const char *date = line_of(&of[RAPPORT__ROLE_DATE]);
	bool is_html = is_blank(text) && !is_blank(html);

	*record = (struct rapport__record){ 0 };
	if (is_html)
		text = html;
	if (!rapport__buffer_reserve(text, 0) || !make_from(values, record))
		return false;
	record->text = text->data;
	record->text_size = text->size;
	record->html = is_html || looks_html(text);
	record->is_mail = rapport__record_is_mail(sense, columns);
	record->way = way_of(values);
	record->message_id = id_of(&of[RAPPORT__ROLE_MESSAGE_ID]);
	record->in_reply_to = id_of(&of[RAPPORT__ROLE_IN_REPLY_TO]);
	record->date = date;
	if (date && rapport__date_read(date, of[RAPPORT__ROLE_DATE].size, order, values->date))
		record->date = values->date;
	record->to = line_of(&of[RAPPORT__ROLE_TO]);
	record->cc = line_of(&of[RAPPORT__ROLE_CC]);
	record->subject = line_of(&of[RAPPORT__ROLE_SUBJECT]);
	record->conversation = line_of(&of[RAPPORT__ROLE_CONVERSATION]);
	record->status = line_of(&of[RAPPORT__ROLE_STATUS]);
	record->fields = values->fields.data;
	record->fields_size = values->fields.size;
	return true;
}
