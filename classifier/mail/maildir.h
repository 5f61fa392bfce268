/* Walks a folder and names the files in it that may hold mail: Maildir, Maildir++ and plain folders
 * of messages or mailboxes, in each other.
 *
 * A folder with cur or new in it is a Maildir: the files of cur, then of new, then its other
 * folders, without tmp.  In any other folder every file is named, without the Attachments that
 * Apple Mail keeps beside its Messages.  Names that begin with "." or "," are passed over, except
 * for the Maildir++ folders of a Maildir.  Names come in the order of their bytes.  Links to files
 * are followed, links to folders are not; sockets, pipes and devices are passed over. */
#ifndef RAPPORT_MAILDIR_H
#define RAPPORT_MAILDIR_H

#include "mail/folder.h"
#include "memory.h"
#include "status.h"

#define RAPPORT__MAILDIR_DEPTH_MAX 32u /* folders within folders */

typedef struct rapport__maildir rapport__maildir; /* opaque; one thread at a time */

/* On success *maildir is the caller's, to end with rapport__maildir_close; on failure NULL.
 * Fails with IO (path is no folder or cannot be read), MEMORY. */
enum rapport_status rapport__maildir_open(const char *path, rapport__maildir **maildir,
					  struct rapport_error *error);
void rapport__maildir_close(rapport__maildir *maildir); /* NULL does nothing */

/* A file: path as given to open, followed by its place within. */
struct rapport__maildir_file {
	const char *path;            /* good until the next call; NULL at the end */
	bool message;                /* in cur or new: it is one message */
	enum rapport__folder folder; /* by the names of the folders and its flags */
};

/* The next file.  Fails with IO for a folder that cannot be read, LIMIT for one that lies too deep,
 * MEMORY; file->path is then that folder (or NULL), and another call goes on behind it. */
enum rapport_status rapport__maildir_next(rapport__maildir *maildir,
					  struct rapport__maildir_file *file,
					  struct rapport_error *error);

#endif
