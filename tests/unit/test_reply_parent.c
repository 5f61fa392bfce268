#include "mail/reply_parent.h"
#include "support.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char old[] =
	"Hi Anna,\n\nthe price for ten of them is 900 a month, and we can begin in "
	"May if you tell us before Friday.\n\nKind regards\nBo\n";

static rapport__reply_parents *open_parents(void)
{
	rapport__reply_parents *parents;

	cr_assert(!rapport__reply_parents_new(&parents, NULL));
	return parents;
}

Test(reply_parent, remembers_messages_by_their_identifiers)
{
	rapport__reply_parents *parents = open_parents();

	cr_expect(rapport__reply_parents_find(parents, 1).count == 0);
	cr_assert(!rapport__reply_parents_add(parents, 1, old, sizeof old - 1, NULL));
	cr_assert(!rapport__reply_parents_add(parents, 2, "too short", 9, NULL));
	cr_expect(rapport__reply_parents_find(parents, 1).count > 10);
	cr_expect(rapport__reply_parents_find(parents, 2).count == 0);
	/* once more, with other words */
	cr_assert(!rapport__reply_parents_add(parents, 1, "one two three four five six", 27, NULL));
	cr_expect(rapport__reply_parents_find(parents, 1).count == 2);
	cr_assert(!rapport__reply_parents_add(parents, 1, "", 0, NULL));
	cr_expect(rapport__reply_parents_find(parents, 1).count == 0);
	rapport__reply_parents_free(parents);
	rapport__reply_parents_free(NULL);
}

Test(reply_parent, forgets_the_oldest)
{
	rapport__reply_parents *parents = open_parents();
	enum {
		WORDS = 20000
	};
	char *text = malloc(WORDS * 8);
	size_t size = 0, kept = 0;

	cr_assert(text);
	for (size_t i = 0; i < WORDS; i++)
		size += (size_t)snprintf(text + size, 8, "w%zu ", i * 7919 % 100000);
	for (uint64_t id = 0; id < 300; id++)
		cr_assert(!rapport__reply_parents_add(parents, id, text, size, NULL));
	for (uint64_t id = 0; id < 300; id++) {
		size_t count = rapport__reply_parents_find(parents, id).count;

		cr_expect(count <= RAPPORT__REPLY_SHINGLES_MAX);
		kept += count != 0;
	}
	cr_expect(kept > 50 && kept < 300, "%zu", kept);
	cr_expect_eq(kept, RAPPORT__REPLY_PARENTS_BYTES / RAPPORT__REPLY_PARENT_BYTES);
	cr_expect(rapport__reply_parents_find(parents, 299).count > 0);
	cr_expect(rapport__reply_parents_find(parents, 0).count == 0);
	/* and when there are too many, however small */
	for (uint64_t id = 1000; id < 1000 + 2 * RAPPORT__REPLY_PARENTS_COUNT; id++)
		cr_assert(!rapport__reply_parents_add(parents, id, "a b c d e", 9, NULL));
	cr_expect(rapport__reply_parents_find(parents, 1000).count == 0);
	cr_expect(rapport__reply_parents_find(parents, 999 + 2 * RAPPORT__REPLY_PARENTS_COUNT)
			  .count == 1);
	free(text);
	rapport__reply_parents_free(parents);
}

static const struct {
	const char *text, *kinds;
} rows[] = {
	/* as it was, and wrapped anew */
	{ "We take it.\n\nHi Anna,\n\nthe price for ten of them is 900 a month, and we can begin "
	  "in "
	  "May if you tell us before Friday.\n\nKind regards\nBo",
	  "NBQBQBQQ" },
	{ "We take it.\nthe price for ten of them is\n900 a month, and we can begin\nin May if you "
	  "tell "
	  "us before Friday.",
	  "NQQQ" },
	/* no more than a few words of it, or some between others */
	{ "We take it.\nKind regards\nBo", "NNN" },
	{ "You say that the price for ten of them is 900 a month, and we can begin in May. Why?",
	  "N" },
	{ "", "" },
};

Test(reply_parent, lines_that_stand_in_the_parent_are_quoted)
{
	static struct support_reply reply;
	rapport__reply_parents *parents = open_parents();
	struct rapport__reply_shingles parent;

	cr_assert(!rapport__reply_parents_add(parents, 1, old, sizeof old - 1, NULL));
	parent = rapport__reply_parents_find(parents, 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char kinds[SUPPORT_LINES + 1];

		support_look(&reply, rows[i].text);
		cr_assert(rapport__reply_mark_shared(&parent, rows[i].text, reply.lines,
						     reply.count));
		support_kinds(&reply, kinds);
		cr_expect(!strcmp(kinds, rows[i].kinds), "\"%s\": %s, not %s", rows[i].text, kinds,
			  rows[i].kinds);
	}
	rapport__reply_parents_free(parents);
}

Test(reply_parent, scripts_without_blanks_have_words_too)
{
	static const char wide[] =
		"您好，十套的价格是每月九百，如果您在星期五之前告诉我们，我们可以在五月开始。";
	static struct support_reply reply;
	rapport__reply_parents *parents = open_parents();
	struct rapport__reply_shingles parent;

	cr_assert(!rapport__reply_parents_add(parents, 1, wide, sizeof wide - 1, NULL));
	parent = rapport__reply_parents_find(parents, 1);
	cr_expect(parent.count > 20);
	support_look(
		&reply,
		"好的。\n十套的价格是每月九百，如果您在星期\n五之前告诉我们，我们可以在五月开始。");
	cr_assert(rapport__reply_mark_shared(
		&parent,
		"好的。\n十套的价格是每月九百，如果您在星期\n五之前告诉我们，我们可以在五月开始。",
		reply.lines, reply.count));
	cr_expect(reply.lines[0].kind == RAPPORT__REPLY_NEW);
	cr_expect(reply.lines[1].kind == RAPPORT__REPLY_QUOTE);
	cr_expect(reply.lines[2].kind == RAPPORT__REPLY_QUOTE);
	rapport__reply_parents_free(parents);
}

static enum rapport_status use(void *context, struct rapport_error *error)
{
	rapport__reply_parents *parents = NULL;
	enum rapport_status status = rapport__reply_parents_new(&parents, error);

	(void)context;
	if (!status)
		status = rapport__reply_parents_add(parents, 1, old, sizeof old - 1, error);
	rapport__reply_parents_free(parents);
	return status;
}

Test(reply_parent, says_when_memory_is_short)
{
	cr_expect(support_fail_allocations(use, NULL) == 2);
}
