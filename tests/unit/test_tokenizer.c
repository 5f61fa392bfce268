#include "text/tokenizer.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

/* tokens: each with the letter of its kind before it, blanks between.
 * w word, n number, e emoji, s stop, p punctuation, y symbol, l link, a address. */
static const struct {
	const char *name, *text, *tokens;
} rows[] = {
	{ "nothing", "", "" },
	{ "blanks alone", " \t\r\n\n\xC2\xA0", "" },
	{ "a sentence", "We like your offer.", "wWe wlike wyour woffer s." },
	{ "apostrophes", "don't can\xE2\x80\x99t o'clock l'offre",
	  "wdon't wcan\xE2\x80\x99t wo'clock wl'offre" },
	{ "quotes are no apostrophes", "'we' dogs' \xE2\x80\x98so\xE2\x80\x99",
	  "p' wwe p' wdogs p' p\xE2\x80\x98 wso p\xE2\x80\x99" },
	{ "hyphens part", "no-pressure e-mail -- well", "wno p- wpressure we p- wmail p-- wwell" },
	{ "stops", "Wait... what?! No!!! Yes\xE2\x80\xA6",
	  "wWait s... wwhat s?! wNo s!!! wYes s\xE2\x80\xA6" },
	{ "stops of other scripts", "はい。何？ क्या। كيف؟", "wはい s。 w何 s？ wक्या s। wكيف s؟" },
	{ "no blank", "great.Would buy", "wgreat s. wWould wbuy" },
	{ "decimals", "1,200.50 and 3.5. At 9:30, 24/7",
	  "n1,200.50 wand n3.5 s. wAt n9:30 p, n24/7" },
	{ "units", "3rd 5kg 20% $99 10-15 v2 b2b", "n3rd n5kg n20 y% y$ n99 n10 p- n15 wv2 wb2b" },
	{ "euros", "1.000,00€ ½", "n1.000,00 y€ n½" },
	{ "links", "See https://acme.com/a?b=1#c, (www.acme.com/x). http://b.de/ü!",
	  "wSee lhttps://acme.com/a?b=1#c p, p( lwww.acme.com/x p) s. lhttp://b.de/ü s!" },
	{ "the shortest links", "http://x www.x", "lhttp://x lwww.x" },
	{ "a link in brackets", "<http://a.b/c>\"WWW.a.b\"",
	  "y< lhttp://a.b/c y> p\" lWWW.a.b p\"" },
	{ "a link ends at any blank", "http://a.b\xC2\xA0next http://a.b\xFFlast",
	  "lhttp://a.b wnext lhttp://a.b wlast" },
	{ "a scheme alone is none", "https:// x http:/y www. z",
	  "whttps p: p// wx whttp p: p/ wy wwww s. wz" },
	{ "a domain is words", "acme.com", "wacme s. wcom" },
	{ "addresses", "Mail anna@acme.com, bob@163.com.",
	  "wMail aanna@acme.com p, abob@163.com s." },
	{ "an address is one token", "j.p_doe-x+y2@acme.co.uk <4ever@x.de>",
	  "aj.p_doe-x+y2@acme.co.uk y< a4ever@x.de y>" },
	{ "names end at what is no part", "(a.b@c.d) x!y@z.de ..a@b.c",
	  "p( aa.b@c.d p) wx s! ay@z.de s.. aa@b.c" },
	{ "at", "@bob 2@5 a@ b", "y@ wbob n2 y@ n5 wa y@ wb" },
	{ "emoticons", ":-) ;) :( =D :P :| x:) :]", "e:-) e;) e:( e=D e:P e:| wx e:) e:]" },
	{ "no emoticons", "a:Date (see:x) Tel.:(030) :-x :",
	  "wa p: wDate p( wsee p: wx p) wTel s. p: p( n030 p) p: p- wx p:" },
	{ "emoji", "Thanks👍👍😊!", "wThanks e👍 e👍 e😊 s!" },
	{ "emoji and what joins them",
	  "👨‍👩‍👧 👍🏽 ❤️ 🏳️‍🌈 1️⃣ 🇩🇪🇫🇷",
	  "e👨‍👩‍👧 e👍🏽 e❤️ e🏳️‍🌈 n1️⃣ e🇩🇪 e🇫🇷" },
	{ "three halves of flags", "🇩🇪🇫", "e🇩🇪 e🇫" },
	{ "a joiner with nothing to join", "👍\xE2\x80\x8D a", "e👍\xE2\x80\x8D wa" },
	{ "other signs", "a+b=c & d_e * # §", "wa y+ wb y= wc y& wd p_ we y* y# p§" },
	{ "runs of one mark", "--- (( *** ---==", "p--- p(( y*** p--- y==" },
	{ "combining marks stay", "cafe\xCC\x81 A\xCC\x88rger", "wcafe\xCC\x81 wA\xCC\x88rger" },
	{ "other scripts", "Не хочу 价格 ราคา", "wНе wхочу w价格 wราคา" },
	{ "soft hyphen and zero width space",
	  "ex\xC2\xADtra ab\xE2\x80\x8B"
	  "c",
	  "wex\xC2\xADtra wab\xE2\x80\x8B"
	  "c" },
	{ "byte order mark", "\xEF\xBB\xBFHi", "wHi" },
	{ "joiners alone", "\xE2\x80\x8D\xCC\x81", "" },
	{ "bytes that are not UTF-8 part",
	  "caf\xE9 a\xFF"
	  "b \xF0\x9F\x91",
	  "wcaf wa wb" },
	{ "a replacement character parts",
	  "a\xEF\xBF\xBD"
	  "b",
	  "wa wb" },
	{ "a word that is many", "ﷺ ﷺﷺ", "wﷺ wﷺﷺ" },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

static void render(const char *text, const struct rapport__tokens *tokens,
		   struct rapport__buffer *out)
{
	out->size = 0;
	cr_assert(rapport__buffer_add_string(out, ""));
	for (size_t i = 0; i < tokens->count; i++) {
		const struct rapport__token *token = &tokens->data[i];

		cr_assert((i == 0 || rapport__buffer_add_string(out, " ")) &&
			  rapport__buffer_add(out, &"wnespyla"[token->kind], 1) &&
			  rapport__buffer_add(out, text + token->start, token->size));
	}
}

ParameterizedTestParameters(tokenizer, finds_the_tokens_that_a_reader_sees)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, tokenizer, finds_the_tokens_that_a_reader_sees)
{
	struct rapport__tokens tokens = { 0 };
	struct rapport__buffer out = { 0 };
	size_t size = strlen(rows[*row].text);
	char *text = rapport__calloc(size, 1); /* no NUL behind: reading further shows */

	memcpy(text, rows[*row].text, size);
	cr_assert(rapport__tokenize(text, size, &tokens));
	render(text, &tokens, &out);
	cr_expect_str_eq(out.data, rows[*row].tokens, "%s:\n%s, not\n%s", rows[*row].name, out.data,
			 rows[*row].tokens);
	rapport__tokens_clear(&tokens);
	rapport__buffer_clear(&out);
	rapport__free(text);
}

/* Flags of each token in turn: C capital, A all capitals, s spaced, l line, p paragraph. */
static const struct {
	const char *text, *flags;
} flagged[] = {
	{ "Hi there", "Cslp s" },
	{ "STOP It I B2B b2B", "CAslp Cs Cs CAs s" },
	{ "Äpfel ÄÖ ß éÉ ДА", "Cslp CAs s s s" },
	{ "a,b", "slp - -" },
	{ "a\nb\n\nc", "slp sl slp" },
	{ "a\r\nb\r\n\r\nc", "slp sl slp" },
	{ "a \n \t\n b", "slp slp" },
	{ "a\rb", "slp s" },
	{ "a\tb\vc\fd", "slp s s s" },
	{ "a\xE2\x80\xA8"
	  "b\xE2\x80\xA9\xE2\x80\xA9"
	  "c",
	  "slp sl slp" },
	{ "a\xC2\xA0"
	  "b\xE3\x80\x80"
	  "c",
	  "slp s s" },
	{ "(a\xE2\x80\x8E) b", "slp - - s" },
	{ "Anna.Maria@x.de X", "slp Cs" },
	{ "x\xFFy", "slp s" },
};

Test(tokenizer, tells_how_tokens_look_and_what_stands_before)
{
	static const char letters[] = "CAslp";
	struct rapport__tokens tokens = { 0 };

	for (size_t i = 0; i < sizeof flagged / sizeof *flagged; i++) {
		char out[128] = "";

		cr_assert(rapport__tokenize(flagged[i].text, strlen(flagged[i].text), &tokens));
		for (size_t t = 0; t < tokens.count; t++) {
			size_t end = strlen(out);

			if (t)
				out[end++] = ' ';
			for (size_t bit = 0; bit < 5; bit++)
				if (tokens.data[t].flags & 1u << bit)
					out[end++] = letters[bit];
			if (!tokens.data[t].flags)
				out[end] = '-';
		}
		cr_expect_str_eq(out, flagged[i].flags, "%s: %s", flagged[i].text, out);
	}
	rapport__tokens_clear(&tokens);
}

Test(tokenizer, takes_nul_for_a_blank_like_any_control)
{
	static const char text[] = "a\0b 5\0"
				   "7 :\0) .\0. 1,\0"
				   "2 w:/\0";
	struct rapport__tokens tokens = { 0 };
	struct rapport__buffer out = { 0 };

	cr_assert(rapport__tokenize(text, sizeof text - 1, &tokens));
	render(text, &tokens, &out);
	cr_expect_str_eq(out.data, "wa wb n5 n7 p: p) s. s. n1 p, n2 ww p: p/");
	rapport__tokens_clear(&tokens);
	rapport__buffer_clear(&out);
}

/* A long run of one thing, and where its first token must be cut. */
static const struct {
	const char *unit;
	size_t cut, tokens;
} runs[] = {
	{ "a", 255, 1 },
	{ "\xC3\xA4", 254, 1 },
	{ "ﷺ", 255, 1 },
	{ "a\xCC\x81", 255, 1 },
	{ "\xD0\x96\xCC\x81", 254, 1 },
	{ "1", 255, 1 },
	{ ".", 255, 1 },
	{ "\xE2\x80\xA6", 255, 1 },
	{ "!", 255, 1 },
	{ "-", 255, 1 },
	{ "$", 255, 1 },
	{ "👩‍", 252, 1 },
	{ "\xFF", 0, 0 },
	{ "\xCC\x81", 0, 0 },
};

Test(tokenizer, cuts_what_nobody_writes_between_characters)
{
	struct rapport__tokens tokens = { 0 };

	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		size_t unit = strlen(runs[i].unit), size = 1000000 / unit * unit;
		char *text = rapport__calloc(size + 2, 1);

		for (size_t at = 0; at < size; at += unit)
			memcpy(text + at, runs[i].unit, unit);
		memcpy(text + size, " z", 2);
		cr_assert(rapport__tokenize(text, size + 2, &tokens));
		cr_assert_eq(tokens.count, runs[i].tokens + 1, "%s: %zu", runs[i].unit,
			     tokens.count);
		cr_expect_eq(tokens.data[tokens.count - 1].start, size + 1);
		if (runs[i].tokens) {
			cr_expect_eq(tokens.data[0].size, runs[i].cut, "%s: %u", runs[i].unit,
				     tokens.data[0].size);
			cr_expect(tokens.data[0].flags & RAPPORT__TOKEN_LONG);
		}
		rapport__free(text);
	}
	rapport__tokens_clear(&tokens);
}

Test(tokenizer, keeps_the_longest_word_that_fits)
{
	struct rapport__tokens tokens = { 0 };
	char text[300];

	memset(text, 'a', sizeof text);
	for (size_t size = 254; size <= 257; size++) {
		cr_assert(rapport__tokenize(text, size, &tokens));
		cr_assert_eq(tokens.count, 1);
		cr_expect_eq(tokens.data[0].size, size < 255 ? size : 255);
		cr_expect_eq(!!(tokens.data[0].flags & RAPPORT__TOKEN_LONG), size > 255);
	}
	/* An address takes no part of a name that was cut. */
	memcpy(text + 290, ".b@c.de   ", 10);
	cr_assert(rapport__tokenize(text, sizeof text, &tokens));
	cr_expect(tokens.count == 2 || tokens.data[tokens.count - 1].start >= 290);
	rapport__tokens_clear(&tokens);
}

/* Knuth's MMIX generator, the same everywhere. */
static uint32_t draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33);
}

Test(tokenizer, covers_any_bytes_with_tokens_in_order)
{
	static const char bytes[] =
		"aZ09 .,:;!?'\"-@/()\n\r\t\0wW:=DP\xE2\x80\x99\x8D\xF0\x9F\x91\xCC\x81\xC3";
	struct rapport__tokens tokens = { 0 };
	uint64_t seed = 1;
	char text[200];

	for (size_t round = 0; round < 20000; round++) {
		size_t size = draw(&seed) % sizeof text, end = 0;

		for (size_t i = 0; i < size; i++)
			text[i] = bytes[draw(&seed) % (sizeof bytes - 1)];
		cr_assert(rapport__tokenize(text, size, &tokens));
		for (size_t i = 0; i < tokens.count; i++) {
			const struct rapport__token *token = &tokens.data[i];
			bool apart = i == 0 || token->start > end;

			cr_assert(token->start >= end && token->size > 0);
			cr_assert(apart || !(token->flags & RAPPORT__TOKEN_SPACED));
			cr_assert(token->kind <= RAPPORT__TOKEN_ADDRESS && !token->unused);
			end = token->start + token->size;
			cr_assert(end <= size);
		}
	}
	rapport__tokens_clear(&tokens);
}

Test(tokenizer, says_so_when_there_is_no_memory)
{
	static char text[2000];
	struct rapport__tokens tokens = { 0 };
	bool done = false;
	long n = 0;

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? ' ' : 'a';
	for (; !done; n++) {
		cr_assert_leq(n, 20);
		rapport__tokens_clear(&tokens);
		rapport__memory_fail_after(n);
		done = rapport__tokenize(text, sizeof text, &tokens);
		rapport__memory_fail_after(-1);
	}
	cr_expect_gt(n, 5);
	cr_expect_eq(tokens.count, 1000);
	cr_assert(rapport__tokenize("b", 1, &tokens));
	cr_expect(tokens.count == 1 && tokens.data[0].start == 0, "filled anew");
	rapport__tokens_clear(&tokens);
	cr_expect(!tokens.data && !tokens.count && !tokens.capacity);
	rapport__tokens_clear(&tokens);
}
