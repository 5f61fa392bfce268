/* Bytes as one message: what comes out must be what the header promises, whatever goes in. */
#include "mail/body.h"
#include "mail/message.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count;
	(void)arguments;
	rapport__message_library_open();
	return 0;
}

static void check_string(const char *text)
{
	if (!text)
		return;
	assert(rapport__utf8_valid(text, strlen(text)));
	assert(!strpbrk(text, "\r\n"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct rapport__message *message;

	if (!message && rapport__message_new(&message, NULL))
		return 0;
	if (rapport__message_parse(message, (const char *)bytes, size, NULL))
		return 0;
	assert(message->text);
	assert(message->text_size <= RAPPORT__BODY_TEXT_BYTES_MAX + 1);
	assert(rapport__utf8_valid(message->text, message->text_size));
	assert(!memchr(message->text, '\0', message->text_size));
	assert(!memchr(message->text, '\r', message->text_size));
	check_string(message->message_id);
	check_string(message->date);
	check_string(message->from);
	check_string(message->from_address);
	check_string(message->to);
	check_string(message->cc);
	check_string(message->subject);
	check_string(message->in_reply_to);
	check_string(message->references);
	check_string(message->thread);
	check_string(rapport__message_header(message, "List-Id"));
	rapport__message_automatic(message);
	return 0;
}
