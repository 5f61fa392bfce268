#include "tools/commands.h"
#include "tools/corpora.h"
#include "tools/corpus_readings.h"
#include "tools/exit.h"
#include "tools/options.h"
#include "tools/program.h"
#include "tools/terminal.h"
#include "training/corpus_statistics.h"

#include <stdlib.h>
#include <string.h>

enum {
	EXIT_FINDINGS = 1,
	STATISTICS = RAPPORT__FINDING_KINDS,
	ALL,
	AGREEMENT = ALL, /* these two are not among all */
	DOUBTFUL,
};

static const struct option_help help = {
	"corpus", "[OPTION...] CHECK... [FILE...]",
	"Counts labelled texts and tells what is wrong with them, one finding a line:\n"
	"FILE:LINE: what.  Without FILE, or where it is -, reads standard input.\n\n"
	"Checks:\n"
	"  stats       texts by label and split, lengths, groups, the commonest registers and "
	"domains\n"
	"  schema      each line is as it should be: known members of the right kind, an id that "
	"no\n"
	"              other has, a text, evidence that is part of it, a known split\n"
	"  duplicates  texts equal but for case, white space and punctuation, or nearly so: 0.8 "
	"of\n"
	"              their runs of five words in common (Jaccard index)\n"
	"  leaks       a group in two splits; equal or nearly equal texts in two splits\n"
	"  all         all of these\n"
	"or one of these alone:\n"
	"  agreement   how far the labels agree with those of --annotations: Cohen's kappa\n"
	"  doubtful    the texts whose labels --held-out found the least probable, worst first",
	"A corpus is as for train: JSON Lines, label<TAB>text or fastText's lines.  Only schema "
	"goes on\n"
	"behind a line that cannot be read.  A file that is named as a check is ./stats.\n"
	"Annotations are JSON Lines of {\"id\", \"label\"}; where --split is given, ids of other "
	"splits\n"
	"are passed over.  Where a label was changed since train --held-out, the present one "
	"counts.\n"
	"Exits 0 when nothing was found, 1 when something was, 64 and up on failure."
};

static const struct {
	const char *name;
	unsigned bits; /* 1 << enum rapport__finding_kind, or STATISTICS and so on */
} checks[] = {
	{ "stats", 1u << STATISTICS },
	{ "schema", 1u << RAPPORT__FINDING_SCHEMA },
	{ "duplicates", 1u << RAPPORT__FINDING_DUPLICATE },
	{ "leaks", 1u << RAPPORT__FINDING_LEAK },
	{ "all", (1u << ALL) - 1 },
	{ "agreement", 1u << AGREEMENT },
	{ "doubtful", 1u << DOUBTFUL },
};

struct arguments {
	const char *labels, *splits;
	struct option_list annotations;
	const char *held_out;
	bool by_file, list;
	uint64_t top;
	unsigned wanted;
};

/* Takes the names of checks at the head of words; returns how many there were. */
static int read_checks(char **words, int count, unsigned *wanted)
{
	int taken = 0;

	for (size_t i = 0; taken < count && i < sizeof checks / sizeof *checks; i++)
		if (!strcmp(words[taken], checks[i].name)) {
			*wanted |= checks[i].bits;
			taken++;
			i = (size_t)-1; /* the next word may be any of them */
		}
	return taken;
}

/* Whether what the checks need was given, and nothing that none of them takes. */
static bool are_sound(const struct arguments *arguments)
{
	const bool agreement = arguments->wanted == 1u << AGREEMENT;
	const bool doubtful = arguments->wanted == 1u << DOUBTFUL;

	if (!arguments->wanted)
		program_say("corpus needs a check: stats, schema, duplicates, leaks, all, "
			    "agreement or doubtful");
	else if (arguments->wanted >= 1u << ALL && !agreement && !doubtful)
		program_say("agreement and doubtful stand alone, without another check");
	else if (agreement != (arguments->annotations.count > 0))
		program_say(agreement ? "agreement needs --annotations FILE"
				      : "--annotations goes with agreement alone");
	else if (doubtful != (arguments->held_out != NULL))
		program_say(doubtful ? "doubtful needs --held-out FILE"
				     : "--held-out goes with doubtful alone");
	else
		return true;
	return false;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static enum rapport_status read_file(void *context, FILE *file, const char *name,
				     struct rapport_error *error)
{
	return rapport__corpus_check_read(context, file, name, error);
}

static int read_files(struct rapport__corpus_check *check, char **paths, int count)
{
	int code = EXIT_DONE;

	if (!count)
		code = corpora_read_file("-", read_file, check);
	for (int i = 0; !code && i < count; i++)
		code = corpora_read_file(paths[i], read_file, check);
	if (!code && !check->corpus.count && !check->findings.count) {
		program_say("no labelled texts in what was read");
		return EXIT_BAD_DATA;
	}
	rapport__corpus_sort_labels(&check->corpus);
	return code;
}

/* ---- Statistics ------------------------------------------------------------------------------ */

static void put_name(const char *name, unsigned columns)
{
	terminal_put(stdout, name, strlen(name), columns, true);
}

/* The columns of one row: of splits in the order of their first coming, then of texts without one.
 * label NULL: their titles. */
static void put_split_columns(const struct rapport__corpus_check *check, size_t columns,
			      const struct rapport__label_statistics *label)
{
	const struct rapport__names *names = &check->values[RAPPORT__PLACE_SPLIT];

	for (size_t s = 0; s < columns; s++) {
		const char *name = s < names->numbers.count ? rapport__names_get(names, (uint32_t)s)
							    : "no split";
		const int width = s + 1 < columns ? 10 : 0; /* no blanks at the line's end */

		fputs("  ", stdout);
		if (label)
			printf("%-*zu", width, label->splits[s]);
		else
			terminal_put(stdout, name, strlen(name), 10, width > 0);
	}
	putchar('\n');
}

static void put_splits(const struct rapport__corpus_check *check,
		       const struct rapport__corpus_statistics *statistics)
{
	const size_t labels = statistics->label_count;
	const size_t without = statistics->labels[labels].splits[statistics->split_count];
	const size_t columns = statistics->split_count + (without > 0);

	fputs("\nlabel                  texts", stdout);
	put_split_columns(check, columns, NULL);
	for (size_t k = 0; k <= labels; k++) {
		put_name(k < labels ? check->corpus.labels.names[k] : "all", 20);
		printf("%8zu", statistics->labels[k].texts);
		put_split_columns(check, columns, &statistics->labels[k]);
	}
}

static void put_lengths(const struct rapport__corpus_check *check,
			const struct rapport__corpus_statistics *statistics)
{
	const size_t labels = statistics->label_count;

	puts("\nwords in a text        least   10 %  median    90 %    most   with evidence");
	for (size_t k = 0; k <= labels; k++) {
		const struct rapport__label_statistics *label = &statistics->labels[k];
		const struct rapport__lengths *words = &label->words;

		put_name(k < labels ? check->corpus.labels.names[k] : "all", 20);
		printf("%8u%7u%8u%8u%8u%9zu (%.1f %%)\n", words->least, words->low, words->median,
		       words->high, words->most, label->with_evidence,
		       label->texts ? 100.0 * (double)label->with_evidence / (double)label->texts
				    : 0.0);
	}
}

static void put_values(const struct rapport__corpus_check *check,
		       const struct rapport__corpus_statistics *statistics,
		       enum rapport__place_member member, const char *title, uint64_t top)
{
	const size_t count = statistics->value_counts[member];

	if (!count)
		return;
	printf("\n%s: %zu\n", title, count);
	for (size_t i = 0; i < count && i < top; i++) {
		const struct rapport__value_count *value = &statistics->values[member][i];

		put_name(rapport__names_get(&check->values[member], value->value), 20);
		printf("%8zu\n", value->texts);
	}
}

static int put_statistics(const struct rapport__corpus_check *check, uint64_t top)
{
	struct rapport__corpus_statistics statistics = { 0 };
	struct rapport_error error = { 0 };
	int code = EXIT_DONE;

	if (rapport__corpus_statistics_count(check, &statistics, &error)) {
		code = program_fail(NULL, &error);
	} else {
		printf("texts   %zu\nfiles   %zu\n", check->corpus.count,
		       check->findings.files.numbers.count);
		printf("groups  %zu, the largest of %zu texts; %zu texts are alone in theirs\n",
		       statistics.groups, statistics.largest_group, statistics.single);
		put_splits(check, &statistics);
		put_lengths(check, &statistics);
		put_values(check, &statistics, RAPPORT__PLACE_REGISTER, "registers", top);
		put_values(check, &statistics, RAPPORT__PLACE_DOMAIN, "domains", top);
	}
	rapport__corpus_statistics_clear(&statistics);
	return code;
}

/* ---- Findings -------------------------------------------------------------------------------- */

static int find(struct rapport__corpus_check *check, const struct arguments *arguments)
{
	struct rapport_error error = { 0 };
	enum rapport_status status = RAPPORT_OK;

	if (check->schema)
		status = rapport__corpus_check_splits(check, &error);
	if (!status && arguments->wanted & 1u << RAPPORT__FINDING_DUPLICATE)
		status = rapport__corpus_check_duplicates(check, &error);
	if (!status && arguments->wanted & 1u << RAPPORT__FINDING_LEAK) {
		if (!arguments->by_file && !check->values[RAPPORT__PLACE_SPLIT].numbers.count)
			program_say("no text names its split: nothing can leak (see --by-file)");
		status = rapport__corpus_check_leaks(check, arguments->by_file, &error);
	}
	rapport__findings_sort(&check->findings);
	return status ? program_fail(NULL, &error) : EXIT_DONE;
}

/* Names and words may be anybody's: a terminal obeys nothing that is in them. */
static void put_finding(const struct rapport__findings *findings,
			const struct rapport__finding *finding)
{
	const char *file = rapport__findings_file(findings, &finding->position);
	const char *what = rapport__findings_what(findings, finding);

	terminal_put_lines(stdout, file, strlen(file));
	printf(":%llu: ", (unsigned long long)finding->position.line);
	terminal_put_lines(stdout, what, strlen(what));
	putchar('\n');
}

/* "schema 2, duplicates 0, leaks 1": of the checks that were made. */
static void put_summary(const struct rapport__corpus_check *check, unsigned wanted)
{
	const char *before = ": ";

	printf("%zu findings in %zu texts", check->findings.count, check->corpus.count);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		for (int kind = 0; kind < RAPPORT__FINDING_KINDS; kind++)
			if (checks[i].bits == 1u << kind && wanted & 1u << kind) {
				printf("%s%s %zu", before, checks[i].name,
				       rapport__findings_count(&check->findings,
							       (enum rapport__finding_kind)kind));
				before = ", ";
			}
	putchar('\n');
}

static int run(struct rapport__corpus_check *check, const struct arguments *arguments)
{
	const unsigned kinds = (1u << RAPPORT__FINDING_KINDS) - 1;
	int code = EXIT_DONE;

	if (arguments->wanted == 1u << AGREEMENT)
		code = corpus_agreement(check, &arguments->annotations, arguments->list);
	if (arguments->wanted == 1u << DOUBTFUL)
		code = corpus_doubtful(check, arguments->held_out, arguments->top);
	if (arguments->wanted & 1u << STATISTICS)
		code = put_statistics(check, arguments->top);
	if (code || !(arguments->wanted & kinds))
		return code ? code : program_end(EXIT_DONE);
	code = find(check, arguments);
	if (code)
		return code;
	if (arguments->wanted & 1u << STATISTICS)
		putchar('\n');
	for (size_t i = 0; i < check->findings.count; i++)
		put_finding(&check->findings, &check->findings.list[i]);
	put_summary(check, arguments->wanted);
	return program_end(check->findings.count ? EXIT_FINDINGS : EXIT_DONE);
}

int cmd_corpus(int argc, char **argv)
{
	struct arguments arguments = { .top = 10 };
	const struct command_option options[] = {
		{ "labels", 0, OPTION_STRING, &arguments.labels, "NAME,...",
		  "the labels there may be (default: any)", 0, 0 },
		{ "split", 0, OPTION_STRING, &arguments.splits, "NAME,...",
		  "only texts of these splits", 0, 0 },
		{ "by-file", 0, OPTION_FLAG, &arguments.by_file, NULL,
		  "leaks: take each file for a split", 0, 0 },
		{ "top", 0, OPTION_COUNT, &arguments.top, "N",
		  "so many registers and domains, or doubtful texts (default: 10)", 0, 1e9 },
		{ "annotations", 0, OPTION_LIST, &arguments.annotations, "FILE",
		  "agreement: what a second reader said (may be repeated)", 0, 0 },
		{ "list", 0, OPTION_FLAG, &arguments.list, NULL,
		  "agreement: name the texts in disagreement, too", 0, 0 },
		{ "held-out", 0, OPTION_STRING, &arguments.held_out, "FILE",
		  "doubtful: what train --held-out wrote", 0, 0 },
	};
	struct rapport__corpus_check check = { 0 };
	struct rapport_error error = { 0 };
	int first = options_read(options, sizeof options / sizeof *options, &help, argc, argv);
	int taken, code = EXIT_DONE;

	if (first < 0)
		return -1 - first;
	taken = read_checks(argv + first, argc - first, &arguments.wanted);
	if (!are_sound(&arguments)) {
		free(arguments.annotations.values);
		return EXIT_USAGE;
	}
	check.corpus.splits = arguments.splits;
	check.schema = arguments.wanted & 1u << RAPPORT__FINDING_SCHEMA;
	if (arguments.labels && rapport__corpus_set_labels(&check.corpus, arguments.labels, &error))
		code = program_fail("--labels", &error);
	if (!code)
		code = read_files(&check, argv + first + taken, argc - first - taken);
	if (!code)
		code = run(&check, &arguments);
	rapport__corpus_check_clear(&check);
	free(arguments.annotations.values);
	return code;
}
