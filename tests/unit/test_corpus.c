#include "support.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

/* texts: each as label[text], then "*" where evidence is marked, "/" and the group where it was met
 * before, "{start,end}" for each piece of evidence, "#id"; failed: status and line. */
static const struct {
	const char *name, *file, *texts;
	enum rapport_status failed;
	unsigned place;
} rows[] = {
	{ "no byte", "", "", RAPPORT_OK, 0 },
	{ "blank lines", "\n \t\r\n\n", "", RAPPORT_OK, 0 },
	{ "tabs", "a\tx\tz \nb\ty\n\na\t", "a[x\tz ]b[y]a[]", RAPPORT_OK, 0 },
	{ "fastText", "__label__a x\n__label__b\t y __label__\n__label__a\n",
	  "a[ x]b[\t y __label__]a[]", RAPPORT_OK, 0 },
	{ "JSON", "{\"text\":\"x\\ty\",\"label\":\"a\"}\n{\"label\":\"b\",\"text\":\"\"}\n",
	  "a[x\ty]b[]", RAPPORT_OK, 0 },
	{ "mark, CRLF, no last line end",
	  "\xEF\xBB\xBF\r\n{\"text\":\"x\",\"label\":\"a\"}\r\n\r\n"
	  "{\"text\":\"y\",\"label\":\"a\"}",
	  "a[x]a[y]", RAPPORT_OK, 0 },
	{ "mark before tabs",
	  "\xEF\xBB\xBF"
	  "a\tx\r\n",
	  "a[x]", RAPPORT_OK, 0 },
	{ "groups and ids",
	  "{\"text\":\"x\",\"label\":\"a\",\"group\":\"g\",\"id\":\"one\"}\n"
	  "{\"text\":\"y\",\"label\":\"a\",\"id\":2}\n"
	  "{\"text\":\"z\",\"label\":\"a\",\"group\":\"g\"}\n"
	  "{\"text\":\"w\",\"label\":\"a\",\"group\":7}\n{\"text\":\"v\",\"label\":\"a\",\"group\":"
	  "7}",
	  "a[x]#one a[y]a[z]/0a[w]a[v]/2", RAPPORT_OK, 0 },
	{ "evidence",
	  "{\"text\":\"say ho ho\",\"label\":\"a\",\"evidence\":[\"ho\",\"say\",\"say ho ho\"]}\n"
	  "{\"text\":\"x\",\"label\":\"a\",\"evidence\":[]}\n"
	  "{\"text\":\"x\",\"label\":\"a\",\"evidence\":\"x\"}",
	  "a[say ho ho]*{4,6}{0,3}{0,9}a[x]*a[x]", RAPPORT_OK, 0 },
	{ "evidence not there",
	  "{\"text\":\"x\",\"label\":\"a\"}\n{\"text\":\"x y\",\"label\":\"a\",\"evidence\":"
	  "[\"x\",\"x  y\"]}",
	  "a[x]", RAPPORT_ERR_FORMAT, 2 },
	{ "empty evidence", "{\"text\":\"x\",\"label\":\"a\",\"evidence\":[\"\"]}", "",
	  RAPPORT_ERR_FORMAT, 1 },
	{ "evidence that is longer than the text, which another follows in memory",
	  "{\"text\":\"xy\",\"label\":\"a\",\"evidence\":[\"xyz\"]}", "", RAPPORT_ERR_FORMAT, 1 },
	{ "no JSON", "\n{\"text\":\"x\",\"label\":\"a\"}\n\n{\"text\":\"x\",\n", "a[x]",
	  RAPPORT_ERR_FORMAT, 4 },
	{ "no object", "{\"text\":\"x\",\"label\":\"a\"}\n[1]", "a[x]", RAPPORT_ERR_FORMAT, 2 },
	{ "no text", "{\"label\":\"a\"}", "", RAPPORT_ERR_FORMAT, 1 },
	{ "no label", "{\"text\":\"a\",\"label\":1}", "", RAPPORT_ERR_FORMAT, 1 },
	{ "empty label", "\tx", "", RAPPORT_ERR_FORMAT, 1 },
	{ "label with a comma", "a,b\tx", "", RAPPORT_ERR_FORMAT, 1 },
	{ "label with NUL", "{\"text\":\"a\",\"label\":\"a\\u0000\"}", "", RAPPORT_ERR_FORMAT, 1 },
	{ "label with a line end", "{\"text\":\"a\",\"label\":\"a\\nb\"}", "", RAPPORT_ERR_FORMAT,
	  1 },
	{ "label that is not UTF-8", "gr\xFCn\tx", "", RAPPORT_ERR_FORMAT, 1 },
	{ "longest label", "123456789012345678901234567890123456789012345678901234567890123\tx",
	  "123456789012345678901234567890123456789012345678901234567890123[x]", RAPPORT_OK, 0 },
	{ "too long a label", "1234567890123456789012345678901234567890123456789012345678901234\tx",
	  "", RAPPORT_ERR_FORMAT, 1 },
	{ "no tab", "a\tx\nb y\n", "a[x]", RAPPORT_ERR_FORMAT, 2 },
	{ "no fastText label", "__label__a x\na x", "a[ x]", RAPPORT_ERR_FORMAT, 2 },
	{ "two fastText labels", "__label__a __label__b x", "", RAPPORT_ERR_FORMAT, 1 },
	{ "JSON behind tabs", "a\tx\n{\"text\":\"x\",\"label\":\"a\"}", "a[x]", RAPPORT_ERR_FORMAT,
	  2 },
};

static enum rapport_status read_bytes(struct rapport__corpus *corpus, const char *bytes,
				      size_t size, struct rapport_error *error)
{
	FILE *file = fmemopen((void *)(uintptr_t)bytes, size ? size : 1, "rb");
	enum rapport_status status;

	if (!size)
		fgetc(file);
	status = rapport__corpus_read(corpus, file, error);
	fclose(file);
	return status;
}

/* The texts of a corpus in the words of the table. */
static void describe(const struct rapport__corpus *corpus, struct rapport__buffer *out)
{
	char number[64];
	uint32_t groups = 0;

	rapport__buffer_add_string(out, "");
	for (size_t i = 0; i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];

		rapport__buffer_add_string(out, corpus->labels[text->label]);
		rapport__buffer_add_string(out, "[");
		rapport__buffer_add(out, rapport__corpus_bytes(corpus, text), text->text_size);
		rapport__buffer_add_string(out, text->marked ? "]*" : "]");
		snprintf(number, sizeof number, "/%u", text->group);
		if (text->group < groups)
			rapport__buffer_add_string(out, number);
		else
			groups = text->group + 1;
		for (size_t e = 0; e < text->evidence_count; e++) {
			const struct rapport__span *span = &corpus->spans[text->evidence + e];

			snprintf(number, sizeof number, "{%u,%u}", span->start, span->end);
			rapport__buffer_add_string(out, number);
		}
		snprintf(number, sizeof number, "#%s ", rapport__corpus_id(corpus, text));
		rapport__buffer_add_string(out, number[1] == ' ' ? "" : number);
	}
}

SUPPORT_ROWS(corpus, reads_each_format, rows)

ParameterizedTest(size_t *row, corpus, reads_each_format)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport__buffer texts = { 0 };
	struct rapport_error error = { 0 };
	enum rapport_status status = read_bytes(&corpus, rows[*row].file, strlen(rows[*row].file),
						&error);

	cr_expect_eq(status, rows[*row].failed, "%s: %d, %s", rows[*row].name, status, error.text);
	cr_expect_eq(error.status, rows[*row].failed, "%s", rows[*row].name);
	cr_expect_eq(error.place, rows[*row].place, "%s: line %d", rows[*row].name,
		     (int)error.place);
	describe(&corpus, &texts);
	cr_expect_str_eq(texts.data, rows[*row].texts, "%s", rows[*row].name);
	rapport__buffer_clear(&texts);
	rapport__corpus_clear(&corpus);
	cr_expect_eq(corpus.count + corpus.span_count + corpus.label_count, 0);
}

static const char split_lines[] =
	"{\"text\":\"x\",\"label\":\"b\",\"split\":\"train\",\"source\":\"mail\"}\n"
	"{\"text\":\"y\",\"label\":\"a\",\"split\":\"test\",\"source\":\"form\"}\n"
	"{\"text\":\"z\",\"label\":\"c\",\"split\":\"trainer\",\"source\":\"form\"}\n"
	"{\"text\":\"w\",\"label\":\"a\",\"split\":\"train\",\"source\":\"chat\"}\n"
	"{\"text\":\"v\",\"label\":\"b\",\"source\":\"mail\"}\n";

Test(corpus, takes_the_splits_that_are_asked_for)
{
	static const char *const splits[][2] = { { NULL, "b[x]a[y]c[z]a[w]b[v]" },
						 { "train", "b[x]a[w]" },
						 { "none,test,train", "b[x]a[y]a[w]" },
						 { "", "" },
						 { "trai", "" } };
	uint64_t checksum = 0;

	for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
		struct rapport__corpus corpus = { .splits = splits[i][0], .by = "source" };
		struct rapport__buffer texts = { 0 };

		support_read(&corpus, split_lines);
		describe(&corpus, &texts);
		cr_expect_str_eq(texts.data, splits[i][1], "%s", splits[i][0]);
		/* The checksum tells the file, not the choice. */
		cr_expect(!i || corpus.checksum == checksum);
		checksum = corpus.checksum;
		rapport__buffer_clear(&texts);
		rapport__corpus_clear(&corpus);
	}
	struct rapport__corpus corpus = { .splits = "train" };

	cr_expect_eq(read_bytes(&corpus, "a\tx", 3, NULL), RAPPORT_ERR_FORMAT);
	rapport__corpus_clear(&corpus);
}

Test(corpus, numbers_groups_and_sources_and_reads_on)
{
	struct rapport__corpus corpus = { .by = "source" };

	support_read(&corpus, split_lines);
	cr_assert_eq(corpus.count, 5);
	cr_expect_eq(corpus.groups.count, 5);
	cr_expect_eq(corpus.sources.count, 3);
	cr_expect_eq(corpus.texts[0].source, corpus.texts[4].source);
	cr_expect_eq(corpus.texts[1].source, corpus.texts[2].source);
	cr_expect_neq(corpus.texts[0].source, corpus.texts[1].source);
	support_read(&corpus, "a\tmore\n");
	support_read(&corpus, "{\"text\":\"u\",\"label\":\"a\",\"group\":\"g\"}\n"
			      "{\"text\":\"t\",\"label\":\"a\",\"group\":\"g\"}\n");
	cr_expect_eq(corpus.count, 8);
	cr_expect_eq(corpus.groups.count, 7);
	cr_expect_eq(corpus.texts[6].group, corpus.texts[7].group);
	cr_expect_eq(memcmp(rapport__corpus_bytes(&corpus, &corpus.texts[5]), "more", 5), 0);
	rapport__corpus_clear(&corpus);
}

Test(corpus, has_another_checksum_when_anything_differs)
{
	static const char *const files[] = { "a\tx\nb\ty\n", "b\ty\na\tx\n", "a\tx\n",
					     "a\tx \nb\ty\n" };
	struct rapport__corpus corpora[4] = { 0 }, same = { 0 };

	for (size_t i = 0; i < 4; i++) {
		support_read(&corpora[i], files[i]);
		for (size_t j = 0; j < i; j++)
			cr_expect_neq(corpora[i].checksum, corpora[j].checksum);
	}
	support_read(&same, "\xEF\xBB\xBF"
			    "a\tx\r\n\r\nb\ty");
	cr_expect_eq(same.checksum, corpora[0].checksum);
	for (size_t i = 0; i < 4; i++)
		rapport__corpus_clear(&corpora[i]);
	rapport__corpus_clear(&same);
}

Test(corpus, sorts_labels_unless_they_are_fixed)
{
	static const char *const sorted[] = { "a", "b", "c" }, *const fixed[] = { "c", "b", "a" };

	for (size_t i = 0; i < 2; i++) {
		struct rapport__corpus corpus = { 0 };
		struct rapport__buffer texts = { 0 };

		if (i)
			cr_assert_eq(rapport__corpus_set_labels(&corpus, "c,b,a", NULL),
				     RAPPORT_OK);
		support_read(&corpus, split_lines);
		rapport__corpus_sort_labels(&corpus);
		cr_assert_eq(corpus.label_count, 3);
		for (size_t k = 0; k < 3; k++)
			cr_expect_str_eq(corpus.labels[k], i ? fixed[k] : sorted[k]);
		describe(&corpus, &texts);
		cr_expect_str_eq(texts.data, "b[x]a[y]c[z]a[w]b[v]");
		rapport__buffer_clear(&texts);
		rapport__corpus_clear(&corpus);
	}
	struct rapport__corpus empty = { 0 };

	rapport__corpus_sort_labels(&empty);
	cr_expect_eq(empty.label_count, 0);
}

Test(corpus, refuses_labels_beyond_those_fixed)
{
	static const char *const refused[] = { "a,b,a", "a,,b", ",", "a\nb" };
	struct rapport__corpus corpus = { 0 };
	struct rapport_error error = { 0 };

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		cr_expect_eq(rapport__corpus_set_labels(&corpus, refused[i], &error),
			     RAPPORT_ERR_ARGUMENT, "%s", refused[i]);
		cr_expect_eq(error.status, RAPPORT_ERR_ARGUMENT);
		rapport__corpus_clear(&corpus);
	}
	cr_assert_eq(rapport__corpus_set_labels(&corpus, "a,b", &error), RAPPORT_OK);
	cr_expect_eq(read_bytes(&corpus, "a\tx\n\nc\ty\n", 9, &error), RAPPORT_ERR_FORMAT);
	cr_expect_eq(error.place, 3);
	cr_expect_eq(corpus.count, 1);
	cr_expect_eq(corpus.label_count, 2);
	rapport__corpus_clear(&corpus);
}

Test(corpus, has_up_to_64_labels)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport_error error = { 0 };
	struct rapport__buffer lines = { 0 };
	char line[32];

	for (size_t i = 0; i <= RAPPORT_LABELS_MAX; i++) {
		snprintf(line, sizeof line, "l%zu\tx\n", i);
		rapport__buffer_add_string(&lines, line);
	}
	cr_expect_eq(read_bytes(&corpus, lines.data, lines.size, &error), RAPPORT_ERR_LIMIT);
	cr_expect_eq(error.place, RAPPORT_LABELS_MAX + 1);
	cr_expect_eq(corpus.count, RAPPORT_LABELS_MAX);
	rapport__corpus_sort_labels(&corpus);
	cr_expect_str_eq(corpus.labels[corpus.texts[63].label], "l63");
	rapport__buffer_clear(&lines);
	rapport__corpus_clear(&corpus);
}

/* letters times "a", the first of them a label, then "\r\n" and another text; without end when
 * letters is SIZE_MAX. */
struct long_line {
	size_t letters, place, given;
};

static ssize_t read_long_line(void *cookie, char *bytes, size_t size)
{
	static const char end[] = "\r\nb\ty\n";
	struct long_line *line = cookie;
	size_t got = 0;

	for (; got < size; got++, line->place++) {
		if (line->place < line->letters)
			bytes[got] = line->place == 1 ? '\t' : 'a';
		else if (line->place - line->letters < strlen(end))
			bytes[got] = end[line->place - line->letters];
		else
			break;
	}
	line->given += got;
	return (ssize_t)got;
}

Test(corpus, takes_lines_of_64_mebibytes_and_no_longer, .timeout = 60)
{
	static const struct {
		size_t letters;
		enum rapport_status status;
	} lines[] = {
		{ RAPPORT__CORPUS_LINE_BYTES_MAX, RAPPORT_OK },
		{ RAPPORT__CORPUS_LINE_BYTES_MAX + 1, RAPPORT_ERR_LIMIT },
		{ SIZE_MAX, RAPPORT_ERR_LIMIT },
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct long_line line = { .letters = lines[i].letters };
		FILE *file = fopencookie(&line, "rb",
					 (cookie_io_functions_t){ .read = read_long_line });
		struct rapport__corpus corpus = { 0 };
		struct rapport_error error = { 0 };

		cr_expect_eq(rapport__corpus_read(&corpus, file, &error), lines[i].status);
		cr_expect_eq(error.place, lines[i].status ? 1 : 0);
		cr_expect_eq(corpus.count, lines[i].status ? 0 : 2);
		/* It does not read on in search of the line's end. */
		cr_expect_leq(line.given, 2 * (size_t)RAPPORT__CORPUS_LINE_BYTES_MAX);
		rapport__corpus_clear(&corpus);
		fclose(file);
	}
}

static ssize_t fail_to_read(void *cookie, char *bytes, size_t size)
{
	size_t *calls = cookie;

	if ((*calls)++) {
		errno = EIO;
		return -1;
	}
	memcpy(bytes, "a\tx\na", size < 5 ? size : 5);
	return 5;
}

Test(corpus, tells_a_broken_disk_from_the_end)
{
	size_t calls = 0;
	FILE *file = fopencookie(&calls, "rb", (cookie_io_functions_t){ .read = fail_to_read });
	struct rapport__corpus corpus = { 0 };
	struct rapport_error error = { 0 };

	cr_expect_eq(rapport__corpus_read(&corpus, file, &error), RAPPORT_ERR_IO);
	cr_expect_eq(error.place, 2);
	cr_expect_eq(corpus.count, 1);
	rapport__corpus_clear(&corpus);
	fclose(file);
}

static enum rapport_status read_some(void *context, struct rapport_error *error)
{
	static const char lines[] =
		"{\"text\":\"x y\",\"label\":\"a\",\"group\":\"g\",\"source\":1,"
		"\"id\":\"i\",\"evidence\":[\"x\",\"y\"]}\n"
		"{\"text\":\"z\",\"label\":\"b\"}\n";
	struct rapport__corpus corpus = { .by = "source" };
	enum rapport_status status = read_bytes(&corpus, lines, strlen(lines), error);

	(void)context;
	if (status)
		cr_assert_leq(corpus.count, 1);
	else
		cr_assert_eq(corpus.count, 2);
	rapport__corpus_clear(&corpus);
	return status;
}

Test(corpus, fails_without_memory)
{
	cr_expect_geq(support_fail_allocations(read_some, NULL, false), 8);
}

struct watched {
	struct rapport__buffer seen;
	uint64_t stop; /* the line of which the fault is not overlooked */
};

static enum rapport_status watch(void *context, uint64_t line, const rapport__json *object,
				 const struct rapport_error *fault, struct rapport_error *error)
{
	struct watched *watched = context;
	char words[64];

	snprintf(words, sizeof words, "%d%s%s ", (int)line, object ? "o" : "",
		 fault ? fault->status == RAPPORT_ERR_FORMAT && *fault->text ? "!" : "?" : "");
	rapport__buffer_add_string(&watched->seen, words);
	if (fault && line == watched->stop)
		return rapport_fail(error, fault->status, 0, "seen");
	return RAPPORT_OK;
}

Test(corpus, hands_each_line_to_who_watches_and_lets_them_overlook_faults)
{
	static const struct {
		const char *file, *seen, *texts;
		uint64_t stop;
	} cases[] = {
		{ "{\"text\":\"x\",\"label\":\"a\"}\n\n[1]\n{\"text\":\n{\"text\":\"y\"}\n"
		  "{\"text\":\"z\",\"label\":\"a\",\"evidence\":[\"q\"]}\n{\"text\":\"z\","
		  "\"label\":\"b\"}",
		  "1o 3! 4! 5o! 6o! 7o ", "a[x]b[z]", 0 },
		{ "{\"text\":\"x\",\"label\":\"a\"}\n[1]\n[2]\n", "1o 2! 3! ", "a[x]", 3 },
		{ "a\tx\nb\na\ty", "1 2! 3 ", "a[x]a[y]", 0 },
		{ "__label__a x\nb\n", "1 2! ", "a[ x]", 2 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct watched watched = { .stop = cases[i].stop };
		struct rapport__corpus corpus = { .watch = watch, .watch_context = &watched };
		struct rapport__buffer texts = { 0 };
		struct rapport_error error = { 0 };
		enum rapport_status status = read_bytes(&corpus, cases[i].file,
							strlen(cases[i].file), &error);

		cr_expect_eq(status, cases[i].stop ? RAPPORT_ERR_FORMAT : RAPPORT_OK);
		cr_expect_eq(error.status, status);
		cr_expect_eq(error.place, cases[i].stop);
		cr_expect_str_eq(watched.seen.data, cases[i].seen);
		describe(&corpus, &texts);
		cr_expect_str_eq(texts.data, cases[i].texts);
		rapport__buffer_clear(&watched.seen);
		rapport__buffer_clear(&texts);
		rapport__corpus_clear(&corpus);
	}
}
