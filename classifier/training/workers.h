/* Threads that share out the blocks of a job.
 *
 * Which thread does which block is left to chance, so a job must write each result in one block
 * only; then the result is the same for any number of threads. */
#ifndef RAPPORT_WORKERS_H
#define RAPPORT_WORKERS_H

#include "status.h"

#define RAPPORT__WORKERS_MAX 256

typedef struct rapport__workers rapport__workers;

/* threads counts the caller too: 1 starts none.  On success *workers is the caller's, on failure
 * NULL. Fails with ARGUMENT (0 or over RAPPORT__WORKERS_MAX), MEMORY, IO (no thread to be had). */
enum rapport_status rapport__workers_new(unsigned threads, rapport__workers **workers,
					 struct rapport_error *error);
void rapport__workers_free(rapport__workers *workers); /* NULL does nothing */

/* Calls work(context, block) for each block below blocks and returns when all are done.  workers
 * NULL: all in this thread. */
void rapport__workers_run(rapport__workers *workers, void (*work)(void *context, size_t block),
			  void *context, size_t blocks);

#endif
