/* Bytes as records of each kind: the end must come, places must not go back, and texts must be
 * clean.  The first byte tells the kind and how much of the input is handed over as the head. */
#include "mail/records.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_line(const char *line)
{
	if (line && (!*line || !rapport__utf8_valid(line, strlen(line)) || strpbrk(line, "\n\r")))
		abort();
}

static void check(const struct rapport__record *record)
{
	if (!rapport__utf8_valid(record->text, record->text_size) ||
	    memchr(record->text, '\0', record->text_size) ||
	    memchr(record->text, '\r', record->text_size) || !record->position)
		abort();
	check_line(record->message_id);
	check_line(record->in_reply_to);
	check_line(record->date);
	check_line(record->from);
	check_line(record->from_address);
	check_line(record->to);
	check_line(record->cc);
	check_line(record->subject);
	check_line(record->conversation);
	check_line(record->status);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct rapport__role_wanted wanted = { 0 };
	struct rapport__record record;
	struct rapport_error error;
	rapport__records *records;
	enum rapport_status status;
	uint64_t place = 0;
	size_t head, calls = 0;
	FILE *file;

	if (size < 3)
		return 0;
	head = bytes[0] >> 4 ? (size - 1) / (bytes[0] >> 4) : 0;
	if (head > size - 2)
		head = size - 2;
	rapport__records_look_csv((const char *)bytes + 1, size - 1);
	rapport__records_look_json((const char *)bytes + 1, size - 1);
	rapport__records_look_binary((const char *)bytes + 1, size - 1);
	file = fmemopen((void *)(bytes + 1 + head), size - 1 - head, "rb");
	if (!file)
		return 0;
	if (rapport__records_open(file, (enum rapport__records_kind)((bytes[0] & 7) % 6),
				  (const char *)bytes + 1, head, &records, &error))
		abort();
	if ((bytes[0] & 7) > 5)
		wanted.names[RAPPORT__ROLE_TEXT] = bytes[0] & 1 ? "1" : "a.0.b";
	rapport__records_want(records, &wanted);
	for (;;) {
		status = rapport__records_next(records, &record, &error);
		if (!status && !record.text)
			break;
		if (++calls > 2 * size + 64)
			abort();
		if (status && (record.text || error.status != status))
			abort();
		if (status)
			continue;
		check(&record);
		if (record.position < place)
			abort();
		place = record.position;
	}
	rapport__records_close(records);
	fclose(file);
	return 0;
}
