#include "support.h"
#include "training/workers.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum {
	BLOCKS_MAX = 1000
};

struct tally {
	unsigned char times[BLOCKS_MAX];
	unsigned sums[BLOCKS_MAX];
};

static void tally_block(void *context, size_t block)
{
	struct tally *tally = context;

	tally->times[block]++;
	for (unsigned i = 0; i < block; i++)
		tally->sums[block] += i * i;
}

Test(workers, do_each_block_once)
{
	static const unsigned threads[] = { 0, 1, 2, 3, 8 };
	static const size_t blocks[] = { 0, 1, 2, 7, BLOCKS_MAX };

	for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
		rapport__workers *workers = NULL; /* 0 threads stand for none at all */

		if (threads[t])
			cr_assert_eq(rapport__workers_new(threads[t], &workers, NULL), RAPPORT_OK);
		for (size_t job = 0; job < 500; job++) {
			struct tally tally = { .times = { 0 } };
			size_t count = blocks[job % (sizeof blocks / sizeof *blocks)], wrong = 0;

			rapport__workers_run(workers, tally_block, &tally, count);
			for (size_t i = 0; i < BLOCKS_MAX; i++)
				wrong += tally.times[i] != (i < count);
			cr_assert_eq(wrong, 0, "%u threads, job %zu", threads[t], job);
		}
		rapport__workers_free(workers);
	}
}

struct meeting {
	pthread_barrier_t barrier;
	pthread_t host;
	bool left[3];
};

/* Guests stay a little longer than their host. */
static void meet(void *context, size_t block)
{
	struct meeting *meeting = context;

	pthread_barrier_wait(&meeting->barrier);
	if (!pthread_equal(pthread_self(), meeting->host))
		usleep(2000);
	meeting->left[block] = true;
}

/* Three blocks that each wait for the other two: one thread alone would hang. */
Test(workers, work_at_the_same_time_and_are_waited_for, .timeout = 20)
{
	struct meeting meeting = { .host = pthread_self() };
	rapport__workers *workers;

	pthread_barrier_init(&meeting.barrier, NULL, 3);
	cr_assert_eq(rapport__workers_new(3, &workers, NULL), RAPPORT_OK);
	for (size_t job = 0; job < 30; job++) {
		memset(meeting.left, 0, sizeof meeting.left);
		rapport__workers_run(workers, meet, &meeting, 3);
		cr_assert(meeting.left[0] && meeting.left[1] && meeting.left[2], "job %zu", job);
	}
	rapport__workers_free(workers);
	pthread_barrier_destroy(&meeting.barrier);
}

Test(workers, are_1_to_256_threads)
{
	static const unsigned refused[] = { 0, RAPPORT__WORKERS_MAX + 1, UINT32_MAX };
	rapport__workers *workers;

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct rapport_error error = { 0 };

		workers = (rapport__workers *)&error;
		cr_expect_eq(rapport__workers_new(refused[i], &workers, &error),
			     RAPPORT_ERR_ARGUMENT);
		cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
		cr_expect_null(workers);
	}
	cr_assert_eq(rapport__workers_new(RAPPORT__WORKERS_MAX, &workers, NULL), RAPPORT_OK);
	rapport__workers_free(workers);
	rapport__workers_free(NULL);
}

static enum rapport_status make(void *context, struct rapport_error *error)
{
	rapport__workers *workers;
	enum rapport_status status = rapport__workers_new(2, &workers, error);

	(void)context;
	cr_assert_eq(!workers, status != RAPPORT_OK);
	rapport__workers_free(workers);
	return status;
}

Test(workers, fail_without_memory)
{
	cr_expect_eq(support_fail_allocations(make, NULL), 2);
}

/* A thread whose stack is larger than the address space cannot start. */
Test(workers, fail_without_threads)
{
	struct rapport_error error = { 0 };
	rapport__workers *workers;
	pthread_attr_t attributes;

	pthread_attr_init(&attributes);
	cr_assert_eq(pthread_attr_setstacksize(&attributes, (size_t)1 << 52), 0);
	cr_assert_eq(pthread_setattr_default_np(&attributes), 0);
	cr_expect_eq(rapport__workers_new(2, &workers, &error), RAPPORT_ERR_IO);
	cr_expect_eq(error.status, RAPPORT_ERR_IO);
	cr_expect_null(workers);
	cr_assert_eq(rapport__workers_new(1, &workers, &error), RAPPORT_OK);
	rapport__workers_free(workers);
	pthread_attr_destroy(&attributes);
}
