#include "outlook/msg.h"

#include "mail/message.h"

#include <criterion/criterion.h>
#include <gsf/gsf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct given {
	struct rapport__buffer message;
	int messages, failures;
	char words[300];
};

static bool take_message(void *context, const char *bytes, size_t size)
{
	struct given *given = context;

	given->messages++;
	given->message.size = 0;
	return rapport__buffer_add(&given->message, bytes, size);
}

static bool take_failure(void *context, const char *where, const char *words)
{
	struct given *given = context;

	given->failures++;
	snprintf(given->words, sizeof given->words, "%s%s", where, words);
	return true;
}

static void read_file(const char *path, struct given *given)
{
	struct rapport__compose_sink sink = { take_message, take_failure, given };
	FILE *file = fopen(path, "rb");

	cr_assert(file);
	rapport__msg_read(file, &sink);
	fclose(file);
}

static void add_stream(GsfOutfile *storage, const char *name, const void *bytes, size_t size)
{
	GsfOutput *stream = gsf_outfile_new_child(storage, name, FALSE);

	cr_assert(gsf_output_write(stream, size, bytes));
	gsf_output_close(stream);
	g_object_unref(stream);
}

static void add_text(GsfOutfile *storage, const char *name, const char *text)
{
	add_stream(storage, name, text, strlen(text));
}

static void add_recipient(GsfOutfile *root, const char *storage_name, const char *name,
			  const char *smtp, char kind)
{
	GsfOutfile *storage = GSF_OUTFILE(gsf_outfile_new_child(root, storage_name, TRUE));
	char properties[8 + 16] = { 0 };

	memcpy(properties + 8, "\x03\0\x15\x0C\x06\0\0\0", 8);
	properties[16] = kind;
	add_stream(storage, "__properties_version1.0", properties, sizeof properties);
	add_text(storage, "__substg1.0_3001001E", name);
	add_text(storage, "__substg1.0_39FE001E", smtp);
	gsf_output_close(GSF_OUTPUT(storage));
	g_object_unref(storage);
}

static void add_attachment(GsfOutfile *root, const char *name, const char *data)
{
	GsfOutfile *storage = GSF_OUTFILE(
		gsf_outfile_new_child(root, "__attach_version1.0_#00000000", TRUE));

	add_text(storage, "__substg1.0_3707001E", name);
	add_text(storage, "__substg1.0_37010102", data);
	gsf_output_close(GSF_OUTPUT(storage));
	g_object_unref(storage);
}

/* A file with code page 1251 and the 8-bit streams given, name and text in turn up to NULL. */
static void write_file(char path[64], bool recipients, const char *attachment,
		       const char *const *streams)
{
	char properties[32 + 2 * 16] = { 0 };
	GsfOutfile *root;
	GsfOutput *output;

	snprintf(path, 64, "/tmp/rapport-test-XXXXXX");
	close(mkstemp(path));
	gsf_init();
	output = gsf_output_stdio_new(path, NULL);
	root = gsf_outfile_msole_new(output);
	memcpy(properties + 32, "\x03\0\xFD\x3F\x06\0\0\0\xE3\x04\0\0", 12);
	/* 2025-03-04 09:12:00 as FILETIME. */
	memcpy(properties + 48, "\x40\0\x39\0\x06\0\0\0\x00\xB0\x65\x7C\xE5\x8C\xDB\x01", 16);
	add_stream(root, "__properties_version1.0", properties, sizeof properties);
	for (; *streams; streams += 2)
		add_text(root, streams[0], streams[1]);
	if (attachment)
		add_attachment(root, attachment,
			       "Content-Type: multipart/signed;\r\n boundary=b\r\n\r\nx");
	if (recipients) {
		add_recipient(root, "__recip_version1.0_#00000000", "Bo", "bo@example.com", 1);
		add_recipient(root, "__recip_version1.0_#00000001", "\xCF", "cy@example.com", 2);
	}
	gsf_output_close(GSF_OUTPUT(root));
	g_object_unref(root);
	g_object_unref(output);
}

Test(msg, reads_an_item, .init = rapport__message_library_open,
     .fini = rapport__message_library_close)
{
	static const char *const streams[] = { "__substg1.0_1000001E",
					       "\xCF\xF0\xE8\xE2\xE5\xF2",
					       "__substg1.0_0037001e",
					       "\xCF",
					       "__substg1.0_0C1A001E",
					       "Anna",
					       "__substg1.0_5D01001E",
					       "anna@example.com",
					       "__substg1.0_99990102",
					       "unknown",
					       "__nameid_version1.0",
					       "x",
					       NULL };
	struct given given = { 0 };
	struct rapport__message *read;
	char path[64];

	write_file(path, true, NULL, streams);
	read_file(path, &given);
	cr_assert_eq(given.messages, 1);
	cr_expect_eq(given.failures, 0, "%s", given.words);
	cr_assert_eq(rapport__message_new(&read, NULL), RAPPORT_OK);
	cr_assert_eq(rapport__message_parse(read, given.message.data, given.message.size, NULL),
		     RAPPORT_OK);
	cr_expect_str_eq(read->text, "Привет");
	cr_expect_str_eq(read->subject, "П");
	cr_expect_str_eq(read->from_address, "anna@example.com");
	cr_expect_str_eq(read->to, "\"Bo\" <bo@example.com>");
	cr_expect_str_eq(read->cc, "П <cy@example.com>");
	cr_expect_str_eq(read->date, "2025-03-04T09:12:00Z");
	rapport__message_free(read);
	rapport__buffer_clear(&given.message);
	unlink(path);
}

Test(msg, reads_the_attachments_that_are_the_body)
{
	static const char *const mail[] = { "__substg1.0_001A001E", "IPM.Note",
					    "__substg1.0_1000001E", "body", NULL };
	static const char *const signed_mail[] = { "__substg1.0_001A001E",
						   "IPM.Note.SMIME.MultipartSigned", NULL };
	struct given given = { 0 };
	char path[64];

	write_file(path, false, "Message.rpmsg", mail);
	read_file(path, &given);
	cr_expect_eq(given.messages, 0);
	cr_expect_str_eq(given.words, "is rights-managed: its text cannot be read");
	unlink(path);
	write_file(path, false, "smime.p7m", mail);
	read_file(path, &given);
	cr_expect_eq(given.messages, 1);
	cr_expect_null(strstr(given.message.data, "multipart/signed"), "a part of its own");
	unlink(path);
	write_file(path, false, "smime.p7m", signed_mail);
	read_file(path, &given);
	cr_expect_eq(given.messages, 2);
	cr_expect(strstr(given.message.data, "multipart/signed;\r\n boundary=b\r\n\r\nx"), "%s",
		  given.message.data);
	rapport__buffer_clear(&given.message);
	unlink(path);
}

Test(msg, tells_other_files_from_items)
{
	static const char *const document[] = { "WordDocument", "text", NULL };
	struct given given = { 0 };
	char path[64];

	write_file(path, false, NULL, document);
	read_file(path, &given);
	cr_expect_eq(given.messages, 0);
	cr_expect_str_eq(given.words, "is an OLE2 file, but no Outlook item");
	unlink(path);
}

Test(msg, says_that_a_file_is_damaged_wherever_it_is_cut)
{
	static const char *const streams[] = { "__substg1.0_1000001E", "text", NULL };
	char path[64];
	FILE *file;
	long size;

	write_file(path, false, NULL, streams);
	file = fopen(path, "rb");
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	fclose(file);
	for (size -= 100; size > 0; size -= 300) {
		struct given given = { 0 };

		cr_assert_eq(truncate(path, size), 0);
		read_file(path, &given);
		cr_expect_eq(given.failures, 1, "%ld", size);
		rapport__buffer_clear(&given.message);
	}
	unlink(path);
}
