#include "mail/threads.h"

#include "mail/counterparts.h"
#include "mail/id_forest.h"
#include "mail/subject.h"
#include "mail/subject_joins.h"
#include "text/hash.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
	GIVEN_OUT = RAPPORT__ID_CALLERS << 1,
	HEAD_REFERENCES = 50, /* of long ones, the first so many */
};

/* Seeds, so that what is alike as a string is not one as an identifier. */
enum seed {
	SEED_ID,
	SEED_THREAD,
	SEED_PLACE,
	SEED_CONTENT,
};

struct rapport__threads {
	struct rapport__id_forest forest;
	struct rapport__subject_joins joins;
	const struct rapport__mine *mine;
	bool live;
};

/* An envelope, hashed. */
struct seal {
	struct rapport__subject subject;
	uint64_t id; /* that others refer to; of one without Message-ID what is its own */
	uint32_t date, subject_hash, fingerprint;
};

enum rapport_status rapport__threads_new(const struct rapport__mine *mine, bool live,
					 rapport__threads **threads, struct rapport_error *error)
{
	*threads = rapport__calloc(1, sizeof **threads);
	if (!*threads)
		return rapport_fail_memory(error);
	(*threads)->mine = mine;
	(*threads)->live = (*threads)->joins.live = live;
	return RAPPORT_OK;
}

void rapport__threads_free(rapport__threads *threads)
{
	if (!threads)
		return;
	rapport__id_forest_clear(&threads->forest);
	rapport__subject_joins_clear(&threads->joins);
	rapport__free(threads);
}

/* ---- Envelopes ------------------------------------------------------------------------------- */

static bool given(const char *text)
{
	return text && *text;
}

static uint64_t hash_string(const char *text, uint64_t seed)
{
	return rapport__hash(text ? text : "", text ? strlen(text) : 0, seed);
}

/* Reads a number of that many digits at most, and moves *text behind it; -1: none stands there. */
static int read_number(const char **text, unsigned digits)
{
	int value = 0;
	const char *start = *text;

	for (; digits && **text >= '0' && **text <= '9'; digits--)
		value = value * 10 + (*(*text)++ - '0');
	return *text > start ? value : -1;
}

static uint32_t seconds_of(const char *date)
{
	static const char marks[] = "--T::"; /* behind each part */
	int parts[] = { -1, -1, -1, 0, 0, 0 };
	time_t seconds;

	for (size_t i = 0; date && i < sizeof parts / sizeof *parts; i++) {
		int value = read_number(&date, i ? 2 : 4);

		if (value < 0)
			break;
		parts[i] = value;
		if (*date != marks[i] && !(i == 2 && *date == ' '))
			break;
		date++;
	}
	if (parts[0] < 1970 || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31)
		return 0;
	seconds = timegm(&(struct tm){ .tm_year = parts[0] - 1900,
				       .tm_mon = parts[1] - 1,
				       .tm_mday = parts[2],
				       .tm_hour = parts[3],
				       .tm_min = parts[4],
				       .tm_sec = parts[5] });
	return seconds > 0 && seconds < UINT32_MAX ? (uint32_t)seconds : 0;
}

static void seal_envelope(const struct rapport__envelope *envelope, struct seal *seal)
{
	uint64_t hash, subject;

	rapport__subject_read(envelope->subject, &seal->subject);
	subject = rapport__subject_hash(&seal->subject);
	seal->subject_hash = (uint32_t)(subject >> 32);
	if (subject && !seal->subject_hash)
		seal->subject_hash = 1;
	seal->date = seconds_of(envelope->date);
	hash = hash_string(envelope->from_address, SEED_CONTENT);
	hash = rapport__hash_join(rapport__hash_join(hash, subject), seal->date);
	seal->fingerprint = (uint32_t)(hash >> 32);
	if (given(envelope->message_id))
		seal->id = hash_string(envelope->message_id, SEED_ID);
	else if (seal->date && subject && given(envelope->from_address))
		seal->id = rapport__hash_join(hash, envelope->size);
	else
		seal->id = rapport__hash(&envelope->place, sizeof envelope->place, SEED_PLACE);
}

/* Several messages have one Message-ID: what a further one is known by. */
static uint64_t further_id(const struct seal *seal)
{
	return rapport__hash_join(seal->id, seal->fingerprint);
}

/* ---- Adding ---------------------------------------------------------------------------------- */

/* Both are of one conversation, whatever else the trees say. */
static bool pair(rapport__threads *threads, uint32_t a, uint32_t b)
{
	const uint32_t ambiguous = (threads->forest.nodes[a].flags |
				    threads->forest.nodes[b].flags) &
				   RAPPORT__ID_AMBIGUOUS;

	if (!threads->live)
		return rapport__id_forest_pair(&threads->forest, a, b);
	if (!ambiguous)
		rapport__id_forest_join(&threads->forest, a, b);
	return true;
}

static bool claim(rapport__threads *threads, uint32_t child, uint32_t parent, bool own)
{
	struct rapport__id_forest *forest = &threads->forest;

	/* When live nobody settles, so that no claim but the first is kept. */
	if (threads->live)
		return (forest->nodes[child].parent ||
			rapport__id_forest_claim(forest, child, parent, own)) &&
		       pair(threads, child, parent);
	return rapport__id_forest_claim(forest, child, parent, own);
}

/* An absent message is as old as its first reply at least. */
static void date_absent(struct rapport__id_node *node, uint32_t date)
{
	if (!(node->flags & RAPPORT__ID_DATED) && date && (!node->date || date < node->date))
		node->date = date;
}

static void fill_node(struct rapport__id_node *node, const struct seal *seal)
{
	node->flags |= RAPPORT__ID_PRESENT;
	node->subject = seal->subject_hash;
	node->fingerprint = seal->fingerprint;
	if (seal->date) {
		node->date = seal->date;
		node->flags |= RAPPORT__ID_DATED;
	}
}

/* Whether two messages of one Message-ID are one that was changed on its way, by a list say. */
static bool twins(const struct rapport__id_node *node, const struct seal *seal)
{
	uint32_t date = node->flags & RAPPORT__ID_DATED ? node->date : 0;

	return date == seal->date && (date || node->subject == seal->subject_hash);
}

/* Finds or makes the message's node; *fresh tells that it is the first with this content. */
static enum rapport_status add_node(rapport__threads *threads, const struct seal *seal,
				    uint32_t *number, bool *fresh, struct rapport_error *error)
{
	struct rapport__id_forest *forest = &threads->forest;
	enum rapport_status status = rapport__id_forest_add(forest, seal->id, number, error);
	uint32_t first = *number;

	if (status)
		return status;
	*fresh = !(forest->nodes[first].flags & RAPPORT__ID_PRESENT);
	if (!*fresh && forest->nodes[first].fingerprint != seal->fingerprint) {
		status = rapport__id_forest_add(forest, further_id(seal), number, error);
		if (status)
			return status;
		*fresh = !(forest->nodes[*number].flags & RAPPORT__ID_PRESENT);
		if (!twins(&forest->nodes[first], seal)) {
			forest->nodes[first].flags |= RAPPORT__ID_AMBIGUOUS;
		} else {
			forest->nodes[*number].flags |= RAPPORT__ID_TWIN;
			if (*fresh && !pair(threads, first, *number))
				return rapport_fail_memory(error);
		}
	}
	if (*fresh)
		fill_node(&forest->nodes[*number], seal);
	return RAPPORT_OK;
}

/* Bytes of the references in the middle that are passed over, from *start. */
static size_t long_middle(const char *references, size_t *start)
{
	size_t count = 0, seen = 0, end = 0;
	const char *p = references;

	for (; *p; count++) {
		p += strcspn(p, " ");
		p += strspn(p, " ");
	}
	if (count <= RAPPORT__THREADS_REFERENCES_MAX)
		return 0;
	for (p = references; *p; seen++) {
		if (seen == HEAD_REFERENCES)
			*start = (size_t)(p - references);
		if (seen == count - RAPPORT__THREADS_REFERENCES_MAX + HEAD_REFERENCES)
			end = (size_t)(p - references);
		p += strcspn(p, " ");
		p += strspn(p, " ");
	}
	return end - *start;
}

/* Adds the identifiers of a list, each a child of that before it.  *last is the last of them, at
 * first RAPPORT__ID_NONE; those equal to self are left out. */
static enum rapport_status add_chain(rapport__threads *threads, const char *ids, uint32_t self,
				     uint32_t *last, struct rapport_error *error)
{
	size_t start = 0, middle = long_middle(ids, &start);
	uint32_t date = threads->forest.nodes[self].date, number;

	for (const char *p = ids + strspn(ids, " "); *p; p += strspn(p, " ")) {
		size_t length = strcspn(p, " ");
		enum rapport_status status;

		if (middle && p == ids + start) {
			p += middle;
			continue;
		}
		status = rapport__id_forest_add(&threads->forest, rapport__hash(p, length, SEED_ID),
						&number, error);
		if (status)
			return status;
		p += length;
		if (number == self)
			continue;
		date_absent(&threads->forest.nodes[number], date);
		if (*last != RAPPORT__ID_NONE && !claim(threads, number, *last, false))
			return rapport_fail_memory(error);
		*last = number;
	}
	return RAPPORT_OK;
}

static enum rapport_status add_links(rapport__threads *threads, uint32_t self,
				     const struct rapport__envelope *envelope,
				     struct rapport_error *error)
{
	uint32_t parent = RAPPORT__ID_NONE, replied = RAPPORT__ID_NONE;
	enum rapport_status status = RAPPORT_OK;

	if (given(envelope->references))
		status = add_chain(threads, envelope->references, self, &parent, error);
	if (!status && given(envelope->in_reply_to))
		status = add_chain(threads, envelope->in_reply_to, self, &replied, error);
	if (status)
		return status;
	if (parent == RAPPORT__ID_NONE)
		parent = replied;
	if (parent != RAPPORT__ID_NONE && !claim(threads, self, parent, true))
		return rapport_fail_memory(error);
	if (replied != RAPPORT__ID_NONE && replied != parent && !pair(threads, self, replied))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}

static enum rapport_status add_thread(rapport__threads *threads, uint32_t self, const char *thread,
				      struct rapport_error *error)
{
	struct rapport__id_forest *forest = &threads->forest;
	uint32_t number;
	enum rapport_status status = rapport__id_forest_add(
		forest, hash_string(thread, SEED_THREAD), &number, error);

	if (status)
		return status;
	forest->nodes[number].flags |= RAPPORT__ID_THREAD;
	date_absent(&forest->nodes[number], forest->nodes[self].date);
	return pair(threads, self, number) ? RAPPORT_OK : rapport_fail_memory(error);
}

/* Whether a message may join others by its subject. */
static bool seeks(const struct rapport__envelope *envelope, const struct seal *seal)
{
	bool refers = given(envelope->references) || given(envelope->in_reply_to);

	if (given(envelope->thread) && !refers)
		return false;
	if (seal->subject.reply)
		return true;
	return !refers && !given(envelope->message_id) && !rapport__subject_generic(&seal->subject);
}

enum rapport_status rapport__threads_add(rapport__threads *threads,
					 const struct rapport__envelope *envelope,
					 struct rapport_error *error)
{
	struct rapport__counterparts with;
	enum rapport_status status;
	struct seal seal;
	uint32_t self;
	bool fresh;

	seal_envelope(envelope, &seal);
	status = add_node(threads, &seal, &self, &fresh, error);
	if (!status)
		status = add_links(threads, self, envelope, error);
	if (!status && given(envelope->thread))
		status = add_thread(threads, self, envelope->thread, error);
	if (status || !fresh)
		return status;
	if (seeks(envelope, &seal))
		threads->forest.nodes[self].flags |= RAPPORT__JOIN_SEEKS;
	rapport__counterparts_read(threads->mine, envelope->from_address, envelope->to,
				   envelope->cc, &with);
	return rapport__subject_joins_add(&threads->joins, &threads->forest, self, &with)
		       ? RAPPORT_OK
		       : rapport_fail_memory(error);
}

void rapport__threads_settle(rapport__threads *threads)
{
	if (threads->live)
		return;
	rapport__id_forest_settle(&threads->forest);
	rapport__subject_joins_settle(&threads->joins, &threads->forest);
}

/* ---- Asking ---------------------------------------------------------------------------------- */

static uint32_t find_node(const struct rapport__id_forest *forest, const struct seal *seal)
{
	uint32_t number = rapport__id_forest_find(forest, seal->id);

	if (number != RAPPORT__ID_NONE && forest->nodes[number].flags & RAPPORT__ID_PRESENT &&
	    forest->nodes[number].fingerprint == seal->fingerprint)
		return number;
	return rapport__id_forest_find(forest, further_id(seal));
}

struct rapport__thread rapport__threads_ask(rapport__threads *threads,
					    const struct rapport__envelope *envelope)
{
	struct rapport__id_forest *forest = &threads->forest;
	struct rapport__thread thread = { 0 };
	uint32_t number, lead, parent;
	struct seal seal;

	seal_envelope(envelope, &seal);
	number = find_node(forest, &seal);
	if (number == RAPPORT__ID_NONE)
		return thread;
	lead = rapport__id_forest_lead(forest, number);
	parent = rapport__id_forest_ancestor(forest, number);
	if (threads->live)
		forest->nodes[lead].flags |= RAPPORT__ID_NAMED;
	thread.conversation = rapport__id_forest_name(forest, lead);
	thread.message = rapport__id_forest_name(forest, number);
	if (parent != RAPPORT__ID_NONE)
		thread.parent = rapport__id_forest_name(forest, parent);
	thread.repetition = forest->nodes[number].flags & GIVEN_OUT;
	forest->nodes[number].flags |= GIVEN_OUT;
	return thread;
}

void rapport__threads_name(uint64_t number, char name[17])
{
	name[0] = '\0';
	if (number)
		snprintf(name, 17, "%016llx", (unsigned long long)number);
}
