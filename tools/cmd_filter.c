#include "mail/letter.h"
#include "mail/outlook_stream.h"
#include "mail/stamp.h"
#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/label_shares.h"
#include "tools/program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER_NAME "X-Rapport"

enum {
	READ_BYTES = 64 * 1024,
	MEGABYTE = 1024 * 1024
};

static const struct option_help help = {
	"filter", "[OPTION...] < MESSAGE",
	"Reads one message and writes the same bytes with one " HEADER_NAME
	" header at the top; a header\n"
	"of that name that was there before is removed.  Whatever goes wrong, the message passes.",
	"Exit: 0 the message was passed on; with --exit-code 0 trust-building, 1 neutral,\n"
	"2 pressure-reacting, 3 unsure or not tagged, 64 and up on failure."
};

/* In this order they are the exit codes. */
static const char *const answers[] = { "trust-building", "neutral", "pressure-reacting" };
enum {
	ANSWER_NONE = 3
};

struct arguments {
	const char *model, *prior;
	struct option_list mine;
	uint64_t size_max;
	bool exit_code;
};

/* What was made of the message: the header's value and the answer. */
struct finding {
	char header[256];
	int answer;
};

static bool read_all(FILE *file, size_t most, struct rapport__buffer *message)
{
	while (message->size <= most) {
		size_t got;

		if (!rapport__buffer_reserve(message, READ_BYTES))
			return false;
		got = fread(message->data + message->size, 1, READ_BYTES, file);
		message->size += got;
		if (!got)
			break;
	}
	return true;
}

static void describe(const struct rapport__letter *letter, const struct rapport_verdict *verdict,
		     const rapport_model *model, struct finding *finding)
{
	const char *label;

	finding->answer = ANSWER_NONE;
	if (!verdict) {
		static const char *const reasons[] = { "empty", "automatic", "own", "empty",
						       "unreadable" };

		snprintf(finding->header, sizeof finding->header, "skipped; reason=%s; model=%s",
			 reasons[letter->skip], rapport_model_name(model));
		return;
	}
	label = rapport_model_label(model, verdict->label);
	snprintf(finding->header, sizeof finding->header,
		 "%s; confidence=%.2f; unsure=%s; model=%s", label, verdict->confidence,
		 verdict->unsure ? "yes" : "no", rapport_model_name(model));
	for (int i = 0; !verdict->unsure && i < ANSWER_NONE; i++)
		if (!strcmp(answers[i], label))
			finding->answer = i;
}

/* Reads and tags the message.  Returns 0 or, after a word, an exit code. */
static int judge(const struct arguments *arguments, const struct settings *settings,
		 const struct rapport__buffer *message, const rapport_model *model,
		 struct finding *finding)
{
	const struct option_list *mine = arguments->mine.count ? &arguments->mine : &settings->mine;
	const struct rapport__mine own = { mine->values, mine->count };
	char outlook[PATH_MAX];
	const struct rapport__letter_place place = {
		.mine = &own,
		.outlook = program_beside(RAPPORT__OUTLOOK_PROGRAM, outlook),
	};
	struct rapport__letter letter = { 0 };
	struct rapport_verdict verdict = { 0 };
	struct rapport_error error = { 0 };
	rapport_classifier *classifier = NULL;
	int code = EXIT_DONE;

	rapport__message_library_open();
	if (rapport_classifier_new(model, &classifier, &error))
		code = program_fail(NULL, &error);
	if (!code)
		code = label_shares_set(classifier, arguments->prior, settings);
	if (code)
		goto done;
	if (rapport__letter_open(&letter, &error) ||
	    rapport__letter_read(&letter, message->data, message->size, &place, &error) ||
	    (!letter.skip &&
	     rapport_classifier_label(classifier, letter.text, letter.text_size, &verdict, &error)))
		code = program_fail(NULL, &error);
	else
		describe(&letter, letter.skip || verdict.empty ? NULL : &verdict, model, finding);
done:
	rapport_classifier_free(classifier);
	rapport__letter_close(&letter);
	rapport__message_library_close();
	return code;
}

static int find(const struct arguments *arguments, const struct settings *settings,
		const struct rapport__buffer *message, struct finding *finding)
{
	struct rapport__buffer bare = { 0 };
	rapport_model *model = NULL;
	int code = EXIT_DONE;

	if (!message->size) {
		program_say("no message on standard input");
		return EXIT_BAD_DATA;
	}
	if (message->size > arguments->size_max * MEGABYTE) {
		program_say("a message over %llu MB is passed as it is",
			    (unsigned long long)arguments->size_max);
		return EXIT_BAD_DATA;
	}
	/* Judged without headers of ours, so that a second pass finds what the first found. */
	if (!rapport__stamp(message->data, message->size, HEADER_NAME, NULL, &bare)) {
		program_say("out of memory");
		code = EXIT_OS;
	}
	if (!code)
		code = settings_open_model(settings, arguments->model, &model);
	if (!code)
		code = judge(arguments, settings, &bare, model, finding);
	rapport_model_free(model);
	rapport__buffer_clear(&bare);
	return code;
}

/* Hands on what is left of standard input, or reads it to its end for the writer's sake. */
static void pass_rest(bool silent)
{
	/* Not from the heap, which may be what is lacking. */
	static char rest[READ_BYTES];
	size_t got;

	while ((got = fread(rest, 1, sizeof rest, stdin)) > 0)
		if (!silent)
			fwrite(rest, 1, got, stdout);
}

/* Writes the message: stamped, or as it came. */
static int pass(const struct rapport__buffer *message, const char *header)
{
	struct rapport__buffer out = { 0 };
	const struct rapport__buffer *whole = message;

	if (header) {
		if (rapport__stamp(message->data, message->size, HEADER_NAME, header, &out))
			whole = &out;
		else
			program_say("out of memory: the message is passed as it is");
	}
	fwrite(whole->data, 1, whole->size, stdout);
	pass_rest(false);
	rapport__buffer_clear(&out);
	return program_end(EXIT_DONE);
}

static int filter(const struct arguments *arguments, const struct settings *settings,
		  int settings_code)
{
	struct rapport__buffer message = { 0 };
	struct finding finding = { "", ANSWER_NONE };
	bool read = read_all(stdin, arguments->size_max * MEGABYTE, &message);
	int code = settings_code, passed;

	if (!read)
		program_say("out of memory: the message is passed as it is");
	else if (ferror(stdin))
		program_say("cannot read standard input: %s", strerror(errno));
	else if (!code)
		code = find(arguments, settings, &message, &finding);
	if (!read || ferror(stdin))
		code = read ? EXIT_IO : EXIT_OS;
	if (arguments->exit_code) {
		pass_rest(true);
		rapport__buffer_clear(&message);
		return code ? code : finding.answer;
	}
	passed = pass(&message, code ? NULL : finding.header);
	rapport__buffer_clear(&message);
	/* Only a message that may have been lost is a failure: a mail program would keep it. */
	return passed ? passed : read && ferror(stdin) ? EXIT_IO : EXIT_DONE;
}

int cmd_filter(int argc, char **argv)
{
	struct arguments arguments = { .size_max = 25 };
	const struct command_option options[] = {
		{ "model", 'm', OPTION_STRING, &arguments.model, "FILE", "use this model", 0, 0 },
		LABEL_SHARES_OPTION(arguments.prior),
		{ "mine", 0, OPTION_LIST, &arguments.mine, "ADDRESS|@DOMAIN",
		  "messages from here are your own; may be repeated", 0, 0 },
		{ "exit-code", 0, OPTION_FLAG, &arguments.exit_code, NULL,
		  "print nothing; the exit code is the answer", 0, 0 },
		{ "max-size", 0, OPTION_COUNT, &arguments.size_max, "MB",
		  "pass larger messages as they are (default: 25)", 1, 1024 },
	};
	struct settings settings;
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int code;

	if (first >= 0 && first < argc) {
		program_say("filter reads standard input and takes no PATH");
		first = -1 - EXIT_USAGE;
	}
	if (first < 0) {
		/* A wrong word in mail rules must not cost a message.  The options behind
		 * the wrong one were not read. */
		for (int i = 1; i < argc; i++)
			arguments.exit_code |= !strcmp(argv[i], "--exit-code");
		if (first != -1 - EXIT_DONE)
			pass_rest(arguments.exit_code);
		return program_end(-1 - first);
	}
	code = settings_read(&settings);
	code = filter(&arguments, &settings, code);
	settings_clear(&settings);
	free(arguments.mine.values);
	return code;
}
