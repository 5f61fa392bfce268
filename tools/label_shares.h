/* The shares of the labels that the user gives, or that are told from the texts themselves. */
#ifndef RAPPORT_LABEL_SHARES_H
#define RAPPORT_LABEL_SHARES_H

#include "model/prior.h"
#include "tools/settings.h"

/* Reads "P,P,...", a share for each label in the labels' order, or "NAME=P,..." in any order.  They
 * must add up to 1 within 0.01, and do so exactly on return.
 *
 * where   what the words about a failure begin with: "--prior"
 * labels  [K]
 * shares  [K] result
 * Returns 0 or, after saying what is wrong, EXIT_USAGE. */
int label_shares_read(const char *where, const char *list, const char *const *labels, uint32_t K,
		      double *shares);

/* --prior, for a command's table; target is a const char *. */
#define LABEL_SHARES_OPTION(target)                                                                \
	{                                                                                          \
		"prior", 0, OPTION_STRING, &(target), "P,P,...",                                   \
			"shares of the labels where the texts are from", 0, 0                      \
	}
/* --adapt-prior; target is a bool. */
#define LABEL_SHARES_ADAPT_OPTION(target)                                                          \
	{                                                                                          \
		"adapt-prior", 0, OPTION_FLAG, &(target), NULL,                                    \
			"tell those shares from the texts themselves, read twice", 0, 0            \
	}

/* False, with a word, where both are asked for. */
bool label_shares_options_agree(const char *option, bool adapt);

/* Gives the classifier the shares of the option, or else (NULL) those of the settings (NULL: none),
 * or else the model's.  Returns 0 or, after a word, an exit code. */
int label_shares_set(rapport_classifier *classifier, const char *option,
		     const struct settings *settings);

/* Gives the classifier the shares that the sample, scored under the model's own, tells, and says
 * on standard error which.  Of a few texts it says that they are too few, and does as
 * label_shares_set without an option.  Returns 0 or, after a word, an exit code. */
int label_shares_adapt(rapport_classifier *classifier, const struct rapport__prior_sample *sample,
		       const struct settings *settings);

#endif
