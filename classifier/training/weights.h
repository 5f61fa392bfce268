/* How much texts count in training, by what stands in their JSON members. */
#ifndef RAPPORT_WEIGHTS_H
#define RAPPORT_WEIGHTS_H

#include "status.h"
#include "text/json.h"

#define RAPPORT__WEIGHT_WORD_BYTES 64

/* Texts whose member has this value count that much, beside 1 for the others. */
struct rapport__weight {
	char member[RAPPORT__WEIGHT_WORD_BYTES], value[RAPPORT__WEIGHT_WORD_BYTES];
	double weight; /* above 0, at most 1 */
};

/* Reads "MEMBER=VALUE:NUMBER".  Fails with ARGUMENT. */
enum rapport_status rapport__weight_read(struct rapport__weight *weight, const char *rule,
					 struct rapport_error *error);

/* The product of the weights [count] that apply to an object; 1 where none does. */
float rapport__weights_of(const struct rapport__weight *weights, size_t count,
			  const rapport__json *object);

#endif
