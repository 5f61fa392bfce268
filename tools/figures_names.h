/* What the printed forms of figures have in common. */
#ifndef RAPPORT_FIGURES_NAMES_H
#define RAPPORT_FIGURES_NAMES_H

#include "tools/measurement.h"

/* The measures' names for people, and those of JSON members. */
extern const char *const figures_measures[RAPPORT__MEASURES];
extern const char *const figures_members[RAPPORT__MEASURES];

struct rapport__evidence figures_sum_evidence(const struct rapport__evidence *evidence, uint32_t K);

#endif
