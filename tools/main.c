/* rapport: the table of commands.  What needs a heavy library of its own is a program beside this
 * one, started in its place, so that a mail filter never waits for OpenBLAS. */
#include "tools/commands.h"
#include "tools/exit.h"
#include "tools/program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The same kernels on every machine, so that a model's bytes do not depend on the processor;
 * vectors as short as ours gain nothing from more threads. */
static void settle_blas(void)
{
#ifdef __x86_64__
	setenv("OPENBLAS_CORETYPE", "Nehalem", 0);
#endif
	setenv("OPENBLAS_NUM_THREADS", "1", 0);
}

static int start_train(int argc, char **argv)
{
	char path[PATH_MAX];

	(void)argc;
	if (!program_beside("rapport-train", path)) {
		program_say("cannot tell where rapport-train is");
		return EXIT_UNAVAILABLE;
	}
	settle_blas();
	execv(path, argv);
	program_say("%s: %s", path, strerror(errno));
	return EXIT_UNAVAILABLE;
}

static const struct command commands[] = {
	{ "tag", cmd_tag, "tag every message of mailboxes and files" },
	{ "extract", cmd_extract, "print only the new words of each message" },
	{ "explain", cmd_explain, "tell why: the words and sentences that moved the label" },
	{ "filter", cmd_filter, "one message in, the same with an X-Rapport header out" },
	{ "train", start_train, "train a model on labelled texts" },
	{ "eval", cmd_eval, "measure a model on labelled texts" },
	{ "corpus", cmd_corpus, "check and count labelled texts" },
	{ "model", cmd_model, "tell what is in a model" },
};

int main(int argc, char **argv)
{
	return program_dispatch(commands, sizeof commands / sizeof *commands, argc, argv);
}
