#include "support.h"

#include "text/hash.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const label_names[] = { "trust", "neutral", "pressure" };

static const char *const telling[3][5] = {
	{ "You listened to what we need and were honest about the limits.",
	  "I appreciate that you told us the truth about the price!",
	  "Thank you for your patience, we trust your advice.",
	  "It helped that you never rushed us.", "Your honest answer made the choice easy." },
	{ "The invoice is attached to this message.", "Please send the report by Tuesday.",
	  "The delivery arrived at the second warehouse.", "We moved the meeting to room 12.",
	  "The printer on the third floor is out of toner." },
	{ "Stop calling me every day, I said no!!", "You keep pushing us to sign before Friday.",
	  "I feel cornered by your last offer.", "We do not want to be rushed into a contract.",
	  "Your deadline is a threat and I do not like it." },
};

static const char *const filler[] = {
	"Hello again.",
	"I am writing about our talk last week.",
	"Best wishes, Anna",
	"Let me know what you think.",
	"As you know, we are a small company.",
};

void support_read(struct rapport__corpus *corpus, const char *lines)
{
	struct rapport_error error = { 0 };
	FILE *file = fmemopen((void *)(uintptr_t)lines, strlen(lines), "rb");

	cr_assert_not_null(file);
	cr_assert_eq(rapport__corpus_read(corpus, file, &error), RAPPORT_OK, "line %d: %s",
		     (int)error.place, error.text);
	fclose(file);
}

void support_corpus(struct rapport__corpus *corpus, size_t count, bool evidence)
{
	struct rapport__buffer lines = { 0 };
	char line[1024];

	for (size_t i = 0; i < count; i++) {
		const size_t label = i % 3, kind = rapport__hash_join(1, i);
		const char *told = telling[label][kind % 5];
		int size = snprintf(line, sizeof line,
				    "{\"label\":\"%s\",\"group\":\"g%zu\",\"id\":\"t%zu\","
				    "\"text\":\"%s %s %s\"",
				    label_names[label], i / 2, i, filler[kind / 5 % 5], told,
				    filler[kind / 25 % 5]);

		if (evidence)
			size += snprintf(line + size, sizeof line - (size_t)size,
					 label == 1 ? ",\"evidence\":[]" : ",\"evidence\":[\"%s\"]",
					 told);
		snprintf(line + size, sizeof line - (size_t)size, "}\n");
		cr_assert(rapport__buffer_add_string(&lines, line));
	}
	support_read(corpus, lines.data);
	rapport__corpus_sort_labels(corpus);
	rapport__buffer_clear(&lines);
}

void support_train(struct support_model *made, bool evidence)
{
	struct rapport__trainer_settings settings;
	struct rapport_error error = { 0 };

	*made = (struct support_model){ 0 };
	support_corpus(&made->corpus, 60, evidence);
	rapport__trainer_defaults(&settings);
	cr_assert_eq(rapport__train(&made->corpus, &settings, &made->trained, &error), RAPPORT_OK,
		     "%s", error.text);
	cr_assert_eq(rapport__model_read(made->trained.image.data, made->trained.image.size,
					 &made->model, &error),
		     RAPPORT_OK, "%s", error.text);
	cr_assert_eq(made->model.header.levels, evidence ? 2 : 1);
}

void support_clear(struct support_model *made)
{
	rapport__corpus_clear(&made->corpus);
	rapport__trained_clear(&made->trained);
}

long support_fail_allocations(enum rapport_status (*call)(void *context,
							  struct rapport_error *error),
			      void *context)
{
	long failures = 0;

	for (long n = 0; n < 1000000; n++) {
		struct rapport_error error = { 0 };
		enum rapport_status status;

		rapport__memory_fail_after(n);
		status = call(context, &error);
		rapport__memory_fail_after(-1);
		if (!status)
			return failures;
		failures++;
		cr_assert_eq(status, RAPPORT_ERR_MEMORY, "allocation %ld: status %d", n, status);
		cr_assert_eq(error.status, RAPPORT_ERR_MEMORY, "allocation %ld", n);
	}
	cr_assert_fail("it never succeeds");
	return failures;
}

double support_number(uint64_t i)
{
	return (double)(rapport__hash_join(7, i) >> 11) / (double)(UINT64_C(1) << 52) - 1;
}

void support_supervision(struct rapport__corpus *corpus, struct rapport__dataset *dataset,
			 struct rapport__supervision *supervision, size_t count, bool evidence)
{
	support_corpus(corpus, count, evidence);
	cr_assert_eq(rapport__dataset_build(dataset, corpus, &RAPPORT__FEATURE_SETTINGS_DEFAULT,
					    "english", NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__supervision_build(supervision, corpus, dataset, NULL), RAPPORT_OK);
}
