/* Settings from outside the command line: RAPPORT_* in the environment, then
 * $XDG_CONFIG_HOME/rapport/config, then /etc/rapport/config.  A file has "name = value" lines, #
 * begins a comment; "mine" may come more than once. */
#ifndef RAPPORT_SETTINGS_H
#define RAPPORT_SETTINGS_H

#include "rapport.h"
#include "tools/options.h"

struct settings {
	char *model;             /* NULL: not set */
	char *prior;             /* as --prior takes it, unread; NULL: not set */
	char *prior_place;       /* where it is set, for words about it */
	struct option_list mine; /* whose own messages are not tagged */
	char **kept;             /* strings that mine points to */
	size_t kept_count;
};

/* Reads all of it.  A file that is not there is none; one that cannot be understood is named with
 * its line, and an exit code comes back. */
int settings_read(struct settings *settings);
void settings_clear(struct settings *settings);

/* Opens the model that path names, or else the settings, or else the one that came with rapport.
 * Returns 0 or, after saying what was wrong, an exit code. */
int settings_open_model(const struct settings *settings, const char *path, rapport_model **model);

#endif
