#include "mail/reply_phrase.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const phrases[] = { "best", "best regards", "on", "のメール", "元のメール" };
static const struct rapport__reply_table table = { phrases, sizeof phrases / sizeof *phrases };

static size_t at(const char *text)
{
	return rapport__reply_phrase_at(&table, text, strlen(text), NULL);
}

Test(reply_phrase, is_the_longest_that_ends_with_a_word)
{
	size_t which = 9;

	cr_expect(rapport__reply_phrase_at(&table, "best regards, anna", 18, &which) == 12);
	cr_expect(which == 1);
	cr_expect(at("best wishes") == 4);
	cr_expect(at("best regardsx") == 4);
	cr_expect(at("bestow") == 0);
	cr_expect(at("on\xE2\x80\x99s") == 2, "an apostrophe ends a word");
	cr_expect(at("on\xC3\xA9") == 0, "a letter beyond ASCII does not");
	cr_expect(at("元のメールです") == strlen("元のメール"), "no blanks in this script");
	cr_expect(at("") == 0);
	cr_expect(at("zzz") == 0);
}

Test(reply_phrase, is_found_where_a_word_begins)
{
	static const char text[] = "upon it: on top";
	static const char glued[] = "annaのメール";
	size_t length = 0;

	cr_expect(rapport__reply_phrase_find(&table, text, strlen(text), 0, &length) == 9);
	cr_expect(length == 2);
	cr_expect(rapport__reply_phrase_find(&table, text, strlen(text), 10, &length) ==
		  strlen(text));
	cr_expect(rapport__reply_phrase_find(&table, glued, strlen(glued), 0, &length) == 4);
	cr_expect(rapport__reply_phrase_find(&table, "", 0, 0, &length) == 0);
}

Test(reply_phrase, ornaments_stand_before_the_words)
{
	cr_expect(rapport__reply_ornament("-- x", 4) == 3);
	cr_expect(rapport__reply_ornament("\xE2\x80\x94 x", 5) == 4);
	cr_expect(rapport__reply_ornament("x", 1) == 0);
	cr_expect(rapport__reply_ornament("", 0) == 0);
	cr_expect(rapport__reply_letter("a-", 2, 0) && !rapport__reply_letter("a-", 2, 1));
	cr_expect(!rapport__reply_letter("a", 1, 1));
	cr_expect(rapport__reply_begins_word("a b", 0) && rapport__reply_begins_word("a b", 2));
	cr_expect(!rapport__reply_begins_word("ab", 1) && !rapport__reply_begins_word("a b", 1));
}
