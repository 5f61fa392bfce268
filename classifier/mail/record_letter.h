/* A record of a table or of JSON -> what is to be tagged of it, as letter.h does for a message. */
#ifndef RAPPORT_RECORD_LETTER_H
#define RAPPORT_RECORD_LETTER_H

#include "mail/letter.h"
#include "mail/record.h"

/* Reads a record: HTML becomes text; of a mail's body the new words count, of any other text all.
 * Own is what the export says went out, and what comes from mine, which may be NULL.
 * record->text and text_size become the whole text.  The letter says the rest; its message holds
 * nothing, and lasts until its next read.  Fails with MEMORY; the letter stays usable. */
enum rapport_status rapport__record_letter_read(struct rapport__letter *letter,
						struct rapport__record *record,
						const struct rapport__mine *mine,
						struct rapport_error *error);

#endif
