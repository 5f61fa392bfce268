#include "mail/letter.h"

#include "mail/reply.h"

#include <string.h>

bool rapport__mine_has(const struct rapport__mine *mine, const char *address)
{
	for (size_t i = 0; mine && address && i < mine->count; i++) {
		const char *own = mine->addresses[i], *domain = strrchr(address, '@');

		if (!strcasecmp(own[0] == '@' && domain ? domain : address, own))
			return true;
	}
	return false;
}

enum rapport_status rapport__letter_open(struct rapport__letter *letter,
					 struct rapport_error *error)
{
	*letter = (struct rapport__letter){ .text = "" };
	return rapport__message_new(&letter->message, error);
}

void rapport__letter_close(struct rapport__letter *letter)
{
	rapport__message_free(letter->message);
	rapport__buffer_clear(&letter->new_words);
	*letter = (struct rapport__letter){ 0 };
}

static enum rapport__skip find_skip(struct rapport__message *message,
				    const struct rapport__mine *mine, const char **reason)
{
	*reason = "no mail message";
	if (!message->field_count)
		return RAPPORT__SKIP_UNREADABLE;
	*reason = "own message";
	if (rapport__mine_has(mine, message->from_address))
		return RAPPORT__SKIP_OWN;
	*reason = rapport__message_automatic(message);
	return *reason ? RAPPORT__SKIP_AUTOMATIC : RAPPORT__SKIP_NONE;
}

enum rapport_status rapport__letter_read(struct rapport__letter *letter, const char *bytes,
					 size_t size, const struct rapport__mine *mine,
					 struct rapport_error *error)
{
	struct rapport__buffer *words = &letter->new_words;
	enum rapport_status status;

	letter->text = "";
	letter->text_size = words->size = 0;
	letter->skip = RAPPORT__SKIP_NONE;
	letter->skip_reason = NULL;
	status = rapport__message_parse(letter->message, bytes, size, error);
	if (status)
		return status;
	letter->skip = find_skip(letter->message, mine, &letter->skip_reason);
	if (letter->skip && letter->skip != RAPPORT__SKIP_OWN)
		return RAPPORT_OK;
	status = rapport__reply_new_words(letter->message->text, letter->message->text_size, words,
					  error);
	if (status)
		return status;
	if (words->size) {
		letter->text = words->data;
		letter->text_size = words->size;
	} else if (!letter->skip) {
		letter->skip = RAPPORT__SKIP_EMPTY;
		letter->skip_reason = letter->message->text_size ? "nothing new" : "no text";
	}
	return RAPPORT_OK;
}
