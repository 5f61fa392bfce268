#include "tools/options.h"

#include "tools/exit.h"
#include "tools/program.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPTIONS_MAX = 48,
	HELP_LETTER = 'h',
	FIRST_LONG = 256,
	NAME_WIDTH = 28
};

static void print_option(const struct command_option *option)
{
	char name[128];
	int width;

	width = snprintf(name, sizeof name, "  %c%c%s --%s%s%s", option->letter ? '-' : ' ',
			 option->letter ? option->letter : ' ', option->letter ? "," : " ",
			 option->name, option->metavar ? " " : "",
			 option->metavar ? option->metavar : "");
	if (width > NAME_WIDTH)
		printf("%s\n%*s  %s\n", name, NAME_WIDTH, "", option->help);
	else
		printf("%-*s  %s\n", NAME_WIDTH, name, option->help);
}

static void print_help(const struct command_option *options, size_t count,
		       const struct option_help *help)
{
	printf("Usage: rapport %s %s\n\n%s\n\nOptions:\n", help->command, help->usage,
	       help->summary);
	for (size_t i = 0; i < count; i++)
		print_option(&options[i]);
	printf("  -h, --help%*s  this text\n", NAME_WIDTH - 12, "");
	if (help->notes)
		printf("\n%s\n", help->notes);
}

static bool add_value(struct option_list *list, const char *value)
{
	const char **values = realloc(list->values, (list->count + 1) * sizeof *values);

	if (!values)
		return false;
	values[list->count++] = value;
	list->values = values;
	return true;
}

static bool is_choice(const char *choices, const char *value)
{
	size_t size = strlen(value);

	while (*choices) {
		size_t length = strcspn(choices, "|");

		if (length == size && memcmp(choices, value, size) == 0)
			return true;
		choices += length + (choices[length] == '|');
	}
	return false;
}

/* False, with a word, where value is no number within the bounds. */
static bool read_number(const struct command_option *option, const char *value)
{
	char *end;
	double number;

	errno = 0;
	number = strtod(value, &end);
	if (end == value || *end || errno || !(number >= option->min && number <= option->max) ||
	    (option->kind == OPTION_COUNT && number != (double)(uint64_t)number)) {
		program_say("--%s takes a %snumber from %.15g to %.15g, not \"%s\"", option->name,
			    option->kind == OPTION_COUNT ? "whole " : "", option->min, option->max,
			    value);
		return false;
	}
	if (option->kind == OPTION_COUNT)
		*(uint64_t *)option->target = (uint64_t)number;
	else
		*(double *)option->target = number;
	return true;
}

static bool set(const struct command_option *option, const char *value)
{
	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)option->target = true;
		return true;
	case OPTION_STRING:
		*(const char **)option->target = value;
		return true;
	case OPTION_LIST:
		return add_value(option->target, value);
	case OPTION_NUMBER:
	case OPTION_COUNT:
		return read_number(option, value);
	case OPTION_CHOICE:
		if (!is_choice(option->metavar, value)) {
			program_say("--%s takes one of %s, not \"%s\"", option->name,
				    option->metavar, value);
			return false;
		}
		*(const char **)option->target = value;
		return true;
	}
	return false;
}

/* The table in getopt's form.  letters holds "h" and up to two bytes an option. */
static void translate(const struct command_option *options, size_t count, char *letters,
		      struct option *longs)
{
	*letters++ = ':';
	*letters++ = HELP_LETTER;
	for (size_t i = 0; i < count; i++) {
		bool takes = options[i].kind != OPTION_FLAG;

		longs[i] = (struct option){ options[i].name,
					    takes ? required_argument : no_argument, NULL,
					    FIRST_LONG + (int)i };
		if (!options[i].letter)
			continue;
		*letters++ = options[i].letter;
		if (takes)
			*letters++ = ':';
	}
	*letters = '\0';
	longs[count] = (struct option){ "help", no_argument, NULL, HELP_LETTER };
	longs[count + 1] = (struct option){ 0 };
}

static const struct command_option *find(const struct command_option *options, size_t count,
					 int got)
{
	if (got >= FIRST_LONG)
		return &options[got - FIRST_LONG];
	for (size_t i = 0; i < count; i++)
		if (options[i].letter == got)
			return &options[i];
	return NULL;
}

static int refuse(const struct option_help *help, int got, char **argv)
{
	const char *word = argv[optind - 1];

	if (got == ':')
		program_say("%s needs an argument", word);
	else if (optopt && optopt < FIRST_LONG)
		program_say("%s has no option -%c", help->command, optopt);
	else
		program_say("%s has no option %s", help->command, word);
	program_say("see: rapport %s --help", help->command);
	return -1 - EXIT_USAGE;
}

int options_read(const struct command_option *options, size_t count, const struct option_help *help,
		 int argc, char **argv)
{
	char letters[2 * OPTIONS_MAX + 4];
	struct option longs[OPTIONS_MAX + 2];
	int got;

	assert(count <= OPTIONS_MAX);
	translate(options, count, letters, longs);
	opterr = 0;
	optind = 1;
	while ((got = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct command_option *option;

		if (got == HELP_LETTER) {
			print_help(options, count, help);
			return -1 - program_end(EXIT_DONE);
		}
		option = got == '?' || got == ':' ? NULL : find(options, count, got);
		if (!option)
			return refuse(help, got, argv);
		if (!set(option, optarg))
			return -1 - EXIT_USAGE;
	}
	return optind;
}
