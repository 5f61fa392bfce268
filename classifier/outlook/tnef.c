#include "outlook/tnef.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <ytnef.h>

enum {
	TYPE_LONG = 0x0003,
	TYPE_TIME = 0x0040,
	SIGNATURE_BYTES = 6,
	ATTRIBUTE_BYTES = 9, /* before an attribute's value */
	CHECKSUM_BYTES = 2,  /* behind it */
};

/* libytnef writes UTF-16 as UTF-8, but each half of a surrogate pair for itself.  Appends text with
 * the halves put together. */
static bool join_surrogates(const char *text, size_t size, struct rapport__buffer *out)
{
	const unsigned char *p = (const unsigned char *)text;

	if (!rapport__buffer_reserve(out, size + 1))
		return false;
	for (size_t i = 0; i < size;) {
		bool pair = i + 6 <= size && p[i] == 0xED && p[i + 1] >= 0xA0 && p[i + 1] < 0xB0 &&
			    p[i + 3] == 0xED && p[i + 4] >= 0xB0 && p[i + 4] < 0xC0;
		uint32_t high, low, code_point;

		if (!pair) {
			out->data[out->size++] = (char)p[i++];
			continue;
		}
		high = (uint32_t)(p[i + 1] & 0x0F) << 6 | (p[i + 2] & 0x3F);
		low = (uint32_t)(p[i + 4] & 0x0F) << 6 | (p[i + 5] & 0x3F);
		code_point = 0x10000 + (high << 10) + low;
		out->data[out->size++] = (char)(0xF0 | code_point >> 18);
		out->data[out->size++] = (char)(0x80 | (code_point >> 12 & 0x3F));
		out->data[out->size++] = (char)(0x80 | (code_point >> 6 & 0x3F));
		out->data[out->size++] = (char)(0x80 | (code_point & 0x3F));
		i += 6;
	}
	return true;
}

static bool set_text(struct rapport__item *item, uint32_t id, const variableLength *data)
{
	struct rapport__buffer text = { 0 };
	/* The size is that of the UTF-16; a NUL ends what became of it. */
	bool done = join_surrogates((const char *)data->data, strlen((const char *)data->data),
				    &text) &&
		    rapport__item_set(item, id, RAPPORT__ITEM_UTF8, text.data, text.size);

	rapport__buffer_clear(&text);
	return done;
}

static bool set_property(struct rapport__item *item, const MAPIProperty *property)
{
	uint32_t id = property->id >> 16, type = property->id & 0xFFFF;
	const variableLength *data = property->data;
	uint64_t number = 0;

	if (property->namedproperty || !property->count || !data || !data->data || data->size <= 0)
		return true;
	if (type == TYPE_LONG || type == TYPE_TIME) {
		for (int i = 0; i < data->size && i < 8; i++)
			number |= (uint64_t)data->data[i] << (8 * i);
		rapport__item_set_number(item, id, number);
		return true;
	}
	if (!rapport__item_wants(id))
		return true;
	if (type == RAPPORT__ITEM_UNICODE)
		return set_text(item, id, data);
	return rapport__item_set(item, id, type, data->data, (size_t)data->size);
}

/* An attribute of TNEF's own, in the code page of the sender; ends at a NUL. */
static bool set_attribute(struct rapport__item *item, uint32_t id, const void *bytes, size_t size)
{
	size = bytes ? strnlen(bytes, size) : 0;
	return !size || rapport__item_set(item, id, RAPPORT__ITEM_STRING8, bytes, size);
}

static size_t size_of(const variableLength *value)
{
	return value->size > 0 ? (size_t)value->size : 0;
}

static int64_t read_date(const dtr *date)
{
	struct tm tm = { .tm_year = date->wYear - 1900,
			 .tm_mon = date->wMonth - 1,
			 .tm_mday = date->wDay,
			 .tm_hour = date->wHour,
			 .tm_min = date->wMinute,
			 .tm_sec = date->wSecond };

	if (date->wYear < 1980 || date->wYear > 2200 || !date->wMonth || date->wMonth > 12)
		return 0;
	return timegm(&tm);
}

/* The attributes count where no property says the same. */
static bool fill(struct rapport__item *item, const TNEFStruct *tnef)
{
	for (DWORD i = 0; i < tnef->MapiProperties.count; i++)
		if (!set_property(item, &tnef->MapiProperties.properties[i]))
			return false;
	if (!item->codepage && tnef->CodePage.data && tnef->CodePage.size >= 4)
		item->codepage = tnef->CodePage.data[0] | (uint32_t)tnef->CodePage.data[1] << 8;
	if (!item->sent)
		item->sent = read_date(&tnef->dateSent);
	if (!item->delivered)
		item->delivered = read_date(&tnef->dateReceived);
	return set_attribute(item, RAPPORT__ITEM_CLASS, tnef->messageClass,
			     sizeof tnef->messageClass) &&
	       set_attribute(item, RAPPORT__ITEM_BODY, tnef->body.data, size_of(&tnef->body)) &&
	       set_attribute(item, RAPPORT__ITEM_SENDER_ADDRESS, tnef->from.data,
			     size_of(&tnef->from));
}

static uint32_t read_number(const unsigned char *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

/* libytnef makes a file name of the subject, so it is taken from where it stands: behind signature
 * and key come attributes of a level, an identifier, a size, so many bytes and a checksum.  That
 * the file is *cut it does not tell either. */
static bool fill_subject(struct rapport__item *item, const unsigned char *bytes, size_t size,
			 bool *cut)
{
	size_t at = SIGNATURE_BYTES;

	*cut = false;
	while (at + ATTRIBUTE_BYTES <= size) {
		uint32_t id = read_number(bytes + at + 1), length = read_number(bytes + at + 5);

		at += ATTRIBUTE_BYTES;
		*cut = length > size - at;
		if (*cut)
			break;
		if (id == attSubject &&
		    !set_attribute(item, RAPPORT__ITEM_SUBJECT, bytes + at, length))
			return false;
		at += length + CHECKSUM_BYTES;
	}
	*cut |= at < size;
	return true;
}

static void read_bytes(unsigned char *bytes, size_t size, const struct rapport__compose_sink *sink)
{
	struct rapport__item item = { 0 };
	struct rapport__buffer message = { 0 };
	TNEFStruct tnef;
	bool cut = false;
	int result;

	TNEFInitialize(&tnef);
	tnef.Debug = 0; /* which it leaves as it was */
	result = TNEFParseMemory(bytes, (long)size, &tnef);
	if (!fill(&item, &tnef) || !fill_subject(&item, bytes, size, &cut))
		sink->failure(sink->context, "", "there is no memory for it");
	else if (!result || item.count)
		rapport__compose_give(&item, "", &message, sink);
	if (result || cut)
		sink->failure(sink->context, "",
			      result ? "is damaged TNEF" : "ends before its TNEF does");
	TNEFFree(&tnef);
	rapport__item_clear(&item);
	rapport__buffer_clear(&message);
}

void rapport__tnef_read(FILE *file, const struct rapport__compose_sink *sink)
{
	struct stat status;
	unsigned char *bytes;
	size_t size;

	if (fstat(fileno(file), &status) || status.st_size <= 0 ||
	    status.st_size > (off_t)RAPPORT__TNEF_BYTES_MAX) {
		sink->failure(sink->context, "", "is too large, or no file");
		return;
	}
	size = (size_t)status.st_size;
	bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fileno(file), 0);
	if (bytes == MAP_FAILED) {
		sink->failure(sink->context, "", "cannot be mapped");
		return;
	}
	read_bytes(bytes, size, sink);
	munmap(bytes, size);
}
