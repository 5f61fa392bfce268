#include "mail/stream.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

static const struct {
	const char *name, *bytes, *text;
	size_t size;
} rows[] = {
	{ "nothing", "", "", 0 },
	{ "bytes as they are", "a\xFC\r\n", "a\xFC\r\n", 4 },
	{ "UTF-8 with a mark", "\xEF\xBB\xBF\xC3\xBC", "\xC3\xBC", 5 },
	{ "UTF-16LE with a mark", "\xFF\xFE\xE4\0\n\0", "\xC3\xA4\n", 6 },
	{ "UTF-16BE with a mark", "\xFE\xFF\0\xE4\0\n", "\xC3\xA4\n", 6 },
	{ "UTF-16LE", "a\0b\0c\0d\0\xAC\x20", "abcd\xE2\x82\xAC", 10 },
	{ "UTF-16BE", "\0a\0b\0c\0d\x20\xAC", "abcd\xE2\x82\xAC", 10 },
	{ "a surrogate pair", "\xFF\xFE\x3D\xD8\x00\xDE", "\xF0\x9F\x98\x80", 6 },
	{ "half a pair", "\xFF\xFE\x3D\xD8z\0", "\xEF\xBF\xBDz", 6 },
	{ "half a unit at the end", "\xFF\xFEz\0y", "z", 5 },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

Test(stream, converts_what_is_not_utf_8)
{
	for (size_t i = 0; i < ROWS; i++)
		for (size_t head = 0; head <= rows[i].size; head++) {
			struct rapport__stream stream;
			size_t left = rows[i].size - head;
			FILE *file = fmemopen((void *)(rows[i].bytes + head), left ? left : 1,
					      "rb");

			if (!left)
				fgetc(file);
			cr_assert(rapport__stream_init(&stream, file, rows[i].bytes, head));
			while (!stream.at_end)
				cr_assert(rapport__stream_fill(&stream));
			cr_expect_eq(stream.buffer.size, strlen(rows[i].text), "%s, head %zu",
				     rows[i].name, head);
			cr_expect_str_eq(stream.buffer.data, rows[i].text, "%s, head %zu",
					 rows[i].name, head);
			rapport__stream_clear(&stream);
			fclose(file);
		}
}

/* A pair of surrogates 10,000 times behind one letter, so that each piece that is read may end
 * within one. */
static ssize_t read_pairs(void *cookie, char *bytes, size_t size)
{
	static const char pair[4] = { '\x3D', '\xD8', '\x00', '\xDE' };
	size_t *place = cookie, given = 0;

	for (; given < size && *place < 2 + 2 + 4 * 500001; ++*place, given++)
		bytes[given] = *place < 4 ? "\xFF\xFEz\0"[*place] : pair[*place % 4];
	return (ssize_t)given;
}

Test(stream, cuts_no_character_between_pieces)
{
	size_t place = 0, count = 0;
	FILE *file = fopencookie(&place, "rb", (cookie_io_functions_t){ .read = read_pairs });
	struct rapport__stream stream;

	cr_assert(rapport__stream_init(&stream, file, NULL, 0));
	while (!stream.at_end) {
		cr_assert(rapport__stream_fill(&stream));
		for (size_t i = count ? 0 : 1; i < stream.buffer.size; i += 4, count++)
			cr_assert(!memcmp(stream.buffer.data + i, "\xF0\x9F\x98\x80", 4));
		stream.start = stream.buffer.size;
	}
	cr_expect_eq(count, 500001);
	rapport__stream_clear(&stream);
	fclose(file);
}

static ssize_t fail_to_read(void *cookie, char *bytes, size_t size)
{
	(void)cookie;
	(void)bytes;
	(void)size;
	errno = EIO;
	return -1;
}

Test(stream, ends_with_the_failure_of_the_file)
{
	FILE *file = fopencookie(NULL, "rb", (cookie_io_functions_t){ .read = fail_to_read });
	struct rapport__stream stream;

	cr_assert(rapport__stream_init(&stream, file, "ab", 2));
	cr_assert(rapport__stream_fill(&stream));
	cr_expect(stream.at_end);
	cr_expect_eq(stream.io_error, EIO);
	cr_expect_str_eq(stream.buffer.data, "ab");
	rapport__stream_clear(&stream);
	fclose(file);
}

Test(stream, loses_nothing_without_memory)
{
	bool done = false;

	for (long n = 0; !done; n++) {
		FILE *file = fmemopen((void *)"\xFF\xFE"
					      "a\0b\0",
				      6, "rb");
		struct rapport__stream stream;

		cr_assert_leq(n, 20);
		rapport__memory_fail_after(n);
		done = rapport__stream_init(&stream, file, NULL, 0) &&
		       rapport__stream_fill(&stream);
		rapport__memory_fail_after(-1);
		while (stream.file && !stream.at_end)
			cr_assert(rapport__stream_fill(&stream));
		cr_expect(!done || !strcmp(stream.buffer.data, "ab"));
		rapport__stream_clear(&stream);
		fclose(file);
	}
}

Test(stream, tells_forms_by_first_bytes)
{
	size_t mark;

	cr_expect_eq(rapport__stream_form("\xFF\xFE", 2, &mark), RAPPORT__STREAM_UTF16LE);
	cr_expect_eq(mark, 2);
	cr_expect_eq(rapport__stream_form("a\0b\0", 4, &mark), RAPPORT__STREAM_BYTES);
	/* Small numbers of two bytes are no text. */
	cr_expect_eq(rapport__stream_form("\1\0\2\0\3\0\4\0\5\0\6\0", 12, &mark),
		     RAPPORT__STREAM_BYTES);
	cr_expect_eq(mark, 0);
}

Test(stream, looks_at_a_head_as_what_it_says)
{
	struct rapport__buffer room = { 0 };
	const char *bytes = "\xFF\xFE"
			    "a\0\n\0";
	size_t size = 6;

	cr_expect(rapport__stream_head(&bytes, &size, &room));
	cr_expect_eq(size, 2);
	cr_expect_str_eq(bytes, "a\n");
	bytes = "\xEF\xBB\xBFz";
	size = 4;
	cr_expect(rapport__stream_head(&bytes, &size, &room));
	cr_expect_eq(size, 1);
	cr_expect_str_eq(bytes, "z");
	rapport__buffer_clear(&room);
}

Test(stream, counts_line_ends)
{
	static const char text[] = "a\nb\r\nc\rd\n\n\r\r\n";

	cr_expect_eq(rapport__stream_lines(text, text + sizeof text - 1), 7);
	cr_expect_eq(rapport__stream_lines(text, text), 0);
	cr_expect_eq(rapport__stream_lines(text, text + 1), 0);
}
