#include "training/workers.h"

#include "memory.h"

#include <pthread.h>
#include <stdatomic.h>

struct rapport__workers {
	pthread_t *threads; /* [started] */
	unsigned started;
	pthread_mutex_t lock;
	pthread_cond_t begin, end;
	uint64_t job;     /* counts up: a thread that sees a new number has work */
	unsigned working; /* threads that are not done with this job */
	bool closing;
	/* The job. */
	void (*work)(void *context, size_t block);
	void *context;
	size_t blocks;
	atomic_size_t next;
};

static void do_blocks(rapport__workers *workers)
{
	size_t block;

	while ((block = atomic_fetch_add(&workers->next, 1)) < workers->blocks)
		workers->work(workers->context, block);
}

static void *run_thread(void *context)
{
	rapport__workers *workers = context;
	uint64_t done = 0;

	pthread_mutex_lock(&workers->lock);
	for (;;) {
		while (!workers->closing && workers->job == done)
			pthread_cond_wait(&workers->begin, &workers->lock);
		if (workers->closing)
			break;
		done = workers->job;
		pthread_mutex_unlock(&workers->lock);
		do_blocks(workers);
		pthread_mutex_lock(&workers->lock);
		if (--workers->working == 0)
			pthread_cond_signal(&workers->end);
	}
	pthread_mutex_unlock(&workers->lock);
	return NULL;
}

enum rapport_status rapport__workers_new(unsigned threads, rapport__workers **workers,
					 struct rapport_error *error)
{
	rapport__workers *made;

	*workers = NULL;
	if (threads < 1 || threads > RAPPORT__WORKERS_MAX)
		return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0, "%u threads, not 1 to %d",
				    threads, RAPPORT__WORKERS_MAX);
	made = rapport__calloc(1, sizeof *made);
	if (!made)
		return rapport_fail_memory(error);
	made->threads = rapport__calloc(threads, sizeof *made->threads);
	if (!made->threads) {
		rapport__free(made);
		return rapport_fail_memory(error);
	}
	pthread_mutex_init(&made->lock, NULL);
	pthread_cond_init(&made->begin, NULL);
	pthread_cond_init(&made->end, NULL);
	while (made->started < threads - 1) {
		if (pthread_create(&made->threads[made->started], NULL, run_thread, made) != 0) {
			rapport__workers_free(made);
			return rapport_fail(error, RAPPORT_ERR_IO, 0, "cannot start a thread");
		}
		made->started++;
	}
	*workers = made;
	return RAPPORT_OK;
}

void rapport__workers_free(rapport__workers *workers)
{
	if (!workers)
		return;
	pthread_mutex_lock(&workers->lock);
	workers->closing = true;
	pthread_cond_broadcast(&workers->begin);
	pthread_mutex_unlock(&workers->lock);
	for (unsigned i = 0; i < workers->started; i++)
		pthread_join(workers->threads[i], NULL);
	pthread_mutex_destroy(&workers->lock);
	pthread_cond_destroy(&workers->begin);
	pthread_cond_destroy(&workers->end);
	rapport__free(workers->threads);
	rapport__free(workers);
}

void rapport__workers_run(rapport__workers *workers, void (*work)(void *context, size_t block),
			  void *context, size_t blocks)
{
	if (!workers || !workers->started) {
		for (size_t block = 0; block < blocks; block++)
			work(context, block);
		return;
	}
	pthread_mutex_lock(&workers->lock);
	workers->work = work;
	workers->context = context;
	workers->blocks = blocks;
	atomic_store(&workers->next, 0);
	workers->working = workers->started;
	workers->job++;
	pthread_cond_broadcast(&workers->begin);
	pthread_mutex_unlock(&workers->lock);
	do_blocks(workers);
	pthread_mutex_lock(&workers->lock);
	while (workers->working)
		pthread_cond_wait(&workers->end, &workers->lock);
	pthread_mutex_unlock(&workers->lock);
}
