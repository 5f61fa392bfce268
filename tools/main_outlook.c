/* rapport-outlook: Outlook's files as plain mail, for rapport to read.
 *
 *	rapport-outlook FILE      .msg, .pst, .ost or TNEF
 *
 * "-" is standard input, which must be a file.
 *
 * A process of its own, since these formats take large libraries: what they crash on, or fill the
 * memory with, ends here.  Standard output is a run of frames, each a letter, a size, a line end
 * and so many bytes:
 *
 *	M 1234    a message, RFC 5322 with MIME
 *	E 56      what could not be read, in words
 *	Z 0       the end: without it, something was lost
 */
#include "mail/mbox.h"
#include "outlook/msg.h"
#include "outlook/pst.h"
#include "outlook/tnef.h"
#include "text/utf8.h"
#include "tools/exit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	MEMORY_BYTES_MAX = 1536 * 1024 * 1024,
	ITEM_SECONDS_MAX = 120,   /* of processor time, for a file of one item */
	STORE_SECONDS_MAX = 7200, /* for a file of many */
	READERS_MAX = 200,        /* processes for one file */
	LOOK_BYTES = 8,           /* of the file, by which its kind is told */
};

struct output {
	FILE *file;
	struct rapport__buffer words;
	bool failed;
};

static bool write_frame(struct output *output, char kind, const char *bytes, size_t size)
{
	if (fprintf(output->file, "%c %zu\n", kind, size) < 0 ||
	    fwrite(bytes, 1, size, output->file) != size || fflush(output->file))
		output->failed = true;
	return !output->failed;
}

static bool write_failure(void *context, const char *where, const char *words)
{
	struct output *output = context;
	struct rapport__buffer *text = &output->words;

	text->size = 0;
	if (!rapport__utf8_repair(where, strlen(where), text) ||
	    !rapport__buffer_add_string(text, *where ? " " : "") ||
	    !rapport__utf8_repair(words, strlen(words), text)) {
		output->failed = true;
		return false;
	}
	for (size_t i = 0; i < text->size; i++)
		if ((unsigned char)text->data[i] < ' ' || text->data[i] == 127)
			text->data[i] = ' ';
	return write_frame(output, 'E', text->data, text->size);
}

static bool write_message(void *context, const char *bytes, size_t size)
{
	if (size > RAPPORT__MBOX_MESSAGE_BYTES_MAX)
		return write_failure(context, "", "a message is too large");
	return write_frame(context, 'M', bytes, size);
}

/* The libraries print as they like: nothing of that may come between the frames. */
static FILE *take_output(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC), kept = dup(STDOUT_FILENO);

	if (nowhere < 0 || kept < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
		return NULL;
	close(nowhere);
	return fdopen(kept, "wb");
}

static void limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(resource, &now))
		return;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		most = now.rlim_max;
	now.rlim_cur = most;
	setrlimit(resource, &now);
}

static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes of addresses */
	limit(RLIMIT_AS, MEMORY_BYTES_MAX);
#endif
	limit(RLIMIT_CORE, 0);
}

/* libpst crashes on items of damaged files, which are nothing rare.  So a process reads; where that
 * one ends, the item at hand is told, and another goes on behind it. */
static void work(FILE *file, struct output *output, const struct rapport__compose_sink *sink,
		 struct rapport__pst_progress *progress)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	rapport__pst_read(file, sink, progress);
	_exit(output->failed ? EXIT_IO : EXIT_DONE);
}

/* Whether another process is to go on. */
static bool take_over(struct output *output, int ending, uint64_t number,
		      const struct rapport__pst_progress *progress)
{
	bool killed = WIFSIGNALED(ending);

	if (!killed && WEXITSTATUS(ending) == EXIT_DONE)
		return false;
	if ((killed && WTERMSIG(ending) == SIGPIPE) || (!killed && WEXITSTATUS(ending) == EXIT_IO))
		output->failed = true;
	else if (progress->number == number || (killed && WTERMSIG(ending) == SIGXCPU))
		write_failure(output, progress->place, "cannot be read, nor what stands behind it");
	else
		return write_failure(output, progress->place, "is damaged: it ended its reader");
	return false;
}

static void read_store(FILE *file, struct output *output, const struct rapport__compose_sink *sink)
{
	struct rapport__pst_progress *progress = mmap(
		NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	bool goes_on = progress != MAP_FAILED;
	int ending;

	for (int i = 0; goes_on && i < READERS_MAX; i++) {
		uint64_t number = progress->number;
		pid_t process = fork();

		if (!process)
			work(file, output, sink, progress);
		while (process > 0 && waitpid(process, &ending, 0) < 0 && errno == EINTR)
			;
		goes_on = process > 0 && take_over(output, ending, number, progress);
		if (process < 0)
			write_failure(output, "", "no process can be started to read it");
	}
	if (goes_on)
		write_failure(output, progress->place,
			      "is one of too many damaged items: the rest "
			      "is left out");
	if (progress != MAP_FAILED)
		munmap(progress, sizeof *progress);
}

static void read_file(FILE *file, struct output *output, const struct rapport__compose_sink *sink)
{
	char head[LOOK_BYTES] = { 0 };
	bool store;

	if (fseek(file, 0, SEEK_SET)) {
		sink->failure(sink->context, "", "is no file that can be read at any place");
		return;
	}
	if (fread(head, 1, sizeof head, file) < sizeof head)
		clearerr(file);
	rewind(file);
	store = !memcmp(head, "!BDN", 4);
	limit(RLIMIT_CPU, store ? STORE_SECONDS_MAX : ITEM_SECONDS_MAX);
	if (store)
		read_store(file, output, sink);
	else if (!memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		rapport__msg_read(file, sink);
	else if (!memcmp(head, "\x78\x9F\x3E\x22", 4))
		rapport__tnef_read(file, sink);
	else
		sink->failure(sink->context, "", "is no Outlook file");
}

int main(int argc, char **argv)
{
	struct output output = { 0 };
	struct rapport__compose_sink sink = { write_message, write_failure, &output };
	FILE *file;

	if (argc != 2) {
		fputs("usage: rapport-outlook FILE\n", stderr);
		return EXIT_USAGE;
	}
	file = strcmp(argv[1], "-") != 0 ? fopen(argv[1], "rbe") : stdin;
	if (!file) {
		fprintf(stderr, "rapport-outlook: %s: %s\n", argv[1], strerror(errno));
		return EXIT_NO_INPUT;
	}
	output.file = take_output();
	if (!output.file)
		return EXIT_OS;
	limit_memory();
	read_file(file, &output, &sink);
	if (!output.failed)
		write_frame(&output, 'Z', "", 0);
	rapport__buffer_clear(&output.words);
	fclose(file);
	return fclose(output.file) || output.failed ? EXIT_IO : EXIT_DONE;
}
