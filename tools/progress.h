/* How far a long work is: on standard error, where that is a terminal, after a second. */
#ifndef RAPPORT_PROGRESS_H
#define RAPPORT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* The zero value shows nothing. */
struct progress {
	bool wanted, shown;
	double began, last; /* seconds */
};

/* Shows nothing either where answers go to the same terminal: they are progress enough. */
void progress_begin(struct progress *progress);

/* done things are done. Cheap enough to be called for each. */
void progress_step(struct progress *progress, uint64_t done);

/* Takes the line away, for good or until the next step. */
void progress_hide(struct progress *progress);

#endif
