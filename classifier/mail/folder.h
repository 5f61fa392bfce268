/* What mail folders and labels are for, told by their names in many languages. */
#ifndef RAPPORT_FOLDER_H
#define RAPPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

enum rapport__folder {
	RAPPORT__FOLDER_ANY,
	RAPPORT__FOLDER_SENT,
	RAPPORT__FOLDER_DRAFTS, /* templates and the outbox, too: nobody has got these */
	RAPPORT__FOLDER_TRASH,
	RAPPORT__FOLDER_SPAM,
	RAPPORT__FOLDER_CHATS,
};

/* By the name of one folder or label, UTF-8, in any case; a dot before it and ".mbox" or ".sbd"
 * behind it do not matter.  Source: the names that Gmail, Outlook, Thunderbird, Apple Mail, Yahoo,
 * GMX, Exchange and Dovecot give their folders, as far as known. */
enum rapport__folder rapport__folder_named(const char *name, size_t size);

/* Of the folders that a path goes through below the bytes of its root, and of the file's own name
 * unless message is true (a message's name tells nothing): the one that says most. */
enum rapport__folder rapport__folder_of_path(const char *path, size_t root, bool message);

/* Of a list of labels, separated by commas, as Gmail writes them. */
enum rapport__folder rapport__folder_of_labels(const char *labels);

/* Whether a file is one that mail programs keep beside mail for themselves, by its name: indexes,
 * lists, settings. */
bool rapport__folder_sidecar(const char *path);

#endif
