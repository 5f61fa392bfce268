#include "support.h"

#include "model/classifier.h"

#include <math.h>
#include <string.h>

static const char *const texts[] = {
	"Hello again. You keep pushing us to sign before Friday. Best wishes, Anna",
	"Thank you for your patience, we trust your advice.\n\nThe invoice is attached.",
	"honest",
	"xyzzy plugh",
	"?!",
};
enum {
	TEXTS = sizeof texts / sizeof *texts,
	K = 3
};

/* A classifier that is told shares, beside one that is not. */
struct pair {
	struct support_model made;
	rapport_classifier *told, *own;
};

static void make_pair(struct pair *pair, bool evidence)
{
	support_train(&pair->made, evidence);
	cr_assert_eq(rapport_classifier_new(&pair->made.model, &pair->told, NULL), RAPPORT_OK);
	cr_assert_eq(rapport_classifier_new(&pair->made.model, &pair->own, NULL), RAPPORT_OK);
}

static void clear_pair(struct pair *pair)
{
	rapport_classifier_free(pair->told);
	rapport_classifier_free(pair->own);
	support_clear(&pair->made);
}

static void tag(rapport_classifier *classifier, size_t i, struct rapport_verdict *verdict)
{
	cr_assert_eq(rapport_classifier_tag(classifier, texts[i], strlen(texts[i]), verdict, NULL),
		     RAPPORT_OK);
}

static void expect_same_passages(const struct rapport_verdict *a, const struct rapport_verdict *b)
{
	cr_assert_eq(a->passage_count, b->passage_count);
	for (size_t s = 0; s < a->passage_count; s++)
		cr_expect(a->passages[s].start == b->passages[s].start &&
				  a->passages[s].end == b->passages[s].end &&
				  a->passages[s].label == b->passages[s].label &&
				  a->passages[s].confidence == b->passages[s].confidence,
			  "passage %zu", s);
}

/* A sentence is read as a part of its text where the model was taught so, and by itself where not.
 */
static void expect_passages_to_follow(const struct pair *pair, const struct rapport_verdict *told,
				      const struct rapport_verdict *own)
{
	cr_assert_eq(told->passage_count, own->passage_count);
	for (size_t s = 0; s < told->passage_count; s++)
		cr_expect(told->passages[s].start == own->passages[s].start &&
			  told->passages[s].end == own->passages[s].end);
	if (!pair->made.model.passages)
		expect_same_passages(told, own);
}

/* As if nothing was ever told. */
static void expect_as_own(const struct pair *pair)
{
	for (size_t i = 0; i < TEXTS; i++) {
		struct rapport_verdict told, own;

		tag(pair->told, i, &told);
		tag(pair->own, i, &own);
		cr_expect_eq(memcmp(told.scores, own.scores, K * sizeof *own.scores), 0, "text %zu",
			     i);
		cr_expect_eq(told.label, own.label);
		expect_same_passages(&told, &own);
	}
}

static const double shares[][K] = { { 0.05, 0.9, 0.05 }, { 0.8, 0.1, 0.1 }, { 1e-9, 0.5, 0.5 } };

/* By Bayes: p'(k) is in proportion to p(k) to_k / from_k. */
static void check_moved(const struct pair *pair, const double *to, size_t i)
{
	struct rapport_verdict told, own, label;
	double p[K], sum = 0, before[K];
	uint32_t best = 0;

	tag(pair->own, i, &own);
	tag(pair->told, i, &told);
	for (size_t k = 0; k < K; k++) {
		p[k] = own.scores[k] * to[k] / pair->made.model.prior[k];
		sum += p[k];
	}
	for (uint32_t k = 0; k < K; k++) {
		cr_expect_float_eq(told.scores[k], p[k] / sum, 1e-12, "text %zu, label %u", i, k);
		best = told.scores[k] > told.scores[best] ? k : best;
	}
	cr_expect_eq(told.label, best);
	cr_expect_eq(told.confidence, told.scores[best]);
	cr_expect_eq(told.unsure, told.confidence < pair->made.model.header.threshold);
	expect_passages_to_follow(pair, &told, &own);
	memcpy(before, told.scores, sizeof before);
	cr_assert_eq(rapport_classifier_label(pair->told, texts[i], strlen(texts[i]), &label, NULL),
		     RAPPORT_OK);
	cr_expect_eq(memcmp(label.scores, before, sizeof before), 0);
}

/* The score is that of the scores, and parts add up to it. */
static void check_explanation(const struct pair *pair, size_t i)
{
	struct rapport_explanation why;
	double sum, score = 0;

	cr_assert_eq(rapport_classifier_explain(pair->told, texts[i], strlen(texts[i]), &why, NULL),
		     RAPPORT_OK);
	sum = why.rest;
	for (size_t w = 0; w < why.word_count; w++)
		sum += why.words[w].weight;
	for (size_t s = 0; s < why.verdict.passage_count; s++)
		sum += why.sentences[s].weight;
	cr_expect_float_eq(sum, why.score, 1e-9, "text %zu: %.12g of %.12g", i, sum, why.score);
	for (size_t k = 0; k < K; k++)
		score += ((k == why.verdict.label) - 1. / K) * log(why.verdict.scores[k]);
	cr_expect_float_eq(why.score, score, 1e-9);
}

SUPPORT_ROWS(classifier_prior, moves_scores_and_lets_passages_follow, shares)
ParameterizedTest(size_t *row, classifier_prior, moves_scores_and_lets_passages_follow)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct pair pair;

		make_pair(&pair, evidence);
		cr_assert_eq(rapport_classifier_set_prior(pair.told, shares[*row], NULL),
			     RAPPORT_OK);
		for (size_t i = 0; i < TEXTS; i++) {
			check_moved(&pair, shares[*row], i);
			check_explanation(&pair, i);
		}
		clear_pair(&pair);
	}
}

/* What is told last counts, and counts from the model's shares on. */
Test(classifier_prior, forgets_what_was_told_before)
{
	static const double bare[K] = { 0.2, 0.7, 0.1 };
	struct rapport_verdict verdict;
	struct pair pair;

	make_pair(&pair, true);
	for (size_t n = 0; n < 3; n++)
		cr_assert_eq(rapport_classifier_set_prior(pair.told, shares[n], NULL), RAPPORT_OK);
	cr_assert_eq(rapport_classifier_set_prior(pair.told, bare, NULL), RAPPORT_OK);
	check_moved(&pair, bare, 0);
	cr_assert_eq(rapport_classifier_tag(pair.told, " ", 1, &verdict, NULL), RAPPORT_OK);
	cr_expect(verdict.empty && verdict.label == 1);
	for (size_t k = 0; k < K; k++)
		cr_expect_float_eq(verdict.scores[k], bare[k], 1e-15, "a text without words");
	cr_assert_eq(rapport_classifier_set_prior(pair.told, NULL, NULL), RAPPORT_OK);
	expect_as_own(&pair);
	clear_pair(&pair);
}

static const struct {
	const char *name;
	double shares[K], own; /* the model's share of label 0 */
	enum rapport_status status;
} bad[] = {
	{ "zero", { 0, 0.5, 0.5 }, 0.3, RAPPORT_ERR_ARGUMENT },
	{ "negative", { 0.6, -0.1, 0.5 }, 0.3, RAPPORT_ERR_ARGUMENT },
	{ "NaN", { 0.5, 0.5, NAN }, 0.3, RAPPORT_ERR_ARGUMENT },
	{ "infinite", { INFINITY, 0.5, 0.5 }, 0.3, RAPPORT_ERR_ARGUMENT },
	{ "over 1", { 0.5, 0.5, 2e-6 }, 0.3, RAPPORT_ERR_ARGUMENT },
	{ "under 1", { 0.5, 0.49, 0.009998 }, 0.3, RAPPORT_ERR_ARGUMENT },
	{ "rounded", { 0.5, 0.25, 0.2500009 }, 0.3, RAPPORT_OK },
	{ "a label that the model never expects", { 0.2, 0.7, 0.1 }, 0, RAPPORT_ERR_FORMAT },
	{ "hardly ever", { 0.2, 0.7, 0.1 }, 1e-310, RAPPORT_ERR_FORMAT },
};

SUPPORT_ROWS(classifier_prior, refuses_what_are_no_shares, bad)
ParameterizedTest(size_t *row, classifier_prior, refuses_what_are_no_shares)
{
	const double prior[K] = { bad[*row].own, 0.5, 0.5 - bad[*row].own };
	struct rapport_error error = { 0 };
	struct pair pair;

	make_pair(&pair, true);
	pair.made.model.prior = prior;
	cr_expect_eq(rapport_classifier_set_prior(pair.told, bad[*row].shares, &error),
		     bad[*row].status, "%s: %s", bad[*row].name, error.text);
	cr_expect_eq(error.status, bad[*row].status);
	if (bad[*row].status)
		expect_as_own(&pair);
	clear_pair(&pair);
}
