#include "mail/gmime.h"

#include <gmime/gmime.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

void rapport__gmime_open(void)
{
	struct sigaction before;
	bool known = sigaction(SIGPIPE, NULL, &before) == 0;

	g_mime_init();
	/* Something that GMime starts ignores SIGPIPE for the whole process: `rapport tag
	 * | head` would then work on for nobody to the end of the mailbox. */
	if (known)
		sigaction(SIGPIPE, &before, NULL);
}

void rapport__gmime_close(void)
{
	g_mime_shutdown();
}

static void copy(char *out, size_t room, const char *text)
{
	if (text && strlen(text) < room)
		memcpy(out, text, strlen(text) + 1);
}

static void copy_parameter(GMimeContentType *parsed, const char *name, char *out, size_t room)
{
	copy(out, room, g_mime_content_type_get_parameter(parsed, name));
}

void rapport__gmime_read_type(const char *value, struct rapport__content *type)
{
	GMimeContentType *parsed = g_mime_content_type_parse(NULL, value);
	char *name = g_mime_content_type_get_mime_type(parsed);
	char *lower = g_ascii_strdown(name, -1);

	copy(type->type, sizeof type->type, lower);
	copy_parameter(parsed, "charset", type->charset, sizeof type->charset);
	copy_parameter(parsed, "boundary", type->boundary, sizeof type->boundary);
	copy_parameter(parsed, "format", type->format, sizeof type->format);
	copy_parameter(parsed, "delsp", type->delsp, sizeof type->delsp);
	copy_parameter(parsed, "report-type", type->report_type, sizeof type->report_type);
	rapport__content_name(g_mime_content_type_get_parameter(parsed, "name"), false, type);
	g_free(lower);
	g_free(name);
	g_object_unref(parsed);
}

void rapport__gmime_read_disposition(const char *value, struct rapport__content *type)
{
	GMimeContentDisposition *parsed = g_mime_content_disposition_parse(NULL, value);

	type->attachment = g_mime_content_disposition_is_attachment(parsed);
	rapport__content_name(g_mime_content_disposition_get_parameter(parsed, "filename"), true,
			      type);
	g_object_unref(parsed);
}

bool rapport__gmime_read_date(const char *value, char date[32])
{
	GDateTime *local = g_mime_utils_header_decode_date(value);
	GDateTime *utc = local ? g_date_time_to_utc(local) : NULL;

	if (utc) {
		snprintf(date, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(utc),
			 g_date_time_get_month(utc), g_date_time_get_day_of_month(utc),
			 g_date_time_get_hour(utc), g_date_time_get_minute(utc),
			 g_date_time_get_second(utc));
		g_date_time_unref(utc);
	}
	if (local)
		g_date_time_unref(local);
	return utc != NULL;
}

bool rapport__gmime_read_address(const char *value, struct rapport__buffer *out)
{
	InternetAddressList *list = internet_address_list_parse(NULL, value);
	bool done = true;

	for (int i = 0; list && i < internet_address_list_length(list); i++) {
		InternetAddress *address = internet_address_list_get_address(list, i);
		const char *bare = NULL;
		char *lower;

		if (INTERNET_ADDRESS_IS_MAILBOX(address))
			bare = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
		if (!bare || !strchr(bare, '@'))
			continue;
		lower = g_ascii_strdown(bare, -1);
		done = rapport__buffer_add_string(out, lower);
		g_free(lower);
		break;
	}
	if (list)
		g_object_unref(list);
	return done;
}
