#include "text/negation.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *language, *word;
	bool negates;
} rows[] = {
	{ "english", "not", true },
	{ "en", "not", true },
	{ "english", "no", true },   /* the first of the list */
	{ "english", "aint", true }, /* the last */
	{ "english", "never", true },
	{ "english", "don't", true },
	{ "english", "wouldn't", true },
	{ "english", "ain't", true },
	{ "english", "n't", false }, /* nothing stands before it */
	{ "english", "n", false },
	{ "english", "", false },
	{ "english", "know", false },   /* holds a word of the list */
	{ "english", "nothin", false }, /* begins one */
	{ "english", "othing", false },
	{ "english", "not ", false },
	{ "english", " not ", false },
	{ "english", "no not", false }, /* two of them, as they stand in the list */
	{ "english", " ", false },
	{ "english", "NOT", false }, /* words come folded */
	{ "english", "nicht", false },
	{ "german", "nicht", true },
	{ "de", "keine", true },
	{ "german", "not", false },
	{ "german", "mach'n't", false }, /* only English says n't */
	{ "french", "pas", true },
	{ "fr", "jamais", true },
	{ "spanish", "nunca", true },
	{ "es", "tampoco", true },
	{ "italian", "non", true },
	{ "it", "senza", true },
	{ "portuguese", "não", true },
	{ "pt", "ninguém", true },
	{ "portuguese", "nao", false },
	{ "dutch", "niet", true },
	{ "nl", "noch", true },
	{ "swedish", "inte", true },
	{ "sv", "varken", true },
	{ "danish", "ikke", true },
	{ "da", "hverken", true },
	{ "norwegian", "ikke", true },
	{ "no", "verken", true },
	{ "finnish", "eivät", true },
	{ "fi", "ilman", true },
	{ "russian", "не", true },
	{ "ru", "без", true },
	{ "turkish", "değil", false }, /* no list */
	{ "", "not", false },
	{ "English", "not", false }, /* libstemmer's names are small */
	{ "engl", "not", false },
};

Test(negation, knows_whole_words_of_the_language_alone)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(rapport__negates(rows[i].language, rows[i].word, strlen(rows[i].word)),
			     rows[i].negates, "%s, \"%s\"", rows[i].language, rows[i].word);
}

Test(negation, reads_no_further_than_the_word)
{
	cr_expect(rapport__negates("en", "nothing", 3), "not");
	cr_expect(rapport__negates("en", "don'ted", 5), "don't");
	cr_expect(!rapport__negates("en", "never", 3));
	cr_expect(!rapport__negates("en", "not\0", 4), "a NUL is a byte like others");
	cr_expect(!rapport__negates("en", "no\xFF", 3));
}

Test(negation, takes_words_as_long_as_they_come)
{
	static char word[1 << 20];

	memset(word, 'n', sizeof word);
	cr_expect(!rapport__negates("en", word, sizeof word));
	memcpy(word + sizeof word - 3, "n't", 3);
	cr_expect(rapport__negates("en", word, sizeof word));
	cr_expect(!rapport__negates("de", word, sizeof word));
}
