/* Text of any bytes is taken apart into tokens in order, sentences that share them out, and
 * features that lie in their sentence. */
#include "model/features.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_tokens(const char *text, size_t size, const struct rapport__tokens *tokens)
{
	size_t end = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct rapport__token *token = &tokens->data[i];

		must(token->start >= end && token->size > 0 && token->size <= size &&
		     token->start <= size - token->size);
		must(token->kind <= RAPPORT__TOKEN_ADDRESS && !token->unused);
		must(i == 0 || token->start > end || !(token->flags & RAPPORT__TOKEN_SPACED));
		must(!(token->flags & RAPPORT__TOKEN_PARAGRAPH) ||
		     token->flags & RAPPORT__TOKEN_LINE);
		must(rapport__utf8_valid(text + token->start, token->size));
		end = token->start + token->size;
	}
}

static void check_sentences(const struct rapport__tokens *tokens,
			    const struct rapport__sentences *sentences)
{
	uint32_t next = 0;

	for (size_t s = 0; s < sentences->count; s++) {
		const struct rapport__sentence *sentence = &sentences->data[s];
		const struct rapport__token *last;

		must(sentence->first == next && sentence->last > next &&
		     sentence->last <= tokens->count &&
		     sentence->last - next <= RAPPORT__SENTENCE_TOKENS_MAX);
		last = &tokens->data[sentence->last - 1];
		must(sentence->start == tokens->data[next].start &&
		     sentence->end == last->start + last->size);
		next = sentence->last;
	}
	must(next == tokens->count);
}

static void check_features(const struct rapport__features *features, uint32_t words)
{
	size_t at = 0;

	for (size_t s = 0; s < features->sentences.count; s++)
		for (; at < features->ends[s]; at++) {
			const struct rapport__feature *feature = &features->data[at];

			must(at < features->within && feature->span > 0 &&
			     feature->token >= features->sentences.data[s].first &&
			     feature->token + feature->span <= features->sentences.data[s].last);
		}
	must(at == features->within && features->count == features->within + 1);
	for (size_t i = 0; i < features->tokens.count; i++)
		must(features->words[i] < words || features->words[i] == RAPPORT__STEMMER_NONE);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const struct rapport__feature_settings settings = { 511, 3, 4, 2, 5 };
	static rapport__stemmer *stemmer;
	static struct rapport__features features;
	uint64_t hashes[RAPPORT__NGRAMS_MAX];
	char *text = malloc(size ? size : 1); /* its own end, so that reading beyond it shows */

	if (!text || (!stemmer && rapport__stemmer_new("english", &stemmer, NULL)))
		abort();
	if (size)
		memcpy(text, data, size);
	rapport__stemmer_tidy(stemmer);
	must(rapport__features_extract(&features, &settings, stemmer, text, size));
	check_tokens(text, size, &features.tokens);
	check_sentences(&features.tokens, &features.sentences);
	check_features(&features, rapport__stemmer_count(stemmer));
	for (uint32_t id = 0; id < rapport__stemmer_count(stemmer) && id < 100; id++)
		must(rapport__features_ngrams(&settings, rapport__stemmer_folded(stemmer, id),
					      rapport__stemmer_word(stemmer, id)->folded_size,
					      hashes) <= RAPPORT__NGRAMS_MAX);
	free(text);
	return 0;
}
