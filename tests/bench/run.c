/* Runs a program again and again and says what each run cost: seconds by the clock, processor
 * seconds, and the most memory it held, in KiB.  A small parent, so that starting it costs little
 * and its own memory is not taken for the program's.
 *
 *	run COUNT INPUT OUTPUT PROGRAM [ARGUMENT...]
 *
 * Exits with the status of the first run that failed, 69 when the program cannot be started. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int run_once(posix_spawn_file_actions_t *files, char **command)
{
	const double started = now();
	struct rusage usage;
	int status;
	pid_t child;

	if (posix_spawnp(&child, command[0], files, NULL, command, environ)) {
		perror(command[0]);
		return 69;
	}
	if (wait4(child, &status, 0, &usage) != child) {
		perror("wait4");
		return 71;
	}
	printf("%.6f %.6f %ld\n", now() - started,
	       seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), usage.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t files;
	int status = 0;

	if (argc < 5) {
		fputs("usage: run COUNT INPUT OUTPUT PROGRAM [ARGUMENT...]\n", stderr);
		return 64;
	}
	if (posix_spawn_file_actions_init(&files) ||
	    posix_spawn_file_actions_addopen(&files, 0, argv[2], O_RDONLY, 0) ||
	    posix_spawn_file_actions_addopen(&files, 1, argv[3], O_WRONLY | O_CREAT | O_TRUNC,
					     0666)) {
		perror("run");
		return 71;
	}
	for (long left = strtol(argv[1], NULL, 10); left > 0 && !status; left--)
		status = run_once(&files, argv + 4);
	posix_spawn_file_actions_destroy(&files);
	return status;
}
