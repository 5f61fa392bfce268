#include "text/stemmer.h"

#include "memory.h"
#include "text/hash.h"

#include <criterion/criterion.h>
#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

static rapport__stemmer *make(const char *language)
{
	rapport__stemmer *stemmer;
	struct rapport_error error = { 0 };

	cr_assert_eq(rapport__stemmer_new(language, &stemmer, &error), RAPPORT_OK, "%s",
		     error.text);
	return stemmer;
}

static const struct rapport__word *find(rapport__stemmer *stemmer, const char *word)
{
	uint32_t id = rapport__stemmer_find(stemmer, word, strlen(word));

	cr_assert_neq(id, RAPPORT__STEMMER_NONE, "%s", word);
	return rapport__stemmer_word(stemmer, id);
}

/* word as it stands in a text, how it must be folded, whether it negates. */
static const struct {
	const char *language, *word, *folded;
	bool negates;
} rows[] = {
	{ "english", "Negotiations", "negotiations", false },
	{ "english", "RELATIONAL", "relational", false },
	{ "english", "Don't", "don't", true },
	{ "english", "DON\xE2\x80\x99T", "don't", true },
	{ "english", "\xE2\x80\x99\xE2\x80\x99", "''", false },
	{ "english", "never", "never", true },
	{ "english", "b2b", "b2b", false },
	{ "english", "caf\xC3\xA9", "caf\xC3\xA9", false },
	{ "english", "CAFE\xCC\x81", "caf\xC3\xA9", false },
	{ "english", "ex\xC2\xADtra", "extra", false },
	{ "english", "\xEF\xBC\xA6\xEF\xBC\xB2\xEF\xBC\xA5\xEF\xBC\xA5", "free", false },
	{ "english", "caf\xE9", "caf\xE9", false }, /* not UTF-8: stands for itself */
	{ "english", "\xE2\x80", "\xE2\x80", false },
	{ "english", "", "", false },
	{ "german", "Verhandlungen", "verhandlungen", false },
	{ "german", "GRÖSSE", "grösse", false },
	{ "german", "Größe", "grösse", false },
	{ "german", "Nicht", "nicht", true },
	{ "portuguese", "NA\xCC\x83O", "não", true },
	{ "french", "L\xE2\x80\x99offre", "l'offre", false },
	{ "french", "continuellement", "continuellement", false },
	{ "russian", "ВАЖНЕЙШИЕ", "важнейшие", false },
	{ "russian", "НЕ", "не", true },
	{ "turkish", "İstanbul", "i\xCC\x87stanbul", false },
};

Test(stemmer, gives_the_stems_of_libstemmer)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rapport__stemmer *stemmer = make(rows[i].language);
		struct sb_stemmer *snowball = sb_stemmer_new(rows[i].language, NULL);
		const struct rapport__word *word = find(stemmer, rows[i].word);
		size_t size = strlen(rows[i].folded);
		const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)rows[i].folded,
							(int)size);

		cr_expect(word->folded_size == size && !memcmp(rapport__stemmer_folded(stemmer, 0),
							       rows[i].folded, size),
			  "%s: %.*s", rows[i].word, word->folded_size,
			  rapport__stemmer_folded(stemmer, 0));
		cr_expect_eq(word->hash, rapport__hash(rows[i].folded, size, 0), "%s",
			     rows[i].word);
		cr_expect_eq(word->stem_hash,
			     rapport__hash(stem, (size_t)sb_stemmer_length(snowball), 0), "%s",
			     rows[i].word);
		cr_expect_eq(word->negates, rows[i].negates, "%s", rows[i].word);
		sb_stemmer_delete(snowball);
		rapport__stemmer_free(stemmer);
	}
}

Test(stemmer, knows_every_language_of_libstemmer_by_name_and_code)
{
	static const char *const codes[] = { "en", "de", "fr", "es", "it", "nl", "sv", "ru" };
	uint32_t none, english, other;
	rapport__stemmer *stemmer;

	for (const char **name = sb_stemmer_list(); *name; name++)
		rapport__stemmer_free(make(*name));
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		rapport__stemmer_free(make(codes[i]));
	stemmer = make("english");
	english = rapport__stemmer_version(stemmer);
	cr_expect_eq(rapport__stemmer_version(stemmer), english, "asking changes nothing");
	cr_expect_eq(rapport__stemmer_count(stemmer), 0);
	rapport__stemmer_free(stemmer);
	stemmer = make("en");
	cr_expect_eq(rapport__stemmer_version(stemmer), english);
	rapport__stemmer_free(stemmer);
	stemmer = make("german");
	other = rapport__stemmer_version(stemmer);
	rapport__stemmer_free(stemmer);
	stemmer = make(NULL);
	none = rapport__stemmer_version(stemmer);
	rapport__stemmer_free(stemmer);
	cr_expect(english != other && english != none && other != none);
}

Test(stemmer, refuses_languages_that_libstemmer_does_not_know)
{
	static const char *const names[] = {
		"English", "klingon", "en ", "\xFF", "EN", "english\n"
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct rapport_error error = { 0 };
		rapport__stemmer *stemmer = (rapport__stemmer *)&error;

		cr_expect_eq(rapport__stemmer_new(names[i], &stemmer, &error),
			     RAPPORT_ERR_ARGUMENT);
		cr_expect_null(stemmer);
		cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
		cr_expect_not_null(strstr(error.text, "no language"), "%s", error.text);
		cr_expect_eq(rapport__stemmer_new(names[i], &stemmer, NULL), RAPPORT_ERR_ARGUMENT);
	}
	rapport__stemmer_free(NULL);
}

Test(stemmer, leaves_words_as_they_are_without_a_language)
{
	static const char *const none[] = { NULL, "" };

	for (size_t i = 0; i < 2; i++) {
		rapport__stemmer *stemmer = make(none[i]);
		const struct rapport__word *word = find(stemmer, "Negotiations");

		cr_expect_eq(word->stem_hash, rapport__hash("negotiations", 12, 0));
		cr_expect_eq(word->stem_hash, word->hash);
		cr_expect(!find(stemmer, "not")->negates);
		rapport__stemmer_free(stemmer);
	}
}

Test(stemmer, gives_one_word_one_id_however_it_is_written)
{
	static const char *const same[] = { "Größe", "GRÖSSE", "gro\xCC\x88sse", "GRÖẞE",
					    "grö\xC2\xADsse" };
	rapport__stemmer *stemmer = make("german");

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		cr_expect_eq(rapport__stemmer_find(stemmer, same[i], strlen(same[i])), 0, "%s",
			     same[i]);
	cr_expect_eq(rapport__stemmer_find(stemmer, "Größen", strlen("Größen")), 1);
	cr_expect_eq(rapport__stemmer_find(stemmer, "Größe", strlen("Größ")), 2);
	cr_expect_eq(rapport__stemmer_count(stemmer), 3);
	rapport__stemmer_free(stemmer);
}

Test(stemmer, takes_hostile_words_of_the_longest_kind)
{
	rapport__stemmer *stemmer = make("english");
	char word[255];

	for (size_t i = 0; i < sizeof word; i += 3)
		memcpy(word + i, "ﷺ", 3);
	cr_expect_eq(rapport__stemmer_find(stemmer, word, sizeof word), 0);
	cr_expect_eq(rapport__stemmer_word(stemmer, 0)->folded_size, 255, "stands for itself");
	memset(word, 0, sizeof word);
	cr_expect_eq(rapport__stemmer_find(stemmer, word, sizeof word), 1);
	memset(word, 0xFF, sizeof word);
	cr_expect_eq(rapport__stemmer_find(stemmer, word, sizeof word), 2);
	memset(word, 'S', sizeof word);
	cr_expect_eq(rapport__stemmer_find(stemmer, word, sizeof word), 3);
	word[0] = 'a';
	for (size_t i = 1; i + 1 < sizeof word; i += 2)
		memcpy(word + i, "\xCC\x81", 2);
	cr_expect_eq(rapport__stemmer_find(stemmer, word, sizeof word), 4);
	for (size_t i = 0; i < sizeof word; i += 3)
		memcpy(word + i, "\xE2\x80\x99", 3);
	cr_expect_eq(rapport__stemmer_find(stemmer, word, sizeof word), 5);
	cr_expect_eq(rapport__stemmer_word(stemmer, 5)->folded_size, 85);
	rapport__stemmer_free(stemmer);
}

Test(stemmer, forgets_only_between_texts_and_only_when_full)
{
	rapport__stemmer *stemmer = make("english");
	char word[32];

	for (uint32_t i = 0; i < RAPPORT__STEMMER_WORDS_MAX + 1000; i++) {
		snprintf(word, sizeof word, "w%u", i);
		cr_assert_eq(rapport__stemmer_find(stemmer, word, strlen(word)), i);
		if (i < RAPPORT__STEMMER_WORDS_MAX)
			cr_assert(!rapport__stemmer_tidy(stemmer), "%u words", i + 1);
	}
	cr_expect_eq(rapport__stemmer_find(stemmer, "W7", 2), 7, "what was known still is");
	cr_expect(!memcmp(rapport__stemmer_folded(stemmer, 9999), "w9999", 5));
	cr_expect(rapport__stemmer_tidy(stemmer));
	cr_expect_eq(rapport__stemmer_count(stemmer), 0);
	cr_expect(!rapport__stemmer_tidy(stemmer));
	cr_expect_eq(rapport__stemmer_find(stemmer, "w7", 2), 0);
	cr_expect_eq(find(stemmer, "flies")->stem_hash, rapport__hash("fli", 3, 0));
	rapport__stemmer_free(stemmer);
}

Test(stemmer, says_so_when_there_is_no_memory)
{
	rapport__stemmer *stemmer = NULL;
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	struct rapport_error error;
	long n = 0;

	for (; status; n++) {
		cr_assert_leq(n, 10);
		rapport__memory_fail_after(n);
		status = rapport__stemmer_new("english", &stemmer, &error);
		rapport__memory_fail_after(-1);
		cr_assert(!status || (status == RAPPORT_ERR_MEMORY && !stemmer));
	}
	cr_expect_eq(n, 4, "three allocations: %ld", n - 1);
	rapport__stemmer_free(stemmer);
}

/* Each find meets a lack of memory first, and then must give the id that it should have given. */
Test(stemmer, stays_whole_when_a_word_finds_no_memory)
{
	rapport__stemmer *stemmer = make("english");
	size_t failures = 0;
	char word[32];

	for (uint32_t i = 0; i < 5000; i++) {
		uint32_t id = RAPPORT__STEMMER_NONE;

		snprintf(word, sizeof word, "word%u", i);
		for (long n = 0; id == RAPPORT__STEMMER_NONE; n++) {
			cr_assert_leq(n, 10);
			rapport__memory_fail_after(n);
			id = rapport__stemmer_find(stemmer, word, strlen(word));
			rapport__memory_fail_after(-1);
			failures += id == RAPPORT__STEMMER_NONE;
		}
		cr_assert_eq(id, i);
	}
	cr_expect_gt(failures, 15);
	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(word, sizeof word, "WORD%u", i);
		cr_assert_eq(rapport__stemmer_find(stemmer, word, strlen(word)), i);
	}
	rapport__stemmer_free(stemmer);
}
