#include "tools/inputs.h"

#include "mail/message.h"
#include "mail/outlook_stream.h"
#include "tools/exit.h"
#include "tools/program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	COPY_BYTES = 64 * 1024
};

static char standard_input[] = "-";
static char *no_operands[] = { standard_input };

/* Whether the options go together; says which do not. */
static bool check(const struct input_options *options)
{
	const struct option_list *mine = &options->mine;
	const char *kind = options->kind;
	bool columns = false;

	for (size_t i = 0; i < mine->count; i++)
		if (!strchr(mine->values[i], '@') || !strchr(mine->values[i], '@')[1] ||
		    strpbrk(mine->values[i], " <>,")) {
			program_say("--mine takes name@example.com or @example.com, not \"%s\"",
				    mine->values[i]);
			return false;
		}
	if (mine->count && kind && (!strcmp(kind, "lines") || !strcmp(kind, "text"))) {
		program_say("--mine has no use with --input %s: nobody has signed it", kind);
		return false;
	}
	for (size_t i = 0; i < RAPPORT__ROLES; i++)
		columns |= options->columns.names[i] != NULL;
	if (columns && kind && !strstr("auto csv tsv json jsonl", kind)) {
		program_say("--input %s has no columns to name", kind);
		return false;
	}
	return true;
}

static void forget(struct inputs *inputs)
{
	rapport__threads_free(inputs->threads);
	rapport__reply_parents_free(inputs->parents);
	inputs->threads = NULL;
	inputs->parents = NULL;
}

/* Makes what messages are remembered by.  Returns 0 or, after a word, an exit code. */
static int remember(struct inputs *inputs)
{
	if (rapport__threads_new(&inputs->options.mine, true, &inputs->threads, NULL) ||
	    rapport__reply_parents_new(&inputs->parents, NULL)) {
		forget(inputs);
		program_say("out of memory");
		return EXIT_OS;
	}
	inputs->options.threads = inputs->threads;
	inputs->options.parents = inputs->parents;
	return EXIT_DONE;
}

int inputs_open(struct inputs *inputs, char **paths, int count, const struct input_options *options,
		const struct settings *settings)
{
	const struct option_list *from = options->mine.count ? &options->mine : &settings->mine;
	int code;

	*inputs = (struct inputs){ .paths = count ? paths : no_operands,
				   .count = count ? count : 1 };
	if (options->kind)
		rapport__source_kind_find(options->kind, &inputs->options.kind);
	if (!check(options))
		return EXIT_USAGE;
	inputs->options.columns = options->columns;
	if (!count && isatty(STDIN_FILENO)) {
		program_say("no PATH was given (- reads standard input from a terminal)");
		return EXIT_USAGE;
	}
	inputs->options.outlook = program_beside(RAPPORT__OUTLOOK_PROGRAM, inputs->outlook);
	inputs->options.mine = (struct rapport__mine){ from->values, from->count };
	code = remember(inputs);
	if (code)
		return code;
	rapport__message_library_open();
	progress_begin(&inputs->progress);
	return EXIT_DONE;
}

/* Copies what standard input holds into file.  False with errno. */
static bool copy_standard_input(FILE *file)
{
	static char bytes[COPY_BYTES];
	ssize_t got;

	while ((got = read(STDIN_FILENO, bytes, sizeof bytes)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || fwrite(bytes, 1, (size_t)got, file) != (size_t)got)
			return false;
	}
	return fflush(file) == 0;
}

/* Puts a file that can be read again in the place of standard input. */
static int keep_standard_input(struct inputs *inputs)
{
	FILE *copy;
	bool done;

	inputs->start = lseek(STDIN_FILENO, 0, SEEK_CUR);
	if (inputs->start >= 0 || errno != ESPIPE)
		return EXIT_DONE; /* what is no open file is left to the reading, which says so */
	copy = tmpfile();
	done = copy && copy_standard_input(copy) && dup2(fileno(copy), STDIN_FILENO) >= 0 &&
	       lseek(STDIN_FILENO, 0, SEEK_SET) == 0;
	if (!done)
		program_say("cannot keep standard input to read it twice: %s", strerror(errno));
	if (copy)
		fclose(copy);
	inputs->start = 0;
	return done ? EXIT_DONE : EXIT_IO;
}

int inputs_look_ahead(struct inputs *inputs)
{
	bool standard = false;
	struct stat about;

	inputs->looks_ahead = true;
	inputs->start = -1;
	for (int i = 0; i < inputs->count; i++) {
		const char *path = inputs->paths[i];

		if (!strcmp(path, "-")) {
			standard = true;
		} else if (stat(path, &about) == 0 && !S_ISREG(about.st_mode) &&
			   !S_ISDIR(about.st_mode)) {
			program_say("%s: is a pipe or device, which cannot be read twice: give it "
				    "as standard input",
				    path);
			return EXIT_NO_INPUT;
		}
	}
	return standard ? keep_standard_input(inputs) : EXIT_DONE;
}

int inputs_rewind(struct inputs *inputs)
{
	progress_hide(&inputs->progress);
	rapport__mailbox_close(inputs->mailbox);
	inputs->mailbox = NULL;
	inputs->next = 0;
	inputs->items = inputs->unread = 0;
	inputs->first_failure = 0;
	inputs->looks_ahead = false;
	if (inputs->start >= 0 && lseek(STDIN_FILENO, inputs->start, SEEK_SET) < 0) {
		program_say("standard input cannot be read again: %s", strerror(errno));
		return EXIT_IO;
	}
	progress_begin(&inputs->progress);
	forget(inputs);
	return remember(inputs);
}

static void note_failure(struct inputs *inputs, const struct rapport_error *error)
{
	int code;

	if (inputs->looks_ahead)
		return;
	progress_hide(&inputs->progress);
	/* The words name the file and the place already. */
	code = program_fail(NULL, error);

	if (!inputs->first_failure)
		inputs->first_failure = code;
}

static bool open_next(struct inputs *inputs)
{
	struct rapport_error error = { 0 };

	while (!inputs->mailbox && inputs->next < inputs->count) {
		inputs->path = inputs->paths[inputs->next++];
		if (rapport__mailbox_open(inputs->path, &inputs->options, &inputs->mailbox, &error))
			note_failure(inputs, &error);
	}
	return inputs->mailbox;
}

static void say_passed_over(struct inputs *inputs)
{
	uint64_t count = rapport__mailbox_passed_over(inputs->mailbox);

	if (!count || inputs->looks_ahead)
		return;
	progress_hide(&inputs->progress);
	program_say("%s: %llu file%s no mail and %s passed over", inputs->path,
		    (unsigned long long)count, count > 1 ? "s hold" : " holds",
		    count > 1 ? "were" : "was");
}

const struct rapport__item *inputs_next(struct inputs *inputs)
{
	while (open_next(inputs)) {
		const struct rapport__item *item;
		struct rapport_error error = { 0 };

		if (rapport__mailbox_next(inputs->mailbox, &item, &error)) {
			note_failure(inputs, &error);
			inputs->unread++;
			continue;
		}
		if (item) {
			progress_step(&inputs->progress, ++inputs->items);
			return item;
		}
		say_passed_over(inputs);
		rapport__mailbox_close(inputs->mailbox);
		inputs->mailbox = NULL;
	}
	return NULL;
}

int inputs_close(struct inputs *inputs)
{
	progress_hide(&inputs->progress);
	rapport__mailbox_close(inputs->mailbox);
	forget(inputs);
	rapport__message_library_close();
	if (!inputs->first_failure)
		return EXIT_DONE;
	return inputs->items ? EXIT_SOME_UNREAD : inputs->first_failure;
}

bool inputs_holds_many(const struct inputs *inputs)
{
	return inputs->count > 1 || inputs->items > 1 ||
	       (inputs->mailbox && rapport__mailbox_holds_many(inputs->mailbox));
}
