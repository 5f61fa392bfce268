#include "text/sentences.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

#define LONG_LINE "We have looked at your offer with all of our"

/* parts: the sentences, "|" between. */
static const struct {
	const char *name, *text, *parts;
} rows[] = {
	{ "nothing", "", "" },
	{ "blanks alone", " \n\n\t", "" },
	{ "one without a stop", "  sounds good to me \n", "sounds good to me" },
	{ "two", "I like it. When can we start?", "I like it.|When can we start?" },
	{ "small letters", "thanks. we will call you! ok? yes",
	  "thanks.|we will call you!|ok?|yes" },
	{ "no blank behind the stop", "The team is great.Would buy again!Then they called.",
	  "The team is great.|Would buy again!|Then they called." },
	{ "no blank and no sentence", "See acme.com or Node.Js for v2.0 at 3.5.1, vb.Net",
	  "See acme.com or Node.Js for v2.0 at 3.5.1, vb.Net" },
	{ "ellipses", "Well... we will see... Maybe later… maybe not",
	  "Well... we will see...|Maybe later… maybe not" },
	{ "calls that go on", "Stop calling me!!! You did it again?! now",
	  "Stop calling me!!!|You did it again?!|now" },
	{ "quotes and brackets close", "He said \"buy now.\" I left. (They lied.) Bye.",
	  "He said \"buy now.\"|I left.|(They lied.)|Bye." },
	{ "typographic quotes", "Er sagte: „Nein.“ Dann ging er. « Oui.» Bon.",
	  "Er sagte: „Nein.“|Dann ging er.|« Oui.»|Bon." },
	{ "what is quoted goes on",
	  "\"Sign today!\" he said. \"Why?\" I asked. Then (really?) she left.",
	  "\"Sign today!\" he said.|\"Why?\"|I asked.|Then (really?) she left." },
	{ "titles and initials", "Mr. Smith and Dr. Who met J. R. Hall of St. Ives. Fine.",
	  "Mr. Smith and Dr. Who met J. R. Hall of St. Ives.|Fine." },
	{ "I ends", "So do I. Thanks.", "So do I.|Thanks." },
	{ "no", "No. I am not interested. NO. Order no. 5 and No. 7. no. thanks",
	  "No.|I am not interested.|NO.|Order no. 5 and No. 7.|no.|thanks" },
	{ "e.g.", "We need features, e.g. reports, i.e. Excel, z.B. Listen, d. h. Tabellen. Ok",
	  "We need features, e.g. reports, i.e. Excel, z.B. Listen, d. h. Tabellen.|Ok" },
	{ "a.m.", "Call at 5 p.m. tomorrow or 9 a.m. Please do.",
	  "Call at 5 p.m. tomorrow or 9 a.m.|Please do." },
	{ "etc.", "Price, terms etc. are fine. Acme Inc. called etc. Then Bob Ltd. We left.",
	  "Price, terms etc. are fine.|Acme Inc. called etc.|Then Bob Ltd.|We left." },
	{ "months and numbers",
	  "From Jan. 5 to 15. Januar, vom 3. März. In Jan. We paid 5. Then 6.",
	  "From Jan. 5 to 15. Januar, vom 3. März.|In Jan.|We paid 5.|Then 6." },
	{ "telephones", "Tel. +49 30 123, ext. 12, tel. (030) 1.",
	  "Tel. +49 30 123, ext. 12, tel. (030) 1." },
	{ "addresses and links", "Write to Anna.Smith@Acme.Com or see https://a.Com/b.Html. Bye.",
	  "Write to Anna.Smith@Acme.Com or see https://a.Com/b.Html.|Bye." },
	{ "emoji close", "Thanks! 😊 See you. :-) Bye 👍 now.👍 Ok",
	  "Thanks! 😊|See you. :-)|Bye 👍 now.👍|Ok" },
	{ "emoji on a line of its own", "Thanks!\n😊 See you", "Thanks!|😊 See you" },
	{ "a mail",
	  "Hi Tom,\n\nthanks for the offer. It is too expensive\nfor us at the moment.\n\nBest "
	  "regards,\nAnna Smith\nACME GmbH",
	  "Hi Tom,|thanks for the offer.|It is too expensive\nfor us at the moment.|Best "
	  "regards,|Anna Smith|ACME GmbH" },
	{ "a mail with CRLF", "Hi Tom,\r\n\r\nNo thanks.\r\nBest,\r\nAnna\r\n",
	  "Hi Tom,|No thanks.|Best,|Anna" },
	{ "a wrapped line goes on", LONG_LINE " Board members\nMonday. Ok.",
	  LONG_LINE " Board members\nMonday.|Ok." },
	{ "44 bytes are short", LONG_LINE "\nBoard", LONG_LINE "|Board" },
	{ "45 are long", LONG_LINE "s\nBoard", LONG_LINE "s\nBoard" },
	{ "a small letter goes on", "Hello\nthere\nYou", "Hello\nthere|You" },
	{ "an empty line ends all", "one\n\ntwo\n \nthree", "one|two|three" },
	{ "lists of dashes", LONG_LINE " people:\n- price\n* time\n• trust\n– team",
	  LONG_LINE " people:|- price|* time|• trust|– team" },
	{ "lists of numbers", "Points:\n1. Price is high\n2. No time.\n3) trust\n12. last",
	  "Points:|1. Price is high|2. No time.|3) trust|12. last" },
	{ "lists behind long lines", LONG_LINE " people:\n12. me\n12) " LONG_LINE "\nc. you",
	  LONG_LINE " people:|12. me|12) " LONG_LINE "|c. you" },
	{ "lists of letters", "a. first\nb. second\nc) third", "a. first|b. second|c) third" },
	{ "a list goes on when it wraps", "- " LONG_LINE "\nboard\n- price",
	  "- " LONG_LINE "\nboard|- price" },
	{ "a dash in a line is none", "We came - and left\nagain -really",
	  "We came - and left\nagain -really" },
	{ "ideographic stops", "「はい。」次です。これ", "「はい。」|次です。|これ" },
	{ "Hindi and Arabic", "हाँ। नहीं। كيف؟ نعم", "हाँ।|नहीं।|كيف؟|نعم" },
	{ "stops alone", "... ! ?", "...|!|?" },
	{ "a stop with a blank before", "Super ! Merci . Bien", "Super !|Merci .|Bien" },
	{ "not UTF-8", "caf\xE9. Ok", "caf\xE9.|Ok" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static void split(const char *text, size_t size, struct rapport__tokens *tokens,
		  struct rapport__sentences *sentences)
{
	cr_assert(rapport__tokenize(text, size, tokens));
	cr_assert(rapport__sentences_split(text, tokens, sentences));
}

/* Each token in exactly one sentence, in order; the ends are those of tokens. */
static void check(const struct rapport__tokens *tokens, const struct rapport__sentences *sentences)
{
	uint32_t next = 0;

	for (size_t s = 0; s < sentences->count; s++) {
		const struct rapport__sentence *sentence = &sentences->data[s];
		const struct rapport__token *last = &tokens->data[sentence->last - 1];

		cr_assert(sentence->first == next && sentence->last > next);
		cr_assert(sentence->last - next <= RAPPORT__SENTENCE_TOKENS_MAX);
		cr_assert(sentence->start == tokens->data[next].start);
		cr_assert(sentence->end == last->start + last->size);
		next = sentence->last;
	}
	cr_assert_eq(next, tokens->count);
}

ParameterizedTestParameters(sentences, end_where_a_reader_would_end_them)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, sentences, end_where_a_reader_would_end_them)
{
	struct rapport__tokens tokens = { 0 };
	struct rapport__sentences sentences = { 0 };
	struct rapport__buffer out = { 0 };
	const char *text = rows[*row].text;

	split(text, strlen(text), &tokens, &sentences);
	check(&tokens, &sentences);
	cr_assert(rapport__buffer_add_string(&out, ""));
	for (size_t s = 0; s < sentences.count; s++)
		cr_assert((s == 0 || rapport__buffer_add_string(&out, "|")) &&
			  rapport__buffer_add(&out, text + sentences.data[s].start,
					      sentences.data[s].end - sentences.data[s].start));
	cr_expect_str_eq(out.data, rows[*row].parts, "%s:\n%s, not\n%s", rows[*row].name, out.data,
			 rows[*row].parts);
	rapport__buffer_clear(&out);
	rapport__sentences_clear(&sentences);
	rapport__tokens_clear(&tokens);
}

/* What never ends is cut, so that one sentence stays a sentence to the model. */
Test(sentences, are_cut_where_a_text_has_no_stops)
{
	struct rapport__tokens tokens = { 0 };
	struct rapport__sentences sentences = { 0 };
	static char text[1000000];

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? ' ' : 'a';
	split(text, sizeof text, &tokens, &sentences);
	check(&tokens, &sentences);
	cr_expect_eq(tokens.count, 500000);
	cr_expect_eq(sentences.count, 1250);
	cr_expect_eq(sentences.data[0].last, RAPPORT__SENTENCE_TOKENS_MAX);
	split(text, 2 * RAPPORT__SENTENCE_TOKENS_MAX, &tokens, &sentences);
	cr_expect_eq(sentences.count, 1, "as many as may be");
	split(text, 2 * RAPPORT__SENTENCE_TOKENS_MAX + 1, &tokens, &sentences);
	cr_expect_eq(sentences.count, 2);
	cr_expect_eq(sentences.data[1].last - sentences.data[1].first, 1);
	rapport__sentences_clear(&sentences);
	rapport__tokens_clear(&tokens);
}

Test(sentences, take_a_long_text_without_blanks_for_one)
{
	struct rapport__tokens tokens = { 0 };
	struct rapport__sentences sentences = { 0 };
	static char text[1 << 20];

	memset(text, 'a', sizeof text);
	split(text, sizeof text, &tokens, &sentences);
	check(&tokens, &sentences);
	cr_expect(sentences.count == 1 && sentences.data[0].end == RAPPORT__TOKEN_BYTES_MAX);
	rapport__sentences_clear(&sentences);
	rapport__tokens_clear(&tokens);
}

/* Knuth's MMIX generator, the same everywhere. */
static uint32_t draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33);
}

Test(sentences, hold_each_token_of_any_text_once)
{
	static const char *const pieces[] = { "a",   "No",   ". ", ".",   "...", "!",   " ",
					      "\n",  "\n\n", "\"", ")",   "(",   "1",   "- ",
					      "* ",  "e.",   "g.", ":-)", "😊",   "x@y", "\r\n",
					      "etc", "I",    "。", "”",   "m.",  "\xFF" };
	struct rapport__tokens tokens = { 0 };
	struct rapport__sentences sentences = { 0 };
	uint64_t seed = 1;

	for (size_t round = 0; round < 20000; round++) {
		char text[256];
		size_t size = 0, wanted = draw(&seed) % 200;

		while (size < wanted) {
			const char *piece = pieces[draw(&seed) % (sizeof pieces / sizeof *pieces)];

			memcpy(text + size, piece, strlen(piece));
			size += strlen(piece);
		}
		split(text, size, &tokens, &sentences);
		check(&tokens, &sentences);
	}
	rapport__sentences_clear(&sentences);
	rapport__tokens_clear(&tokens);
}

Test(sentences, say_so_when_there_is_no_memory)
{
	static char text[4000];
	struct rapport__tokens tokens = { 0 };
	struct rapport__sentences sentences = { 0 };
	bool done = false;
	long n = 0;

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "to. "[i % 4];
	cr_assert(rapport__tokenize(text, sizeof text, &tokens));
	for (; !done; n++) {
		cr_assert_leq(n, 20);
		rapport__sentences_clear(&sentences);
		rapport__memory_fail_after(n);
		done = rapport__sentences_split(text, &tokens, &sentences);
		rapport__memory_fail_after(-1);
	}
	cr_expect_gt(n, 5);
	cr_expect_eq(sentences.count, 1000);
	check(&tokens, &sentences);
	split("b", 1, &tokens, &sentences);
	cr_expect_eq(sentences.count, 1, "filled anew");
	rapport__sentences_clear(&sentences);
	cr_expect(!sentences.data && !sentences.count && !sentences.capacity);
	rapport__sentences_clear(&sentences);
	rapport__tokens_clear(&tokens);
}
