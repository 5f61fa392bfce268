/* The model card that train writes beside a model. */
#ifndef RAPPORT_CARD_H
#define RAPPORT_CARD_H

#include "training/trainer.h"

/* path NULL: that of the model with .md for .rapport.  Returns 0 or, after a word, an exit code. */
int card_write(const char *path, const char *model_path, const struct rapport__corpus *corpus,
	       const struct rapport__trainer_settings *settings,
	       const struct rapport__trained *trained);

#endif
