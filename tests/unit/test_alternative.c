#include "mail/alternative.h"

#include <criterion/criterion.h>
#include <string.h>

#define TEN(text) text text text text text text text text text text

static const struct {
	const char *plain, *html;
	bool outdone;
} rows[] = {
	{ "Hello Anna, see you at ten.", "Hello Anna, see you at ten.", false },
	{ "", "Hello Anna", true },
	{ " -- \n", "Hello Anna", true },
	{ "http://example.com/view?id=1", "Hello Anna", true },
	{ "", "", false },
	{ "This message is in HTML.", "Dear Anna", true },
	{ "Your mail program does not show HTML messages.", "", false },
	{ "I sent the html file.", "I sent the html file.", false },
	{ "Look at this: https://example.com/a", "Look at this: https://example.com/a", false },
	{ "Read it here: www.example.com", TEN("Dear customer, "), true },
	{ "Thanks!", TEN(TEN("word after word ")), false },
	{ "Thanks, that is what we need; please go on as we said on Monday at the office.",
	  TEN("word after word "), false },
};

Test(alternative, tells_a_stub_from_a_text)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__measure plain = rapport__alternative_measure(
			rows[i].plain, strlen(rows[i].plain), false);
		struct rapport__measure html = rapport__alternative_measure(
			rows[i].html, strlen(rows[i].html), true);

		cr_expect(rapport__alternative_doubtful(&plain));
		cr_expect_eq(rapport__alternative_outdone(&plain, &html), rows[i].outdone, "%s",
			     rows[i].plain);
	}
}

Test(alternative, never_doubts_a_long_text)
{
	static const char text[] = TEN(TEN("words on "));
	struct rapport__measure plain = rapport__alternative_measure(text, strlen(text), false);

	cr_expect(!rapport__alternative_doubtful(&plain));
	cr_expect_geq(plain.letters, 600);
}

Test(alternative, finds_texts_the_same_whatever_their_lines)
{
	cr_expect(rapport__alternative_same("Hello,\nAnna!", 12, "hello anna", 10));
	cr_expect(rapport__alternative_same("", 0, " ", 1));
	cr_expect(!rapport__alternative_same("Hello", 5, "Hello Anna", 10));
	cr_expect(!rapport__alternative_same("Hello Anna", 10, "Hello", 5));
	cr_expect(!rapport__alternative_same("1", 1, "2", 1));
	cr_expect(!rapport__alternative_same("\xC3\xBC", 2, "\xC3\xA4", 2));
}
