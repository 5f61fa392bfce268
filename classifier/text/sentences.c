#include "text/sentences.h"

#include <string.h>

/* Lines shorter than this were ended by their writer, not by a program that wraps. */
enum { WRAPPED_LINE_BYTES = 45 };

/* Abbreviations that stand before a name or number rather than at an end, in lower case. */
static const char *const abbreviations[] = {
	"mr",   "mrs", "ms",  "dr",  "prof", "st",   "vs",   "no",  "nr",   "approx", "ca", "dept",
	"fig",  "jan", "feb", "mar", "apr",  "jun",  "jul",  "aug", "sep",  "sept",   "oct", "nov",
	"dec",  "z",   "d",   "e",   "i",    "u",    "eg",   "ie",  "bzw",  "evtl",   "ggf", "usw",
	"str",  "tel", "abs", "hr",  "fr",   "mme",  "mlle", "sr",  "sra",  "dott",   "sig", "av",
	"inkl", "max", "min", "nbr", "ref",  "gen",  "col",  "sgt", "capt", "hon",    "rev", "ext",
};

static bool is_abbreviation(const char *text, const struct rapport__token *word)
{
	char lower[8];

	if (word->kind != RAPPORT__TOKEN_WORD || word->size >= sizeof lower)
		return false;
	for (size_t i = 0; i < word->size; i++)
		lower[i] = (char)(text[word->start + i] | 0x20);
	lower[word->size] = '\0';
	/* An initial: "J. Smith"; but "I." ends a sentence as often. */
	if (word->size == 1 && (word->flags & RAPPORT__TOKEN_CAPITAL) && lower[0] != 'i')
		return true;
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		if (!strcmp(lower, abbreviations[i]))
			return true;
	return false;
}

/* Whether a token closes what stands before it: a bracket or quote without a blank between. */
static bool closes(const char *text, const struct rapport__token *token)
{
	return token->kind == RAPPORT__TOKEN_PUNCTUATION && !(token->flags & RAPPORT__TOKEN_SPACED) &&
	       strchr(")]}\"'\xE2\xC2", text[token->start]);
}

static bool starts_small(const char *text, const struct rapport__token *token)
{
	unsigned char byte = (unsigned char)text[token->start];

	return token->kind == RAPPORT__TOKEN_WORD && byte >= 'a' && byte <= 'z';
}

/* Whether the sentence ends between stop, its closers behind it, and next. */
static bool ends_at_stop(const char *text, const struct rapport__tokens *tokens, size_t stop,
			 const struct rapport__token *next)
{
	const struct rapport__token *mark = &tokens->data[stop];
	const char *bytes = text + mark->start;
	bool one_dot = mark->size == 1 && *bytes == '.';

	if (!(next->flags & RAPPORT__TOKEN_SPACED)) {
		/* "great.Would buy again" */
		return one_dot && (next->flags & RAPPORT__TOKEN_CAPITAL) && stop > 0 &&
		       tokens->data[stop - 1].size > 2 && starts_small(text, &tokens->data[stop - 1]);
	}
	if (one_dot)
		return !(stop > 0 && !(mark->flags & RAPPORT__TOKEN_SPACED) &&
			 is_abbreviation(text, &tokens->data[stop - 1]));
	if (memchr(bytes, '!', mark->size) || memchr(bytes, '?', mark->size))
		return true;
	/* An ellipsis goes on when a small letter follows. */
	return !starts_small(text, next);
}

static bool is_list_item(const char *text, const struct rapport__tokens *tokens, size_t i)
{
	const struct rapport__token *token = &tokens->data[i];

	if (token->kind == RAPPORT__TOKEN_PUNCTUATION)
		return strchr("-*\xE2", text[token->start]) && i + 1 < tokens->count &&
		       (tokens->data[i + 1].flags & RAPPORT__TOKEN_SPACED);
	/* "1. " and "2) ", the bullet U+2022 is punctuation too */
	return token->kind == RAPPORT__TOKEN_NUMBER && token->size <= 2 && i + 1 < tokens->count &&
	       strchr(".)", text[tokens->data[i + 1].start]) &&
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
	sentences->data[sentences->count++] =
		(struct rapport__sentence){ tokens->data[first].start, end->start + end->size,
					    (uint32_t)first, (uint32_t)last };
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
