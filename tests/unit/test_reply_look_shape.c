#include "mail/reply_look_shape.h"

#include "mail/reply_sign.h"

#include <criterion/criterion.h>
#include <string.h>

Test(reply_look_shape, rules_are_drawn_with_one_kind_of_mark)
{
	static const struct {
		const char *text;
		uint32_t signs;
	} rows[] = {
		{ "____", RAPPORT__REPLY_IS_RULE | RAPPORT__REPLY_IS_RULE_LOW },
		{ "- - - -", RAPPORT__REPLY_IS_RULE },
		{ "━━━━━━", RAPPORT__REPLY_IS_RULE },
		{ ". . . . .", RAPPORT__REPLY_IS_RULE },
		{ "--", RAPPORT__REPLY_IS_DELIMITER },
		{ "——", 0 },
		{ "---- words ----", RAPPORT__REPLY_IS_TITLED },
		{ "━━━━ words ━━━━", RAPPORT__REPLY_IS_TITLED },
		{ "---- words", 0 },
		{ "... and so on ...", 0 },
		{ "words", 0 },
		{ "-", 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(rapport__reply_look_rule(rows[i].text, strlen(rows[i].text)) ==
				  rows[i].signs,
			  "%s", rows[i].text);
}

static uint32_t words(const char *text)
{
	uint16_t count;

	return rapport__reply_look_words(text, strlen(text), &count);
}

Test(reply_look_shape, sentences_are_told_from_names)
{
	uint16_t count = 0;

	cr_expect(words("anna ek") & RAPPORT__REPLY_IS_NAME);
	cr_expect(!(words("anna: 5") & RAPPORT__REPLY_IS_NAME));
	cr_expect(words("one two three four five six seven eight") & RAPPORT__REPLY_IS_PROSE);
	cr_expect(words("will you come?") & RAPPORT__REPLY_IS_PROSE);
	cr_expect(words("来週の会議の時間を変更していただけますか。") & RAPPORT__REPLY_IS_PROSE);
	cr_expect(!(words("営業部 田中") & RAPPORT__REPLY_IS_PROSE));
	cr_expect(words("p.s. it rains") & RAPPORT__REPLY_IS_POSTSCRIPT);
	cr_expect(!(words("psychology now") & RAPPORT__REPLY_IS_POSTSCRIPT));
	rapport__reply_look_words("a b c", 5, &count);
	cr_expect(count == 3);
}

static uint32_t contact(const char *text)
{
	uint16_t count;

	rapport__reply_look_words(text, strlen(text), &count);
	return rapport__reply_look_contact(text, strlen(text), count);
}

Test(reply_look_shape, cards_have_numbers_and_bars)
{
	cr_expect(contact("tél. : 02 00 00 00 42 – mob. : 06 00 00 00 17") ==
		  RAPPORT__REPLY_IS_CONTACT);
	cr_expect(contact("+44 4234 234234") == RAPPORT__REPLY_IS_CONTACT);
	cr_expect(contact("https://example.com/") == RAPPORT__REPLY_IS_CONTACT);
	cr_expect(contact("anna ek | sales | 0114 4960371") == RAPPORT__REPLY_IS_CONTACT);
	cr_expect(contact("anna ek | sales") == RAPPORT__REPLY_IS_CARD);
	cr_expect(contact("za des pommiers – 00000 auge") == RAPPORT__REPLY_IS_CARD);
	cr_expect(contact("we need 12 of them") == 0);
	cr_expect(contact("the telephone is dead") == 0);
}
