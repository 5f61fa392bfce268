#include "mail/reply.h"

#include "status.h"

enum rapport_status rapport__reply_new_words(const char *text, size_t size,
					     struct rapport__buffer *new_words,
					     struct rapport_error *error)
{
	if (!rapport__buffer_add(new_words, text, size))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}
