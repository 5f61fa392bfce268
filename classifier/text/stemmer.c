#include "text/stemmer.h"

#include "text/hash.h"
#include "text/negation.h"
#include "text/utf8.h"

#include <libstemmer.h>
#include <string.h>

/* A folded word is at most this long: NFKC can make 255 bytes eleven times as many, but nothing
 * that anybody reads. */
enum {
	FOLDED_BYTES_MAX = 512,
	SLOTS_MIN = 2048
};

struct rapport__stemmer {
	struct sb_stemmer *snowball; /* NULL: words are their own stems */
	char *language;
	struct rapport__word *words; /* [count] */
	size_t count, capacity;
	struct rapport__buffer folded; /* the words' bytes, one behind another */
	uint32_t *slots;               /* [slot_count] index of a word + 1, 0 where free */
	size_t slot_count;             /* a power of two, at least twice count */
};

enum rapport_status rapport__stemmer_new(const char *language, rapport__stemmer **stemmer,
					 struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;
	rapport__stemmer *made;

	*stemmer = NULL;
	if (!language)
		language = "";
	made = rapport__calloc(1, sizeof *made);
	if (!made)
		return rapport_fail_memory(error);
	made->language = rapport__strndup(language, strlen(language));
	made->slots = rapport__calloc(SLOTS_MIN, sizeof *made->slots);
	made->slot_count = SLOTS_MIN;
	if (!made->language || !made->slots) {
		status = rapport_fail_memory(error);
		goto done;
	}
	if (*language) {
		/* One NULL for three causes: with the encoding known to be right, a language that
		 * is not in the list is by far the likeliest. */
		made->snowball = sb_stemmer_new(language, "UTF_8");
		if (!made->snowball) {
			status = rapport_fail(error, RAPPORT_ERR_ARGUMENT, 0,
					      "libstemmer has no language \"%s\"", language);
			goto done;
		}
	}
	*stemmer = made;
	made = NULL;
done:
	rapport__stemmer_free(made);
	return status;
}

void rapport__stemmer_free(rapport__stemmer *stemmer)
{
	if (!stemmer)
		return;
	sb_stemmer_delete(stemmer->snowball);
	rapport__free(stemmer->language);
	rapport__free(stemmer->words);
	rapport__buffer_clear(&stemmer->folded);
	rapport__free(stemmer->slots);
	rapport__free(stemmer);
}

/* Folds into out and makes typographic apostrophes plain ones.  A word that cannot be folded stands
 * for itself, cut where it does not fit. */
static size_t fold(const char *word, size_t size, char *out)
{
	size_t folded = rapport__utf8_fold(word, size, out, FOLDED_BYTES_MAX), kept = 0;
	unsigned char high = 0;

	if (!folded) {
		folded = size < FOLDED_BYTES_MAX ? size : FOLDED_BYTES_MAX;
		memcpy(out, word, folded);
	}
	/* A loop of its own: words are too short for a call of memchr to pay. */
	for (size_t i = 0; i < folded; i++)
		high |= (unsigned char)out[i];
	if (high < 0x80)
		return folded;
	for (size_t i = 0; i < folded; i++) {
		if (i + 2 < folded && memcmp(out + i, "\xE2\x80\x99", 3) == 0) {
			out[kept++] = '\'';
			i += 2;
		} else {
			out[kept++] = out[i];
		}
	}
	return kept;
}

static uint64_t stem_hash(const rapport__stemmer *stemmer, const char *folded, size_t size,
			  uint64_t hash)
{
	const sb_symbol *stem;

	if (!stemmer->snowball)
		return hash;
	stem = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)folded, (int)size);
	if (!stem)
		return hash; /* no memory inside libstemmer: the word is its own stem */
	return rapport__hash(stem, (size_t)sb_stemmer_length(stemmer->snowball), 0);
}

/* The slot of a word, or the free slot where it belongs.  Two words with one hash of 64 bits are
 * taken for one: in a language's words that does not happen, and a look at the bytes would be one
 * more far memory. */
static size_t find_slot(const rapport__stemmer *stemmer, uint64_t hash)
{
	size_t mask = stemmer->slot_count - 1, slot = hash & mask;

	while (stemmer->slots[slot] && stemmer->words[stemmer->slots[slot] - 1].hash != hash)
		slot = (slot + 1) & mask;
	return slot;
}

static bool grow_slots(rapport__stemmer *stemmer)
{
	size_t wanted = stemmer->slot_count * 2, mask = wanted - 1;
	uint32_t *slots = rapport__calloc(wanted, sizeof *slots);

	if (!slots)
		return false;
	for (size_t i = 0; i < stemmer->count; i++) {
		size_t slot = stemmer->words[i].hash & mask;

		while (slots[slot])
			slot = (slot + 1) & mask;
		slots[slot] = (uint32_t)i + 1;
	}
	rapport__free(stemmer->slots);
	stemmer->slots = slots;
	stemmer->slot_count = wanted;
	return true;
}

uint64_t rapport__stemmer_expect(const rapport__stemmer *stemmer, const char *word, size_t size)
{
	char folded[FOLDED_BYTES_MAX];
	unsigned others = 0;
	uint64_t hash;

	/* Most words are of small ASCII letters and fold to themselves. */
	for (size_t i = 0; i < size; i++)
		others |= (unsigned char)(word[i] - 'a') >= 26;
	hash = others ? rapport__hash(folded, fold(word, size, folded), 0)
		      : rapport__hash(word, size, 0);
	__builtin_prefetch(&stemmer->slots[hash & (stemmer->slot_count - 1)]);
	return hash;
}

void rapport__stemmer_approach(const rapport__stemmer *stemmer, uint64_t hash)
{
	uint32_t entry = stemmer->slots[hash & (stemmer->slot_count - 1)];

	if (entry)
		__builtin_prefetch(&stemmer->words[entry - 1]);
}

/* A word that is met for the first time, at the slot where it belongs. */
static uint32_t add_word(rapport__stemmer *stemmer, const char *word, size_t size, uint64_t hash,
			 size_t slot)
{
	char folded[FOLDED_BYTES_MAX];
	size_t folded_size = fold(word, size, folded);
	struct rapport__word *added;

	if (stemmer->folded.size + folded_size > UINT32_MAX ||
	    !rapport__grow(&stemmer->words, &stemmer->capacity, stemmer->count + 1,
			   sizeof *stemmer->words))
		return RAPPORT__STEMMER_NONE;
	if ((stemmer->count + 1) * 2 > stemmer->slot_count) {
		if (!grow_slots(stemmer))
			return RAPPORT__STEMMER_NONE;
		slot = find_slot(stemmer, hash);
	}
	added = &stemmer->words[stemmer->count];
	added->folded_at = (uint32_t)stemmer->folded.size;
	if (!rapport__buffer_add(&stemmer->folded, folded, folded_size))
		return RAPPORT__STEMMER_NONE;
	added->hash = hash;
	added->stem_hash = stem_hash(stemmer, folded, folded_size, hash);
	added->folded_size = (uint16_t)folded_size;
	added->negates = rapport__negates(stemmer->language, folded, folded_size);
	stemmer->slots[slot] = (uint32_t)++stemmer->count;
	return (uint32_t)stemmer->count - 1;
}

uint32_t rapport__stemmer_find_expected(rapport__stemmer *stemmer, const char *word, size_t size,
					uint64_t hash)
{
	size_t slot = find_slot(stemmer, hash);

	if (stemmer->slots[slot])
		return stemmer->slots[slot] - 1;
	return add_word(stemmer, word, size, hash, slot);
}

uint32_t rapport__stemmer_find(rapport__stemmer *stemmer, const char *word, size_t size)
{
	return rapport__stemmer_find_expected(stemmer, word, size,
					      rapport__stemmer_expect(stemmer, word, size));
}

bool rapport__stemmer_tidy(rapport__stemmer *stemmer)
{
	if (stemmer->count <= RAPPORT__STEMMER_WORDS_MAX)
		return false;
	memset(stemmer->slots, 0, stemmer->slot_count * sizeof *stemmer->slots);
	stemmer->count = 0;
	stemmer->folded.size = 0;
	return true;
}

const struct rapport__word *rapport__stemmer_word(const rapport__stemmer *stemmer, uint32_t id)
{
	return &stemmer->words[id];
}

const char *rapport__stemmer_folded(const rapport__stemmer *stemmer, uint32_t id)
{
	return stemmer->folded.data + stemmer->words[id].folded_at;
}

uint32_t rapport__stemmer_count(const rapport__stemmer *stemmer)
{
	return (uint32_t)stemmer->count;
}

uint32_t rapport__stemmer_version(rapport__stemmer *stemmer)
{
	/* Endings that the algorithms treat, in several scripts: a change of rules shows here. */
	static const char *const probes[] = { "generously",      "relational",   "happiness",
					      "flies",           "skiing",       "dying",
					      "agreement",       "häuser",       "gegangenen",
					      "continuellement", "zakelijkheid", "corriendo",
					      "andando",         "важнейшие",    "kirjoissa" };
	uint64_t sum = 0;

	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		size_t size = strlen(probes[i]);

		sum = rapport__hash_join(sum, stem_hash(stemmer, probes[i], size,
							rapport__hash(probes[i], size, 0)));
	}
	return (uint32_t)sum;
}
