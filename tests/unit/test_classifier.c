#include "support.h"

#include "model/classifier.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *const texts[] = {
	"Hello again. You keep pushing us to sign before Friday. Best wishes, Anna",
	"Thank you for your patience, we trust your advice.\n\nThe invoice is attached.",
	"honest",
	"xyzzy plugh",
	"?!",
	"\xF0\x9F\x98\x80 \xFF\xFE \xC3",
	"no\0no\0\r\n\t",
};
enum {
	TEXTS = sizeof texts / sizeof *texts,
	K = 3
};

static const size_t sizes[TEXTS] = { 73, 76, 6, 11, 2, 8, 9 };

static void tag(rapport_classifier *classifier, size_t i, struct rapport_verdict *verdict)
{
	struct rapport_error error = { 0 };

	cr_assert_eq(rapport_classifier_tag(classifier, texts[i], sizes[i], verdict, &error),
		     RAPPORT_OK, "%s", error.text);
}

static void check_verdict(const struct rapport_verdict *verdict, const rapport_model *model,
			  size_t size)
{
	double sum = 0;
	uint32_t end = 0;

	for (size_t k = 0; k < K; k++) {
		cr_expect(verdict->scores[k] >= 0 && verdict->scores[k] <= verdict->confidence);
		sum += verdict->scores[k];
	}
	cr_expect_float_eq(sum, 1, 1e-12);
	cr_expect_eq(verdict->confidence, verdict->scores[verdict->label]);
	cr_expect_eq(verdict->unsure, verdict->confidence < model->header.threshold);
	cr_expect_eq(verdict->empty, verdict->passage_count == 0);
	for (size_t s = 0; s < verdict->passage_count; s++) {
		const struct rapport_passage *passage = &verdict->passages[s];

		cr_expect(passage->start >= end && passage->end > passage->start);
		cr_expect(passage->label < K && passage->confidence > 1. / K - 1e-12 &&
			  passage->confidence <= 1);
		end = passage->end;
	}
	cr_expect_leq(end, size);
}

Test(classifier, gives_scores_that_sum_to_1_and_passages_in_order)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct support_model made;
		struct rapport_verdict verdict;
		rapport_classifier *classifier;
		const double alike[(2 * K + 1) * K] = { 0 };

		support_train(&made, evidence);
		cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
		cr_expect_eq(rapport__classifier_model(classifier), &made.model);
		for (size_t i = 0; i < TEXTS; i++) {
			tag(classifier, i, &verdict);
			check_verdict(&verdict, &made.model, sizes[i]);
			cr_expect(!verdict.empty, "text %zu", i);
		}
		tag(classifier, 0, &verdict);
		cr_expect_str_eq(rapport_model_label(&made.model, verdict.label), "pressure");
		cr_assert_eq(verdict.passage_count, 3);
		cr_expect(verdict.passages[1].start == 13 && verdict.passages[1].end == 55);
		/* What makes all sentences alike leaves the text's scores alone. */
		double confidence = verdict.confidence;

		made.model.header.temperature[1] = 1e5;
		if (evidence)
			made.model.passages = alike;
		tag(classifier, 0, &verdict);
		cr_expect_eq(verdict.confidence, confidence);
		for (size_t s = 0; s < 3; s++)
			cr_expect_float_eq(verdict.passages[s].confidence, 1. / K, 1e-3);
		rapport_classifier_free(classifier);
		support_clear(&made);
	}
	rapport_classifier_free(NULL);
}

Test(classifier, is_unsure_below_the_threshold)
{
	struct support_model made;
	struct rapport_verdict verdict;
	rapport_classifier *classifier;
	double confidence;

	support_train(&made, true);
	cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
	tag(classifier, 1, &verdict);
	confidence = verdict.confidence;
	made.model.header.threshold = confidence;
	tag(classifier, 1, &verdict);
	cr_expect(!verdict.unsure);
	made.model.header.threshold = nextafter(confidence, 2);
	tag(classifier, 1, &verdict);
	cr_expect(verdict.unsure);
	rapport_classifier_free(classifier);
	support_clear(&made);
}

Test(classifier, gives_a_text_without_words_the_prior)
{
	char *blank = rapport__calloc(RAPPORT_TEXT_BYTES_MAX, 1);
	const struct {
		const char *text;
		size_t size;
	} blanks[] = { { "", 0 },
		       { NULL, 0 },
		       { " \r\n\t \xC2\xA0", 7 },
		       { "\xFF\xFE", 2 },
		       { blank, RAPPORT_TEXT_BYTES_MAX } };
	struct rapport_explanation explanation;
	struct support_model made;
	struct rapport_verdict verdict;
	rapport_classifier *classifier;

	memset(blank, ' ', RAPPORT_TEXT_BYTES_MAX);
	support_train(&made, true);
	cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		cr_assert_eq(rapport_classifier_tag(classifier, blanks[i].text, blanks[i].size,
						    &verdict, NULL),
			     RAPPORT_OK);
		cr_expect(verdict.empty && !verdict.passage_count, "blank %zu", i);
		cr_expect_eq(memcmp(verdict.scores, made.model.prior, K * sizeof(double)), 0);
		check_verdict(&verdict, &made.model, 0);
		cr_assert_eq(rapport_classifier_explain(classifier, blanks[i].text, blanks[i].size,
							&explanation, NULL),
			     RAPPORT_OK);
		cr_expect(explanation.verdict.empty && !explanation.word_count);
	}
	cr_expect_eq(rapport_classifier_tag(classifier, blank, RAPPORT_TEXT_BYTES_MAX + 1, &verdict,
					    NULL),
		     RAPPORT_ERR_LIMIT);
	cr_expect_eq(rapport_classifier_explain(classifier, blank, RAPPORT_TEXT_BYTES_MAX + 1,
						&explanation, NULL),
		     RAPPORT_ERR_LIMIT);
	tag(classifier, 0, &verdict);
	cr_expect(!verdict.empty);
	rapport_classifier_free(classifier);
	rapport__free(blank);
	support_clear(&made);
}

Test(classifier, explains_in_parts_that_add_up_to_the_score)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct rapport_explanation got;
		struct support_model made;
		rapport_classifier *classifier;

		support_train(&made, evidence);
		cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
		for (size_t i = 0; i < TEXTS; i++) {
			double sum, score = 0;

			cr_assert_eq(rapport_classifier_explain(classifier, texts[i], sizes[i],
								&got, NULL),
				     RAPPORT_OK);
			check_verdict(&got.verdict, &made.model, sizes[i]);
			sum = got.rest;
			for (size_t w = 0; w < got.word_count; w++) {
				sum += got.words[w].weight;
				cr_expect(got.words[w].start < got.words[w].end &&
					  got.words[w].end <= sizes[i]);
			}
			for (size_t s = 0; s < got.verdict.passage_count; s++) {
				sum += got.sentences[s].weight;
				cr_expect_eq(got.sentences[s].start, got.verdict.passages[s].start);
				cr_expect_eq(got.sentences[s].end, got.verdict.passages[s].end);
			}
			cr_expect_float_eq(sum, got.score, 1e-9, "text %zu: %.12g of %.12g", i, sum,
					   got.score);
			/* The logit less the mean is log p less the mean of log p. */
			for (size_t k = 0; k < K; k++)
				score += ((k == got.verdict.label) - 1. / K) *
					 log(got.verdict.scores[k]);
			cr_expect_float_eq(got.score, score, 1e-9);
		}
		rapport_classifier_free(classifier);
		support_clear(&made);
	}
}

/* A copy of a verdict, which is the classifier's only until the next. */
struct kept {
	double scores[K];
	struct rapport_passage passages[8];
	size_t count;
};

static void keep(const struct rapport_verdict *verdict, struct kept *kept)
{
	memset(kept, 0, sizeof *kept);
	memcpy(kept->scores, verdict->scores, sizeof kept->scores);
	kept->count = verdict->passage_count;
	/* Member by member, so that what lies between them stays zero. */
	for (size_t s = 0; s < kept->count; s++) {
		kept->passages[s].start = verdict->passages[s].start;
		kept->passages[s].end = verdict->passages[s].end;
		kept->passages[s].label = verdict->passages[s].label;
		kept->passages[s].confidence = verdict->passages[s].confidence;
	}
}

/* From another text on each time, so that a word does not have the same number again. */
static void expect_as_ever(rapport_classifier *classifier, const struct kept ever[TEXTS],
			   size_t first)
{
	struct rapport_verdict verdict;

	for (size_t n = 0; n < TEXTS; n++) {
		const size_t i = (n + first) % TEXTS;
		struct kept now;

		tag(classifier, i, &verdict);
		keep(&verdict, &now);
		cr_expect_eq(memcmp(&now, &ever[i], sizeof now), 0, "text %zu, from %zu on", i,
			     first);
	}
}

/* Enough new words to make the stemmer's cache start anew; each text with a classifier of its own
 * first. */
Test(classifier, does_not_depend_on_the_texts_before)
{
	struct rapport__buffer words = { 0 };
	struct support_model made;
	struct rapport_verdict verdict;
	rapport_classifier *classifier;
	static struct kept ever[TEXTS];
	char word[32];

	support_train(&made, true);
	for (size_t i = 0; i < TEXTS; i++) {
		cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
		tag(classifier, i, &verdict);
		keep(&verdict, &ever[i]);
		rapport_classifier_free(classifier);
	}
	for (size_t i = 0; i < RAPPORT__STEMMER_WORDS_MAX + 1000; i++) {
		snprintf(word, sizeof word, "w%zuq%s", i, i % 12 ? " " : ". ");
		rapport__buffer_add_string(&words, word);
	}
	cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
	expect_as_ever(classifier, ever, 0);
	expect_as_ever(classifier, ever, 1);
	for (size_t round = 0; round < 2; round++) {
		cr_assert_eq(
			rapport_classifier_tag(classifier, words.data, words.size, &verdict, NULL),
			RAPPORT_OK);
		expect_as_ever(classifier, ever, 2 + round);
	}
	rapport_classifier_free(classifier);
	rapport__buffer_clear(&words);
	support_clear(&made);
}

static enum rapport_status classify(void *context, struct rapport_error *error)
{
	struct support_model *made = context;
	struct rapport_explanation explanation;
	rapport_classifier *classifier;
	enum rapport_status status = rapport_classifier_new(&made->model, &classifier, error);

	cr_assert_eq(!classifier, status != RAPPORT_OK);
	if (!status)
		status = rapport_classifier_explain(classifier, texts[0], sizes[0], &explanation,
						    error);
	rapport_classifier_free(classifier);
	return status;
}

Test(classifier, fails_without_memory_and_stays_usable)
{
	struct rapport_error error = { 0 };
	struct support_model made;
	struct rapport_verdict verdict;
	rapport_classifier *classifier;
	struct kept ever[TEXTS];
	enum rapport_status status = RAPPORT_ERR_MEMORY;

	support_train(&made, true);
	cr_expect_geq(support_fail_allocations(classify, &made), 20);
	cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
	for (size_t i = 0; i < TEXTS; i++) {
		tag(classifier, i, &verdict);
		keep(&verdict, &ever[i]);
	}
	rapport_classifier_free(classifier);
	cr_assert_eq(rapport_classifier_new(&made.model, &classifier, NULL), RAPPORT_OK);
	for (long n = 0; status; n++) {
		rapport__memory_fail_after(n);
		status = rapport_classifier_tag(classifier, texts[0], sizes[0], &verdict, NULL);
		rapport__memory_fail_after(-1);
	}
	expect_as_ever(classifier, ever, 4);
	rapport_classifier_free(classifier);
	snprintf(made.model.header.language, sizeof made.model.header.language, "klingon");
	cr_expect_eq(rapport_classifier_new(&made.model, &classifier, &error), RAPPORT_ERR_FORMAT);
	cr_expect_null(classifier);
	support_clear(&made);
}
