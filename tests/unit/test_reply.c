#include "mail/reply.h"
#include "text/utf8.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ATTRIBUTION "On Tue, Mar 4, 2025 at 9:12 AM Bo <bo@example.com> wrote:\n"
#define HEADER                                                                                     \
	"From: Bo <bo@example.com>\nSent: Tuesday, March 4, 2025 9:12 AM\nTo: Anna\nSubject: "     \
	"Offer\n"
#define FORWARD "---------- Forwarded message ---------\n" HEADER "\nOld words.\n"

static const struct {
	const char *name, *text, *words;
} rows[] = {
	{ "nothing", "", "" },
	{ "blank", " \n\n\t\n", "" },
	{ "plain", "We take it.", "We take it.\n" },
	{ "line ends", "One.\r\n\r\n\r\nTwo.\r\n", "One.\n\nTwo.\n" },
	{ "top posting", "Yes.\n\n" ATTRIBUTION "> Will you?\n> Bo\n", "Yes.\n" },
	{ "top posting without marks", "Yes.\n\n" ATTRIBUTION "\nWill you?\n\nBo\n", "Yes.\n" },
	{ "bottom posting", ATTRIBUTION "> Will you?\n\nYes.\n", "Yes.\n" },
	{ "interleaved", ATTRIBUTION "> One?\nYes.\n> Two?\n\nNo.\n>\n> Three?\n",
	  "Yes.\n\nNo.\n" },
	{ "quotes alone", ATTRIBUTION "> Will you?\n", "" },
	{ "only the attribution is marked", ATTRIBUTION "\nYes, we will.\n", "Yes, we will.\n" },
	{ "indented below an attribution", ATTRIBUTION "\n    Will you?\n", "" },
	{ "wrapped attribution",
	  "Yes.\n\nOn Tue, Mar 4, 2025 at 9:12 AM Bo\n<bo@example.com>\nwrote:\n> Will you?\n",
	  "Yes.\n" },
	{ "attribution behind words",
	  "Yes--- On Tue, Mar 4, 2025 at 9:12 AM, bo@example.com wrote:\n> Will you?\n", "Yes\n" },
	{ "header block", "Yes.\n\n" HEADER "\nWill you?\n", "Yes.\n" },
	{ "header block below a rule", "Yes.\n________________________________\n" HEADER "\nOld.\n",
	  "Yes.\n" },
	{ "header block before marked lines", "Yes.\n\n" HEADER "\n> Will you?\n\nMore of mine.\n",
	  "Yes.\n\nMore of mine.\n" },
	{ "forward with words", "See below.\n\n" FORWARD, "See below.\n" },
	{ "forward alone", FORWARD, "" },
	{ "forward below a signature", "-- \nAnna\n\n" FORWARD, "" },
	{ "header printed above the message",
	  "Sent: Tuesday, March 4, 2025 9:12 AM\n"
	  "From: Bo <bo@example.com>\nTo: Anna\nSubject: Offer\n\nWe take it.\n",
	  "We take it.\n" },
	{ "a line of the quotation is wrapped",
	  ATTRIBUTION
	  "> this is a line of the quotation that was so long that it was\nwrapped\n> here\n"
	  "\nYes.\n",
	  "Yes.\n" },
	{ "signature", "Yes.\n\n-- \nAnna\n+44 4234 234234\n\n" ATTRIBUTION "> Will you?\n",
	  "Yes.\n" },
	{ "sign-off", "Hi Bo,\n\nwe take it.\n\nKind regards,\nAnna\n", "Hi Bo,\n\nwe take it.\n" },
	{ "sign-off alone", "Gruß\nAnna\n\n" ATTRIBUTION "> Will you?\n", "Gruß\nAnna\n" },
	{ "thanks are words", "Thanks,\nAnna\n\n" ATTRIBUTION "> Will you?\n", "Thanks,\nAnna\n" },
	{ "phone", "Yes.\n\nVon meinem iPhone gesendet\n\n" ATTRIBUTION "> Will you?\n", "Yes.\n" },
	{ "phone alone", "Sent from my iPhone\n\n" ATTRIBUTION "> Will you?\n", "" },
	{ "disclaimer",
	  "Yes.\n\nThis email and any attachments are confidential and intended solely for "
	  "the addressee.\n",
	  "Yes.\n" },
	{ "banner", "CAUTION: This email originated from outside the organisation.\n\nYes.\n",
	  "Yes.\n" },
	{ "code and rules of the writer",
	  "Do this:\n\n```\n# step\n####\n```\n\n-----\n\nThen go on with "
	  "the next thing on the list.\n",
	  "Do this:\n\n```\n# step\n####\n```\n\n-----\n\nThen go on with the next thing on the "
	  "list.\n" },
};

Test(reply, new_words_are_what_the_writer_wrote)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer words = { 0 };

		cr_assert(!rapport__reply_new_words(rows[i].text, strlen(rows[i].text), &words,
						    NULL));
		cr_expect(!strcmp(words.data, rows[i].words), "%s: \"%s\"", rows[i].name,
			  words.data);
		rapport__buffer_clear(&words);
	}
}

Test(reply, new_words_are_appended)
{
	struct rapport__buffer words = { 0 };

	cr_assert(rapport__buffer_add_string(&words, "before\n"));
	cr_assert(!rapport__reply_new_words("\n\nYes.", 6, &words, NULL));
	cr_expect(!strcmp(words.data, "before\nYes.\n"));
	rapport__buffer_clear(&words);
}

Test(reply, lines_lie_in_the_text_one_behind_the_other)
{
	static const char text[] = "Hi,\r\nyes\n\n" ATTRIBUTION "> old\n";
	struct rapport__reply reply = { 0 };

	cr_assert(!rapport__reply_classify(text, sizeof text - 1, &reply, NULL));
	cr_assert(reply.count == 5);
	cr_expect(reply.lines[0].start == 0 && reply.lines[0].end == 3);
	cr_expect(reply.lines[0].kind == RAPPORT__REPLY_GREETING);
	cr_expect(reply.lines[1].kind == RAPPORT__REPLY_NEW);
	cr_expect(reply.lines[2].kind == RAPPORT__REPLY_BLANK);
	cr_expect(reply.lines[3].kind == RAPPORT__REPLY_ATTRIBUTION);
	cr_expect(reply.lines[4].kind == RAPPORT__REPLY_QUOTE);
	cr_expect(reply.lines[4].confidence > 0.9f);
	cr_assert(!rapport__reply_classify("", 0, &reply, NULL));
	cr_expect(reply.count == 0);
	rapport__reply_clear(&reply);
	rapport__reply_clear(&reply);
}

Test(reply, answers_are_parted_from_the_parents_text)
{
	static const char parent[] =
		"The price for ten of them is 900 a month, and we can begin in "
		"May if you tell us before Friday.";
	static const char text[] = "Fine.\n\nThe price for ten of them is 900 a month, and we can\n"
				   "begin in May if you tell us before Friday.\n";
	struct rapport__reply reply = { 0 };
	struct rapport__reply_shingles shingles;
	rapport__reply_parents *parents;

	cr_assert(!rapport__reply_parents_new(&parents, NULL));
	cr_assert(!rapport__reply_parents_add(parents, 7, parent, sizeof parent - 1, NULL));
	shingles = rapport__reply_parents_find(parents, 7);
	for (int round = 0; round < 2; round++) { /* the same memory again */
		struct rapport__buffer words = { 0 };

		cr_assert(!rapport__reply_extract(&reply, text, sizeof text - 1, &shingles, &words,
						  NULL));
		cr_expect(!strcmp(words.data, "Fine.\n"), "%s", words.data);
		words.size = 0;
		cr_assert(
			!rapport__reply_extract(&reply, text, sizeof text - 1, NULL, &words, NULL));
		cr_expect(!strcmp(words.data, text), "%s", words.data);
		rapport__buffer_clear(&words);
	}
	rapport__reply_clear(&reply);
	rapport__reply_parents_free(parents);
}

/* What stands alone is the message. */
Test(reply, a_card_alone_is_what_the_writer_says)
{
	static const char text[] = "Anna Ek\nTel: 0114 4960371\nwww.example.com\n";
	struct rapport__buffer words = { 0 };

	cr_assert(!rapport__reply_new_words(text, sizeof text - 1, &words, NULL));
	cr_expect(!strcmp(words.data, text), "%s", words.data);
	rapport__buffer_clear(&words);
}

Test(reply, says_when_memory_is_short)
{
	static const char text[] = "Yes\n\n" FORWARD ATTRIBUTION "> old\n";

	for (long n = 0;; n++) {
		struct rapport__buffer words = { 0 };
		struct rapport_error error = { 0 };
		enum rapport_status status;

		rapport__memory_fail_after(n);
		status = rapport__reply_new_words(text, sizeof text - 1, &words, &error);
		rapport__memory_fail_after(-1);
		rapport__buffer_clear(&words);
		if (!status)
			break;
		cr_expect(status == RAPPORT_ERR_MEMORY && error.status == status);
		cr_assert(n < 100);
	}
}

/* Each would take minutes if any part of the work were quadratic. */
Test(reply, hostile_input_takes_linear_time, .timeout = 60)
{
	static const char *const hostile[] = {
		">",
		">\n",
		"\n",
		"word ",
		"On ",
		"On 5\n",
		"a:",
		"--\n",
		"From:\n\n",
		"x",
		"Anna> x\n",
		"regards\n",
		ATTRIBUTION,
		"From: a@example.com\n",
		"On Mon 5:00 a@example.com\n\n\n",
		"\xF0",
		"\xEF\xB7\xBA",
		"tel: 0123456789\n\n",
		"if you are not the intended recipient\n\n",
		"meeting id: 5\n\n\n",
		"| x\n",
		"---- x ----\n\n",
		"Anna Ek\n\n",
		"Sent: 4 March 2025 9:12\nFrom: a@example.com\nSubject: x\nyes\n",
		"yes\n> no\n",
	};
	enum {
		SIZE = 4 * 1024 * 1024
	};
	char *text = malloc(SIZE);

	cr_assert(text);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		size_t length = strlen(hostile[i]);
		struct rapport__buffer words = { 0 };

		for (size_t at = 0; at < SIZE; at++)
			text[at] = hostile[i][at % length];
		cr_expect(!rapport__reply_new_words(text, SIZE, &words, NULL), "row %zu", i);
		rapport__buffer_clear(&words);
	}
	free(text);
}

Test(reply, lines_beyond_the_limit_count_as_one)
{
	size_t size = 2 * ((size_t)RAPPORT__REPLY_LINES_MAX + 1000);
	char *text = malloc(size);
	struct rapport__reply reply = { 0 };

	cr_assert(text);
	for (size_t i = 0; i < size; i++)
		text[i] = i % 2 ? '\n' : 'x';
	cr_assert(!rapport__reply_classify(text, size, &reply, NULL));
	cr_expect(reply.count == RAPPORT__REPLY_LINES_MAX + 1);
	cr_expect(reply.lines[reply.count - 1].end == size);
	rapport__reply_clear(&reply);
	free(text);
}

/* ---- Other programs' cases, where they are at hand ------------------------------------------- */

static char *read_file(const char *folder, const char *name, size_t *size)
{
	char path[4096];
	char *bytes = NULL;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file)
		return NULL;
	bytes = calloc(1, 1 << 20);
	cr_assert(bytes);
	*size = fread(bytes, 1, (1 << 20) - 1, file);
	fclose(file);
	return bytes;
}

/* The words of text with single blanks between. */
static void squeeze(char *text)
{
	char *out = text;

	for (char *at = strtok(text, " \t\r\n"); at; at = strtok(NULL, " \t\r\n")) {
		size_t length = strlen(at);

		memmove(out, at, length);
		out += length;
		*out++ = ' ';
	}
	*out = '\0';
}

static bool accepted(const char *folder, const char *id, const char *words)
{
	static const char *const kinds[] = { "expected", "alt1", "alt2", "alt3" };
	bool same = false;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char name[512];
		size_t size;
		char *wanted;

		snprintf(name, sizeof name, "%.200s.%s", id, kinds[i]);
		wanted = read_file(folder, name, &size);
		if (!wanted)
			continue;
		squeeze(wanted);
		same = same || !strcmp(wanted, words);
		free(wanted);
	}
	return same;
}

static bool case_passes(const char *folder, const char *file)
{
	char id[256];
	size_t size = 0;
	char *text = read_file(folder, file, &size);
	struct rapport__buffer words = { 0 };
	bool same;

	cr_assert(text);
	cr_assert(!rapport__reply_new_words(text, size, &words, NULL));
	snprintf(id, sizeof id, "%.*s", (int)(strlen(file) - 4), file);
	squeeze(words.data);
	same = accepted(folder, id, words.data);
	rapport__buffer_clear(&words);
	free(text);
	return same;
}

Test(reply, other_programs_cases_come_out_right)
{
	const char *shared = getenv("RAPPORT_SHARED");
	char folder[1024];
	size_t cases = 0, right = 0;
	struct dirent *entry;
	DIR *list;

	snprintf(folder, sizeof folder, "%s/mail/reply", shared ? shared : "../shared");
	list = opendir(folder);
	if (!list)
		cr_skip_test("no mail test bed here");
	while ((entry = readdir(list))) {
		size_t length = strlen(entry->d_name);

		if (length < 5 || length > 200 || strcmp(entry->d_name + length - 4, ".txt"))
			continue;
		cases++;
		right += case_passes(folder, entry->d_name);
	}
	closedir(list);
	cr_assert(cases > 0);
	cr_expect(right * 100 >= cases * 92, "%zu of %zu", right, cases);
}

Test(reply, files_and_armour_in_the_text_are_set_aside)
{
	static const char text[] = "See the file.\n\nbegin 644 x\n%:&5L;&\\\n`\nend\n\n"
				   "It is the last one.\n";
	struct rapport__buffer words = { 0 };

	cr_assert(!rapport__reply_new_words(text, sizeof text - 1, &words, NULL));
	cr_expect_str_eq(words.data, "See the file.\n\nIt is the last one.\n");
	words.size = 0;
	cr_assert(!rapport__reply_new_words(text + 15, 27, &words, NULL));
	cr_expect_eq(words.size, 0, "a file alone has no words");
	rapport__buffer_clear(&words);
}
