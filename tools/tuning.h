/* What shapes a model, by name: `rapport train --set NAME=VALUE,...`.  One table serves reading,
 * help and the model's provenance. */
#ifndef RAPPORT_TUNING_H
#define RAPPORT_TUNING_H

#include "tools/options.h"
#include "training/trainer.h"

/* Takes NAME=VALUE,... into settings.  Returns 0 or, after saying what is wrong, an exit code. */
int tuning_read(const char *list, struct rapport__trainer_settings *settings);

/* Ends text [room] with " --set NAME=VALUE,..." of what differs from the defaults, or with nothing.
 */
void tuning_describe(const struct rapport__trainer_settings *settings, char *text, size_t room);

/* The names with their defaults and what they mean, a line each. */
void tuning_print(FILE *file);

#endif
