#include "mail/content.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

enum {
	VALUE_BYTES = 256
};

/* A parameter: name=value or name="value". */
struct parameter {
	const char *name, *value;
	size_t name_size, value_size;
};

static bool is_token(char byte)
{
	return byte > ' ' && byte < 127 && !memchr("()<>@,;:\\\"/[]?=*%'", byte, 18);
}

static const char *skip_token(const char *p)
{
	while (is_token(*p))
		p++;
	return p;
}

void rapport__content_name(const char *name, bool file, struct rapport__content *content)
{
	const char *dot = name ? strrchr(name, '.') : NULL;

	if (!name)
		return;
	content->named |= file || (dot && strlen(dot) >= 2 && strlen(dot) <= 6);
	content->labelled = true;
	content->winmail |= !strcasecmp(name, "winmail.dat") || !strcasecmp(name, "win.dat");
}

/* Reads ";" and a parameter at *place; *done at the end of the value.  False for another shape. */
static bool read_parameter(const char **place, struct parameter *parameter, bool *done)
{
	const char *p = *place;

	while (*p == ' ' || *p == ';')
		p++;
	*done = !*p;
	if (*done)
		return true;
	parameter->name = p;
	p = skip_token(p);
	parameter->name_size = (size_t)(p - parameter->name);
	if (!parameter->name_size || *p++ != '=')
		return false;
	if (*p == '"') {
		parameter->value = ++p;
		while (*p && *p != '"' && *p != '\\')
			p++;
		if (*p != '"')
			return false;
		parameter->value_size = (size_t)(p - parameter->value);
		p++;
	} else {
		parameter->value = p;
		p = skip_token(p);
		parameter->value_size = (size_t)(p - parameter->value);
	}
	while (*p == ' ')
		p++;
	*place = p;
	/* Encoded words and what is beyond ASCII are for a closer look. */
	for (size_t i = 0; i < parameter->value_size; i++)
		if (((unsigned char)parameter->value[i] & 0x80) ||
		    (parameter->value[i] == '=' && parameter->value[i + 1] == '?'))
			return false;
	return parameter->value_size && parameter->value_size < VALUE_BYTES && (!*p || *p == ';');
}

static bool has_name(const struct parameter *parameter, const char *name)
{
	return parameter->name_size == strlen(name) &&
	       !strncasecmp(parameter->name, name, parameter->name_size);
}

/* The first of a name counts, as elsewhere. */
static void copy(const struct parameter *parameter, const char *name, char *out, size_t room)
{
	if (has_name(parameter, name) && !out[0] && parameter->value_size < room) {
		memcpy(out, parameter->value, parameter->value_size);
		out[parameter->value_size] = '\0';
	}
}

static void note_name(const struct parameter *parameter, bool file,
		      struct rapport__content *content)
{
	char name[VALUE_BYTES];

	memcpy(name, parameter->value, parameter->value_size);
	name[parameter->value_size] = '\0';
	rapport__content_name(name, file, content);
}

static bool read_type(const char *value, const char **rest, struct rapport__content *content)
{
	const char *slash = skip_token(value), *end;

	if (slash == value)
		return false;
	/* "text" alone is an old form. */
	end = *slash == '/' ? skip_token(slash + 1) : slash;
	if (end == slash + 1 || (size_t)(end - value) >= sizeof content->type)
		return false;
	for (const char *p = value; p < end; p++) {
		char byte = *p;

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		content->type[p - value] = byte;
	}
	content->type[end - value] = '\0';
	while (*end == ' ')
		end++;
	*rest = end;
	return !*end || *end == ';';
}

bool rapport__content_type(const char *value, struct rapport__content *content)
{
	struct rapport__content read = { .named = content->named,
					 .labelled = content->labelled,
					 .attachment = content->attachment,
					 .winmail = content->winmail };
	struct parameter parameter;
	const char *p;
	bool done = false;

	if (!read_type(value, &p, &read))
		return false;
	for (;;) {
		if (!read_parameter(&p, &parameter, &done))
			return false;
		if (done)
			break;
		copy(&parameter, "charset", read.charset, sizeof read.charset);
		copy(&parameter, "boundary", read.boundary, sizeof read.boundary);
		copy(&parameter, "format", read.format, sizeof read.format);
		copy(&parameter, "delsp", read.delsp, sizeof read.delsp);
		copy(&parameter, "report-type", read.report_type, sizeof read.report_type);
		if (has_name(&parameter, "name"))
			note_name(&parameter, false, &read);
	}
	*content = read;
	return true;
}

bool rapport__content_disposition(const char *value, struct rapport__content *content)
{
	const char *p = skip_token(value);
	struct rapport__content read = *content;
	struct parameter parameter;
	bool done = false;

	if (p == value || (*p && *p != ';' && *p != ' '))
		return false;
	read.attachment = p - value == 10 && !strncasecmp(value, "attachment", 10);
	for (;;) {
		if (!read_parameter(&p, &parameter, &done))
			return false;
		if (done)
			break;
		if (has_name(&parameter, "filename"))
			note_name(&parameter, true, &read);
	}
	*content = read;
	return true;
}
