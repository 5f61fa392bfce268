/* Bytes as a mailbox: every message must come out once, in order, within the caps.  The first byte
 * tells how much of the input is handed over as the head, and whether it is one message. */
#include "mail/mbox.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct rapport__mbox_message message;
	struct rapport_error error;
	rapport__mbox *mbox;
	uint64_t position = 0, offset = 0;
	size_t head;
	FILE *file;

	if (size < 2)
		return 0;
	head = (bytes[0] >> 1) % (size - 1);
	file = fmemopen((void *)(bytes + 1 + head), size - 1 - head, "rb");
	if (!file)
		return 0;
	if (rapport__mbox_open(file, (const char *)bytes + 1, head, bytes[0] & 1, &mbox, &error))
		return 0;
	while (!rapport__mbox_next(mbox, &message, &error) && message.bytes) {
		position++;
		assert(message.position == position);
		assert(position == 1 || message.offset > offset);
		assert(message.offset + message.size <= size);
		offset = message.offset;
		memset(message.bytes, 'x', message.size); /* they are the caller's to spoil */
	}
	rapport__mbox_close(mbox);
	fclose(file);
	return 0;
}
