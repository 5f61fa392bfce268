#include "tools/figures_names.h"

const char *const figures_measures[RAPPORT__MEASURES] = { "macro-F1", "accuracy", "log loss",
							  "Brier score", "calibration error" };
const char *const figures_members[RAPPORT__MEASURES] = { "macro_f1", "accuracy", "log_loss",
							 "brier", "calibration_error" };

struct rapport__evidence figures_sum_evidence(const struct rapport__evidence *evidence, uint32_t K)
{
	struct rapport__evidence sum = { 0 };

	for (uint32_t k = 0; k < K; k++) {
		sum.texts += evidence[k].texts;
		sum.top_overlaps += evidence[k].top_overlaps;
		sum.agrees += evidence[k].agrees;
		sum.chance += evidence[k].chance;
	}
	return sum;
}
