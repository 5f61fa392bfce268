/* The checks of `rapport corpus` that hold its texts against what others say of them. */
#ifndef RAPPORT_CORPUS_READINGS_H
#define RAPPORT_CORPUS_READINGS_H

#include "tools/options.h"
#include "training/corpus_check.h"

/* Both read files of JSON Lines, told by ids, and print on standard output.  check has read the
 * whole corpus, or only splits of it where its splits are set.  They return 0 or, after naming file
 * and line, an exit code. */

/* How far a second reader agrees with the corpus; with list, also where not. */
int corpus_agreement(const struct rapport__corpus_check *check, const struct option_list *paths,
		     bool list);

/* The texts whose label a model that did not see them held for the least probable: top of them. */
int corpus_doubtful(const struct rapport__corpus_check *check, const char *path, uint64_t top);

#endif
