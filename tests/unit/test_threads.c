#include "mail/threads.h"

#include "memory.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAILS_MAX = 6,
};

static const char *const addresses[] = { "rep@seller.example" };
static const struct rapport__mine mine = { addresses, 1 };

#define ME "rep@seller.example"

/* A mailbox, and which messages are one conversation: those of one letter.  parent is the number of
 * a row from 1. */
struct mail {
	const char *id, *replied, *references, *subject, *date, *from, *to, *thread;
	char group;
	unsigned parent;
};

static const struct {
	const char *name;
	bool nobody; /* it is not known who the user is */
	struct mail mails[MAILS_MAX];
} cases[] = {
	{ "a thread",
	  false,
	  { { "a", 0, 0, "Offer", "2024-01-01", ME, "x@x.example", 0, 'A', 0 },
	    { "b", 0, "a", "Re: Offer", "2024-01-02", "x@x.example", ME, 0, 'A', 1 },
	    { "c", 0, "a b", "Re: Offer", "2024-01-03", ME, "x@x.example", 0, 'A', 2 },
	    { "d", "c", 0, "Other words", "2024-01-04", "x@x.example", ME, 0, 'A', 3 },
	    { "e", 0, 0, "Offer", "2024-01-05", ME, "x@x.example", 0, 'B', 0 } } },
	{ "a parent that is missing",
	  false,
	  { { "b", 0, "a", "One", 0, "x@x.example", ME, 0, 'A', 0 },
	    { "c", 0, "a", "Two", 0, "y@y.example", ME, 0, 'A', 0 },
	    { "d", 0, "a q c", "Three", 0, "z@z.example", ME, 0, 'A', 2 },
	    { "e", "z", 0, "Four", 0, "z@z.example", ME, 0, 'B', 0 } } },
	{ "a loop, and one that refers to itself",
	  false,
	  { { "a", 0, "b", "One", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
	    { "b", 0, "c", "Two", "2024-01-02", "x@x.example", ME, 0, 'A', 3 },
	    { "c", 0, "a", "Three", "2024-01-03", "x@x.example", ME, 0, 'A', 1 },
	    { "d", "d", "d d", "Four", "2024-01-03", "x@x.example", ME, 0, 'B', 0 },
	    { "e", 0, "p q", "Five", 0, "x@x.example", ME, 0, 'C', 0 },
	    { "f", 0, "q p", "Six", 0, "x@x.example", ME, 0, 'C', 0 } } },
	{ "contradicting claims",
	  false,
	  { { "a", 0, 0, "One", "2024-01-01", ME, "x@x.example", 0, 'A', 0 },
	    { "b", 0, "p a", "Two", "2024-01-02", ME, "x@x.example", 0, 'A', 1 },
	    { "c", "r", "q b", "Three", "2024-01-03", ME, "x@x.example", 0, 'A', 2 },
	    { "d", 0, "r", "Four", "2024-01-04", ME, "x@x.example", 0, 'A', 0 },
	    { "e", 0, "a c", "Five", "2024-01-05", ME, "x@x.example", 0, 'A', 3 } } },
	{ "two customers with one subject, whose answers name nothing",
	  false,
	  { { "a", 0, 0, "Proposal", "2024-01-01", ME, "Ann <ann@x.example>", 0, 'A', 0 },
	    { "b", 0, 0, "Proposal", "2024-01-02", ME, "bob@y.example", 0, 'B', 0 },
	    { "c", 0, 0, "RE: Proposal", "2024-01-03", "ann@x.example", ME, 0, 'A', 0 },
	    { "d", 0, 0, "AW: Proposal", "2024-01-04", "Bob@Y.example", ME, 0, 'B', 0 },
	    { "e", 0, "lost", "Re: [EXT] Proposal", "2024-01-05", ME, "ann@x.example", 0, 'A', 0 },
	    { "f", 0, 0, "Fwd: Proposal", "2024-01-06", "ann@x.example", ME, 0, 'C', 0 } } },
	{ "several people of a company, and of a provider",
	  false,
	  { { "a", 0, 0, "Proposal", "2024-01-01", ME, "ann@x.example", 0, 'A', 0 },
	    { "b", 0, 0, "Re: Proposal", "2024-01-02", "joe@x.example", ME, 0, 'A', 0 },
	    { "c", 0, "a", "Re: Proposal", "2024-01-03", "kim@other.example", ME, 0, 'A', 1 },
	    { "d", 0, 0, "Proposal", "2024-01-04", ME, "ann@gmail.com", 0, 'B', 0 },
	    { "e", 0, 0, "Re: Proposal", "2024-01-05", "joe@gmail.com", ME, 0, 'C', 0 },
	    { "f", 0, 0, "Re: Proposal", "2024-01-06", "ann@gmail.com", ME, 0, 'B', 0 } } },
	{ "colleagues and copies are no counterparts in common",
	  false,
	  { { "a", 0, 0, "Proposal", "2024-01-01", ME, "ann@x.example, boss@seller.example", 0, 'A',
	      0 },
	    { "b", 0, 0, "Re: Proposal", "2024-01-02", "bob@y.example", ME ", boss@seller.example",
	      0, 'B', 0 } } },
	{ "of two with one subject the last before",
	  false,
	  { { "a", 0, 0, "Proposal", "2024-01-01", ME, "ann@x.example", 0, 'A', 0 },
	    { "b", 0, 0, "Proposal", "2024-03-01", ME, "ann@x.example", 0, 'B', 0 },
	    { "c", 0, 0, "Re: Proposal", "2024-02-01", "ann@x.example", ME, 0, 'A', 0 },
	    { "d", 0, 0, "Re: Proposal", "2024-03-02", "ann@x.example", ME, 0, 'B', 0 },
	    { "e", 0, 0, "Re: Proposal", "2024-12-01", "ann@x.example", ME, 0, 'C', 0 },
	    { "f", 0, 0, "Re: Proposal", 0, "bob@y.example", ME, 0, 'D', 0 } } },
	{ "an answer dated a little before what it answers",
	  false,
	  { { "a", 0, 0, "Proposal", "2024-01-01T10:00:00Z", ME, "ann@x.example", 0, 'A', 0 },
	    { "b", 0, 0, "Re: Proposal", "2024-01-01T09:58:00Z", "ann@x.example", ME, 0, 'A',
	      0 } } },
	{ "an export without identifiers",
	  false,
	  { { 0, 0, 0, "Price proposal", "2024-01-01", ME, "ann@x.example", 0, 'A', 0 },
	    { 0, 0, 0, "Price proposal", "2024-01-02", "ann@x.example", ME, 0, 'A', 0 },
	    { 0, 0, 0, "Price proposal", "2024-01-03", "bob@y.example", ME, 0, 'B', 0 },
	    { 0, 0, 0, "Question", "2024-01-03", "ann@x.example", ME, 0, 'C', 0 },
	    { 0, 0, 0, "Question", "2024-01-04", "ann@x.example", ME, 0, 'D', 0 },
	    { 0, 0, 0, "Re: Question", "2024-01-05", ME, "ann@x.example", 0, 'D', 0 } } },
	{ "neither identifiers nor dates",
	  false,
	  { { 0, 0, 0, "New proposal", 0, "ann@x.example", 0, 0, 'A', 0 },
	    { 0, 0, 0, "New proposal", 0, "ann@x.example", 0, 0, 'A', 0 },
	    { 0, 0, 0, "New proposal", "2024-01-01", "ann@x.example", 0, 0, 'A', 0 },
	    { 0, 0, 0, 0, 0, "ann@x.example", 0, 0, 'B', 0 },
	    { 0, 0, 0, 0, 0, "ann@x.example", 0, 0, 'C', 0 } } },
	{ "an export's own threads",
	  false,
	  { { "a", 0, 0, "Offer", "2024-01-01", ME, "x@x.example", "7", 'A', 0 },
	    { "b", 0, 0, "Price", "2024-01-02", "y@y.example", ME, "7", 'A', 0 },
	    { "c", 0, "b", "Price", "2024-01-02", "y@y.example", ME, 0, 'A', 2 },
	    { "d", 0, 0, "Re: Offer", "2024-01-03", "x@x.example", ME, "8", 'B', 0 },
	    { 0, 0, 0, "Offer", "2024-01-04", "x@x.example", ME, "9", 'C', 0 },
	    { "7", 0, 0, "Seven", "2024-01-05", "x@x.example", ME, 0, 'D', 0 } } },
	{ "one Message-ID for all",
	  false,
	  { { "a", 0, 0, "Order 1", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
	    { "a", 0, 0, "Order 2", "2024-01-02", "x@x.example", ME, 0, 'B', 0 },
	    { "a", 0, "p", "Order 3", "2024-01-03", "x@x.example", ME, 0, 'C', 0 },
	    { "b", 0, "a", "Re: Order 2", "2024-01-04", ME, "x@x.example", 0, 'B', 0 },
	    { "c", 0, "p a", "Other", "2024-01-04", ME, "x@x.example", 0, 'D', 0 } } },
	{ "changed by a list on its way",
	  false,
	  { { "a", 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
	    { "a", 0, 0, "Offer", "2024-01-01", "list@l.example", ME, 0, 'A', 0 },
	    { "b", 0, "a", "Re: Offer", "2024-01-04", ME, "x@x.example", 0, 'A', 9 } } },
	{ "nobody knows who the user is",
	  true,
	  { { "a", 0, 0, "Proposal", "2024-01-01", ME, "ann@x.example", 0, 'A', 0 },
	    { "b", 0, 0, "Proposal", "2024-01-02", ME, "bob@y.example", 0, 'B', 0 },
	    { "c", 0, 0, "RE: Proposal", "2024-01-03", "ann@x.example", ME, 0, 'A', 0 },
	    { "d", 0, 0, "AW: Proposal", "2024-01-04", "bob@y.example", ME, 0, 'B', 0 },
	    { "e", 0, 0, "Re: Proposal", "2024-01-05", "carl@z.example", ME, 0, 'C', 0 } } },
};
enum {
	CASES = sizeof cases / sizeof *cases
};

static struct rapport__envelope envelope_of(const struct mail *mail, uint64_t place)
{
	return (struct rapport__envelope){
		.message_id = mail->id,
		.in_reply_to = mail->replied,
		.references = mail->references,
		.subject = mail->subject,
		.date = mail->date,
		.from_address = mail->from,
		.to = mail->to,
		.thread = mail->thread,
		.place = place,
		.size = 100 + place,
	};
}

static size_t count_of(const struct mail *mails)
{
	size_t count = 0;

	while (count < MAILS_MAX && mails[count].group)
		count++;
	return count;
}

/* Adds the messages in that order, and writes what is known of each. */
static void thread_all(const struct mail *mails, size_t count, const size_t *order, bool nobody,
		       struct rapport__thread *out)
{
	rapport__threads *threads;

	cr_assert_eq(rapport__threads_new(nobody ? NULL : &mine, false, &threads, NULL),
		     RAPPORT_OK);
	for (size_t i = 0; i < count; i++) {
		struct rapport__envelope envelope = envelope_of(&mails[order[i]], order[i]);

		cr_assert_eq(rapport__threads_add(threads, &envelope, NULL), RAPPORT_OK);
	}
	rapport__threads_settle(threads);
	for (size_t i = 0; i < count; i++) {
		struct rapport__envelope envelope = envelope_of(&mails[i], i);

		out[i] = rapport__threads_ask(threads, &envelope);
	}
	rapport__threads_free(threads);
}

/* The next permutation in lexical order; false after the last. */
static bool permute(size_t *order, size_t count)
{
	size_t i = count - 1, j = count - 1, swap;

	while (i && order[i - 1] >= order[i])
		i--;
	if (!i)
		return false;
	while (order[j] <= order[i - 1])
		j--;
	swap = order[i - 1], order[i - 1] = order[j], order[j] = swap;
	for (j = count - 1; i < j; i++, j--)
		swap = order[i], order[i] = order[j], order[j] = swap;
	return true;
}

SUPPORT_ROWS(threads, conversations_do_not_depend_on_the_order, cases)

ParameterizedTest(size_t *row, threads, conversations_do_not_depend_on_the_order)
{
	const struct mail *mails = cases[*row].mails;
	const char *name = cases[*row].name;
	size_t count = count_of(mails), order[MAILS_MAX] = { 0, 1, 2, 3, 4, 5 };
	struct rapport__thread first[MAILS_MAX], now[MAILS_MAX];

	thread_all(mails, count, order, cases[*row].nobody, first);
	for (size_t i = 0; i < count; i++) {
		cr_expect_neq(first[i].conversation, 0, "%s, %zu", name, i + 1);
		for (size_t j = 0; j < i; j++)
			cr_expect_eq(first[i].conversation == first[j].conversation,
				     mails[i].group == mails[j].group, "%s: %zu and %zu", name,
				     i + 1, j + 1);
		if (mails[i].parent <= count)
			cr_expect_eq(first[i].parent,
				     mails[i].parent ? first[mails[i].parent - 1].message : 0,
				     "%s: parent of %zu", name, i + 1);
	}
	while (permute(order, count)) {
		thread_all(mails, count, order, cases[*row].nobody, now);
		for (size_t i = 0; i < count; i++) {
			bool same = now[i].conversation == first[i].conversation &&
				    (now[i].parent == first[i].parent || mails[i].parent > count);

			cr_assert(same, "%s: %zu in order %zu%zu%zu%zu%zu%zu", name, i + 1,
				  order[0], order[1], order[2], order[3], order[4], order[5]);
		}
	}
}

/* ---- Live ------------------------------------------------------------------------------------ */

Test(threads, live_tells_what_is_known_so_far)
{
	static const struct mail mails[] = {
		{ "b", 0, "a", "Re: Offer", "2024-01-02", "x@x.example", ME, 0, 'A', 0 },
		{ "c", 0, 0, "Re: Offer", "2024-01-03", ME, "x@x.example", 0, 'A', 0 },
		{ "d", 0, 0, "Re: Offer", "2024-01-03", "y@y.example", ME, 0, 'B', 0 },
		{ "a", 0, 0, "Offer", "2024-01-01", ME, "x@x.example", 0, 'A', 0 },
		{ "e", 0, "p q", "Loop", 0, ME, 0, 0, 'C', 0 },
		{ "f", 0, "q p", "Re: Loop", 0, "x@x.example", 0, 0, 'C', 0 },
		{ 0, 0, 0, "Terms of sale", "2024-01-09", "x@x.example", 0, 0, 'D', 0 },
		{ 0, 0, 0, "Terms of sale", "2024-01-10", "x@x.example", 0, 0, 'D', 0 },
		{ 0, 0, 0, "Terms of sale", "2025-01-10", "x@x.example", 0, 0, 'E', 0 },
	};
	enum {
		COUNT = sizeof mails / sizeof *mails
	};
	struct rapport__thread thread[COUNT];
	rapport__threads *threads;

	cr_assert_eq(rapport__threads_new(&mine, true, &threads, NULL), RAPPORT_OK);
	for (size_t i = 0; i < COUNT; i++) {
		struct rapport__envelope envelope = envelope_of(&mails[i], i);

		cr_assert_eq(rapport__threads_add(threads, &envelope, NULL), RAPPORT_OK);
		thread[i] = rapport__threads_ask(threads, &envelope);
		cr_expect_not(thread[i].repetition);
		for (size_t j = 0; j < i; j++)
			cr_expect_eq(thread[i].conversation == thread[j].conversation,
				     mails[i].group == mails[j].group, "%zu and %zu", i, j);
	}
	rapport__threads_free(threads);
}

Test(threads, a_live_name_stays_when_its_conversation_grows)
{
	static const struct mail mails[] = {
		{ "z", 0, 0, "One", "2024-01-05", "x@x.example", ME, 0, 'A', 0 },
		{ "y", 0, "a", "Two", "2024-01-06", "x@x.example", ME, 0, 'A', 0 },
		{ "x", 0, "a z", "Three", "2024-01-07", "x@x.example", ME, 0, 'A', 0 },
	};
	struct rapport__envelope first = envelope_of(&mails[0], 0), envelope;
	rapport__threads *threads;
	uint64_t name;

	cr_assert_eq(rapport__threads_new(&mine, true, &threads, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__threads_add(threads, &first, NULL), RAPPORT_OK);
	name = rapport__threads_ask(threads, &first).conversation;
	for (size_t i = 1; i < 3; i++) {
		envelope = envelope_of(&mails[i], i);
		cr_assert_eq(rapport__threads_add(threads, &envelope, NULL), RAPPORT_OK);
	}
	cr_expect_eq(rapport__threads_ask(threads, &envelope).conversation, name);
	rapport__threads_free(threads);
}

/* ---- Repetitions ----------------------------------------------------------------------------- */

Test(threads, a_message_seen_twice_is_a_repetition)
{
	static const struct {
		const char *name;
		struct mail one, other;
		uint64_t size, other_size;
		bool repetition;
	} rows[] = {
		{ "in two folders, one marked by a gateway",
		  { "a", 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
		  { "a", 0, 0, "[EXT] Offer", "2024-01-01", "x@x.example", 0, "7", 'A', 0 },
		  9,
		  99,
		  true },
		{ "one Message-ID for all",
		  { "a", 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
		  { "a", 0, 0, "Offer", "2024-01-02", "x@x.example", ME, 0, 'A', 0 },
		  9,
		  9,
		  false },
		{ "no Message-ID, all the same",
		  { 0, 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
		  { 0, 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
		  9,
		  9,
		  true },
		{ "no Message-ID, of another size",
		  { 0, 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
		  { 0, 0, 0, "Offer", "2024-01-01", "x@x.example", ME, 0, 'A', 0 },
		  9,
		  8,
		  false },
		{ "no Message-ID, no date",
		  { 0, 0, 0, "Offer", 0, "x@x.example", ME, 0, 'A', 0 },
		  { 0, 0, 0, "Offer", 0, "x@x.example", ME, 0, 'A', 0 },
		  9,
		  9,
		  false },
		{ "comments of a day",
		  { 0, 0, 0, 0, "2024-01-01", "x@x.example", 0, 0, 'A', 0 },
		  { 0, 0, 0, 0, "2024-01-01", "x@x.example", 0, 0, 'A', 0 },
		  9,
		  9,
		  false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__envelope one = envelope_of(&rows[i].one, 1);
		struct rapport__envelope other = envelope_of(&rows[i].other, 2);
		rapport__threads *threads;

		one.size = rows[i].size;
		other.size = rows[i].other_size;
		cr_assert_eq(rapport__threads_new(&mine, false, &threads, NULL), RAPPORT_OK);
		cr_assert_eq(rapport__threads_add(threads, &one, NULL), RAPPORT_OK);
		cr_assert_eq(rapport__threads_add(threads, &other, NULL), RAPPORT_OK);
		rapport__threads_settle(threads);
		cr_expect_not(rapport__threads_ask(threads, &one).repetition, "%s", rows[i].name);
		cr_expect_eq(rapport__threads_ask(threads, &other).repetition, rows[i].repetition,
			     "%s", rows[i].name);
		rapport__threads_free(threads);
	}
}

/* ---- Bounds ---------------------------------------------------------------------------------- */

Test(threads, one_never_added_is_unknown)
{
	struct rapport__envelope envelope = { .message_id = "a" };
	struct rapport__thread thread;
	rapport__threads *threads;
	char name[17] = "x";

	cr_assert_eq(rapport__threads_new(NULL, false, &threads, NULL), RAPPORT_OK);
	rapport__threads_settle(threads);
	thread = rapport__threads_ask(threads, &envelope);
	cr_expect(!thread.conversation && !thread.message && !thread.repetition);
	rapport__threads_name(thread.conversation, name);
	cr_expect_str_eq(name, "");
	rapport__threads_name(0xABC, name);
	cr_expect_str_eq(name, "0000000000000abc");
	rapport__threads_free(threads);
	rapport__threads_free(NULL);
}

Test(threads, long_references_keep_both_ends, .timeout = 10)
{
	enum {
		IDS = 10000,
		MAILS = 300
	};
	static char ids[IDS * 8 + 1];
	struct rapport__envelope first = { .message_id = "i00000" };
	struct rapport__envelope last = { .message_id = "i09999" };
	struct rapport__envelope middle = { .message_id = "i05000" };
	rapport__threads *threads;
	uint64_t conversation;

	for (size_t i = 0; i < IDS; i++)
		snprintf(ids + i * 7, 8, "i%05zu ", i);
	cr_assert_eq(rapport__threads_new(NULL, false, &threads, NULL), RAPPORT_OK);
	for (uint64_t i = 0; i < MAILS; i++) {
		struct rapport__envelope envelope = { .references = ids, .place = i };

		cr_assert_eq(rapport__threads_add(threads, &envelope, NULL), RAPPORT_OK);
	}
	cr_assert_eq(rapport__threads_add(threads, &first, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__threads_add(threads, &last, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__threads_add(threads, &middle, NULL), RAPPORT_OK);
	rapport__threads_settle(threads);
	conversation = rapport__threads_ask(threads, &first).conversation;
	cr_expect_eq(rapport__threads_ask(threads, &last).conversation, conversation);
	cr_expect_neq(rapport__threads_ask(threads, &middle).conversation, conversation);
	rapport__threads_free(threads);
}

/* Each answers the one before it: the deepest tree there can be. */
Test(threads, a_long_thread_takes_linear_time, .timeout = 20)
{
	enum {
		MAILS = 200000
	};
	struct rapport__envelope envelope;
	uint64_t conversation = 0;
	rapport__threads *threads;
	char id[16], before[16];

	cr_assert_eq(rapport__threads_new(&mine, false, &threads, NULL), RAPPORT_OK);
	for (uint64_t i = MAILS; i-- > 0;) {
		snprintf(id, sizeof id, "m%u", (unsigned)i);
		snprintf(before, sizeof before, "m%u", (unsigned)i - 1);
		envelope = (struct rapport__envelope){ .message_id = id,
						       .in_reply_to = i ? before : NULL,
						       .subject = "Re: long story",
						       .from_address = "x@x.example" };
		cr_assert_eq(rapport__threads_add(threads, &envelope, NULL), RAPPORT_OK);
	}
	rapport__threads_settle(threads);
	conversation = rapport__threads_ask(threads, &envelope).conversation;
	envelope.message_id = "m199999";
	cr_expect_eq(rapport__threads_ask(threads, &envelope).conversation, conversation);
	rapport__threads_free(threads);
}

static enum rapport_status run(void *context, struct rapport_error *error)
{
	enum rapport_status status;
	rapport__threads *threads;
	bool *live = context;

	status = rapport__threads_new(&mine, *live, &threads, error);
	for (uint64_t i = 0; !status && i < 20; i++) {
		struct rapport__envelope envelope = { .references = "a b c d",
						      .in_reply_to = "e",
						      .thread = "t",
						      .subject = "Re: a proposal",
						      .from_address = "x@x.example",
						      .place = i };

		status = rapport__threads_add(threads, &envelope, error);
	}
	if (!status)
		rapport__threads_settle(threads);
	rapport__threads_free(threads);
	return status;
}

Test(threads, survives_a_lack_of_memory)
{
	bool live = false;

	cr_expect_gt(support_fail_allocations(run, &live), 3);
	live = true;
	cr_expect_gt(support_fail_allocations(run, &live), 3);
}
