#include "support.h"

#include <criterion/criterion.h>

Test(corpus, keeps_the_names_of_sources_and_those_without_one_apart)
{
	static const char *const names[] = { "web", "", "7", "", "web", "" };
	struct rapport__corpus corpus = { .by = "source" };

	support_read(&corpus, "{\"text\":\"t\",\"label\":\"a\",\"source\":\"web\"}\n"
			      "{\"text\":\"u\",\"label\":\"a\"}\n"
			      "{\"text\":\"v\",\"label\":\"a\",\"source\":7}\n"
			      "{\"text\":\"w\",\"label\":\"a\",\"source\":[\"web\"]}\n"
			      "{\"text\":\"x\",\"label\":\"a\",\"source\":\"web\"}");
	support_read(&corpus, "a\tmore\n"); /* a format without members */
	cr_assert_eq(corpus.count, 6);
	for (size_t i = 0; i < 6; i++)
		cr_expect_str_eq(rapport__names_get(&corpus.sources, corpus.texts[i].source),
				 names[i], "text %zu", i);
	cr_expect_eq(corpus.sources.numbers.count, 3);
	rapport__corpus_clear(&corpus);
}
