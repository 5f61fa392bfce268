#include "mail/gmime.h"
#include "mail/part.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(part, .init = rapport__gmime_open, .fini = rapport__gmime_close);

static struct rapport__charset charset;
static struct rapport__part_reader reader = { .charset = &charset };

static bool read_part(const char *bytes, struct rapport__part *part)
{
	static struct rapport__mime mime;
	struct rapport__mime_header header;

	rapport__mime_start(&mime, bytes, strlen(bytes));
	rapport__mime_next(&mime, &header);
	if (!rapport__part_read(&reader, &header, part))
		return false;
	rapport__mime_body(&mime, &part->body, &part->size);
	return true;
}

static const struct {
	const char *header;
	enum rapport__part_kind kind;
} kinds[] = {
	{ "\n", RAPPORT__PART_PLAIN },
	{ "Content-Type: text/html\n", RAPPORT__PART_HTML },
	{ "Content-Type: html\n", RAPPORT__PART_HTML },
	{ "Content-Type: text\n", RAPPORT__PART_PLAIN },
	{ "Content-Type: Text/RichText\n", RAPPORT__PART_RICHTEXT },
	{ "Content-Type: text/x-odd\n", RAPPORT__PART_SPARE },
	{ "Content-Type: text/css\n", RAPPORT__PART_OTHER },
	{ "Content-Type: image/png\n", RAPPORT__PART_OTHER },
	{ "Content-Type: multipart/x; boundary=b\n", RAPPORT__PART_MULTIPART },
	{ "Content-Type: Multipart\n", RAPPORT__PART_MULTIPART },
	{ "Content-Type: message/rfc822\n", RAPPORT__PART_MESSAGE },
	{ "Content-Type: message/external-body; access-type=URL\n", RAPPORT__PART_OTHER },
	{ "Content-Type: application/x-pkcs7-mime; smime-type=signed-data\n",
	  RAPPORT__PART_SIGNED },
	{ "Content-Type: application/ms-tnef\n", RAPPORT__PART_TNEF },
	{ "Content-Type: application/octet-stream\nContent-Disposition: attachment;\n"
	  " filename=\"winmail.dat\"\n",
	  RAPPORT__PART_TNEF },
	{ "Content-Type: text/calendar; method=REQUEST\n", RAPPORT__PART_CALENDAR },
};

Test(part, says_what_it_is)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct rapport__part part;

		cr_assert(read_part(kinds[i].header, &part));
		cr_expect_eq(part.kind, kinds[i].kind, "%s", kinds[i].header);
	}
	rapport__part_clear(&reader);
}

static const struct {
	const char *bytes, *text;
} texts[] = {
	{ "Content-Type: text/html\n\n<meta charset=koi8-r><p>\xF0\xD2\xC9\xD7\xC5\xD4",
	  "Привет\n" },
	{ "Content-Type: text/html; charset=utf-8\n\n<meta charset=koi8-r><p>\xC3\xBC", "ü\n" },
	{ "Content-Type: text/enriched\n\n<bold>a</bold> b\n<excerpt>c</excerpt>", "a b\n> c\n" },
	{ "Content-Type: text/richtext\n\na<nl>b<lt>c", "a\nb<c\n" },
	{ "Content-Type: text/markdown\n\n# a\n*b*\n", "# a\n*b*\n" },
	{ "Content-Type: text/plain; format=flowed\n\na \nb\n", "a b\n" },
	{ "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n%:&5L;&\\\n`\nend\n", "hello" },
};

Test(part, gives_its_text)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct rapport__part part;

		cr_assert(read_part(texts[i].bytes, &part));
		cr_assert(!rapport__part_text(&reader, &part, 1000, NULL));
		reader.piece.data[reader.piece.size] = '\0';
		cr_expect_str_eq(reader.piece.data, texts[i].text, "row %zu: %s", i,
				 reader.piece.data);
		cr_expect(!reader.truncated);
	}
	rapport__part_clear(&reader);
	rapport__charset_clear(&charset);
}

Test(part, tells_a_file_that_claims_to_be_text)
{
	struct rapport__part part;

	cr_assert(read_part(
		"Content-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUgAAAAEAAAAB\n", &part));
	cr_assert(!rapport__part_text(&reader, &part, 1000, NULL));
	cr_expect(reader.file);
	cr_assert(read_part("\nwords\n", &part));
	cr_assert(!rapport__part_text(&reader, &part, 1000, NULL));
	cr_expect(!reader.file);
	rapport__part_clear(&reader);
	rapport__charset_clear(&charset);
}

Test(part, cuts_at_a_code_point_and_says_so)
{
	struct rapport__part part;

	cr_assert(read_part("\na\xC3\xBC", &part));
	cr_assert(!rapport__part_text(&reader, &part, 2, NULL));
	cr_expect_str_eq(reader.piece.data, "a");
	cr_expect(reader.truncated);
	rapport__part_clear(&reader);
}

Test(part, says_so_when_there_is_no_memory)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		bool done = false;

		for (long n = 0; !done && n < 100; n++) {
			struct rapport__part part;

			rapport__part_clear(&reader);
			reader.charset = &charset;
			rapport__memory_fail_after(n);
			done = read_part(texts[i].bytes, &part) &&
			       !rapport__part_text(&reader, &part, 1000, NULL);
			rapport__memory_fail_after(-1);
		}
		cr_expect(done, "row %zu", i);
	}
	rapport__part_clear(&reader);
	rapport__charset_clear(&charset);
}
