/* The labelled texts that a command names. */
#ifndef RAPPORT_CORPORA_H
#define RAPPORT_CORPORA_H

#include "training/corpus.h"

/* Reads all files, or standard input for "-" and where there are none, into corpus, whose settings
 * the caller has made.  Returns 0 or, after naming file and line, an exit code. */
int corpora_read(struct rapport__corpus *corpus, char **paths, int count);

#endif
