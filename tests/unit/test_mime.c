#include "mail/mime.h"

#include <criterion/criterion.h>
#include <string.h>

Test(mime, walks_parts_in_order)
{
	static const char mail[] =
		"Content-Type: m\n\npreamble\n--a\nContent-Type: p1\n\none\n--a\n"
		"Content-Type: m2\n\n--b\n\ntwo\r\n--b--\nx\n--a\n\nthree\n--a--\n";
	static const char *const bodies[] = { "one", "two", "three" };
	static struct rapport__mime mime;
	struct rapport__mime_header header;
	const char *body;
	size_t size, i = 0;

	rapport__mime_start(&mime, mail, strlen(mail));
	while (rapport__mime_next(&mime, &header)) {
		bool first = mime.parts == 1;

		if (first || (header.type.name && memchr(header.type.value, '2', 3))) {
			cr_assert(rapport__mime_enter(&mime, first ? "a" : "b"));
			continue;
		}
		rapport__mime_body(&mime, &body, &size);
		cr_assert_lt(i, 3);
		cr_expect(size == strlen(bodies[i]) && !memcmp(body, bodies[i], size), "%.*s",
			  (int)size, body);
		i++;
	}
	cr_expect_eq(i, 3);
	cr_expect_eq(mime.parts, 5);
	cr_expect(!mime.truncated);
}

Test(mime, bounds_depth_and_boundaries)
{
	static struct rapport__mime mime;
	char boundary[RAPPORT__MIME_BOUNDARY_BYTES + 1];

	rapport__mime_start(&mime, "x", 1);
	cr_expect(!rapport__mime_enter(&mime, ""));
	cr_expect(!rapport__mime_enter(&mime, " "));
	memset(boundary, 'b', sizeof boundary);
	boundary[sizeof boundary - 1] = '\0';
	cr_expect(!rapport__mime_enter(&mime, boundary));
	for (unsigned i = 0; i < RAPPORT__MIME_DEPTH_MAX; i++)
		cr_assert(rapport__mime_enter(&mime, "b"));
	cr_expect(!mime.truncated && !rapport__mime_enter(&mime, "b") && mime.truncated);
}

Test(mime, tells_header_lines_and_messages)
{
	static const char *const lines[] = { "A: b", "A:", "X-a-1 \t: b" };
	static const char *const others[] = { "", "A", ": b", " A: b", "A b: c", "\xC3\xBC: b" };
	static const char mail[] = "From: a\nSubject: b\n", one[] = "Subject: b\n\nx",
			  note[] = "Note: b\nc\n";

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		cr_expect(rapport__mime_header_line(lines[i], strlen(lines[i])), "%s", lines[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect(!rapport__mime_header_line(others[i], strlen(others[i])), "%s",
			  others[i]);
	cr_expect(rapport__mime_look(mail, mail + strlen(mail)));
	cr_expect(rapport__mime_look(one, one + strlen(one)));
	cr_expect(!rapport__mime_look(note, note + strlen(note)));
}

Test(mime, finds_a_boundary_that_was_not_named)
{
	static const char mail[] = "Content-Type: m\n\n--q\nContent-Type: p\n\nx\n--q--\n";
	static struct rapport__mime mime;
	struct rapport__mime_header header;
	char boundary[RAPPORT__MIME_BOUNDARY_BYTES] = "w";

	rapport__mime_start(&mime, mail, strlen(mail));
	cr_assert(rapport__mime_next(&mime, &header));
	cr_assert(rapport__mime_find_boundary(&mime, boundary, sizeof boundary));
	cr_expect(rapport__mime_enter(&mime, boundary) && rapport__mime_next(&mime, &header));
}

Test(mime, finds_a_boundary_that_was_named_otherwise)
{
	static const char mail[] = "Content-Type: m\n\npre\n--other\n--abC \n\nx\n--abC--\n";
	static const char *const named[] = { "'abC'", "ABC", "<abc>" };
	static struct rapport__mime mime;
	struct rapport__mime_header header;

	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		char boundary[RAPPORT__MIME_BOUNDARY_BYTES] = "";

		memcpy(boundary, named[i], strlen(named[i]));
		rapport__mime_start(&mime, mail, strlen(mail));
		cr_assert(rapport__mime_next(&mime, &header));
		cr_assert(rapport__mime_find_boundary(&mime, boundary, sizeof boundary));
		cr_expect(!strncmp(boundary, "abC", 3), "%s", named[i]);
	}
}

Test(mime, reads_a_message_within)
{
	static const char mail[] = "Content-Type: m\n\n\nSubject: b\nContent-Type: p\n\nx\n";
	static struct rapport__mime mime;
	struct rapport__mime_header header;
	const char *body;
	size_t size;

	rapport__mime_start(&mime, mail, strlen(mail));
	cr_assert(rapport__mime_next(&mime, &header));
	rapport__mime_message(&mime);
	cr_assert(rapport__mime_next(&mime, &header));
	cr_expect(header.type.name);
	rapport__mime_body(&mime, &body, &size);
	cr_expect(size == 2 && *body == 'x');
	cr_expect(!rapport__mime_next(&mime, &header));
}

Test(mime, passes_over_folds_that_lost_their_blanks)
{
	static const char lost[] = "Received: a\nb\nc\nSubject: d\n\nx",
			  text[] = "A: b\nx\ny\nZ: c\n";
	const char *p = lost, *end = lost + strlen(lost);
	struct rapport__mime_field field;

	cr_assert(rapport__mime_field_next(&p, end, &field) &&
		  rapport__mime_field_next(&p, end, &field));
	cr_expect_eq(field.name_size, 7);
	cr_expect(!rapport__mime_field_next(&p, end, &field) && *p == 'x');
	p = text;
	end = text + strlen(text);
	cr_assert(rapport__mime_field_next(&p, end, &field));
	cr_expect(!rapport__mime_field_next(&p, end, &field) && *p == 'x');
}
