#include "tools/corpora.h"

#include "tools/exit.h"
#include "tools/program.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

int corpora_read_file(const char *path,
		      enum rapport_status (*read)(void *context, FILE *file, const char *name,
						  struct rapport_error *error),
		      void *context)
{
	const bool standard = !strcmp(path, "-");
	const char *name = standard ? "standard input" : path;
	struct rapport_error error = { 0 };
	struct stat about;
	FILE *file = standard ? stdin : fopen(path, "r");
	int code = EXIT_DONE;

	if (!file) {
		program_say("%s: %s", path, strerror(errno));
		return EXIT_NO_INPUT;
	}
	if (fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode)) {
		program_say("%s: is a folder; name the files in it", path);
		code = EXIT_NO_INPUT;
	} else if (read(context, file, name, &error)) {
		code = program_fail(name, &error);
	}
	if (!standard)
		fclose(file);
	return code;
}

static enum rapport_status read_corpus(void *context, FILE *file, const char *name,
				       struct rapport_error *error)
{
	(void)name;
	return rapport__corpus_read(context, file, error);
}

int corpora_read(struct rapport__corpus *corpus, char **paths, int count)
{
	int code = EXIT_DONE;

	if (!count)
		code = corpora_read_file("-", read_corpus, corpus);
	for (int i = 0; !code && i < count; i++)
		code = corpora_read_file(paths[i], read_corpus, corpus);
	if (!code && !corpus->count) {
		program_say("no labelled texts in what was read%s%s",
			    corpus->splits ? ", of split " : "",
			    corpus->splits ? corpus->splits : "");
		return EXIT_BAD_DATA;
	}
	rapport__corpus_sort_labels(corpus);
	return code;
}
