/* A trained model as the bytes of its file. */
#ifndef RAPPORT_MODEL_IMAGE_H
#define RAPPORT_MODEL_IMAGE_H

#include "model/model_file.h"
#include "training/levels.h"

/* What a model file is made from.  All borrowed. */
struct rapport__model_parts {
	const char (*labels)[RAPPORT__LABEL_BYTES]; /* [K] */
	uint32_t K;
	const struct rapport__levels *levels;
	const struct rapport__feature_settings *settings;
	const char *language, *name;
	uint32_t background;
	uint32_t stemmer_version;
	const double *combiner; /* [P + 1][K]; NULL with one level */
	double combiner_half;
	const double *passages; /* [2 K + 1][K]; NULL with one level */
	const double *shift;    /* [K] added to the final logits; NULL: nothing */
	const double *prior;    /* [K] */
	double temperature[2], threshold;
	const char *provenance;
};

/* Lays the model out.  *out (empty before) is the caller's to clear.  Weights are rounded to 16
 * bits, by a scale for each column.
 * Fails with MEMORY, LIMIT (over RAPPORT_MODEL_BYTES_MAX). */
enum rapport_status rapport__model_image_build(const struct rapport__model_parts *parts,
					       struct rapport__buffer *out,
					       struct rapport_error *error);

/* Writes the image to path by way of a new file beside it, so that an old model stays whole until
 * the new one is; a device or pipe is written to as it is.
 * Fails with IO, naming the path, MEMORY. */
enum rapport_status rapport__model_image_save(const struct rapport__buffer *image, const char *path,
					      struct rapport_error *error);

#endif
