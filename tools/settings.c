#include "tools/settings.h"

#include "tools/exit.h"
#include "tools/program.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SETTINGS_BYTES_MAX = 1024 * 1024
};

/* Where the shipped model lies, seen from the program's folder. */
static const char *const shipped[] = { "models/en.rapport", "../share/rapport/models/en.rapport",
				       "../../models/en.rapport" };

static bool add_mine(struct settings *settings, const char *value)
{
	const char **values = realloc(settings->mine.values,
				      (settings->mine.count + 1) * sizeof *values);
	char **kept;

	if (!values)
		return false;
	settings->mine.values = values;
	kept = realloc(settings->kept, (settings->kept_count + 1) * sizeof *kept);
	if (!kept)
		return false;
	settings->kept = kept;
	kept[settings->kept_count] = strdup(value);
	if (!kept[settings->kept_count])
		return false;
	values[settings->mine.count++] = kept[settings->kept_count++];
	return true;
}

/* Several addresses may stand in one value, parted by commas or blanks. */
static bool add_all_mine(struct settings *settings, char *value)
{
	char *rest = NULL;

	for (char *one = strtok_r(value, ", \t", &rest); one; one = strtok_r(NULL, ", \t", &rest))
		if (!add_mine(settings, one))
			return false;
	return true;
}

static int no_memory(void)
{
	program_say("out of memory");
	return EXIT_OS;
}

static char *trim(char *text)
{
	size_t size;

	text += strspn(text, " \t\r\n");
	size = strlen(text);
	while (size && strchr(" \t\r\n", text[size - 1]))
		text[--size] = '\0';
	return text;
}

/* Takes a value that stands once.  What was set first, in a nearer place, stands. */
static int take(char **setting, const char *value)
{
	if (!*setting)
		*setting = strdup(value);
	return *setting ? EXIT_DONE : no_memory();
}

static int take_prior(struct settings *settings, const char *value, const char *place)
{
	int code;

	if (settings->prior)
		return EXIT_DONE;
	code = take(&settings->prior_place, place);
	return code ? code : take(&settings->prior, value);
}

static int read_line(struct settings *settings, char *line, const char *path, unsigned number)
{
	char *name = trim(line), *value, place[PATH_MAX + 32];

	if (!*name || *name == '#')
		return EXIT_DONE;
	value = strchr(name, '=');
	if (!value) {
		program_say("%s:%u: not a \"name = value\" line", path, number);
		return EXIT_CONFIG;
	}
	*value++ = '\0';
	name = trim(name);
	value = trim(value);
	if (!strcmp(name, "mine"))
		return add_all_mine(settings, value) ? EXIT_DONE : no_memory();
	if (!strcmp(name, "model"))
		return take(&settings->model, value);
	if (!strcmp(name, "prior")) {
		snprintf(place, sizeof place, "%s:%u: prior", path, number);
		return take_prior(settings, value, place);
	}
	program_say("%s:%u: no setting is called \"%s\"", path, number, name);
	return EXIT_CONFIG;
}

static int read_file(struct settings *settings, const char *path)
{
	FILE *file;
	struct stat about = { 0 };
	char *line = NULL;
	size_t room = 0;
	unsigned number = 0;
	int code = EXIT_DONE;

	/* Asked first, since opening a pipe would wait for its writer. */
	if (stat(path, &about) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return EXIT_DONE;
	if (!S_ISREG(about.st_mode) || about.st_size > SETTINGS_BYTES_MAX) {
		program_say("%s: is no file of settings", path);
		return EXIT_CONFIG;
	}
	file = fopen(path, "r");
	if (!file) {
		program_say("%s: %s", path, strerror(errno));
		return EXIT_CONFIG;
	}
	while (code == EXIT_DONE && getline(&line, &room, file) > 0)
		code = read_line(settings, line, path, ++number);
	free(line);
	fclose(file);
	return code;
}

static int read_user_file(struct settings *settings)
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	char path[PATH_MAX];
	int size;

	if (base && *base)
		size = snprintf(path, sizeof path, "%s/rapport/config", base);
	else if (home && *home)
		size = snprintf(path, sizeof path, "%s/.config/rapport/config", home);
	else
		return EXIT_DONE;
	if (size < 0 || (size_t)size >= sizeof path)
		return EXIT_DONE;
	return read_file(settings, path);
}

int settings_read(struct settings *settings)
{
	const char *model = getenv("RAPPORT_MODEL"), *mine = getenv("RAPPORT_MINE");
	const char *prior = getenv("RAPPORT_PRIOR");
	int code = EXIT_DONE;

	*settings = (struct settings){ 0 };
	if (model && *model)
		code = take(&settings->model, model);
	if (!code && prior && *prior)
		code = take_prior(settings, prior, "RAPPORT_PRIOR");
	if (code)
		return code;
	if (mine) {
		char *copy = strdup(mine);
		bool done = copy && add_all_mine(settings, copy);

		free(copy);
		if (!done)
			return no_memory();
	}
	code = read_user_file(settings);
	return code ? code : read_file(settings, "/etc/rapport/config");
}

void settings_clear(struct settings *settings)
{
	free(settings->model);
	free(settings->prior);
	free(settings->prior_place);
	free(settings->mine.values);
	for (size_t i = 0; i < settings->kept_count; i++)
		free(settings->kept[i]);
	free(settings->kept);
	*settings = (struct settings){ 0 };
}

/* The path of the shipped model in room bytes at path; false where there is none. */
static bool find_shipped(char *path, size_t room)
{
	const char *folder = program_folder();

	for (size_t i = 0; folder && i < sizeof shipped / sizeof *shipped; i++) {
		int size = snprintf(path, room, "%s/%s", folder, shipped[i]);

		if (size > 0 && (size_t)size < room && access(path, F_OK) == 0)
			return true;
	}
	return false;
}

int settings_open_model(const struct settings *settings, const char *path, rapport_model **model)
{
	char found[PATH_MAX];
	struct rapport_error error = { 0 };

	*model = NULL;
	if (!path)
		path = settings->model;
	if (!path) {
		if (!find_shipped(found, sizeof found)) {
			program_say("no model came with this program; name one with -m");
			return EXIT_NO_INPUT;
		}
		path = found;
	}
	if (rapport_model_open(path, model, &error))
		return program_fail(NULL, &error);
	return EXIT_DONE;
}
