#include "mail/reply_parent.h"

#include "status.h"
#include "text/hash.h"

#include <string.h>

enum {
	SHINGLE = 5,      /* words of one */
	BUCKETS = 4096,   /* a power of two */
	LONG_BYTES = 60,  /* fewest bytes of lines in a row that are shared */
	WORD_BYTES = 64,  /* of a word, that count */
	WIDE_LEAD = 0xE3, /* UTF-8 lead byte from which scripts do without blanks */
};

static const uint32_t NONE = UINT32_MAX;

/* ---- Words and shingles ---------------------------------------------------------------------- */

/* The last words, as hashes. */
struct window {
	uint64_t words[SHINGLE]; /* a ring */
	size_t seen;
};

static bool in_word(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
	       (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

/* The next word in text at or behind *at, as a hash; *at moves behind it.  0: none. */
static uint64_t next_word(const char *text, size_t end, size_t *at)
{
	char word[WORD_BYTES];
	size_t size = 0;

	while (*at < end && !in_word((unsigned char)text[*at]))
		++*at;
	while (*at < end && in_word((unsigned char)text[*at])) {
		unsigned char byte = (unsigned char)text[*at];

		if (size && byte >= WIDE_LEAD && (byte & 0xC0) == 0xC0)
			break;
		if (size < sizeof word)
			word[size++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
		++*at;
		if ((unsigned char)word[0] >= WIDE_LEAD &&
		    (*at >= end || ((unsigned char)text[*at] & 0xC0) != 0x80))
			break;
	}
	return size ? rapport__hash(word, size, 0) | 1 : 0;
}

/* Takes a word in; true when there are enough for a shingle. */
static bool slide(struct window *window, uint64_t word, uint32_t *shingle)
{
	uint64_t hash = 0;

	window->words[window->seen++ % SHINGLE] = word;
	if (window->seen < SHINGLE)
		return false;
	for (size_t i = 0; i < SHINGLE; i++)
		hash = rapport__hash_join(hash, window->words[(window->seen + i) % SHINGLE]);
	*shingle = (uint32_t)(hash >> 32);
	*shingle += !*shingle;
	return true;
}

/* ---- The store ------------------------------------------------------------------------------- */

struct message {
	uint64_t id;
	char *text; /* [size]; NULL: forgotten */
	uint32_t size;
	uint32_t next; /* in its bucket, or NONE */
};

/* Texts are kept, and hashed only when an answer comes: most messages get none that is near. */
struct rapport__reply_parents {
	struct message messages[RAPPORT__REPLY_PARENTS_COUNT]; /* a ring: oldest, ... */
	size_t oldest, used;
	size_t bytes; /* of all texts */
	uint32_t buckets[BUCKETS];
	uint32_t found[RAPPORT__REPLY_SHINGLES_MAX];
	uint32_t table[4 * RAPPORT__REPLY_SHINGLES_MAX]; /* of what was asked for last */
};

enum rapport_status rapport__reply_parents_new(rapport__reply_parents **parents,
					       struct rapport_error *error)
{
	*parents = rapport__calloc(1, sizeof **parents);
	if (!*parents)
		return rapport_fail_memory(error);
	for (size_t i = 0; i < BUCKETS; i++)
		(*parents)->buckets[i] = NONE;
	return RAPPORT_OK;
}

void rapport__reply_parents_free(rapport__reply_parents *parents)
{
	if (!parents)
		return;
	for (size_t i = 0; i < RAPPORT__REPLY_PARENTS_COUNT; i++)
		rapport__free(parents->messages[i].text);
	rapport__free(parents);
}

static uint32_t *bucket(rapport__reply_parents *parents, uint64_t id)
{
	return &parents->buckets[(id ^ id >> 32) % BUCKETS];
}

/* Takes a message out of its bucket and lets its memory go; its place in the ring stays. */
static void forget(rapport__reply_parents *parents, uint32_t at)
{
	struct message *message = &parents->messages[at];
	uint32_t *link = bucket(parents, message->id);

	if (!message->text)
		return;
	while (*link != at)
		link = &parents->messages[*link].next;
	*link = message->next;
	parents->bytes -= message->size;
	rapport__free(message->text);
	message->text = NULL;
}

static uint32_t find(const rapport__reply_parents *parents, uint64_t id)
{
	uint32_t at = parents->buckets[(id ^ id >> 32) % BUCKETS];

	while (at != NONE && parents->messages[at].id != id)
		at = parents->messages[at].next;
	return at;
}

enum rapport_status rapport__reply_parents_add(rapport__reply_parents *parents, uint64_t id,
					       const char *text, size_t size,
					       struct rapport_error *error)
{
	uint32_t at = find(parents, id);
	struct message *message;
	char *copy;

	if (at != NONE)
		forget(parents, at);
	if (!size)
		return RAPPORT_OK;
	if (size > RAPPORT__REPLY_PARENT_BYTES)
		size = RAPPORT__REPLY_PARENT_BYTES;
	copy = rapport__strndup(text, size);
	if (!copy)
		return rapport_fail_memory(error);
	while (parents->used && (parents->used == RAPPORT__REPLY_PARENTS_COUNT ||
				 parents->bytes + size > RAPPORT__REPLY_PARENTS_BYTES)) {
		forget(parents, (uint32_t)parents->oldest);
		parents->oldest = (parents->oldest + 1) % RAPPORT__REPLY_PARENTS_COUNT;
		parents->used--;
	}
	at = (uint32_t)((parents->oldest + parents->used++) % RAPPORT__REPLY_PARENTS_COUNT);
	message = &parents->messages[at];
	*message = (struct message){ id, copy, (uint32_t)size, *bucket(parents, id) };
	*bucket(parents, id) = at;
	parents->bytes += size;
	return RAPPORT_OK;
}

/* Whether the shingle is in the table; *place is then its place, else the free one for it. */
static bool look_up(const uint32_t *table, uint32_t mask, uint32_t shingle, uint32_t *place)
{
	*place = shingle & mask;
	while (table[*place] && table[*place] != shingle)
		*place = (*place + 1) & mask;
	return table[*place] != 0;
}

struct rapport__reply_shingles rapport__reply_parents_find(rapport__reply_parents *parents,
							   uint64_t id)
{
	const uint32_t number = find(parents, id);
	struct rapport__reply_shingles shingles = { .mask = 15 };
	const struct message *message;
	struct window window = { 0 };
	size_t found = 0, at = 0;
	uint32_t place;
	uint64_t word;

	if (number == NONE)
		return shingles;
	message = &parents->messages[number];
	shingles.table = parents->table;
	while (found < RAPPORT__REPLY_SHINGLES_MAX &&
	       (word = next_word(message->text, message->size, &at)))
		found += slide(&window, word, &parents->found[found]);
	while (shingles.mask < 2 * found)
		shingles.mask = 2 * shingles.mask + 1;
	for (size_t i = 0; i <= shingles.mask; i++)
		parents->table[i] = 0;
	for (size_t i = 0; i < found; i++) {
		if (look_up(parents->table, shingles.mask, parents->found[i], &place))
			continue;
		parents->table[place] = parents->found[i];
		shingles.count++;
	}
	return shingles;
}

/* ---- Lines that stand in the parent ---------------------------------------------------------- */

/* What is told of a line while its words go through the window. */
enum {
	WORDS = 1, /* it has some */
	OWN = 2,   /* one of them lies in no shingle that the parent has */
};

struct pass {
	const struct rapport__reply_shingles *parent;
	struct window window;
	size_t line[SHINGLE]; /* beside the window's words: where each stands */
	bool shared[SHINGLE];
	unsigned char *told; /* [count] of lines */
};

static bool has(const struct rapport__reply_shingles *parent, uint32_t shingle)
{
	uint32_t place;

	return look_up(parent->table, parent->mask, shingle, &place);
}

/* The words in the window go; those that no shingle shared are their lines' own. */
static void flush(struct pass *pass)
{
	size_t held = pass->window.seen < SHINGLE ? pass->window.seen : SHINGLE;

	for (size_t i = 0; i < held; i++)
		if (!pass->shared[i])
			pass->told[pass->line[i]] |= OWN;
	pass->window.seen = 0;
}

static void take_word(struct pass *pass, uint64_t word, size_t line)
{
	size_t place = pass->window.seen % SHINGLE;
	uint32_t shingle;

	if (pass->window.seen >= SHINGLE && !pass->shared[place])
		pass->told[pass->line[place]] |= OWN;
	pass->line[place] = line;
	pass->shared[place] = false;
	pass->told[line] |= WORDS;
	if (slide(&pass->window, word, &shingle) && has(pass->parent, shingle))
		for (size_t i = 0; i < SHINGLE; i++)
			pass->shared[i] = true;
}

/* Lines [from, to) are NEW and BLANK, and all that have words share them: QUOTE if they are
 * enough. */
static void mark_shared_run(struct rapport__reply_line *lines, const unsigned char *told,
			    size_t from, size_t to)
{
	size_t bytes = 0, full = 0;

	for (size_t i = from; i < to; i++) {
		bytes += told[i] ? lines[i].end - lines[i].start : 0;
		full += told[i] != 0;
	}
	if (bytes < LONG_BYTES || !full)
		return;
	for (size_t i = from; i < to; i++) {
		if (lines[i].kind != RAPPORT__REPLY_NEW || !told[i])
			continue;
		lines[i].kind = RAPPORT__REPLY_QUOTE;
		lines[i].confidence = 0.8f;
	}
}

bool rapport__reply_mark_shared(const struct rapport__reply_shingles *parent, const char *text,
				struct rapport__reply_line *lines, size_t count)
{
	struct pass pass = { .parent = parent };
	size_t from = 0;

	pass.told = rapport__calloc(count ? count : 1, 1);
	if (!pass.told)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t at = lines[i].start;
		uint64_t word;

		if (lines[i].kind != RAPPORT__REPLY_NEW && lines[i].kind != RAPPORT__REPLY_BLANK) {
			flush(&pass);
			pass.told[i] = OWN;
			continue;
		}
		while ((word = next_word(text, lines[i].end, &at)))
			take_word(&pass, word, i);
	}
	flush(&pass);
	for (size_t i = 0; i <= count; i++) {
		if (i < count && !(pass.told[i] & OWN))
			continue;
		mark_shared_run(lines, pass.told, from, i);
		from = i + 1;
	}
	rapport__free(pass.told);
	return true;
}
