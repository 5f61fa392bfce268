#include "training/weights.h"

#include <stdlib.h>
#include <string.h>

enum rapport_status rapport__weight_read(struct rapport__weight *weight, const char *rule,
					 struct rapport_error *error)
{
	const char *value = strchr(rule, '='), *number = strrchr(rule, ':');
	char *end;

	*weight = (struct rapport__weight){ 0 };
	if (value && value > rule && value - rule < RAPPORT__WEIGHT_WORD_BYTES && number &&
	    number > value + 1 && number - value <= RAPPORT__WEIGHT_WORD_BYTES) {
		memcpy(weight->member, rule, (size_t)(value - rule));
		memcpy(weight->value, value + 1, (size_t)(number - value - 1));
		weight->weight = strtod(number + 1, &end);
		if (end > number + 1 && !*end && weight->weight > 0 && weight->weight <= 1)
			return RAPPORT_OK;
	}
	return rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
			    "not MEMBER=VALUE:NUMBER with a number above 0 and up to 1: \"%s\"",
			    rule);
}

float rapport__weights_of(const struct rapport__weight *weights, size_t count,
			  const rapport__json *object)
{
	double weight = 1;
	char value[256];

	for (size_t i = 0; i < count; i++)
		if (rapport__json_scalar(object, weights[i].member, value, sizeof value) &&
		    !strcmp(value, weights[i].value))
			weight *= weights[i].weight;
	return (float)weight;
}
