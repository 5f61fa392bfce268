#include "support.h"

#include "model/pooling.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static void train(const struct rapport__corpus *corpus,
		  const struct rapport__trainer_settings *settings,
		  struct rapport__trained *trained)
{
	struct rapport_error error = { 0 };

	cr_assert_eq(rapport__train(corpus, settings, trained, &error), RAPPORT_OK, "%s",
		     error.text);
}

static bool same_bytes(const struct rapport__trained *a, const struct rapport__trained *b)
{
	return a->image.size == b->image.size &&
	       memcmp(a->image.data, b->image.data, a->image.size) == 0;
}

Test(trainer, makes_the_same_bytes_of_the_same_input)
{
	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct rapport__trained trained[4];
		struct rapport__corpus corpus = { 0 };

		support_corpus(&corpus, 60, evidence);
		for (size_t i = 0; i < 4; i++) {
			struct rapport__trainer_settings settings;

			rapport__trainer_defaults(&settings);
			settings.threads = i == 1 ? 2 : 1;
			settings.seed = i == 3 ? 2 : 1;
			train(&corpus, &settings, &trained[i]);
		}
		cr_expect(same_bytes(&trained[0], &trained[1]), "two threads change it");
		cr_expect(same_bytes(&trained[0], &trained[2]), "the second time changes it");
		cr_expect(!same_bytes(&trained[0], &trained[3]), "the seed does not change it");
		cr_expect_neq(trained[0].held_out.log_loss, trained[3].held_out.log_loss,
			      "the seed does not change the folds");
		for (size_t i = 0; i < 4; i++)
			rapport__trained_clear(&trained[i]);
		rapport__corpus_clear(&corpus);
	}
}

/* Rows long enough for many blocks, so that threads really share the work. */
Test(trainer, does_not_depend_on_threads_in_a_larger_corpus)
{
	struct rapport__trained trained[2];
	struct rapport__corpus corpus = { 0 };

	support_corpus(&corpus, 3000, true);
	for (size_t i = 0; i < 2; i++) {
		struct rapport__trainer_settings settings;

		rapport__trainer_defaults(&settings);
		settings.threads = i ? 3 : 1;
		settings.folds = 2;
		train(&corpus, &settings, &trained[i]);
	}
	cr_expect(same_bytes(&trained[0], &trained[1]));
	for (size_t i = 0; i < 2; i++)
		rapport__trained_clear(&trained[i]);
	rapport__corpus_clear(&corpus);
}

struct steps {
	unsigned calls, steps;
};

static void count_step(void *context, const char *step, unsigned done, unsigned steps)
{
	struct steps *counted = context;

	cr_expect(*step);
	cr_expect_eq(done, counted->calls++);
	cr_expect(done < steps);
	cr_expect(!counted->steps || counted->steps == steps);
	counted->steps = steps;
}

Test(trainer, tells_its_steps_and_measures_itself)
{
	struct rapport__trainer_settings settings;
	struct rapport__corpus corpus = { 0 };
	struct rapport__trained trained;
	struct steps steps = { 0 };
	rapport_model model;

	support_corpus(&corpus, 60, true);
	rapport__trainer_defaults(&settings);
	settings.folds = 3;
	settings.name = "en-7";
	settings.command = "rapport-train all";
	settings.progress = count_step;
	settings.progress_context = &steps;
	train(&corpus, &settings, &trained);
	cr_expect_eq(steps.calls, steps.steps);
	cr_expect_eq(trained.levels, 2);
	cr_expect_eq(trained.held_out.N, 60);
	cr_expect_gt(trained.held_out.macro_f1, 0.9, "macro-F1 %g", trained.held_out.macro_f1);
	cr_assert_eq(rapport__model_read(trained.image.data, trained.image.size, &model, NULL),
		     RAPPORT_OK);
	cr_expect_eq(trained.features, model.header.features);
	cr_expect_str_eq(model.header.name, "en-7");
	cr_expect_eq(memcmp(rapport_model_name(&model), "en-7/", 5), 0);
	cr_expect_eq(strlen(rapport_model_name(&model)), 13);
	cr_expect(memmem(model.provenance, model.header.provenance_bytes,
			 "\ncommand: rapport-train all\n", 28));
	/* 60 texts, two of a group. */
	cr_expect(
		memmem(model.provenance, model.header.provenance_bytes, "60 texts, 30 groups", 19));
	rapport__trained_clear(&trained);
	cr_expect(!trained.image.data && !trained.held_out.confusion);
	rapport__trained_clear(&trained);
	rapport__corpus_clear(&corpus);
}

Test(trainer, passes_evidence_over_where_one_level_is_asked_for)
{
	struct rapport__trainer_settings settings;
	struct rapport__trained trained[2];

	for (size_t i = 0; i < 2; i++) {
		struct rapport__corpus corpus = { 0 };

		support_corpus(&corpus, 60, i == 0);
		corpus.checksum = 0; /* the two files differ in their evidence */
		rapport__trainer_defaults(&settings);
		settings.one_level = true;
		train(&corpus, &settings, &trained[i]);
		cr_expect_eq(trained[i].levels, 1);
		rapport__corpus_clear(&corpus);
	}
	cr_expect(same_bytes(&trained[0], &trained[1]));
	rapport__trained_clear(&trained[0]);
	rapport__trained_clear(&trained[1]);
}

/* Labels that only those know who have seen them: two texts of a group share words and label. */
Test(trainer, measures_itself_on_texts_it_has_not_seen)
{
	struct rapport__trainer_settings settings;
	struct rapport__buffer lines = { 0 };
	struct rapport__corpus corpus = { 0 };
	struct rapport__trained trained;
	char line[128];

	for (size_t i = 0; i < 120; i++) {
		snprintf(line, sizeof line,
			 "{\"label\":\"%c\",\"text\":\"v%zuq w%zuq u%zuq\",\"group\":%zu}\n",
			 support_number(i / 2) > 0 ? 'a' : 'b', i / 2, i / 2, i / 2, i / 2);
		rapport__buffer_add_string(&lines, line);
	}
	support_read(&corpus, lines.data);
	rapport__trainer_defaults(&settings);
	train(&corpus, &settings, &trained);
	cr_expect_lt(trained.held_out.accuracy, 0.75, "%g", trained.held_out.accuracy);
	rapport__trained_clear(&trained);
	rapport__corpus_clear(&corpus);
	rapport__buffer_clear(&lines);
}

/* A prior moves the bias that decides by T log(prior / share), and is what an empty text gets. */
Test(trainer, assumes_the_shares_that_it_is_given)
{
	static const double prior[3] = { 0.8, 0.15, 0.05 };

	for (size_t evidence = 0; evidence < 2; evidence++) {
		struct rapport__corpus corpus = { 0 };
		struct rapport__trained trained[2];
		rapport_model model[2];
		const double *bias[2];

		support_corpus(&corpus, 60, evidence);
		for (size_t i = 0; i < 2; i++) {
			struct rapport__trainer_settings settings;

			rapport__trainer_defaults(&settings);
			settings.prior = i ? prior : NULL;
			train(&corpus, &settings, &trained[i]);
			cr_assert_eq(rapport__model_read(trained[i].image.data,
							 trained[i].image.size, &model[i], NULL),
				     RAPPORT_OK);
			bias[i] = evidence ? model[i].shift : model[i].bias;
		}
		double T = model[0].header.temperature[0];

		cr_expect_eq(model[1].header.temperature[0], T);
		for (size_t k = 0; k < 3; k++) {
			cr_expect_float_eq(model[0].prior[k], 1 / 3., 1e-12);
			cr_expect_eq(model[1].prior[k], prior[k]);
			cr_expect_float_eq(bias[1][k] - bias[0][k], T * log(3 * prior[k]), 1e-9);
			cr_expect_eq(evidence && model[1].bias[k] != model[0].bias[k], 0);
		}
		for (size_t i = 0; i < 2; i++)
			rapport__trained_clear(&trained[i]);
		rapport__corpus_clear(&corpus);
	}
}

/* What one text alone has would say that the text was there. */
Test(trainer, does_not_keep_what_one_text_alone_has)
{
	struct rapport__trainer_settings settings;
	struct rapport__corpus corpus = { 0 };
	struct rapport__trained trained;
	rapport__stemmer *stemmer;
	rapport_model model;
	uint64_t slots[2];

	support_corpus(&corpus, 60, false);
	support_read(&corpus, "trust\tzyqqux\ntrust\tblorbist\ntrust\tblorbist\n");
	rapport__trainer_defaults(&settings);
	train(&corpus, &settings, &trained);
	cr_assert_eq(rapport__model_read(trained.image.data, trained.image.size, &model, NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	for (size_t i = 0; i < 2; i++) {
		const char *text = i ? "blorbist" : "zyqqux";
		uint32_t id = rapport__stemmer_find(stemmer, text, strlen(text));

		slots[i] = rapport__model_find(&model,
					       rapport__stemmer_word(stemmer, id)->stem_hash);
	}
	cr_expect_eq(slots[0], model.header.slots);
	cr_expect_lt(slots[1], model.header.slots);
	rapport__stemmer_free(stemmer);
	rapport__trained_clear(&trained);
	rapport__corpus_clear(&corpus);
}

#define AT(member) offsetof(struct rapport__trainer_settings, member)

static const double no_share[3] = { 0.5, 0.5, 0 }, too_much[3] = { 0.5, 0.5, 0.5 };

/* What is written over a place of the defaults: a pointer, or a number of size bytes, 8 for a
 * double. */
static const struct {
	size_t at, size;
	double number;
	const void *pointer;
} broken[] = {
	{ AT(folds), 4, 1, NULL },
	{ AT(folds), 4, 21, NULL },
	{ AT(threads), 4, 0, NULL },
	{ AT(threads), 4, RAPPORT__WORKERS_MAX + 1, NULL },
	{ AT(levels.l2[0]), 8, 0, NULL },
	{ AT(levels.l2[1]), 8, NAN, NULL },
	{ AT(name), 0, 0, "12345678901234567890123456789012" },
	{ AT(name), 0, 0, "a\nb" },
	{ AT(language), 0, 0, "1234567890123456" },
	{ AT(language), 0, 0, "klingon" },
	{ AT(features.ngram_max), 4, 7, NULL },
	{ AT(prior), 0, 0, no_share },
	{ AT(prior), 0, 0, too_much },
	{ AT(levels.weighting.idf_power), 8, -1, NULL },
	{ AT(levels.weighting.ratio_floor), 8, -0.1, NULL },
	{ AT(levels.weighting.smoothing), 8, 0, NULL },
	{ AT(levels.weighting.ngram_share), 8, INFINITY, NULL },
	{ AT(levels.weighting.texts_min), 4, 1, NULL },
	{ AT(levels.weighting.ngram_texts_min), 4, 1, NULL },
	{ AT(combiner.l2), 8, 0, NULL },
	{ AT(combiner.half), 8, -1, NULL },
};

static void break_settings(size_t how, struct rapport__trainer_settings *settings)
{
	char *place = (char *)settings + broken[how].at;
	const uint32_t number = broken[how].size == 4 ? (uint32_t)broken[how].number : 0;

	if (broken[how].pointer)
		memcpy(place, &broken[how].pointer, sizeof broken[how].pointer);
	else if (broken[how].size == 4)
		memcpy(place, &number, sizeof number);
	else
		memcpy(place, &broken[how].number, sizeof broken[how].number);
}

Test(trainer, refuses_settings_out_of_bounds)
{
	struct rapport__corpus corpus = { 0 };

	support_corpus(&corpus, 12, true);
	for (size_t how = 0; how < sizeof broken / sizeof *broken; how++) {
		struct rapport__trainer_settings settings;
		struct rapport_error error = { 0 };
		struct rapport__trained trained;

		rapport__trainer_defaults(&settings);
		break_settings(how, &settings);
		cr_expect_eq(rapport__train(&corpus, &settings, &trained, &error),
			     RAPPORT_ERR_ARGUMENT, "setting %zu", how);
		cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT, "setting %zu", how);
		cr_expect(!trained.image.data && !trained.held_out.confusion);
		rapport__trained_clear(&trained);
	}
	rapport__corpus_clear(&corpus);
}

static const struct {
	const char *name, *labels, *lines;
	enum rapport_status status;
} rows[] = {
	{ "no text", NULL, "\n", RAPPORT_ERR_ARGUMENT },
	{ "one label", NULL, "a\tx\na\ty\n", RAPPORT_ERR_ARGUMENT },
	{ "a label without texts", "a,b,c", "a\tx\nb\ty\n", RAPPORT_ERR_ARGUMENT },
	{ "one group", NULL,
	  "{\"label\":\"a\",\"text\":\"x\",\"group\":1}\n{\"label\":\"b\",\"text\":\"y\",\"group\":"
	  "1}",
	  RAPPORT_ERR_ARGUMENT },
	{ "two texts", NULL, "a\tx\nb\ty\n", RAPPORT_OK },
	{ "empty texts", NULL, "a\t\nb\t\na\t \nb\t\n", RAPPORT_OK },
	{ "all texts the same", NULL, "a\tx\nb\tx\na\tx\nb\tx\na\tx\nb\tx\n", RAPPORT_OK },
	{ "a label in one group alone", NULL, "a\tx\na\tx y\na\tz\na\tw\na\tv\nb\ty\n",
	  RAPPORT_OK },
	{ "bytes that are not UTF-8", NULL, "a\t\xFF\xFE\nb\ty \x80\na\t\xFF\nb\ty\n", RAPPORT_OK },
};

SUPPORT_ROWS(trainer, takes_corpora_of_two_labels_and_two_groups, rows)

ParameterizedTest(size_t *row, trainer, takes_corpora_of_two_labels_and_two_groups)
{
	struct rapport__trainer_settings settings;
	struct rapport__corpus corpus = { 0 };
	struct rapport_error error = { 0 };
	struct rapport__trained trained;
	rapport_model model;

	if (rows[*row].labels)
		cr_assert_eq(rapport__corpus_set_labels(&corpus, rows[*row].labels, NULL),
			     RAPPORT_OK);
	support_read(&corpus, rows[*row].lines);
	rapport__trainer_defaults(&settings);
	cr_expect_eq(rapport__train(&corpus, &settings, &trained, &error), rows[*row].status,
		     "%s: %s", rows[*row].name, error.text);
	cr_expect_eq(error.status, rows[*row].status);
	if (!rows[*row].status)
		cr_expect_eq(
			rapport__model_read(trained.image.data, trained.image.size, &model, &error),
			RAPPORT_OK, "%s: %s", rows[*row].name, error.text);
	rapport__trained_clear(&trained);
	rapport__corpus_clear(&corpus);
}

static enum rapport_status train_once(void *corpus, struct rapport_error *error)
{
	struct rapport__trainer_settings settings;
	struct rapport__trained trained;
	enum rapport_status status;

	rapport__trainer_defaults(&settings);
	settings.folds = 2;
	status = rapport__train(corpus, &settings, &trained, error);
	cr_assert(!status || (!trained.image.data && !trained.held_out.confusion));
	rapport__trained_clear(&trained);
	return status;
}

Test(trainer, fails_without_memory)
{
	struct rapport__corpus corpus = { 0 };

	support_corpus(&corpus, 12, true);
	cr_expect_geq(support_fail_allocations(train_once, &corpus), 100);
	rapport__corpus_clear(&corpus);
}
