#include "mail/threads.h"

#include "support.h"

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

Test(threads, live_the_newest_may_come_first)
{
	static const struct mail mails[] = {
		{ "d", 0, "c", "Re: Offer", "2024-02-02", "x@x.example", ME, 0, 'B', 0 },
		{ "c", 0, 0, "Offer", "2024-02-01", ME, "x@x.example", 0, 'B', 0 },
		{ "b", 0, "a", "Re: Offer", "2024-01-02", "x@x.example", ME, 0, 'A', 0 },
		{ "a", 0, 0, "Offer", "2024-01-01", ME, "x@x.example", 0, 'A', 0 },
		{ "q", 0, "p", "Re: Terms", "2024-01-02", "x@x.example", ME, "1", 'C', 0 },
		{ "s", 0, "r", "Re: Terms", "2024-02-02", "x@x.example", ME, "2", 'D', 0 },
		{ "u", 0, "t", "Re: Terms", "2024-02-03", "x@x.example", ME, "2", 'D', 0 },
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

Test(threads, names_are_sixteen_digits)
{
	char name[17] = "x";

	rapport__threads_name(0, name);
	cr_expect_str_eq(name, "");
	rapport__threads_name(0xABC, name);
	cr_expect_str_eq(name, "0000000000000abc");
}
