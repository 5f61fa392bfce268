#include "outlook/tnef.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

struct given {
	struct rapport__buffer message;
	char words[300];
};

static bool take_message(void *context, const char *bytes, size_t size)
{
	struct given *given = context;

	return rapport__buffer_add(&given->message, bytes, size);
}

static bool take_failure(void *context, const char *where, const char *words)
{
	struct given *given = context;

	snprintf(given->words, sizeof given->words, "%s%s", where, words);
	return true;
}

static void add_number(struct rapport__buffer *tnef, size_t number, int bytes)
{
	for (int i = 0; i < bytes; i++, number >>= 8)
		cr_assert(rapport__buffer_add(tnef, &(char){ (char)number }, 1));
}

static void start(struct rapport__buffer *tnef)
{
	cr_assert(rapport__buffer_add(tnef, "\x78\x9F\x3E\x22\x01\x00", 6));
}

/* An attribute of the message, with its checksum. */
static void add_attribute(struct rapport__buffer *tnef, size_t id, const char *bytes, size_t size)
{
	size_t sum = 0;

	for (size_t i = 0; i < size; i++)
		sum += (unsigned char)bytes[i];
	add_number(tnef, 1, 1);
	add_number(tnef, id, 4);
	add_number(tnef, size, 4);
	cr_assert(rapport__buffer_add(tnef, bytes, size));
	add_number(tnef, sum & 0xFFFF, 2);
}

/* A property with one value, filled up to four bytes. */
static void add_property(struct rapport__buffer *list, size_t tag, const char *bytes, size_t size)
{
	add_number(list, tag, 4);
	add_number(list, 1, 4);
	add_number(list, size, 4);
	cr_assert(rapport__buffer_add(list, bytes, size));
	while (list->size % 4)
		add_number(list, 0, 1);
}

static void read_bytes(const struct rapport__buffer *tnef, struct given *given)
{
	struct rapport__compose_sink sink = { take_message, take_failure, given };
	FILE *file = tmpfile();

	cr_assert(file);
	fwrite(tnef->data, 1, tnef->size, file);
	fflush(file);
	rapport__tnef_read(file, &sink);
	fclose(file);
}

static bool says(const struct given *given, const char *words)
{
	return given->message.size && strstr(given->message.data, words);
}

Test(tnef, reads_the_attributes)
{
	struct rapport__buffer tnef = { 0 };
	struct given given = { 0 };

	start(&tnef);
	add_attribute(&tnef, 0x69007, "\xE3\x04\0\0\0\0\0\0", 8); /* code page 1251 */
	add_attribute(&tnef, 0x78008, "IPM.Microsoft Mail.Note", 24);
	add_attribute(&tnef, 0x18004, "\xCF\xF0\xE8", 4);
	add_attribute(&tnef, 0x38005, "\xE9\x07\x03\0\x04\0\x09\0\x0C\0\0\0\x02\0", 14);
	add_attribute(&tnef, 0x2800C, "\xCF\xF0", 3);
	read_bytes(&tnef, &given);
	cr_expect(says(&given, "Subject: =?utf-8?B?0J/RgNC4?=\n"));
	cr_expect(says(&given, "Date: Tue, 04 Mar 2025 09:12:00 +0000\n"));
	cr_expect(says(&given, "\n\n0J/RgA==\n"));
	cr_expect_str_eq(given.words, "");
	rapport__buffer_clear(&tnef);
	rapport__buffer_clear(&given.message);
}

Test(tnef, reads_the_properties)
{
	struct rapport__buffer tnef = { 0 }, list = { 0 };
	struct given given = { 0 };

	start(&tnef);
	add_number(&list, 3, 4);
	/* A letter, and one of two halves. */
	add_property(&list, 0x0037001F, "\x1F\x04\x3D\xD8\x00\xDE\0\0", 8);
	add_property(&list, 0x5D01001F, "a\0@\0b\0.\0c\0\0\0", 12);
	add_property(&list, 0x10130102, "<p>hi</p>", 9);
	add_attribute(&tnef, 0x69003, list.data, list.size);
	read_bytes(&tnef, &given);
	cr_expect(says(&given, "Subject: =?utf-8?B?0J/wn5iA?=\n"), "%s", given.message.data);
	cr_expect(says(&given, "From: a@b.c\n"));
	cr_expect(says(&given, "Content-Type: text/html; charset=utf-8\n"));
	cr_expect(says(&given, "\n\nPHA+aGk8L3A+\n"));
	rapport__buffer_clear(&list);
	rapport__buffer_clear(&tnef);
	rapport__buffer_clear(&given.message);
}

Test(tnef, says_that_it_is_damaged_and_gives_what_was_read)
{
	struct rapport__buffer tnef = { 0 };
	struct given given = { 0 };

	start(&tnef);
	add_attribute(&tnef, 0x18004, "offer", 6);
	add_attribute(&tnef, 0x2800C, "text", 5);
	tnef.data[tnef.size - 1] ^= 1; /* the checksum */
	read_bytes(&tnef, &given);
	cr_expect(says(&given, "Subject: offer\n"));
	cr_expect_str_eq(given.words, "is damaged TNEF");
	rapport__buffer_clear(&given.message);
	for (size_t size = tnef.size - 1; size > 0; size--) {
		struct given less = { 0 };

		tnef.size = size;
		read_bytes(&tnef, &less);
		rapport__buffer_clear(&less.message);
	}
	tnef.size = 0;
	read_bytes(&tnef, &given);
	cr_expect_str_eq(given.words, "is too large, or no file");
	rapport__buffer_clear(&tnef);
}
