/* What threading promises beside the conversations of test_threads.c. */
#include "mail/threads.h"

#include "support.h"

#include <stdio.h>

enum {
	IDS = 10000,
	COPIES = 300,
	CHAIN = 200000,
};

static const char *const addresses[] = { "rep@seller.example" };
static const struct rapport__mine mine = { addresses, 1 };

static const struct {
	const char *name;
	struct rapport__envelope one, other;
	bool repetition;
} rows[] = {
	{ "in two folders, once marked by a gateway",
	  { .message_id = "a",
	    .subject = "Offer",
	    .date = "2024-01-01",
	    .from_address = "x@x",
	    .size = 9 },
	  { .message_id = "a",
	    .subject = "[EXT] Offer",
	    .date = "2024-01-01",
	    .from_address = "x@x",
	    .size = 99 },
	  true },
	{ "one Message-ID for all",
	  { .message_id = "a", .subject = "Offer", .date = "2024-01-01", .from_address = "x@x" },
	  { .message_id = "a", .subject = "Offer", .date = "2024-01-02", .from_address = "x@x" },
	  false },
	{ "no Message-ID, all the same",
	  { .subject = "Offer", .date = "2024-01-01", .from_address = "x@x", .size = 9 },
	  { .subject = "Offer", .date = "2024-01-01", .from_address = "x@x", .size = 9 },
	  true },
	{ "no Message-ID, of another size",
	  { .subject = "Offer", .date = "2024-01-01", .from_address = "x@x", .size = 9 },
	  { .subject = "Offer", .date = "2024-01-01", .from_address = "x@x", .size = 8 },
	  false },
	{ "no Message-ID, no date",
	  { .subject = "Offer", .from_address = "x@x", .size = 9 },
	  { .subject = "Offer", .from_address = "x@x", .size = 9 },
	  false },
	{ "comments of a day",
	  { .date = "2024-01-01", .from_address = "x@x", .size = 9 },
	  { .date = "2024-01-01", .from_address = "x@x", .size = 9 },
	  false },
};

Test(threads_bounds, a_message_seen_twice_is_a_repetition)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__envelope one = rows[i].one, other = rows[i].other;
		rapport__threads *threads;

		one.place = 1;
		other.place = 2;
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

Test(threads_bounds, one_never_added_is_unknown)
{
	struct rapport__envelope envelope = { .message_id = "a" };
	struct rapport__thread thread;
	rapport__threads *threads;

	cr_assert_eq(rapport__threads_new(NULL, false, &threads, NULL), RAPPORT_OK);
	rapport__threads_settle(threads);
	thread = rapport__threads_ask(threads, &envelope);
	cr_expect(!thread.conversation && !thread.message && !thread.repetition);
	rapport__threads_free(threads);
	rapport__threads_free(NULL);
}

Test(threads_bounds, long_references_keep_both_ends)
{
	static char ids[IDS * 8 + 1];
	struct rapport__envelope first = { .message_id = "i00000" };
	struct rapport__envelope last = { .message_id = "i09999" };
	struct rapport__envelope middle = { .message_id = "i05000" };
	rapport__threads *threads;
	uint64_t conversation;

	for (size_t i = 0; i < IDS; i++)
		snprintf(ids + i * 7, 8, "i%05zu ", i);
	cr_assert_eq(rapport__threads_new(NULL, false, &threads, NULL), RAPPORT_OK);
	for (uint64_t i = 0; i < COPIES; i++) {
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
Test(threads_bounds, a_long_thread_takes_linear_time)
{
	struct rapport__envelope envelope;
	uint64_t conversation = 0;
	rapport__threads *threads;
	char id[16], before[16];

	cr_assert_eq(rapport__threads_new(&mine, false, &threads, NULL), RAPPORT_OK);
	for (uint64_t i = CHAIN; i-- > 0;) {
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

Test(threads_bounds, dates_count_as_far_as_they_can_be_read)
{
	/* Messages of one subject that are too far apart are not of one conversation. */
	static const struct {
		const char *one, *other;
		bool together;
	} dates[] = {
		{ "2024-01-01", "2024-06-01T10:00:00Z", true },
		{ "2024-01-01", "2024-09-01", false },
		{ "2024-01-01 10:00", "2024-09-01T", false },
		{ "2024-13-01", "1999-01-01", true }, /* no date */
		{ "yesterday", "1999-01-01", true },
		{ "99999-01-01", "1999-01-01", true },
		{ "", "1999-01-01", true },
	};

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct rapport__envelope one = { .subject = "Price proposal",
						 .from_address = "x@x.example",
						 .date = dates[i].one };
		struct rapport__envelope other = one;
		rapport__threads *threads;

		other.place = 1;
		other.date = dates[i].other;
		cr_assert_eq(rapport__threads_new(&mine, false, &threads, NULL), RAPPORT_OK);
		cr_assert_eq(rapport__threads_add(threads, &one, NULL), RAPPORT_OK);
		cr_assert_eq(rapport__threads_add(threads, &other, NULL), RAPPORT_OK);
		rapport__threads_settle(threads);
		cr_expect_eq(rapport__threads_ask(threads, &one).conversation ==
				     rapport__threads_ask(threads, &other).conversation,
			     dates[i].together, "%s and %s", dates[i].one, dates[i].other);
		rapport__threads_free(threads);
	}
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

Test(threads_bounds, survives_a_lack_of_memory)
{
	bool live = false;

	cr_expect_gt(support_fail_allocations(run, &live), 3);
	live = true;
	cr_expect_gt(support_fail_allocations(run, &live), 3);
}
