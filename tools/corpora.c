#include "tools/corpora.h"

#include "tools/exit.h"
#include "tools/program.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static int read_one(struct rapport__corpus *corpus, const char *path)
{
	const bool standard = !strcmp(path, "-");
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
	} else if (rapport__corpus_read(corpus, file, &error)) {
		code = program_fail(standard ? "standard input" : path, &error);
	}
	if (!standard)
		fclose(file);
	return code;
}

int corpora_read(struct rapport__corpus *corpus, char **paths, int count)
{
	int code = EXIT_DONE;

	if (!count)
		code = read_one(corpus, "-");
	for (int i = 0; !code && i < count; i++)
		code = read_one(corpus, paths[i]);
	if (!code && !corpus->count) {
		program_say("no labelled texts in what was read%s%s",
			    corpus->splits ? ", of split " : "",
			    corpus->splits ? corpus->splits : "");
		return EXIT_BAD_DATA;
	}
	rapport__corpus_sort_labels(corpus);
	return code;
}
