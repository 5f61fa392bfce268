/* The labelled texts that a command names. */
#ifndef RAPPORT_CORPORA_H
#define RAPPORT_CORPORA_H

#include "training/corpus.h"

/* Reads all files, or standard input for "-" and where there are none, into corpus, whose settings
 * the caller has made.  Returns 0 or, after naming file and line, an exit code. */
int corpora_read(struct rapport__corpus *corpus, char **paths, int count);

/* Opens a file, or standard input for "-", and hands it to read with its name for people.  Returns
 * 0 or, after naming the file and the place, an exit code. */
int corpora_read_file(const char *path,
		      enum rapport_status (*read)(void *context, FILE *file, const char *name,
						  struct rapport_error *error),
		      void *context);

#endif
