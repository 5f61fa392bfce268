#include "tools/program.h"

#include "tools/exit.h"
#include "tools/terminal.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	NAME_WIDTH = 10,
	WORDS_BYTES = 4096 + 256 /* a path, and what is said of it */
};

void program_say(const char *format, ...)
{
	char text[WORDS_BYTES];
	va_list words;

	va_start(words, format);
	vsnprintf(text, sizeof text, format, words);
	va_end(words);
	fputs("rapport: ", stderr);
	/* Names of files and what stands in them come from strangers. */
	terminal_put_lines(stderr, text, strlen(text));
	fputc('\n', stderr);
}

static int code_of(enum rapport_status status)
{
	switch (status) {
	case RAPPORT_OK:
		return EXIT_DONE;
	case RAPPORT_ERR_ARGUMENT:
		return EXIT_USAGE;
	case RAPPORT_ERR_MEMORY:
		return EXIT_OS;
	case RAPPORT_ERR_IO:
		return EXIT_NO_INPUT;
	case RAPPORT_ERR_FORMAT:
	case RAPPORT_ERR_LIMIT:
		return EXIT_BAD_DATA;
	}
	return EXIT_SOFTWARE;
}

int program_fail(const char *where, const struct rapport_error *error)
{
	if (where && error->place)
		program_say("%s:%llu: %s", where, (unsigned long long)error->place, error->text);
	else if (where)
		program_say("%s: %s", where, error->text);
	else
		program_say("%s", error->text);
	return code_of(error->status);
}

const char *program_folder(void)
{
	static char folder[PATH_MAX];
	ssize_t size;

	if (*folder)
		return folder;
	size = readlink("/proc/self/exe", folder, sizeof folder - 1);
	if (size <= 0)
		return NULL;
	folder[size] = '\0';
	*strrchr(folder, '/') = '\0';
	return folder;
}

const char *program_beside(const char *name, char path[PATH_MAX])
{
	const char *folder = program_folder();
	int size = folder ? snprintf(path, PATH_MAX, "%s/%s", folder, name) : -1;

	return size > 0 && size < PATH_MAX ? path : NULL;
}

int program_end(int code)
{
	bool failed = ferror(stdout);

	if (fflush(stdout) == EOF || failed) {
		program_say("cannot write the answer: %s", strerror(errno));
		return EXIT_IO;
	}
	return code;
}

static int print_commands(const struct command *commands, size_t count, FILE *out)
{
	fputs("Usage: rapport COMMAND [OPTION...] [PATH...]\n\n"
	      "Reads buyers' mail and comments and tags each as trust-building, neutral or\n"
	      "pressure-reacting.\n\nCommands:\n",
	      out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-*s%s\n", NAME_WIDTH, commands[i].name, commands[i].summary);
	fputs("\nrapport COMMAND --help tells the options of a command.\n", out);
	return out == stdout ? program_end(EXIT_DONE) : EXIT_USAGE;
}

int program_dispatch(const struct command *commands, size_t count, int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;

	/* Unbuffered, it is written byte by byte, and there may be a complaint for each of millions
	 * of rows. */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	if (!name)
		return print_commands(commands, count, stderr);
	if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help"))
		return print_commands(commands, count, stdout);
	if (!strcmp(name, "--version")) {
		puts("rapport " RAPPORT_VERSION);
		return program_end(EXIT_DONE);
	}
	for (size_t i = 0; i < count; i++)
		if (!strcmp(name, commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	program_say("no command \"%s\"; see: rapport --help", name);
	return EXIT_USAGE;
}
