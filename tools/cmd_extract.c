#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/inputs.h"
#include "tools/output.h"
#include "tools/program.h"
#include "tools/terminal.h"

#include "text/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_help help = {
	"extract", "[OPTION...] [PATH...]",
	"Prints only the new words of each message, as tag sees them: no quotes, signatures or\n"
	"disclaimers.  Without PATH, or for -, standard input is read.",
	"Exit: 0 done, 1 done but some inputs could not be read, 64 and up on failure."
};

static bool add_member(struct rapport__buffer *line, const char *name, const char *value,
		       size_t size)
{
	return rapport__buffer_add_string(line, line->size > 1 ? ",\"" : "\"") &&
	       rapport__buffer_add_string(line, name) && rapport__buffer_add_string(line, "\":") &&
	       (value ? rapport__json_quote(line, value, size)
		      : rapport__buffer_add_string(line, "null"));
}

static bool add_string(struct rapport__buffer *line, const char *name, const char *value)
{
	return add_member(line, name, value, value ? strlen(value) : 0);
}

static bool print_json(const struct rapport__item *item, bool whole, struct rapport__buffer *line)
{
	char position[48];

	line->size = 0;
	snprintf(position, sizeof position, ",\"position\":%llu",
		 (unsigned long long)item->position);
	if (!rapport__buffer_add_string(line, "{") || !add_string(line, "source", item->source) ||
	    !rapport__buffer_add_string(line, position) ||
	    !add_string(line, "message_id", item->message_id) ||
	    !add_string(line, "date", item->date) || !add_string(line, "from", item->from) ||
	    !add_string(line, "to", item->to) || !add_string(line, "cc", item->cc) ||
	    !add_string(line, "subject", item->subject) ||
	    !add_string(line, "conversation", item->conversation) ||
	    !add_string(line, "skipped", item->skip ? output_skip_name(item->skip) : NULL) ||
	    !add_string(line, "reason", item->skip_reason) ||
	    !add_member(line, "text", whole ? item->whole : item->text,
			whole ? item->whole_size : item->text_size) ||
	    !rapport__buffer_add_string(line, "}\n"))
		return false;
	fwrite(line->data, 1, line->size, stdout);
	return true;
}

/* The words themselves; a line with the sender above each where there is more than one. */
static void print_text(const struct rapport__item *item, bool whole, bool titled)
{
	const char *text = whole ? item->whole : item->text;
	size_t size = whole ? item->whole_size : item->text_size;

	if (titled) {
		fprintf(stdout, "%s==> ", item->position > 1 ? "\n" : "");
		if (item->date) {
			terminal_put(stdout, item->date, strnlen(item->date, 10), 10, false);
			fputc(' ', stdout);
		}
		if (item->from)
			terminal_put(stdout, item->from, strlen(item->from), 60, false);
		if (item->subject) {
			fputs(": ", stdout);
			terminal_put(stdout, item->subject, strlen(item->subject), 80, false);
		}
		if (item->skip)
			fprintf(stdout, " (%s)", output_skip_name(item->skip));
		fputs(" <==\n", stdout);
	}
	if (isatty(STDOUT_FILENO))
		terminal_put_lines(stdout, text, size);
	else
		fwrite(text, 1, size, stdout);
	if (size && text[size - 1] != '\n')
		fputc('\n', stdout);
}

struct arguments {
	const char *format;
	struct input_options inputs;
	bool whole;
};

static int extract(const struct arguments *arguments, const struct settings *settings, char **paths,
		   int count)
{
	const bool json = !strcmp(arguments->format, "jsonl");
	const struct rapport__item *item;
	struct rapport__buffer line = { 0 };
	struct inputs inputs;
	int code = inputs_open(&inputs, paths, count, &arguments->inputs, settings);
	int closed;

	if (code)
		return code;
	while (!code && !ferror(stdout) && (item = inputs_next(&inputs))) {
		/* One message alone needs no title: what a pipe wants is its words. */
		bool titled = inputs_holds_many(&inputs);

		if (!json) {
			print_text(item, arguments->whole, titled);
		} else if (!print_json(item, arguments->whole, &line)) {
			program_say("out of memory");
			code = EXIT_OS;
		}
	}
	closed = inputs_close(&inputs);
	rapport__buffer_clear(&line);
	return program_end(code ? code : closed);
}

int cmd_extract(int argc, char **argv)
{
	struct arguments arguments = { .format = "text" };
	const struct command_option options[] = {
		INPUT_OPTIONS(arguments.inputs),
		INPUT_MINE_OPTION(arguments.inputs),
		{ "format", 0, OPTION_CHOICE, &arguments.format, "text|jsonl",
		  "how to print (default: text)", 0, 0 },
		{ "whole", 0, OPTION_FLAG, &arguments.whole, NULL,
		  "the whole decoded text, quotes and all", 0, 0 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first < 0)
		return -1 - first;
	code = settings_read(&settings);
	if (!code)
		code = extract(&arguments, &settings, argv + first, argc - first);
	settings_clear(&settings);
	free(arguments.inputs.mine.values);
	return code;
}
