#include "mail/outlook_stream.h"

#include "mail/charset.h"
#include "mail/mbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	FRAME_HEAD_BYTES = 24,     /* "M 123456\n" */
	FAILURE_BYTES_MAX = 65536, /* of the words about a failure */
	FRAMES_AWAITED = 4,        /* behind the only message of a file in memory */
	STEP_BYTES = 1 << 20,      /* a message is read in steps, as its size may be a lie */
};

struct rapport__outlook_stream {
	FILE *file; /* the program's output */
	pid_t process;
	bool ended;
	bool whole; /* its last frame came: it ends by itself */
	struct rapport__buffer bytes;
};

bool rapport__outlook_look(const char *bytes, size_t size)
{
	static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", tnef[] = "\x78\x9F\x3E\x22",
			  pst[] = "!BDN";

	return (size >= 8 && !memcmp(bytes, ole, 8)) ||
	       (size >= 4 && (!memcmp(bytes, pst, 4) || !memcmp(bytes, tnef, 4)));
}

/* ---- The process ----------------------------------------------------------------------------- */

/* input and output become its standard ones; nothing else stays open. */
static int prepare_files(posix_spawn_file_actions_t *actions, int input, int output)
{
	int failed = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);

	if (!failed)
		failed = posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
	if (!failed)
		failed = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null",
							  O_WRONLY, 0);
	if (!failed)
		failed = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
	return failed;
}

/* It must end when its reader is gone, whatever this process does about that signal. */
static int prepare_signals(posix_spawnattr_t *attributes)
{
	sigset_t none, pipe;
	int failed;

	sigemptyset(&none);
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	failed = posix_spawnattr_setsigmask(attributes, &none);
	if (!failed)
		failed = posix_spawnattr_setsigdefault(attributes, &pipe);
	if (!failed)
		failed = posix_spawnattr_setflags(attributes,
						  POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	return failed;
}

/* An errno value, or 0. */
static int start(const char *program, int input, int output, pid_t *process)
{
	char *arguments[] = { (char *)RAPPORT__OUTLOOK_PROGRAM, (char *)"-", NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failed = posix_spawn_file_actions_init(&actions);

	if (failed)
		return failed;
	failed = posix_spawnattr_init(&attributes);
	if (!failed) {
		failed = prepare_files(&actions, input, output);
		if (!failed)
			failed = prepare_signals(&attributes);
		if (!failed)
			failed = posix_spawn(process, program, &actions, &attributes, arguments,
					     environ);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

static enum rapport_status fail_start(int failed, struct rapport_error *error)
{
	errno = failed;
	if (failed == ENOENT)
		return rapport_fail(error, RAPPORT_ERR_IO, 0,
				    RAPPORT__OUTLOOK_PROGRAM
				    " is not installed beside rapport: Outlook files cannot be "
				    "read");
	return rapport_fail(error, RAPPORT_ERR_IO, 0,
			    RAPPORT__OUTLOOK_PROGRAM " cannot be started: %s", strerror(failed));
}

/* Starts the program with copies of the descriptors that are none of the standard ones, so that
 * none is overwritten before it is used.  On success stream->file is to be closed. */
static int start_on(const char *program, int descriptor, struct rapport__outlook_stream *stream)
{
	int input = fcntl(descriptor, F_DUPFD_CLOEXEC, 3), ends[2] = { -1, -1 }, output = -1;
	int failed = 0;

	if (input < 0 || pipe2(ends, O_CLOEXEC))
		failed = errno;
	if (!failed) {
		output = fcntl(ends[1], F_DUPFD_CLOEXEC, 3);
		failed = output < 0 ? errno : start(program, input, output, &stream->process);
	}
	if (!failed) {
		stream->file = fdopen(ends[0], "rb");
		failed = stream->file ? 0 : errno;
	}
	if (input >= 0)
		close(input);
	if (output >= 0)
		close(output);
	if (ends[1] >= 0)
		close(ends[1]);
	if (ends[0] >= 0 && !stream->file)
		close(ends[0]);
	return failed;
}

enum rapport_status rapport__outlook_open(const char *program, int descriptor,
					  rapport__outlook_stream **stream,
					  struct rapport_error *error)
{
	rapport__outlook_stream *made = rapport__calloc(1, sizeof *made);
	int failed;

	*stream = NULL;
	if (!made)
		return rapport_fail_memory(error);
	failed = start_on(program, descriptor, made);
	if (failed) {
		rapport__outlook_close(made);
		return fail_start(failed, error);
	}
	*stream = made;
	return RAPPORT_OK;
}

/* Waits for the program; *ending is as of waitpid, or 0 where that cannot be told. */
static void reap(struct rapport__outlook_stream *stream, int *ending)
{
	*ending = 0;
	while (stream->process > 0 && waitpid(stream->process, ending, 0) < 0 && errno == EINTR)
		;
	stream->process = 0;
}

void rapport__outlook_close(rapport__outlook_stream *stream)
{
	int ending;

	if (!stream)
		return;
	if (stream->file)
		fclose(stream->file);
	if (stream->process > 0) {
		if (!stream->whole)
			kill(stream->process, SIGKILL);
		reap(stream, &ending);
	}
	rapport__buffer_clear(&stream->bytes);
	rapport__free(stream);
}

/* ---- Frames ---------------------------------------------------------------------------------- */

/* What it says of itself when it ended early.  It is ended first where it still goes on, since what
 * it writes is no longer understood. */
static enum rapport_status fail_early(struct rapport__outlook_stream *stream, bool goes_on,
				      struct rapport_error *error)
{
	int ending;

	stream->ended = true;
	if (goes_on && stream->process > 0)
		kill(stream->process, SIGKILL);
	reap(stream, &ending);
	if (goes_on)
		return rapport_fail(error, RAPPORT_ERR_IO, 0,
				    "cannot be read to the end: " RAPPORT__OUTLOOK_PROGRAM
				    " does not say what is expected of it");
	if (WIFSIGNALED(ending))
		return rapport_fail(error, RAPPORT_ERR_IO, 0,
				    "cannot be read to the end: " RAPPORT__OUTLOOK_PROGRAM
				    " was ended by signal %d",
				    WTERMSIG(ending));
	return rapport_fail(error, RAPPORT_ERR_IO, 0,
			    "cannot be read to the end: " RAPPORT__OUTLOOK_PROGRAM
			    " ended early, with status %d",
			    WEXITSTATUS(ending));
}

/* Reads "M 123456\n"; false where that is not what comes. */
static bool read_head(struct rapport__outlook_stream *stream, char *kind, size_t *size)
{
	char head[FRAME_HEAD_BYTES], *p = head + 2;

	if (!fgets(head, sizeof head, stream->file) || head[0] == '\0' || head[1] != ' ')
		return false;
	*kind = head[0];
	*size = 0;
	if (*p < '0' || *p > '9')
		return false;
	for (; *p >= '0' && *p <= '9'; p++) {
		if (*size > RAPPORT__MBOX_MESSAGE_BYTES_MAX)
			return false;
		*size = *size * 10 + (size_t)(*p - '0');
	}
	return *p == '\n' && (*kind == 'M' || *kind == 'E' || *kind == 'Z') &&
	       *size <= (*kind == 'M' ? RAPPORT__MBOX_MESSAGE_BYTES_MAX : FAILURE_BYTES_MAX);
}

/* False at the end of what the program wrote, or without memory (*no_memory). */
static bool read_bytes(struct rapport__outlook_stream *stream, size_t size, bool *no_memory)
{
	struct rapport__buffer *bytes = &stream->bytes;

	bytes->size = 0;
	*no_memory = !rapport__buffer_reserve(bytes, 0);
	while (!*no_memory && bytes->size < size) {
		size_t left = size - bytes->size, step = left < STEP_BYTES ? left : STEP_BYTES;

		if (!rapport__buffer_reserve(bytes, step)) {
			*no_memory = true;
		} else {
			if (fread(bytes->data + bytes->size, 1, step, stream->file) < step)
				return false;
			bytes->size += step;
		}
	}
	if (!*no_memory)
		bytes->data[bytes->size] = '\0';
	return !*no_memory;
}

/* The words of a failure on one line, as far as an error has room for them. */
static enum rapport_status fail_with_words(struct rapport__outlook_stream *stream,
					   struct rapport_error *error)
{
	struct rapport__buffer words = { 0 };
	size_t size;

	if (!rapport__charset_clean(stream->bytes.data, stream->bytes.size, &words)) {
		rapport__buffer_clear(&words);
		return rapport_fail_memory(error);
	}
	rapport__charset_fold_blanks(&words);
	size = words.size < RAPPORT_ERROR_TEXT_BYTES ? words.size : RAPPORT_ERROR_TEXT_BYTES - 1;
	while (size && size < words.size && ((unsigned char)words.data[size] & 0xC0) == 0x80)
		size--;
	rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "%.*s", (int)size, words.data);
	rapport__buffer_clear(&words);
	return RAPPORT_ERR_FORMAT;
}

enum rapport_status rapport__outlook_next(rapport__outlook_stream *stream, const char **bytes,
					  size_t *size, struct rapport_error *error)
{
	bool no_memory = false;
	char kind;
	size_t frame;

	*bytes = NULL;
	*size = 0;
	if (stream->ended)
		return RAPPORT_OK;
	if (!read_head(stream, &kind, &frame))
		return fail_early(stream, !feof(stream->file), error);
	if (!read_bytes(stream, frame, &no_memory)) {
		stream->ended = true;
		return no_memory ? rapport_fail_memory(error) : fail_early(stream, false, error);
	}
	if (kind == 'E')
		return fail_with_words(stream, error);
	if (kind == 'Z') {
		stream->ended = stream->whole = true;
		return RAPPORT_OK;
	}
	*bytes = stream->bytes.data;
	*size = stream->bytes.size;
	return RAPPORT_OK;
}

/* ---- A file in memory ------------------------------------------------------------------------ */

static bool write_all(int descriptor, const char *bytes, size_t size)
{
	while (size) {
		ssize_t written = write(descriptor, bytes, size);

		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			bytes += written;
			size -= (size_t)written;
		}
	}
	return true;
}

/* The first message of the stream; where there is none, what the file's first failure was. */
static enum rapport_status take_first(struct rapport__outlook_stream *stream,
				      struct rapport__buffer *message, struct rapport_error *error)
{
	struct rapport_error first = { 0 }, *told = &first;
	enum rapport_status status, failed = RAPPORT_OK;
	const char *bytes, *rest;
	size_t size;

	do {
		status = rapport__outlook_next(stream, &bytes, &size, told);
		if (status && !failed) {
			failed = status;
			told = NULL;
		}
	} while (status == RAPPORT_ERR_FORMAT);
	if (bytes && !rapport__buffer_add(message, bytes, size))
		return rapport_fail_memory(error);
	/* A file in memory has hardly more: the program comes to its end by itself. */
	for (int i = 0; bytes && i < FRAMES_AWAITED && !stream->ended; i++)
		rapport__outlook_next(stream, &rest, &size, NULL);
	if (bytes)
		return RAPPORT_OK;
	if (!failed)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "has no message");
	if (error)
		*error = first;
	return failed;
}

enum rapport_status rapport__outlook_convert(const char *program, const char *bytes, size_t size,
					     struct rapport__buffer *message,
					     struct rapport_error *error)
{
	rapport__outlook_stream *stream = NULL;
	enum rapport_status status;
	int file = memfd_create("outlook", MFD_CLOEXEC);

	if (file < 0 || !write_all(file, bytes, size) || lseek(file, 0, SEEK_SET)) {
		status = rapport_fail(error, RAPPORT_ERR_IO, 0, "cannot be kept in memory: %s",
				      strerror(errno));
	} else {
		status = rapport__outlook_open(program, file, &stream, error);
		if (stream)
			status = take_first(stream, message, error);
	}
	rapport__outlook_close(stream);
	if (file >= 0)
		close(file);
	return status;
}
