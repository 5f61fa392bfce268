#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/inputs.h"
#include "tools/output.h"
#include "tools/program.h"
#include "tools/terminal.h"

#include "mail/reply.h"
#include "text/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	KIND_COLUMNS = 15, /* "forward header", the longest name of a kind, and a blank */
};

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

/* What each line of an item is; in what is no mail all are the writer's.  Says so where a message
 * has lines, but none of the writer's. */
static bool classify(const struct rapport__item *item, struct rapport__reply *lines)
{
	size_t full = 0, kept = 0, quoted = 0;

	if (rapport__reply_classify(item->whole, item->whole_size, lines, NULL))
		return false;
	for (size_t i = 0; i < lines->count; i++) {
		struct rapport__reply_line *line = &lines->lines[i];

		if (item->text == item->whole && line->kind != RAPPORT__REPLY_BLANK)
			*line = (struct rapport__reply_line){ line->start, line->end,
							      RAPPORT__REPLY_NEW, 1 };
		full += line->kind != RAPPORT__REPLY_BLANK;
		kept += line->kind == RAPPORT__REPLY_NEW || line->kind == RAPPORT__REPLY_GREETING ||
			line->kind == RAPPORT__REPLY_SIGN_OFF;
		quoted += line->kind >= RAPPORT__REPLY_QUOTE &&
			  line->kind <= RAPPORT__REPLY_FORWARD;
	}
	if (full && !kept)
		program_say("message %llu: nothing new: all %zu lines %s",
			    (unsigned long long)item->position, full,
			    quoted == full ? "look quoted" : "are set aside");
	return true;
}

static bool add_lines(struct rapport__buffer *out, const struct rapport__item *item)
{
	struct rapport__reply lines = { 0 };
	bool fits = classify(item, &lines) && rapport__buffer_add_string(out, ",\"lines\":[");

	for (size_t i = 0; fits && i < lines.count; i++) {
		const struct rapport__reply_line *line = &lines.lines[i];
		char head[80];

		snprintf(head, sizeof head,
			 "%s{\"kind\":\"%s\",\"confidence\":%.2f,\"text\":", i ? "," : "",
			 rapport__reply_kind_name(line->kind), line->confidence);
		fits = rapport__buffer_add_string(out, head) &&
		       rapport__json_quote(out, item->whole + line->start,
					   line->end - line->start) &&
		       rapport__buffer_add_string(out, "}");
	}
	rapport__reply_clear(&lines);
	return fits && rapport__buffer_add_string(out, "]");
}

static bool print_json(const struct rapport__item *item, bool whole, bool stripped,
		       struct rapport__buffer *line)
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
	    (stripped && !add_lines(line, item)) || !rapport__buffer_add_string(line, "}\n"))
		return false;
	fwrite(line->data, 1, line->size, stdout);
	return true;
}

static void put(const char *text, size_t size)
{
	if (isatty(STDOUT_FILENO))
		terminal_put_lines(stdout, text, size);
	else
		fwrite(text, 1, size, stdout);
}

/* A line with the sender above each message, where there is more than one. */
static void print_title(const struct rapport__item *item)
{
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

static void print_text(const struct rapport__item *item, bool whole)
{
	const char *text = whole ? item->whole : item->text;
	size_t size = whole ? item->whole_size : item->text_size;

	put(text, size);
	if (size && text[size - 1] != '\n')
		fputc('\n', stdout);
}

/* All lines, and in front of each what it is, and how surely where it was set aside. */
static bool print_stripped(const struct rapport__item *item)
{
	struct rapport__reply lines = { 0 };
	bool done = classify(item, &lines);

	for (size_t i = 0; i < lines.count; i++) {
		const struct rapport__reply_line *line = &lines.lines[i];
		const char *name = rapport__reply_kind_name(line->kind);

		if (line->kind == RAPPORT__REPLY_BLANK)
			fprintf(stdout, "%*s|\n", KIND_COLUMNS + 6, "");
		else if (line->kind == RAPPORT__REPLY_NEW)
			fprintf(stdout, "%-*s | ", KIND_COLUMNS + 4, name);
		else
			fprintf(stdout, "%-*s%.2f | ", KIND_COLUMNS, name, line->confidence);
		if (line->kind == RAPPORT__REPLY_BLANK)
			continue;
		put(item->whole + line->start, line->end - line->start);
		fputc('\n', stdout);
	}
	rapport__reply_clear(&lines);
	return done;
}

struct arguments {
	const char *format;
	struct input_options inputs;
	bool whole, stripped;
};

static bool print(const struct arguments *arguments, const struct rapport__item *item, bool titled,
		  struct rapport__buffer *line)
{
	if (!strcmp(arguments->format, "jsonl"))
		return print_json(item, arguments->whole, arguments->stripped, line);
	if (titled)
		print_title(item);
	if (arguments->stripped)
		return print_stripped(item);
	print_text(item, arguments->whole);
	return true;
}

static int extract(const struct arguments *arguments, const struct settings *settings, char **paths,
		   int count)
{
	const struct rapport__item *item;
	struct rapport__buffer line = { 0 };
	struct inputs inputs;
	int code = inputs_open(&inputs, paths, count, &arguments->inputs, settings);
	int closed;

	if (code)
		return code;
	/* One message alone needs no title: what a pipe wants is its words. */
	while (!code && !ferror(stdout) && (item = inputs_next(&inputs))) {
		if (print(arguments, item, inputs_holds_many(&inputs), &line))
			continue;
		program_say("out of memory");
		code = EXIT_OS;
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
		{ "show-stripped", 0, OPTION_FLAG, &arguments.stripped, NULL,
		  "every line, with what it was taken for and how surely", 0, 0 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first < 0)
		return -1 - first;
	if (arguments.whole && arguments.stripped) {
		program_say("--whole and --show-stripped contradict each other");
		free(arguments.inputs.mine.values);
		return EXIT_USAGE;
	}
	code = settings_read(&settings);
	if (!code)
		code = extract(&arguments, &settings, argv + first, argc - first);
	settings_clear(&settings);
	free(arguments.inputs.mine.values);
	return code;
}
