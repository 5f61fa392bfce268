#include "text/sentences.h"

#include <string.h>

/* Lines shorter than this were ended by their writer, not by a program that wraps. */
enum {
	WRAPPED_LINE_BYTES = 45,
	ABBREVIATION_BYTES_MAX = 6, /* of those below */
	MONTH_BYTES_MAX = 9
};

/* Abbreviations whose stop ends no sentence, in lower case, between blanks: wherever they stand,
 * before a number, and before a small letter. */
static const char before_any[] = " mr mrs ms dr prof st vs dept approx ca z d e i u eg ie bzw evtl "
				 "ggf str hr fr mme mlle sr "
				 "sra dott sig av inkl gen col sgt capt hon rev ";
static const char before_number[] =
	" no nr nbr fig ref abs tel ext max min jan feb mar apr jun jul aug sep sept oct nov dec ";
static const char before_small[] = " etc usw inc ltd co corp al hrs ";

/* What follows the day in German, which writes the third as "3." and months with a capital. */
static const char months[] =
	" januar februar m\xC3\xA4rz april mai juni juli august september oktober "
	"november dezember ";

static bool is_one_of(const char *words, const char *text, const struct rapport__token *word)
{
	char wanted[16];
	size_t size = word->size;

	if (word->kind != RAPPORT__TOKEN_WORD || size > MONTH_BYTES_MAX)
		return false;
	wanted[0] = wanted[size + 1] = ' ';
	for (size_t i = 0; i < size; i++) {
		char byte = text[word->start + i];

		wanted[i + 1] = (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
	}
	wanted[size + 2] = '\0';
	return strstr(words, wanted) != NULL;
}

static bool starts_small(const char *text, const struct rapport__token *token)
{
	unsigned char byte = (unsigned char)text[token->start];

	return token->kind == RAPPORT__TOKEN_WORD && byte >= 'a' && byte <= 'z';
}

static bool is_letter(const struct rapport__token *token)
{
	return token->kind == RAPPORT__TOKEN_WORD && token->size == 1;
}

/* Whether the single dot behind word i belongs to it: "Mr.", "e.g.", "J. Smith", "No. 5". */
static bool is_abbreviation(const char *text, const struct rapport__tokens *tokens, size_t i,
			    const struct rapport__token *next)
{
	const struct rapport__token *word = &tokens->data[i];
	char first = text[word->start];
	bool small = starts_small(text, next);

	/* "I." ends a sentence as often as not. */
	if (is_letter(word) && (word->flags & RAPPORT__TOKEN_CAPITAL))
		return first != 'I';
	/* "5 p.m. Please" ends there, "i.e. Monday" does not. */
	if (is_letter(word) && i > 1 && tokens->data[i - 1].kind == RAPPORT__TOKEN_STOP &&
	    is_letter(&tokens->data[i - 2]))
		return small || first != 'm';
	/* Most words that end sentences are longer than all of these. */
	if (word->size > ABBREVIATION_BYTES_MAX)
		return false;
	if (is_one_of(before_any, text, word))
		return true;
	if (is_one_of(before_number, text, word))
		return next->kind == RAPPORT__TOKEN_NUMBER || strchr("+#(", text[next->start]);
	return small && is_one_of(before_small, text, word);
}

/* Whether the single dot behind token i is a number's: a list's "1." or "a.", or "15. Januar". */
static bool is_numbering(const char *text, const struct rapport__tokens *tokens, size_t i,
			 const struct rapport__token *next)
{
	const struct rapport__token *token = &tokens->data[i];
	bool number = token->kind == RAPPORT__TOKEN_NUMBER && token->size <= 2;

	if (token->flags & RAPPORT__TOKEN_LINE)
		return number || (is_letter(token) && starts_small(text, token));
	return number && is_one_of(months, text, next);
}

/* Whether a token closes what stands before it: a bracket or quote without a blank between, or an
 * emoji on the same line. */
static bool closes(const char *text, const struct rapport__token *token)
{
	if (token->kind == RAPPORT__TOKEN_EMOJI)
		return !(token->flags & RAPPORT__TOKEN_LINE);
	return token->kind == RAPPORT__TOKEN_PUNCTUATION &&
	       !(token->flags & RAPPORT__TOKEN_SPACED) &&
	       strchr(")]}\"'\xE2\xC2\xE3\xEF", text[token->start]);
}

/* Whether the sentence ends between stop, its closers behind it, and next. */
static bool ends_at_stop(const char *text, const struct rapport__tokens *tokens, size_t stop,
			 const struct rapport__token *next)
{
	const struct rapport__token *mark = &tokens->data[stop];
	const char *bytes = text + mark->start;
	bool one_dot = mark->size == 1 && *bytes == '.';
	bool calls = memchr(bytes, '!', mark->size) || memchr(bytes, '?', mark->size);

	if (!(next->flags & RAPPORT__TOKEN_SPACED)) {
		/* Ideographic stops need no blank. */
		if ((unsigned char)*bytes >= 0xE3)
			return true;
		/* "great.Would buy again" */
		return (one_dot || calls) && (next->flags & RAPPORT__TOKEN_CAPITAL) && stop > 0 &&
		       tokens->data[stop - 1].size > 2 &&
		       (calls || starts_small(text, &tokens->data[stop - 1]));
	}
	/* "Stop!" he said. */
	if (next[-1].kind == RAPPORT__TOKEN_PUNCTUATION && starts_small(text, next))
		return false;
	if (one_dot)
		return !(stop > 0 && !(mark->flags & RAPPORT__TOKEN_SPACED) &&
			 (is_abbreviation(text, tokens, stop - 1, next) ||
			  is_numbering(text, tokens, stop - 1, next)));
	/* An ellipsis goes on when a small letter follows. */
	return calls || !starts_small(text, next);
}

static bool is_list_item(const char *text, const struct rapport__tokens *tokens, size_t i)
{
	const struct rapport__token *token = &tokens->data[i];

	if (token->kind == RAPPORT__TOKEN_PUNCTUATION || token->kind == RAPPORT__TOKEN_SYMBOL)
		return strchr("-*\xE2", text[token->start]) && i + 1 < tokens->count &&
		       (tokens->data[i + 1].flags & RAPPORT__TOKEN_SPACED);
	/* "1. ", "2) " and "a. "; the bullet U+2022 is punctuation too */
	return ((token->kind == RAPPORT__TOKEN_NUMBER && token->size <= 2) ||
		(is_letter(token) && starts_small(text, token))) &&
	       i + 1 < tokens->count && strchr(".)", text[tokens->data[i + 1].start]) &&
	       !(tokens->data[i + 1].flags & RAPPORT__TOKEN_SPACED);
}

/* Whether a line end before token i, whose line began at line_start, ends the sentence. */
static bool ends_at_line(const char *text, const struct rapport__tokens *tokens, size_t i,
			 uint32_t line_start)
{
	const struct rapport__token *token = &tokens->data[i], *before = &tokens->data[i - 1];

	if (token->flags & RAPPORT__TOKEN_PARAGRAPH)
		return true;
	if (is_list_item(text, tokens, i))
		return true;
	if (before->start + before->size - line_start >= WRAPPED_LINE_BYTES)
		return false;
	return !starts_small(text, token);
}

static bool add(struct rapport__sentences *sentences, const struct rapport__tokens *tokens,
		size_t first, size_t last)
{
	const struct rapport__token *end = &tokens->data[last - 1];

	if (!rapport__grow(&sentences->data, &sentences->capacity, sentences->count + 1,
			   sizeof *sentences->data))
		return false;
	sentences->data[sentences->count++] = (struct rapport__sentence){
		tokens->data[first].start, end->start + end->size, (uint32_t)first, (uint32_t)last
	};
	return true;
}

bool rapport__sentences_split(const char *text, const struct rapport__tokens *tokens,
			      struct rapport__sentences *sentences)
{
	const size_t none = (size_t)-1;
	size_t first = 0, stop = none;
	uint32_t line_start = 0;

	sentences->count = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct rapport__token *token = &tokens->data[i];
		bool ends = i - first >= RAPPORT__SENTENCE_TOKENS_MAX;

		if (i == first) {
			line_start = token->start;
		} else {
			if (stop != none && !closes(text, token)) {
				ends = ends || ends_at_stop(text, tokens, stop, token);
				stop = none;
			}
			if (token->flags & RAPPORT__TOKEN_LINE) {
				ends = ends || ends_at_line(text, tokens, i, line_start);
				line_start = token->start;
			}
		}
		if (ends) {
			if (!add(sentences, tokens, first, i))
				return false;
			first = i;
			line_start = token->start;
		}
		if (token->kind == RAPPORT__TOKEN_STOP)
			stop = i;
	}
	return first == tokens->count || add(sentences, tokens, first, tokens->count);
}

void rapport__sentences_clear(struct rapport__sentences *sentences)
{
	rapport__free(sentences->data);
	*sentences = (struct rapport__sentences){ 0 };
}
