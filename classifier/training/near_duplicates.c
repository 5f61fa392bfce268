#include "training/near_duplicates.h"

#include "text/hash.h"
#include "text/utf8.h"
#include "training/dictionary.h"

#include <stdlib.h>
#include <string.h>

enum {
	FOLDED_BYTES_MAX = 11 * RAPPORT__TOKEN_BYTES_MAX + 1, /* U+FDFA: 3 bytes become 33 */
	COMPARED_MAX = 64, /* texts compared with one, once one of them was near */
	COUNTERS_MAX = 1 << 24,
};

/* ---- Text -> shingles ------------------------------------------------------------------------ */

/* Takes the marks out of a word: apostrophes are typed in many ways. */
static size_t drop_marks(char *word, size_t size)
{
	size_t kept = 0;

	for (size_t at = 0, step; at < size; at += step) {
		uint32_t code_point;

		step = rapport__utf8_next(word + at, size - at, &code_point);
		if (rapport__utf8_kind(code_point) == RAPPORT__UTF8_PUNCTUATION)
			continue;
		memmove(word + kept, word + at, step);
		kept += step;
	}
	return kept;
}

static uint64_t hash_token(const char *bytes, const struct rapport__token *token)
{
	char folded[FOLDED_BYTES_MAX];
	size_t size = rapport__utf8_fold(bytes, token->size, folded, sizeof folded);

	if (!size)
		return rapport__hash(bytes, token->size, 1);
	if (token->kind == RAPPORT__TOKEN_WORD)
		size = drop_marks(folded, size);
	return rapport__hash(folded, size, 0);
}

static bool is_mark(const struct rapport__token *token)
{
	return token->kind == RAPPORT__TOKEN_STOP || token->kind == RAPPORT__TOKEN_PUNCTUATION;
}

/* Hashes the tokens of a text but for its marks into shingles->hashes, which has room; the marks,
 * too, where there is nothing else. */
static size_t hash_words(struct rapport__shingles *shingles, const char *text)
{
	const struct rapport__tokens *tokens = &shingles->tokens;
	size_t words = 0;

	for (int marks = 0; !words && marks < 2; marks++)
		for (size_t i = 0; i < tokens->count; i++)
			if (marks || !is_mark(&tokens->data[i]))
				shingles->hashes[words++] = hash_token(text + tokens->data[i].start,
								       &tokens->data[i]);
	return words;
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* Sorts keys and leaves one of each; returns how many that are. */
static size_t make_set(uint64_t *keys, size_t count)
{
	size_t kept = 0;

	qsort(keys, count, sizeof *keys, compare_keys);
	for (size_t i = 0; i < count; i++)
		if (!kept || keys[kept - 1] != keys[i])
			keys[kept++] = keys[i];
	return kept;
}

static uint64_t join(const uint64_t *hashes, size_t count)
{
	uint64_t joined = count;

	for (size_t i = 0; i < count; i++)
		joined = rapport__hash_join(joined, hashes[i]);
	return joined;
}

enum rapport_status rapport__shingles_add(struct rapport__shingles *shingles, const char *text,
					  size_t size, struct rapport_error *error)
{
	struct rapport__shingles_row *row;
	uint64_t *keys;
	size_t words, wide;

	if (size > RAPPORT_TEXT_BYTES_MAX)
		size = RAPPORT_TEXT_BYTES_MAX;
	if (!rapport__tokenize(text, size, &shingles->tokens) ||
	    !rapport__grow(&shingles->hashes, &shingles->hash_capacity, shingles->tokens.count,
			   sizeof *shingles->hashes) ||
	    !rapport__grow(&shingles->keys, &shingles->key_capacity,
			   shingles->key_count + shingles->tokens.count, sizeof *shingles->keys) ||
	    !rapport__grow(&shingles->rows, &shingles->capacity, shingles->count + 1,
			   sizeof *shingles->rows))
		return rapport_fail_memory(error);
	words = hash_words(shingles, text);
	wide = words < RAPPORT__SHINGLE_WORDS ? words : RAPPORT__SHINGLE_WORDS;
	row = &shingles->rows[shingles->count++];
	*row = (struct rapport__shingles_row){ shingles->key_count, words ? words - wide + 1 : 0,
					       join(shingles->hashes, words) };
	keys = row->count ? shingles->keys + row->start : NULL;
	for (size_t i = 0; i < row->count; i++)
		keys[i] = join(shingles->hashes + i, wide);
	row->count = row->count ? make_set(keys, row->count) : 0;
	shingles->key_count += row->count;
	return RAPPORT_OK;
}

void rapport__shingles_clear(struct rapport__shingles *shingles)
{
	rapport__free(shingles->keys);
	rapport__free(shingles->rows);
	rapport__free(shingles->hashes);
	rapport__tokens_clear(&shingles->tokens);
	*shingles = (struct rapport__shingles){ 0 };
}

/* Puts the number of texts that have a shingle, up to 255, into the top byte of its key, so that
 * the rare ones are the smallest.  Shingles whose counter is the same are taken for more frequent
 * than they are: that costs comparisons, nothing else. */
static bool order_shingles(struct rapport__shingles *shingles)
{
	size_t counters = 1;
	uint8_t *counts;

	if (shingles->ordered)
		return true;
	while (counters < shingles->key_count && counters < COUNTERS_MAX)
		counters *= 2;
	counts = rapport__calloc(counters, sizeof *counts);
	if (!counts)
		return false;
	for (size_t i = 0; i < shingles->key_count; i++) {
		uint8_t *count = &counts[shingles->keys[i] & (counters - 1)];

		*count = (uint8_t)(*count + (*count < UINT8_MAX));
	}
	for (size_t i = 0; i < shingles->key_count; i++)
		shingles->keys[i] = (uint64_t)counts[shingles->keys[i] & (counters - 1)] << 56 |
				    shingles->keys[i] >> 8;
	for (size_t i = 0; i < shingles->count; i++)
		if (shingles->rows[i].count)
			qsort(shingles->keys + shingles->rows[i].start, shingles->rows[i].count,
			      sizeof *shingles->keys, compare_keys);
	shingles->ordered = true;
	rapport__free(counts);
	return true;
}

/* ---- Shingles -> pairs ----------------------------------------------------------------------- */

/* A rare shingle of a text that was looked at. */
struct posting {
	uint64_t key;
	size_t next; /* number + 1 of the next in its chain, 0 at the end */
	uint32_t text;
};

struct search {
	const struct rapport__shingles *shingles;
	const uint32_t *parts;
	struct rapport__near *found;
	struct posting *postings; /* [posting_count], room for all */
	size_t posting_count;
	size_t *chains; /* [mask + 1] number + 1 of a chain's first posting, 0: empty */
	size_t mask;
	uint32_t *asker; /* [count] number + 1 of the text it was last compared with */
	struct rapport__dictionary seen; /* words (and part) of texts looked at */
	uint32_t *first;                 /* [seen.count] the first text with them */
};

/* How many of the rarest of count shingles are enough: count - ceil(0.8 count) + 1. */
static size_t count_rare(size_t count)
{
	return count ? count - (4 * count + 4) / 5 + 1 : 0;
}

static size_t *find_chain(const struct search *search, uint64_t key)
{
	return &search->chains[rapport__hash_join(0, key) & search->mask];
}

static double compare(const struct rapport__shingles *shingles, uint32_t a, uint32_t b)
{
	const struct rapport__shingles_row *left = &shingles->rows[a], *right = &shingles->rows[b];
	const uint64_t *x = shingles->keys + left->start, *y = shingles->keys + right->start;
	size_t i = 0, j = 0, both = 0;

	while (i < left->count && j < right->count) {
		both += x[i] == y[j];
		if (x[i] < y[j])
			i++;
		else if (x[i] > y[j])
			j++;
		else
			i++, j++;
	}
	return (double)both / (double)(left->count + right->count - both);
}

/* Looks among the texts of one chain.  Returns how many it compared. */
static size_t search_chain(struct search *search, uint32_t text, uint64_t key, size_t compared)
{
	struct rapport__near *best = &search->found[text];
	size_t at = *find_chain(search, key), before = compared;

	while (at && (best->earlier == RAPPORT__NEAR_NONE || compared < COMPARED_MAX)) {
		const struct posting *posting = &search->postings[at - 1];
		const uint32_t other = posting->text;
		double similarity;

		at = posting->next;
		if (posting->key != key || search->asker[other] == text + 1 ||
		    (search->parts && search->parts[other] == search->parts[text]))
			continue;
		search->asker[other] = text + 1;
		similarity = compare(search->shingles, text, other);
		compared++;
		if (similarity < RAPPORT__NEAR || similarity < best->similarity ||
		    (similarity <= best->similarity && other > best->earlier))
			continue;
		*best = (struct rapport__near){ other,
						search->shingles->rows[text].words ==
							search->shingles->rows[other].words,
						similarity };
	}
	return compared - before;
}

static void search_all(struct search *search, uint32_t text)
{
	const struct rapport__shingles_row *row = &search->shingles->rows[text];
	const uint64_t *keys = search->shingles->keys + row->start;
	size_t compared = 0;

	for (size_t i = 0; i < count_rare(row->count); i++)
		compared += search_chain(search, text, keys[i], compared);
	for (size_t i = 0; i < count_rare(row->count); i++) {
		size_t *chain = find_chain(search, keys[i]);

		search->postings[search->posting_count] = (struct posting){ keys[i], *chain, text };
		*chain = ++search->posting_count;
	}
}

/* False without memory. */
static bool look_at(struct search *search, uint32_t text)
{
	const struct rapport__shingles_row *row = &search->shingles->rows[text];
	const uint32_t part = search->parts ? search->parts[text] : 0;
	const size_t before = search->seen.count;
	uint32_t number;

	search->found[text] = (struct rapport__near){ .earlier = RAPPORT__NEAR_NONE };
	if (!row->count || part == RAPPORT__NEAR_NONE)
		return true;
	number = rapport__dictionary_add(&search->seen, rapport__hash_join(row->words, part));
	if (number == RAPPORT__DICTIONARY_NONE)
		return false;
	if (number == before) {
		search->first[number] = text;
		search_all(search, text);
	} else if (!search->parts) {
		search->found[text] = (struct rapport__near){ search->first[number], true, 1 };
	}
	return true;
}

static bool make_room(struct search *search)
{
	const struct rapport__shingles *shingles = search->shingles;
	size_t rare = 0;

	for (size_t i = 0; i < shingles->count; i++)
		rare += count_rare(shingles->rows[i].count);
	for (search->mask = 1; search->mask < rare; search->mask *= 2)
		;
	search->postings = rapport__calloc(rare + 1, sizeof *search->postings);
	search->chains = rapport__calloc(search->mask, sizeof *search->chains);
	search->asker = rapport__calloc(shingles->count + 1, sizeof *search->asker);
	search->first = rapport__calloc(shingles->count + 1, sizeof *search->first);
	search->mask--;
	return search->postings && search->chains && search->asker && search->first;
}

enum rapport_status rapport__near_duplicates(struct rapport__shingles *shingles,
					     const uint32_t *parts, struct rapport__near *found,
					     struct rapport_error *error)
{
	struct search search = { .shingles = shingles, .parts = parts, .found = found };
	bool done = order_shingles(shingles) && make_room(&search);

	for (size_t i = 0; done && i < shingles->count; i++)
		done = look_at(&search, (uint32_t)i);
	rapport__free(search.postings);
	rapport__free(search.chains);
	rapport__free(search.asker);
	rapport__free(search.first);
	rapport__dictionary_clear(&search.seen);
	return done ? RAPPORT_OK : rapport_fail_memory(error);
}
