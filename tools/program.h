/* What all commands share: their table, their options, how they speak. */
#ifndef RAPPORT_PROGRAM_H
#define RAPPORT_PROGRAM_H

#include "rapport.h"

#include <limits.h>
#include <stdio.h>

struct command {
	const char *name;
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
	const char *summary;               /* one line */
};

/* Ends with a command of that name in a table of commands; prints help and version, too. */
int program_dispatch(const struct command *commands, size_t count, int argc, char **argv);

/* Prints "rapport: ..." on standard error. */
void program_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what a failed call left in error, with its place, and returns the fitting exit code. */
int program_fail(const char *where, const struct rapport_error *error);

/* The folder that the running program lies in, without a slash at the end; NULL when it cannot be
 * told.  Static. */
const char *program_folder(void);

/* The path of a program that lies beside the running one; NULL when that cannot be told. */
const char *program_beside(const char *name, char path[PATH_MAX]);

/* Closes standard output: EXIT_IO and a word where what was written did not arrive, else code. */
int program_end(int code);

#endif
