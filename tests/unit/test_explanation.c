#include "support.h"

#include "model/explanation.h"
#include "model/pooling.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *const texts[] = {
	"Stop calling me every day!! I said no, no, no. We do not want to be rushed.",
	"Thank you for your patience, we trust your advice. The invoice is attached. Hello again.",
	"honest honest honest",
	"Nothing of this was ever xyzzy",
	"?!",
	"\xF0\x9F\x98\x80 \xFF\xFE 12",
};
enum {
	TEXTS = sizeof texts / sizeof *texts,
	K = 3,
	P = RAPPORT__POOLS * K + 1
};

struct setting {
	struct support_model made;
	rapport__scorer *scorer;
	struct rapport__scores scores;
	double inputs[P], logits[K];
};

static void make_setting(struct setting *setting, bool evidence)
{
	support_train(&setting->made, evidence);
	setting->made.model.header.temperature[0] = 1.75;
	cr_assert_eq(rapport__scorer_new(&setting->made.model, &setting->scorer, NULL), RAPPORT_OK);
}

static void score(struct setting *setting, const char *text)
{
	cr_assert_eq(
		rapport__scorer_run(setting->scorer, text, strlen(text), &setting->scores, NULL),
		RAPPORT_OK);
	rapport__combine(&setting->made.model, &setting->scores, setting->inputs, setting->logits);
}

static void clear_setting(struct setting *setting)
{
	rapport__scorer_free(setting->scorer);
	support_clear(&setting->made);
}

Test(explanation, brings_the_levels_together_as_the_combiner_says)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct setting setting;

		make_setting(&setting, evidence);
		for (size_t i = 0; i < TEXTS; i++) {
			double inputs[P], z[K], share;
			const double *combiner = setting.made.model.combiner;

			score(&setting, texts[i]);
			share = rapport__pooling_share(setting.scores.S,
						       setting.made.model.header.combiner_half);
			rapport__pool(setting.scores.text, setting.scores.sentences,
				      setting.scores.S, K, setting.made.model.header.background,
				      inputs);
			for (size_t k = 0; k < K; k++) {
				z[k] = evidence ? combiner[P * K + k] : setting.scores.text[k];
				for (size_t j = 0; evidence && j < P; j++)
					z[k] += inputs[j] * combiner[j * K + k];
				if (evidence)
					z[k] = share * z[k] +
					       (1 - share) * inputs[RAPPORT__POOL_TEXT * K + k] +
					       setting.made.model.shift[k];
				cr_expect_float_eq(setting.logits[k], z[k] / 1.75, 1e-12, "%s",
						   texts[i]);
			}
			if (evidence)
				cr_expect_eq(memcmp(inputs, setting.inputs, sizeof inputs), 0);
		}
		clear_setting(&setting);
	}
}

/* words + sentences + rest = logit - mean, whichever label it is asked of. */
static void check_sums(struct setting *setting, const char *text)
{
	const size_t tokens = setting->scores.features->tokens.count, S = setting->scores.S;
	double *parts = rapport__calloc((tokens + 1) * K, sizeof *parts);
	double *words = rapport__calloc(tokens, sizeof *words);
	double *sentences = rapport__calloc(S, sizeof *sentences);
	double *shares = rapport__calloc(S, sizeof *shares);
	const double mean = (setting->logits[0] + setting->logits[1] + setting->logits[2]) / K;
	double over_labels = 0;

	rapport__scorer_explain(setting->scorer, parts);
	for (uint32_t label = 0; label < K; label++) {
		double sum = rapport__explain(&setting->made.model, &setting->scores, parts,
					      setting->inputs, label, words, sentences, shares);

		for (size_t i = 0; i < tokens; i++)
			sum += words[i];
		for (size_t s = 0; s < S; s++) {
			sum += sentences[s];
			cr_expect(setting->made.model.combiner || sentences[s] == 0);
		}
		cr_expect_float_eq(sum, setting->logits[label] - mean, 1e-9,
				   "label %u of \"%s\": %.12g, not %.12g", label, text, sum,
				   setting->logits[label] - mean);
		over_labels += tokens ? words[0] : 0;
	}
	/* What speaks for one label speaks against the others. */
	cr_expect_float_eq(over_labels, 0, 1e-9);
	rapport__free(parts);
	rapport__free(words);
	rapport__free(sentences);
	rapport__free(shares);
}

Test(explanation, adds_up_to_the_score)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct setting setting;

		make_setting(&setting, evidence);
		for (size_t i = 0; i < TEXTS; i++) {
			score(&setting, texts[i]);
			check_sums(&setting, texts[i]);
		}
		clear_setting(&setting);
	}
}

/* The same for any combiner, not only for one that was trained. */
Test(explanation, adds_up_whatever_the_combiner)
{
	double combiner[(P + 2) * K];
	struct setting setting;

	make_setting(&setting, true);
	for (size_t round = 0; round < 20; round++) {
		for (size_t j = 0; j < (P + 2) * K; j++)
			combiner[j] = support_number(round * 1000 + j);
		setting.made.model.combiner = combiner;
		setting.made.model.shift = combiner + (P + 1) * K;
		setting.made.model.header.combiner_half = (double)(round % 4);
		setting.made.model.header.background = (uint32_t)round % K;
		score(&setting, texts[round % TEXTS]);
		check_sums(&setting, texts[round % TEXTS]);
	}
	clear_setting(&setting);
}

/* The word that speaks most for pressure stands in the sentence that shows it. */
Test(explanation, points_at_what_tells)
{
	static const char text[] = "Hello again. You keep pushing us to sign before Friday.";
	double parts[40 * K], words[40], sentences[2], shares[2], most = -INFINITY;
	struct setting setting;
	size_t best = 0;

	make_setting(&setting, true);
	score(&setting, text);
	cr_assert_eq(setting.scores.S, 2);
	cr_assert_str_eq(rapport_model_label(&setting.made.model, 1), "pressure");
	rapport__scorer_explain(setting.scorer, parts);
	rapport__explain(&setting.made.model, &setting.scores, parts, setting.inputs, 1, words,
			 sentences, shares);
	for (size_t i = 0; i < setting.scores.features->tokens.count; i++)
		if (words[i] > most) {
			most = words[i];
			best = i;
		}
	cr_expect_geq(best, 3, "token %zu", best);
	cr_expect_gt(most, 0);
	clear_setting(&setting);
}
