#include "mail/letter.h"

#include "mail/outlook_stream.h"

#include <stdlib.h>
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
	rapport__buffer_clear(&letter->whole);
	rapport__reply_clear(&letter->reply);
	*letter = (struct rapport__letter){ 0 };
}

enum {
	/* Bits of X-Mozilla-Status and -Status2: expunged, but not yet out of the file; deleted on
	 * the server.  Source: Mozilla's nsMsgMessageFlags. */
	MOZILLA_EXPUNGED = 0x0008,
	MOZILLA_DELETED_2 = 0x00200000,
};

static bool has_bit(struct rapport__message *message, const char *name, unsigned long bit)
{
	const char *value = rapport__message_header(message, name);

	return value && strtoul(value, NULL, 16) & bit;
}

/* The folder that the message lies in, by what a mail program wrote into its file, too. */
static enum rapport__folder find_folder(struct rapport__message *message,
					const struct rapport__letter_place *place)
{
	enum rapport__folder folder = place->folder, by_field;
	const char *value;

	if (!place->kept)
		return folder;
	if (has_bit(message, "X-Mozilla-Status", MOZILLA_EXPUNGED) ||
	    has_bit(message, "X-Mozilla-Status2", MOZILLA_DELETED_2))
		return RAPPORT__FOLDER_TRASH;
	value = rapport__message_header(message, "X-Unsent");
	if (value && *value == '1')
		return RAPPORT__FOLDER_DRAFTS;
	value = rapport__message_header(message, "X-Gmail-Labels");
	if (!value)
		value = rapport__message_header(message, "X-Folder-Kind");
	if (!value)
		value = rapport__message_header(message, "X-Folder");
	by_field = value ? rapport__folder_of_labels(value) : RAPPORT__FOLDER_ANY;
	return by_field > folder ? by_field : folder;
}

/* By the header alone. */
static enum rapport__skip find_skip(struct rapport__message *message,
				    const struct rapport__letter_place *place, const char **reason)
{
	static const char *const discarded[] = {
		[RAPPORT__FOLDER_DRAFTS] = "draft",
		[RAPPORT__FOLDER_TRASH] = "deleted",
		[RAPPORT__FOLDER_SPAM] = "spam",
		[RAPPORT__FOLDER_CHATS] = "chat",
	};
	enum rapport__folder folder;

	*reason = "no mail message";
	if (!message->field_count)
		return RAPPORT__SKIP_UNREADABLE;
	folder = find_folder(message, place);
	*reason = discarded[folder];
	if (*reason)
		return RAPPORT__SKIP_DISCARDED;
	*reason = "own message";
	if (folder == RAPPORT__FOLDER_SENT || rapport__mine_has(place->mine, message->from_address))
		return RAPPORT__SKIP_OWN;
	*reason = NULL;
	return RAPPORT__SKIP_NONE;
}

enum rapport_status rapport__letter_read_header(struct rapport__letter *letter, const char *bytes,
						size_t size,
						const struct rapport__letter_place *place,
						struct rapport_error *error)
{
	static const struct rapport__letter_place anywhere = { 0 };
	enum rapport_status status;

	letter->text = "";
	letter->text_size = letter->new_words.size = 0;
	letter->skip = RAPPORT__SKIP_NONE;
	letter->skip_reason = NULL;
	letter->outlook = place ? place->outlook : NULL;
	status = rapport__message_parse_header(letter->message, bytes, size, error);
	if (!status)
		letter->skip = find_skip(letter->message, place ? place : &anywhere,
					 &letter->skip_reason);
	return status;
}

static bool is_blank(const struct rapport__message *message)
{
	for (size_t i = 0; i < message->text_size; i++)
		if ((unsigned char)message->text[i] > ' ')
			return false;
	return true;
}

/* Where Outlook put all words into a winmail.dat they are taken from there. */
static enum rapport_status unwrap(struct rapport__letter *letter, struct rapport_error *error)
{
	struct rapport__buffer *mail = &letter->whole;
	const char *bytes;
	size_t size;
	enum rapport_status status = rapport__message_wrapped(letter->message, &bytes, &size,
							      error);

	if (status || !bytes || !letter->outlook || !is_blank(letter->message))
		return status;
	mail->size = 0;
	status = rapport__outlook_convert(letter->outlook, bytes, size, mail, error);
	if (status == RAPPORT_ERR_MEMORY)
		return status;
	if (!status)
		return rapport__message_parse_inner(letter->message, mail->data, mail->size, error);
	if (!letter->skip) {
		letter->skip = RAPPORT__SKIP_UNREADABLE;
		letter->skip_reason = "a winmail.dat that cannot be read";
	}
	return RAPPORT_OK;
}

enum rapport_status rapport__letter_read_text(struct rapport__letter *letter,
					      const struct rapport__reply_shingles *parent,
					      struct rapport_error *error)
{
	struct rapport__buffer *words = &letter->new_words;
	enum rapport_status status = rapport__message_parse_body(letter->message, error);

	if (!status)
		status = unwrap(letter, error);
	if (status)
		return status;
	if (!letter->skip) {
		letter->skip_reason = rapport__message_automatic(letter->message);
		letter->skip = letter->skip_reason ? RAPPORT__SKIP_AUTOMATIC : RAPPORT__SKIP_NONE;
	}
	if (letter->skip && letter->skip != RAPPORT__SKIP_OWN)
		return RAPPORT_OK;
	status = rapport__reply_extract(&letter->reply, letter->message->text,
					letter->message->text_size, parent, words, error);
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

enum rapport_status rapport__letter_read(struct rapport__letter *letter, const char *bytes,
					 size_t size, const struct rapport__letter_place *place,
					 struct rapport_error *error)
{
	enum rapport_status status = rapport__letter_read_header(letter, bytes, size, place, error);

	return status ? status : rapport__letter_read_text(letter, NULL, error);
}
