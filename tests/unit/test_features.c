#include "model/features.h"

#include "text/hash.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The numbers that stand in model files: of the families, and of what stands for many words. */
enum {
	BIGRAM = 2,
	TRIGRAM,
	SKIP,
	NEGATED,
	MOOD,
	CAPITALS,
	LENGTH,
	FIRST,
	LAST,
	NUMBER,
	LINK,
	ADDRESS,
	NGRAM
};

/* What one family makes of a text: its features, each with its first token and its span behind it.
 * Words of sequences have "+" between; N stands for a number, L for a link, A for an address. */
static const struct {
	const char *name;
	uint32_t family, skip_words, negated_words;
	const char *text, *found;
} rows[] = {
	{ "words", RAPPORT__FEATURE_WORD, 1, 0, "We like it. FINE!",
	  "we:0,1 like:1,1 it:2,1 fine:4,1" },
	{ "what stands for many", RAPPORT__FEATURE_WORD, 1, 0, "7 a@b.c http://x",
	  "N:0,1 A:1,1 L:2,1" },
	{ "pairs, over marks but in one sentence", RAPPORT__FEATURE_BIGRAM, 1, 0,
	  "we like, 5. all done", "we+like:0,2 like+N:1,3 all+done:5,2" },
	{ "triples", RAPPORT__FEATURE_TRIGRAM, 1, 0, "one two three four. Five six",
	  "one+two+three:0,3 two+three+four:1,3" },
	{ "skips of one", RAPPORT__FEATURE_SKIP, 1, 0, "we like it now", "we+it:0,3 like+now:1,3" },
	{ "skips of up to three", RAPPORT__FEATURE_SKIP, 3, 0, "one two three four five six",
	  "one+three:0,3 two+four:1,3 one+four:0,4 three+five:2,3 two+five:1,4 one+five:0,5 "
	  "four+six:3,3 three+six:2,4 two+six:1,5" },
	{ "a negation reaches so far", RAPPORT__FEATURE_NEGATED, 1, 2, "I do not want any more",
	  "want:2,2 any:2,3" },
	{ "it ends at marks and stops", RAPPORT__FEATURE_NEGATED, 1, 9,
	  "never, you. don't - call (me) no. now", "call:4,3" },
	{ "a negated negation reaches anew", RAPPORT__FEATURE_NEGATED, 1, 1, "not never again",
	  "never:0,2 again:1,2" },
	{ "no reach", RAPPORT__FEATURE_NEGATED, 1, 0, "not again", "" },
	{ "the edges of each sentence", RAPPORT__FEATURE_EDGE, 1, 0, "we like it. Fine. !",
	  "F=we:0,1 L=it:2,1 F=fine:4,1 L=fine:4,1" },
	{ "mood", RAPPORT__FEATURE_MOOD, 1, 0, "STOP! what?! hm... ok. yes!!!! :-) 👍 $ A",
	  "C:0,1 M=!:1,1 M=?!:3,1 M=...:5,1 M=!!!:9,1 M=:-):10,1 M=👍:11,1 M=$:12,1" },
	{ "nothing of nothing but its length", 511, 2, 4, " \n", "S=0:0,0" },
	{ "one word", RAPPORT__FEATURE_SHAPE, 1, 0, "one", "S=0:0,0" },
	{ "two", RAPPORT__FEATURE_SHAPE, 1, 0, "one two", "S=1:0,0" },
	{ "five", RAPPORT__FEATURE_SHAPE, 1, 0, "one two three. four five!", "S=3:0,0" },
	{ "numbers are no words", RAPPORT__FEATURE_SHAPE, 1, 0, "one 2 3 4", "S=0:0,0" },
	{ "no family", 0, 1, 0, "We like it!", "" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static rapport__stemmer *make(void)
{
	rapport__stemmer *stemmer;

	cr_assert_eq(rapport__stemmer_new("english", &stemmer, NULL), RAPPORT_OK);
	return stemmer;
}

static uint64_t word_hash(rapport__stemmer *stemmer, const char *word)
{
	if (strlen(word) == 1 && strchr("NLA", *word))
		return *word == 'N' ? NUMBER : *word == 'L' ? LINK : ADDRESS;
	return rapport__stemmer_word(stemmer, rapport__stemmer_find(stemmer, word, strlen(word)))
		->stem_hash;
}

/* The hash of a feature as rows write it, without its place. */
static uint64_t wanted_hash(rapport__stemmer *stemmer, uint32_t family, char *words)
{
	uint64_t joined = family == RAPPORT__FEATURE_SKIP      ? SKIP
			  : family == RAPPORT__FEATURE_BIGRAM  ? BIGRAM
			  : family == RAPPORT__FEATURE_TRIGRAM ? TRIGRAM
							       : NEGATED;
	char *rest;

	if (family == RAPPORT__FEATURE_WORD)
		return word_hash(stemmer, words);
	if (*words == 'C')
		return CAPITALS;
	if (*words == 'S')
		return rapport__hash_join(LENGTH, strtoul(words + 2, NULL, 10));
	if (*words == 'M')
		return rapport__hash(words + 2, strlen(words + 2), MOOD);
	if (family == RAPPORT__FEATURE_EDGE)
		return rapport__hash_join(*words == 'F' ? FIRST : LAST,
					  word_hash(stemmer, words + 2));
	for (char *word = strtok_r(words, "+", &rest); word; word = strtok_r(NULL, "+", &rest))
		joined = rapport__hash_join(joined, word_hash(stemmer, word));
	return joined;
}

ParameterizedTestParameters(features, are_those_of_the_family)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, features, are_those_of_the_family)
{
	struct rapport__feature_settings settings = { rows[*row].family, rows[*row].skip_words,
						      rows[*row].negated_words, 3, 5 };
	struct rapport__features features = { 0 };
	rapport__stemmer *stemmer = make();
	char found[512], *rest, *item;
	size_t i = 0;

	cr_assert(rapport__features_extract(&features, &settings, stemmer, rows[*row].text,
					    strlen(rows[*row].text)));
	snprintf(found, sizeof found, "%s", rows[*row].found);
	for (item = strtok_r(found, " ", &rest); item; item = strtok_r(NULL, " ", &rest), i++) {
		char *place = strrchr(item, ':'), *end;
		const struct rapport__feature *feature = &features.data[i];

		*place = '\0';
		cr_assert_lt(i, features.count, "%s: no %s", rows[*row].name, item);
		cr_expect_eq(feature->token, strtoul(place + 1, &end, 10), "%s, %s: at %u",
			     rows[*row].name, item, feature->token);
		cr_expect_eq(feature->span, strtoul(end + 1, NULL, 10), "%s, %s: span %u",
			     rows[*row].name, item, feature->span);
		cr_expect_eq(feature->hash, wanted_hash(stemmer, feature->family, item), "%s, %s",
			     rows[*row].name, item);
	}
	cr_expect_eq(features.count, i, "%s: %zu more", rows[*row].name, features.count - i);
	rapport__features_clear(&features);
	rapport__stemmer_free(stemmer);
}

static const char mail[] =
	"Hi Anna,\n\nI DON'T like to be pushed... We were happy with your team, and trusted you!!\n"
	"Why the 3 calls a day? See https://a.de or mail x@y.de 👍.\n- no pressure, please\n";

static void check(const struct rapport__features *features, uint32_t words)
{
	uint32_t at = 0;

	cr_assert(features->within <= features->count && features->count <= features->within + 1);
	for (size_t s = 0; s < features->sentences.count; s++) {
		const struct rapport__sentence *sentence = &features->sentences.data[s];

		for (; at < features->ends[s]; at++) {
			const struct rapport__feature *feature = &features->data[at];

			cr_assert(feature->token >= sentence->first && feature->span > 0 &&
				  feature->token + feature->span <= sentence->last);
		}
		cr_assert(at == features->ends[s]);
	}
	cr_assert_eq(at, features->within);
	for (size_t i = 0; i < features->tokens.count; i++)
		cr_assert(features->tokens.data[i].kind == RAPPORT__TOKEN_WORD
				  ? features->words[i] < words
				  : features->words[i] == RAPPORT__STEMMER_NONE);
}

/* "gone" is the last sentence's, "." is no word, and one sentence alone is not the last of several.
 */
Test(features, mark_the_words_of_the_last_of_several_sentences)
{
	struct rapport__feature_settings settings = RAPPORT__FEATURE_SETTINGS_DEFAULT;
	struct rapport__features features = { 0 };
	rapport__stemmer *stemmer = make();
	const char *several = "We trusted you. That is gone.", *one = "That is gone.";

	settings.families = RAPPORT__FEATURE_PLACE;
	cr_assert(
		rapport__features_extract(&features, &settings, stemmer, several, strlen(several)));
	cr_assert_eq(features.within, 0);
	cr_assert_eq(features.count, 3);
	for (size_t i = 0; i < features.count; i++) {
		cr_assert_eq(features.data[i].token, 4 + i);
		cr_assert_eq(features.data[i].span, 1);
	}
	cr_assert(rapport__features_extract(&features, &settings, stemmer, one, strlen(one)));
	cr_assert_eq(features.count, 0);
	rapport__features_clear(&features);
	rapport__stemmer_free(stemmer);
}

/* What explains a text sentence by sentence rests on this. */
Test(features, of_a_sentence_are_a_part_of_its_text)
{
	struct rapport__feature_settings settings = RAPPORT__FEATURE_SETTINGS_DEFAULT;
	struct rapport__features whole = { 0 }, part = { 0 };
	rapport__stemmer *stemmer = make();
	size_t at = 0;

	settings.families = 511;
	cr_assert(rapport__features_extract(&whole, &settings, stemmer, mail, sizeof mail - 1));
	check(&whole, rapport__stemmer_count(stemmer));
	cr_assert_eq(whole.sentences.count, 6);
	for (size_t s = 0; s < whole.sentences.count; s++) {
		const struct rapport__sentence *sentence = &whole.sentences.data[s];

		cr_assert(rapport__features_extract(&part, &settings, stemmer,
						    mail + sentence->start,
						    sentence->end - sentence->start));
		check(&part, rapport__stemmer_count(stemmer));
		cr_assert_eq(part.within, whole.ends[s] - at, "sentence %zu", s);
		for (size_t i = 0; i < part.within; i++, at++) {
			cr_expect_eq(part.data[i].hash, whole.data[at].hash);
			cr_expect_eq(part.data[i].token + sentence->first, whole.data[at].token);
			cr_expect_eq(part.data[i].span, whole.data[at].span);
			cr_expect_eq(part.data[i].family, whole.data[at].family);
		}
	}
	rapport__features_clear(&whole);
	rapport__features_clear(&part);
	rapport__features_clear(&part);
	rapport__stemmer_free(stemmer);
}

Test(features, come_from_any_bytes)
{
	static const char *const units[] = { "a",       "word ",     "ﷺ",   "!",
					     "\xFF",    "a\xCC\x81", "x. ", "not ",
					     "👩‍", "\n- 1",     "a@b " };
	const struct rapport__feature_settings settings = { 511, 3, 100, 2, 5 };
	struct rapport__features features = { 0 };
	rapport__stemmer *stemmer = make();
	static char text[1 << 20];

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t unit = strlen(units[i]), size = sizeof text / unit * unit;

		for (size_t at = 0; at < size; at += unit)
			memcpy(text + at, units[i], unit);
		cr_assert(rapport__features_extract(&features, &settings, stemmer, text, size));
		check(&features, rapport__stemmer_count(stemmer));
	}
	memset(text, 0, sizeof text);
	cr_assert(rapport__features_extract(&features, &settings, stemmer, text, sizeof text));
	cr_expect_eq(features.count, 1);
	rapport__features_clear(&features);
	rapport__stemmer_free(stemmer);
}

Test(features, say_so_when_there_is_no_memory)
{
	const struct rapport__feature_settings settings = RAPPORT__FEATURE_SETTINGS_DEFAULT;
	struct rapport__features features = { 0 }, before = { 0 };
	rapport__stemmer *stemmer = make();
	bool done = false;
	long n = 0;

	cr_assert(rapport__features_extract(&before, &settings, stemmer, mail, sizeof mail - 1));
	rapport__stemmer_free(stemmer);
	for (; !done; n++) {
		cr_assert_leq(n, 50);
		rapport__features_clear(&features);
		stemmer = make();
		rapport__memory_fail_after(n);
		done = rapport__features_extract(&features, &settings, stemmer, mail,
						 sizeof mail - 1);
		rapport__memory_fail_after(-1);
		if (!done) {
			/* It stays usable, without clearing. */
			cr_assert(rapport__features_extract(&features, &settings, stemmer, mail,
							    sizeof mail - 1));
			cr_assert_eq(features.count, before.count);
		}
		rapport__stemmer_free(stemmer);
	}
	cr_expect_gt(n, 6);
	cr_assert_eq(features.count, before.count);
	for (size_t i = 0; i < features.count; i++)
		cr_assert_eq(features.data[i].hash, before.data[i].hash);
	rapport__features_clear(&features);
	rapport__features_clear(&before);
}

/* n-grams: "^" and "$" for the marks at the ends, which stand in the seed. */
static const struct {
	const char *word;
	uint32_t min, max;
	const char *ngrams;
} words[] = {
	{ "cat", 3, 5, "^ca cat at$ ^cat cat$ ^cat$" },
	{ "a", 3, 5, "^a$" },
	{ "a", 4, 6, "" },
	{ "", 2, 3, "^$" },
	{ "", 3, 3, "" },
	{ "ab", 2, 2, "^a ab b$" },
	{ "größe", 5, 6, "^größ größe röße$ ^größe größe$" },
	{ "\xFF"
	  "a",
	  3, 3,
	  "^\xFF"
	  "a \xFF"
	  "a$" },
};

Test(features, of_a_word_are_its_ngrams_with_both_ends)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct rapport__feature_settings settings = { 511, 1, 0, words[i].min,
								    words[i].max };
		uint64_t hashes[RAPPORT__NGRAMS_MAX];
		char list[128], *rest, *item;
		size_t k = 0, count = rapport__features_ngrams(&settings, words[i].word,
							       strlen(words[i].word), hashes);

		snprintf(list, sizeof list, "%s", words[i].ngrams);
		for (item = strtok_r(list, " ", &rest); item;
		     item = strtok_r(NULL, " ", &rest), k++) {
			bool first = *item == '^', last = item[strlen(item) - 1] == '$';

			cr_assert_lt(k, count, "%s: no %s", words[i].word, item);
			cr_expect_eq(hashes[k],
				     rapport__hash(item + first, strlen(item) - first - last,
						   4 * NGRAM + first + 2u * last),
				     "%s: %s", words[i].word, item);
		}
		cr_expect_eq(count, k, "%s: %zu", words[i].word, count);
	}
}

Test(features, of_a_long_word_are_those_of_its_first_characters)
{
	struct rapport__feature_settings settings = { 511, 1, 0, 2, 5 };
	uint64_t short_word[RAPPORT__NGRAMS_MAX], long_word[RAPPORT__NGRAMS_MAX];
	static char word[1000];
	size_t count;

	for (size_t i = 0; i < sizeof word; i += 2)
		memcpy(word + i, "\xC3\xA4", 2);
	count = rapport__features_ngrams(&settings, word, 2 * RAPPORT__NGRAM_WORD_MAX, short_word);
	cr_expect_eq(count, 41 + 40 + 39 + 38);
	cr_expect_eq(rapport__features_ngrams(&settings, word, sizeof word, long_word), count);
	cr_expect_eq(memcmp(short_word, long_word, count * sizeof *long_word), 0);
	settings.families -= RAPPORT__FEATURE_NGRAM;
	cr_expect_eq(rapport__features_ngrams(&settings, word, sizeof word, long_word), 0);
}

/* families, skip_words, negated_words, ngram_min, ngram_max */
static const struct {
	struct rapport__feature_settings settings;
	bool valid;
} bounds[] = {
	{ { 0, 1, 0, 2, 2 }, true },     { { 1023, 3, 100, 3, 6 }, true },
	{ { 1024, 1, 0, 2, 2 }, false }, { { UINT32_MAX, 1, 0, 2, 2 }, false },
	{ { 0, 0, 0, 2, 2 }, false },    { { 0, 4, 0, 2, 2 }, false },
	{ { 0, 1, 101, 2, 2 }, false },  { { 0, 1, 0, 1, 2 }, false },
	{ { 0, 1, 0, 3, 2 }, false },    { { 0, 1, 0, 2, 6 }, false },
	{ { 0, 1, 0, 2, 5 }, true },     { { 0, 1, 0, 6, 6 }, true },
	{ { 0, 1, 0, 6, 7 }, false },    { { 0, 1, 0, UINT32_MAX, UINT32_MAX }, false },
	{ { 0, 1, 0, 0, 0 }, false },    { { 0, 1, UINT32_MAX, 2, 2 }, false },
};

Test(features, have_settings_within_bounds)
{
	const struct rapport__feature_settings usual = RAPPORT__FEATURE_SETTINGS_DEFAULT;

	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
		cr_expect_eq(rapport__feature_settings_valid(&bounds[i].settings), bounds[i].valid,
			     "row %zu", i);
	cr_expect(rapport__feature_settings_valid(&usual));
}
