#include "tools/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
	STEPS_UNLOOKED = 63
}; /* so many steps without a look at the clock, a power of two less one */

static const double first_after = 1, again_after = 0.2; /* seconds */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress)
{
	*progress = (struct progress){ .wanted = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) };
	if (progress->wanted)
		progress->began = progress->last = now();
}

void progress_step(struct progress *progress, uint64_t done)
{
	double time;

	if (!progress->wanted || (done & STEPS_UNLOOKED))
		return;
	time = now();
	if (time - progress->began < first_after || time - progress->last < again_after)
		return;
	fprintf(stderr, "\r\033[K%llu texts, %.0f a second", (unsigned long long)done,
		(double)done / (time - progress->began));
	fflush(stderr);
	progress->last = time;
	progress->shown = true;
}

void progress_hide(struct progress *progress)
{
	if (!progress->shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	progress->shown = false;
}
