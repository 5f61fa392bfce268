#include "support.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* file: with ' for ".  texts: each as label[text], then "*" where evidence is marked, "/" and the
 * group where it was met before, "{start,end}" for each piece of evidence, "{label start,end}" for
 * each passage, "#id".  place: the line
 * that is refused, or 0. */
static const struct {
	const char *name, *file, *texts;
	unsigned place;
} rows[] = {
	{ "no byte", "", "", 0 },
	{ "blank lines", "\n \t\r\n\n", "", 0 },
	{ "tabs", "a\tx\tz \nb\ty\n\na\t", "a[x\tz ]b[y]a[]", 0 },
	{ "fastText", "__label__a x\n__label__b\t __label__\n__label__a", "a[ x]b[\t __label__]a[]",
	  0 },
	{ "JSON", "{'text':'x\\ty','label':'a'}\n{'label':'b','text':''}\n", "a[x\ty]b[]", 0 },
	{ "mark, CRLF, no last line end",
	  "\xEF\xBB\xBF\r\n{'text':'x','label':'a'}\r\n\r\n{'text':'y','label':'a'}", "a[x]a[y]",
	  0 },
	{ "mark before tabs", "\xEF\xBB\xBFz\tx\r\n", "z[x]", 0 },
	{ "groups and ids",
	  "{'text':'x','label':'a','group':'g','id':'one'}\n{'text':'y','label':'a','id':2}\n"
	  "{'text':'z','label':'a','group':'g'}\n{'text':'w','label':'a','group':7}\n"
	  "{'text':'v','label':'a','group':7}",
	  "a[x]#one a[y]a[z]/0a[w]a[v]/2", 0 },
	{ "evidence",
	  "{'text':'say ho ho','label':'a','evidence':['ho','say','say ho ho']}\n"
	  "{'text':'x','label':'a','evidence':[]}\n{'text':'x','label':'a','evidence':'x'}",
	  "a[say ho ho]*{4,6}{0,3}{0,9}a[x]*a[x]", 0 },
	{ "evidence not there",
	  "{'text':'x','label':'a'}\n{'text':'x y','label':'a','evidence':['x','x  y']}", "a[x]",
	  2 },
	{ "passages with other labels",
	  "{'text':'ho so','label':'b','evidence':['so'],'passages':[{'label':'a','text':'ho'}]}\n"
	  "{'text':'x','label':'a','passages':[]}",
	  "b[ho so]*{3,5}{a 0,2}a[x]", 0 },
	{ "a passage not there", "{'text':'x','label':'a','passages':[{'label':'b','text':'y'}]}",
	  "", 1 },
	{ "a passage without a label", "{'text':'x','label':'a','passages':[{'text':'x'}]}", "",
	  1 },
	{ "a passage that is none", "{'text':'x','label':'a','passages':['x']}", "", 1 },
	{ "empty evidence", "{'text':'x','label':'a','evidence':['']}", "", 1 },
	{ "longer evidence", "{'text':'xy','label':'a','evidence':['xyz']}", "", 1 },
	{ "no JSON", "\n{'text':'x','label':'a'}\n\n{'text':'x',\n", "a[x]", 4 },
	{ "no object", "{'text':'x','label':'a'}\n[1]", "a[x]", 2 },
	{ "no text", "{'label':'a'}", "", 1 },
	{ "no label", "{'text':'a','label':1}", "", 1 },
	{ "empty label", "\tx", "", 1 },
	{ "label with a comma", "a,b\tx", "", 1 },
	{ "label with NUL", "{'text':'a','label':'a\\u0000'}", "", 1 },
	{ "label with a line end", "{'text':'a','label':'a\\nb'}", "", 1 },
	{ "label that is not UTF-8", "gr\xFCn\tx", "", 1 },
	{ "longest label", "123456789012345678901234567890123456789012345678901234567890123\tx",
	  "123456789012345678901234567890123456789012345678901234567890123[x]", 0 },
	{ "too long a label", "1234567890123456789012345678901234567890123456789012345678901234\tx",
	  "", 1 },
	{ "no tab", "a\tx\nb y\n", "a[x]", 2 },
	{ "no fastText label", "__label__a x\na x", "a[ x]", 2 },
	{ "two fastText labels", "__label__a __label__b x", "", 1 },
	{ "JSON behind tabs", "a\tx\n{'text':'x','label':'a'}", "a[x]", 2 },
};

/* Reads lines in which ' stands for ". */
static enum rapport_status read_bytes(struct rapport__corpus *corpus, const char *lines,
				      struct rapport_error *error)
{
	size_t size = strlen(lines);
	char *bytes = memcpy(malloc(size + 1), lines, size + 1);
	FILE *file = fmemopen(bytes, size ? size : 1, "rb");
	enum rapport_status status;

	for (char *at = bytes; (at = strchr(at, '\'')); at++)
		*at = '"';
	if (!size)
		fgetc(file);
	status = rapport__corpus_read(corpus, file, error);
	fclose(file);
	free(bytes);
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

		rapport__buffer_add_string(out, corpus->labels.names[text->label]);
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
		for (size_t e = 0; e < text->passage_count; e++) {
			const struct rapport__span *span =
				&corpus->spans[text->evidence + text->evidence_count + e];

			snprintf(number, sizeof number, "{%s %u,%u}",
				 corpus->labels.names[span->label], span->start, span->end);
			rapport__buffer_add_string(out, number);
		}
		snprintf(number, sizeof number, "#%s ", rapport__corpus_id(corpus, text));
		rapport__buffer_add_string(out, number[1] == ' ' ? "" : number);
	}
}

static void expect_texts(const struct rapport__corpus *corpus, const char *texts, const char *name)
{
	struct rapport__buffer described = { 0 };

	describe(corpus, &described);
	cr_expect_str_eq(described.data, texts, "%s", name ? name : "all");
	rapport__buffer_clear(&described);
}

SUPPORT_ROWS(corpus, reads_each_format, rows)

ParameterizedTest(size_t *row, corpus, reads_each_format)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport_error error = { 0 };
	enum rapport_status expected = rows[*row].place ? RAPPORT_ERR_FORMAT : RAPPORT_OK;
	enum rapport_status status = read_bytes(&corpus, rows[*row].file, &error);

	cr_expect(status == expected && error.status == expected, "%s: %d, %s", rows[*row].name,
		  status, error.text);
	cr_expect_eq(error.place, rows[*row].place, "%s: line %d", rows[*row].name,
		     (int)error.place);
	expect_texts(&corpus, rows[*row].texts, rows[*row].name);
	rapport__corpus_clear(&corpus);
	cr_expect_eq(corpus.count + corpus.span_count + corpus.labels.count, 0);
}

static const char split_lines[] = "{'text':'x','label':'b','split':'train','source':'mail'}\n"
				  "{'text':'y','label':'a','split':'test','source':'form'}\n"
				  "{'text':'z','label':'c','split':'trainer','source':'form'}\n"
				  "{'text':'w','label':'a','split':'train','source':'chat'}\n"
				  "{'text':'v','label':'b','source':'mail'}\n";

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

		cr_assert(!read_bytes(&corpus, split_lines, NULL));
		expect_texts(&corpus, splits[i][1], splits[i][0]);
		/* The checksum tells the file, not the choice. */
		cr_expect(!i || corpus.checksum == checksum);
		checksum = corpus.checksum;
		rapport__corpus_clear(&corpus);
	}
	struct rapport__corpus corpus = { .splits = "train" }; /* nothing to clear */

	cr_expect_eq(read_bytes(&corpus, "a\tx", NULL), RAPPORT_ERR_FORMAT);
}

Test(corpus, numbers_groups_and_sources_and_reads_on)
{
	struct rapport__corpus corpus = { .by = "source" };

	cr_assert(!read_bytes(&corpus, split_lines, NULL));
	cr_assert_eq(corpus.count, 5);
	cr_expect_eq(corpus.groups.count, 5);
	cr_expect_eq(corpus.sources.numbers.count, 3);
	cr_expect_eq(corpus.texts[0].source, corpus.texts[4].source);
	cr_expect_eq(corpus.texts[1].source, corpus.texts[2].source);
	cr_expect_neq(corpus.texts[0].source, corpus.texts[1].source);
	support_read(&corpus, "a\tmore\n");
	read_bytes(&corpus,
		   "{'text':'u','label':'a','group':'g'}\n{'text':'t','label':'a','group':'g'}",
		   NULL);
	cr_expect_eq(corpus.count, 8);
	cr_expect_eq(corpus.groups.count, 7);
	cr_expect_eq(corpus.texts[6].group, corpus.texts[7].group);
	cr_expect_eq(memcmp(rapport__corpus_bytes(&corpus, &corpus.texts[5]), "more", 5), 0);
	rapport__corpus_clear(&corpus);
}

Test(corpus, has_another_checksum_when_any_line_differs)
{
	static const char *const files[] = { "z\tx\ny\tx\n", "\xEF\xBB\xBFz\tx\r\n\r\ny\tx",
					     "y\tx\nz\tx\n", "z\tx\n", "z\tx \ny\tx\n" };
	uint64_t checksums[5];

	for (size_t i = 0; i < 5; i++) {
		struct rapport__corpus corpus = { 0 };

		support_read(&corpus, files[i]);
		checksums[i] = corpus.checksum;
		for (size_t j = 0; j < i; j++)
			cr_expect_eq(checksums[i] == checksums[j], i == 1, "%zu, %zu", i, j);
		rapport__corpus_clear(&corpus);
	}
}

Test(corpus, sorts_labels_unless_they_are_fixed)
{
	static const char *const orders[] = { "abc", "cba" };

	for (size_t i = 0; i < 2; i++) {
		struct rapport__corpus corpus = { 0 };

		if (i)
			cr_assert_eq(rapport__corpus_set_labels(&corpus, "c,b,a", NULL),
				     RAPPORT_OK);
		cr_assert(!read_bytes(&corpus, split_lines, NULL));
		rapport__corpus_sort_labels(&corpus);
		cr_assert_eq(corpus.labels.count, 3);
		for (size_t k = 0; k < 3; k++)
			cr_expect_eq(corpus.labels.names[k][0], orders[i][k]);
		expect_texts(&corpus, "b[x]a[y]c[z]a[w]b[v]", "sorted");
		rapport__corpus_clear(&corpus);
	}
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
	cr_expect_eq(read_bytes(&corpus, "a\tx\n\nc\ty\n", &error), RAPPORT_ERR_FORMAT);
	cr_expect_eq(error.place, 3);
	cr_expect_eq(corpus.count, 1);
	cr_expect_eq(corpus.labels.count, 2);
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

Test(corpus, takes_lines_of_64_mebibytes_and_no_longer)
{
	static const size_t letters[] = { RAPPORT__CORPUS_LINE_BYTES_MAX,
					  RAPPORT__CORPUS_LINE_BYTES_MAX + 1, SIZE_MAX };

	for (size_t i = 0; i < 3; i++) {
		struct long_line line = { .letters = letters[i] };
		FILE *file = fopencookie(&line, "rb",
					 (cookie_io_functions_t){ .read = read_long_line });
		struct rapport__corpus corpus = { 0 };
		struct rapport_error error = { 0 };

		cr_expect_eq(rapport__corpus_read(&corpus, file, &error),
			     i ? RAPPORT_ERR_LIMIT : RAPPORT_OK);
		cr_expect_eq(error.place, i ? 1 : 0);
		cr_expect_eq(corpus.count, i ? 0 : 2);
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
	static const char lines[] = "{'text':'x y','label':'a','group':'g','source':1,'id':'i',"
				    "'evidence':['x','y']}\n{'text':'z','label':'b'}\n";
	struct rapport__corpus corpus = { .by = "source" };
	enum rapport_status status = read_bytes(&corpus, lines, error);

	(void)context;
	cr_assert(status ? corpus.count < 2 : corpus.count == 2);
	rapport__corpus_clear(&corpus);
	return status;
}

Test(corpus, fails_without_memory)
{
	cr_expect_geq(support_fail_allocations(read_some, NULL), 8);
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
	return fault && line == watched->stop ? rapport_fail(error, fault->status, 0, "seen")
					      : RAPPORT_OK;
}

Test(corpus, hands_each_line_to_who_watches_and_lets_them_overlook_faults)
{
	static const struct {
		const char *file, *seen, *texts;
		uint64_t stop;
	} cases[] = {
		{ "{'text':'x','label':'a'}\n\n[1]\n{'text':\n{'text':'y'}\n"
		  "{'text':'z','label':'a','evidence':['q']}\n{'text':'z','label':'b'}",
		  "1o 3! 4! 5o! 6o! 7o ", "a[x]b[z]", 0 },
		{ "{'text':'x','label':'a'}\n[1]\n[2]\n", "1o 2! 3! ", "a[x]", 3 },
		{ "a\tx\nb\na\ty", "1 2! 3 ", "a[x]a[y]", 0 },
		{ "__label__a x\nb\n", "1 2! ", "a[ x]", 2 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct watched watched = { .stop = cases[i].stop };
		struct rapport__corpus corpus = { .watch = watch, .watch_context = &watched };
		struct rapport_error error = { 0 };
		enum rapport_status status = read_bytes(&corpus, cases[i].file, &error);

		cr_expect_eq(status, cases[i].stop ? RAPPORT_ERR_FORMAT : RAPPORT_OK);
		cr_expect_eq(error.status, status);
		cr_expect_eq(error.place, cases[i].stop);
		cr_expect_str_eq(watched.seen.data, cases[i].seen);
		expect_texts(&corpus, cases[i].texts, cases[i].seen);
		rapport__buffer_clear(&watched.seen);
		rapport__corpus_clear(&corpus);
	}
}
