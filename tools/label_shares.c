#include "tools/label_shares.h"

#include "model/classifier.h"
#include "tools/exit.h"
#include "tools/program.h"

#include <stdlib.h>
#include <string.h>

enum {
	TEXTS_MIN = 50, /* fewer tell shares no better than the model's own guess */
};

/* How many texts the model's shares count for beside those that were read: so few texts that they
 * tell little move them little. */
static const double model_weight = 50;
static const double sum_slack = 0.01; /* shares are given with two digits, such as 0.33 */

/* The label whose name and = stand at list; the longest, as a name may hold "=" and commas. */
static uint32_t find_label(const char *list, const char *const *labels, uint32_t K)
{
	uint32_t found = K;
	size_t longest = 0;

	for (uint32_t k = 0; k < K; k++) {
		size_t size = strlen(labels[k]);

		if (!strncmp(list, labels[k], size) && list[size] == '=' && size >= longest) {
			found = k;
			longest = size;
		}
	}
	return found;
}

/* Reads one share at *list into the label's place, and goes behind it.  False after a word. */
static bool read_share(const char *where, const char **list, uint32_t number,
		       const char *const *labels, uint32_t K, double *shares)
{
	const int size = (int)strcspn(*list, ",");
	uint32_t k = find_label(*list, labels, K);
	const char *value = *list;
	char *end;

	if (k < K) {
		value += strlen(labels[k]) + 1;
	} else if (memchr(value, '=', (size_t)size)) {
		program_say("%s: no label is called \"%.*s\"", where, (int)strcspn(value, "="),
			    value);
		return false;
	} else if (number >= K) {
		program_say("%s: more shares than the %u labels", where, K);
		return false;
	} else {
		k = number;
	}
	if (shares[k] > 0) {
		program_say("%s: the label %s has a share already", where, labels[k]);
		return false;
	}
	shares[k] = strtod(value, &end);
	if (end == value || (*end && *end != ',') || !(shares[k] > 0 && shares[k] <= 1)) {
		program_say("%s: \"%.*s\" is no share above 0 and up to 1", where,
			    (int)strcspn(value, ","), value);
		return false;
	}
	*list = end;
	return true;
}

int label_shares_read(const char *where, const char *list, const char *const *labels, uint32_t K,
		      double *shares)
{
	double sum = 0;

	memset(shares, 0, K * sizeof *shares);
	for (uint32_t number = 0;; number++) {
		if (!read_share(where, &list, number, labels, K, shares))
			return EXIT_USAGE;
		if (!*list)
			break;
		list++;
	}
	for (uint32_t k = 0; k < K; k++) {
		if (!(shares[k] > 0)) {
			program_say("%s: the label %s has no share", where, labels[k]);
			return EXIT_USAGE;
		}
		sum += shares[k];
	}
	if (!(sum > 1 - sum_slack && sum < 1 + sum_slack)) {
		program_say("%s: the shares add up to %.4g, not to 1", where, sum);
		return EXIT_USAGE;
	}
	for (uint32_t k = 0; k < K; k++)
		shares[k] /= sum;
	return EXIT_DONE;
}

bool label_shares_options_agree(const char *option, bool adapt)
{
	if (option && adapt)
		program_say("--prior says what --adapt-prior is to find out: give one of them");
	return !option || !adapt;
}

int label_shares_set(rapport_classifier *classifier, const char *option,
		     const struct settings *settings)
{
	const rapport_model *model = rapport__classifier_model(classifier);
	const uint32_t K = rapport_model_label_count(model);
	const char *list = option, *where = "--prior", *labels[RAPPORT_LABELS_MAX];
	double shares[RAPPORT_LABELS_MAX];
	struct rapport_error error = { 0 };

	if (!list && settings) {
		list = settings->prior;
		where = settings->prior_place;
	}
	if (!list)
		return EXIT_DONE;
	for (uint32_t k = 0; k < K; k++)
		labels[k] = rapport_model_label(model, k);
	if (label_shares_read(where, list, labels, K, shares))
		return option ? EXIT_USAGE : EXIT_CONFIG;
	return rapport_classifier_set_prior(classifier, shares, &error)
		       ? program_fail(where, &error)
		       : EXIT_DONE;
}

static void say_shares(const rapport_model *model, uint64_t texts, const double *shares)
{
	char told[4096] = "", own[1024] = "";

	for (uint32_t k = 0; k < rapport_model_label_count(model); k++) {
		const char *comma = k ? ", " : "";
		size_t size = strlen(told);

		snprintf(told + size, sizeof told - size, "%s%s %.3f", comma,
			 rapport_model_label(model, k), shares[k]);
		size = strlen(own);
		snprintf(own + size, sizeof own - size, "%s%.3f", comma, model->prior[k]);
	}
	program_say("shares by these %llu texts: %s; the model assumes %s",
		    (unsigned long long)texts, told, own);
}

int label_shares_adapt(rapport_classifier *classifier, const struct rapport__prior_sample *sample,
		       const struct settings *settings)
{
	const rapport_model *model = rapport__classifier_model(classifier);
	double shares[RAPPORT_LABELS_MAX];
	struct rapport_error error = { 0 };

	if (sample->seen < TEXTS_MIN) {
		program_say("too few texts to tell the shares of the labels by (%llu, of at least "
			    "%d): they are not adapted",
			    (unsigned long long)sample->seen, TEXTS_MIN);
		return label_shares_set(classifier, NULL, settings);
	}
	if (rapport__prior_adapt(sample, model->prior, model_weight, shares, &error) ||
	    rapport_classifier_set_prior(classifier, shares, &error))
		return program_fail("--adapt-prior", &error);
	say_shares(model, sample->seen, shares);
	return EXIT_DONE;
}
