#include "model/features.h"

#include "text/hash.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

/* The seeds of the families, and words that stand for many.  They stand in model files. */
enum seed {
	SEED_BIGRAM = 2,
	SEED_TRIGRAM,
	SEED_SKIP,
	SEED_NEGATED,
	SEED_MOOD,
	SEED_CAPITALS,
	SEED_LENGTH,
	SEED_FIRST,
	SEED_LAST,
	SEED_NUMBER,
	SEED_LINK,
	SEED_ADDRESS,
	SEED_NGRAM,
	SEED_PLACE,
};

enum {
	NGRAM_CHARACTERS_MAX = 6,
	SKIP_WORDS_MAX = 3,
	HISTORY = SKIP_WORDS_MAX + 1,
	APPROACH_AHEAD = 6 /* tokens */
};

/* A word as a member of sequences, with the heads of those that begin with it: each is needed
 * more than once. */
struct member {
	uint64_t hash;
	uint64_t bigram, skip; /* this word begins it */
	uint64_t trigram;      /* the word before this one begins it */
	uint32_t token;
};

struct walk {
	struct rapport__features *out;
	const struct rapport__feature_settings *settings;
	const char *text;
	/* The last words of the sentence, newest first. */
	struct member history[HISTORY]; /* as far as the settings look back */
	size_t known;                   /* how many of them there are */
	uint32_t reach;                 /* words that a negation still covers */
	uint32_t negator;               /* its token */
};

bool rapport__feature_settings_valid(const struct rapport__feature_settings *settings)
{
	return settings->families < 1u << RAPPORT__FEATURE_FAMILIES && settings->skip_words >= 1 &&
	       settings->skip_words <= SKIP_WORDS_MAX && settings->negated_words <= 100 &&
	       settings->ngram_min >= 2 && settings->ngram_min <= settings->ngram_max &&
	       settings->ngram_max <= NGRAM_CHARACTERS_MAX &&
	       settings->ngram_max - settings->ngram_min < 4;
}

/* Room was made for all features of a token by room_for_token. */
static void emit(struct walk *walk, uint32_t family, uint64_t hash, uint32_t first, uint32_t last)
{
	if (!(walk->settings->families & family))
		return;
	walk->out->data[walk->out->count++] = (struct rapport__feature){
		hash, first, (uint16_t)(last - first + 1), (uint16_t)family
	};
}

static inline bool room_for_token(struct rapport__features *features)
{
	/* word, bigram, trigram, skips, negated, mood, first, last */
	const size_t wanted = features->count + 7 + SKIP_WORDS_MAX;

	return wanted <= features->capacity ||
	       rapport__grow(&features->data, &features->capacity, wanted, sizeof *features->data);
}

static void emit_sequences(struct walk *walk, const struct member *member)
{
	const struct member *before = walk->history;

	if (walk->known > 0)
		emit(walk, RAPPORT__FEATURE_BIGRAM,
		     rapport__hash_join(before[0].bigram, member->hash), before[0].token,
		     member->token);
	if (walk->known > 1)
		emit(walk, RAPPORT__FEATURE_TRIGRAM,
		     rapport__hash_join(before[0].trigram, member->hash), before[1].token,
		     member->token);
	for (size_t gap = 1; gap <= walk->settings->skip_words && gap < walk->known; gap++)
		emit(walk, RAPPORT__FEATURE_SKIP,
		     rapport__hash_join(before[gap].skip, member->hash), before[gap].token,
		     member->token);
}

static void add_member(struct walk *walk, uint64_t hash, uint32_t token, bool negates)
{
	struct member member = { .hash = hash, .token = token };

	member.bigram = rapport__hash_join(SEED_BIGRAM, hash);
	member.skip = rapport__hash_join(SEED_SKIP, hash);
	if (walk->known > 0)
		member.trigram = rapport__hash_join(
			rapport__hash_join(SEED_TRIGRAM, walk->history[0].hash), hash);
	emit(walk, RAPPORT__FEATURE_WORD, member.hash, member.token, member.token);
	if (walk->known == 0)
		emit(walk, RAPPORT__FEATURE_EDGE, rapport__hash_join(SEED_FIRST, member.hash),
		     member.token, member.token);
	emit_sequences(walk, &member);
	if (walk->reach) {
		emit(walk, RAPPORT__FEATURE_NEGATED, rapport__hash_join(SEED_NEGATED, member.hash),
		     walk->negator, member.token);
		walk->reach--;
	}
	if (negates) {
		walk->reach = walk->settings->negated_words;
		walk->negator = member.token;
	}
	for (size_t gap = walk->settings->skip_words; gap > 0; gap--)
		walk->history[gap] = walk->history[gap - 1];
	walk->history[0] = member;
	if (walk->known < HISTORY)
		walk->known++;
}

static void add_word(struct walk *walk, rapport__stemmer *stemmer, uint32_t i)
{
	const struct rapport__token *token = &walk->out->tokens.data[i];
	const struct rapport__word *word = rapport__stemmer_word(stemmer, walk->out->words[i]);

	add_member(walk, word->stem_hash, i, word->negates);
	if (token->flags & RAPPORT__TOKEN_ALL_CAPS)
		emit(walk, RAPPORT__FEATURE_MOOD, SEED_CAPITALS, i, i);
	walk->out->word_count++;
}

/* "!" and "!!!" and "?!" are told apart, but not "!!!" and "!!!!!!". */
static void add_stop(struct walk *walk, uint32_t i)
{
	const struct rapport__token *token = &walk->out->tokens.data[i];
	const char *bytes = walk->text + token->start;
	size_t size = token->size < 3 ? token->size : 3;

	walk->reach = 0;
	if (size == 1 && *bytes == '.')
		return;
	emit(walk, RAPPORT__FEATURE_MOOD, rapport__hash(bytes, size, SEED_MOOD), i, i);
}

static bool add_token(struct walk *walk, rapport__stemmer *stemmer, uint32_t i)
{
	const struct rapport__token *token = &walk->out->tokens.data[i];

	walk->out->words[i] = RAPPORT__STEMMER_NONE;
	if (i + APPROACH_AHEAD < walk->out->tokens.count &&
	    token[APPROACH_AHEAD].kind == RAPPORT__TOKEN_WORD)
		rapport__stemmer_approach(stemmer, walk->out->expected[i + APPROACH_AHEAD]);
	if (!room_for_token(walk->out))
		return false;
	switch ((enum rapport__token_kind)token->kind) {
	case RAPPORT__TOKEN_WORD:
		walk->out->words[i] = rapport__stemmer_find_expected(
			stemmer, walk->text + token->start, token->size, walk->out->expected[i]);
		if (walk->out->words[i] == RAPPORT__STEMMER_NONE)
			return false;
		add_word(walk, stemmer, i);
		break;
	case RAPPORT__TOKEN_NUMBER:
		add_member(walk, SEED_NUMBER, i, false);
		break;
	case RAPPORT__TOKEN_LINK:
		add_member(walk, SEED_LINK, i, false);
		break;
	case RAPPORT__TOKEN_ADDRESS:
		add_member(walk, SEED_ADDRESS, i, false);
		break;
	case RAPPORT__TOKEN_STOP:
		add_stop(walk, i);
		break;
	case RAPPORT__TOKEN_PUNCTUATION:
		if (strchr(",;:(", walk->text[token->start]))
			walk->reach = 0;
		break;
	case RAPPORT__TOKEN_EMOJI:
	case RAPPORT__TOKEN_SYMBOL:
		emit(walk, RAPPORT__FEATURE_MOOD,
		     rapport__hash(walk->text + token->start, token->size, SEED_MOOD), i, i);
		break;
	}
	return true;
}

static bool add_sentence(struct walk *walk, rapport__stemmer *stemmer, size_t s)
{
	const struct rapport__sentence *sentence = &walk->out->sentences.data[s];

	walk->known = 0;
	walk->reach = 0;
	for (uint32_t i = sentence->first; i < sentence->last; i++)
		if (!add_token(walk, stemmer, i))
			return false;
	if (walk->known)
		emit(walk, RAPPORT__FEATURE_EDGE,
		     rapport__hash_join(SEED_LAST, walk->history[0].hash), walk->history[0].token,
		     walk->history[0].token);
	walk->out->ends[s] = (uint32_t)walk->out->count;
	return true;
}

/* The words of the last sentence again, as such: where a text ends up counts. */
static bool add_places(struct walk *walk, const rapport__stemmer *stemmer)
{
	const struct rapport__sentences *sentences = &walk->out->sentences;
	const struct rapport__sentence *last;

	if (!(walk->settings->families & RAPPORT__FEATURE_PLACE) || sentences->count < 2)
		return true;
	last = &sentences->data[sentences->count - 1];
	for (uint32_t i = last->first; i < last->last; i++) {
		uint32_t id = walk->out->words[i];

		if (id == RAPPORT__STEMMER_NONE)
			continue;
		if (!room_for_token(walk->out))
			return false;
		emit(walk, RAPPORT__FEATURE_PLACE,
		     rapport__hash_join(SEED_PLACE, rapport__stemmer_word(stemmer, id)->stem_hash),
		     i, i);
	}
	return true;
}

/* The text's length in words: 0 and 1, 2, 3-4, 5-8, 9-16, ... */
static void emit_length(struct walk *walk)
{
	uint64_t step = 0;

	while (step < 12 && (UINT64_C(1) << step) < walk->out->word_count)
		step++;
	emit(walk, RAPPORT__FEATURE_SHAPE, rapport__hash_join(SEED_LENGTH, step), 0, 0);
	if (walk->out->count > walk->out->within)
		walk->out->data[walk->out->within].span = 0;
}

static void expect_words(struct rapport__features *features, const rapport__stemmer *stemmer,
			 const char *text)
{
	for (size_t i = 0; i < features->tokens.count; i++) {
		const struct rapport__token *token = &features->tokens.data[i];

		if (token->kind == RAPPORT__TOKEN_WORD)
			features->expected[i] = rapport__stemmer_expect(
				stemmer, text + token->start, token->size);
	}
}

bool rapport__features_extract(struct rapport__features *features,
			       const struct rapport__feature_settings *settings,
			       rapport__stemmer *stemmer, const char *text, size_t size)
{
	struct walk walk = { .out = features, .settings = settings, .text = text };

	features->count = 0;
	features->within = 0;
	features->word_count = 0;
	if (!rapport__tokenize(text, size, &features->tokens) ||
	    !rapport__sentences_split(text, &features->tokens, &features->sentences) ||
	    !rapport__grow(&features->words, &features->words_capacity, features->tokens.count,
			   sizeof *features->words) ||
	    !rapport__grow(&features->expected, &features->expected_capacity,
			   features->tokens.count, sizeof *features->expected) ||
	    !rapport__grow(&features->ends, &features->ends_capacity, features->sentences.count,
			   sizeof *features->ends))
		return false;
	expect_words(features, stemmer, text);
	for (size_t s = 0; s < features->sentences.count; s++)
		if (!add_sentence(&walk, stemmer, s))
			return false;
	features->within = features->count;
	if (!room_for_token(features))
		return false;
	emit_length(&walk);
	return add_places(&walk, stemmer);
}

void rapport__features_clear(struct rapport__features *features)
{
	rapport__tokens_clear(&features->tokens);
	rapport__sentences_clear(&features->sentences);
	rapport__free(features->data);
	rapport__free(features->ends);
	rapport__free(features->words);
	rapport__free(features->expected);
	*features = (struct rapport__features){ 0 };
}

/* Where each character of the word starts; returns how many there are, at most the maximum. */
static size_t character_starts(const char *folded, size_t size,
			       size_t starts[RAPPORT__NGRAM_WORD_MAX + 1])
{
	size_t count = 0, i = 0;

	while (i < size && count < RAPPORT__NGRAM_WORD_MAX) {
		uint32_t code_point;

		starts[count++] = i;
		i += rapport__utf8_next(folded + i, size - i, &code_point);
	}
	starts[count] = i;
	return count;
}

size_t rapport__features_ngrams(const struct rapport__feature_settings *settings,
				const char *folded, size_t size,
				uint64_t hashes[RAPPORT__NGRAMS_MAX])
{
	size_t starts[RAPPORT__NGRAM_WORD_MAX + 1], count = 0;
	size_t characters = character_starts(folded, size, starts);

	assert(settings->ngram_min >= 2);

	if (!(settings->families & RAPPORT__FEATURE_NGRAM))
		return 0;
	/* Position 0 is the mark before the word, characters + 1 the one behind it: the marks go
	 * into the seed, since no character can be told from them otherwise. */
	for (size_t n = settings->ngram_min; n <= settings->ngram_max; n++) {
		for (size_t first = 0; first + n <= characters + 2; first++) {
			size_t from = first ? first - 1 : 0, to = first + n - 1;
			uint64_t seed = SEED_NGRAM * 4;

			seed += first == 0;
			if (to > characters) {
				to = characters;
				seed += 2;
			}
			hashes[count++] = rapport__hash(folded + starts[from],
							starts[to] - starts[from], seed);
		}
	}
	return count;
}
