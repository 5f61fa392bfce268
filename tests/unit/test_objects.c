#include "mail/objects.h"

#include <criterion/criterion.h>
#include <string.h>

static struct rapport__objects objects;
static struct rapport__record record;
static struct rapport_error error;

static enum rapport_status read_one(const char *json)
{
	return rapport__objects_read(&objects, json, strlen(json), &record, &error);
}

Test(objects, give_their_text)
{
	static const char *const rows[][2] = {
		{ "{\"text\":\"a\"}", "a" },
		{ "{\"body\":\"b\",\"text\":\"a\"}", "a" },
		{ "{\"text\":\"\",\"body\":\"b\"}", "b" },
		{ "{\"text\":null,\"body\":\"b\"}", "b" },
		{ "{\"body\":null}", "" },
		{ "{\"Comment Text\":\"a\"}", "a" },
		{ "{\"html\":\"<p>a\"}", "<p>a" },
		{ "{\"id\":1,\"properties\":{\"hs_email_text\":\"a\"}}", "a" },
		{ "{\"note\":5,\"fields\":{\"id\":1},\"more\":{\"comment\":\"a\"}}", "a" },
		{ "{\"body\":\"x\\ud83d y\\u0000z\"}", "x\xEF\xBF\xBD yz" },
		{ "{\"body\":\"a\tb\"}", "a\tb" },
		{ "{\"body\":\"first\",\"body\":\"second\"}", "second" },
		{ "{\"id\":99999999999999999999,\"text\":\"a\"}", "a" },
		{ "{\"payload\":{\"headers\":[],\"body\":{\"data\":\"YQ\"}}}", "a" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(read_one(rows[i][0]), RAPPORT_OK, "%s", rows[i][0]);
		cr_expect(record.text && !strcmp(record.text, rows[i][1]), "%s: %s", rows[i][0],
			  record.text);
	}
	rapport__objects_clear(&objects);
}

Test(objects, without_a_text_are_refused)
{
	static const char *const rows[][2] = {
		{ "{}", "no member \"text\" or \"body\" that is a string" },
		{ "{\"id\":1,\"note\":5}", "no member \"text\" or \"body\" that is a string; "
					   "name one with --text-column: id, note" },
		{ "[1]", "not a JSON object" },
		{ "\"text\"", "not a JSON object" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(read_one(rows[i][0]), RAPPORT_ERR_FORMAT);
		cr_expect_str_eq(error.text, rows[i][1]);
		cr_expect(!rapport__objects_accept(&objects, rows[i][0], strlen(rows[i][0])));
	}
	cr_expect_eq(read_one("{\"text\":\"a"), RAPPORT_ERR_FORMAT);
	cr_expect(rapport__objects_accept(&objects, "{\"text\":\"a\"}", 12));
	rapport__objects_clear(&objects);
}

Test(objects, give_what_surrounds_the_text)
{
	cr_assert(!read_one("{\"id\":\"7\",\"createdAt\":\"2026-01-09\",\"contact\":{\"id\":8,"
			    "\"name\":\"C\"},\"properties\":{\"hs_email_text\":\"a\","
			    "\"hs_timestamp\":1767607200000,\"hs_email_direction\":\"EMAIL\"}}"));
	cr_expect_str_eq(record.message_id, "7");
	cr_expect_str_eq(record.date, "2026-01-05T10:00:00Z");
	cr_expect_eq(record.way, RAPPORT__RECORD_OUTGOING);
	cr_expect(record.is_mail);
	cr_assert(
		!read_one("{\"id\":\"A\",\"body\":{\"contentType\":\"html\",\"content\":\"<p>a\"},"
			  "\"from\":{\"emailAddress\":{\"name\":\"A\",\"address\":\"a@b\"}},"
			  "\"toRecipients\":[{\"emailAddress\":{\"address\":\"c@d\"}}],"
			  "\"conversationId\":\"t\",\"internetMessageId\":\"<i@j>\"}"));
	cr_expect(record.html && record.is_mail);
	cr_expect_str_eq(record.from, "A <a@b>");
	cr_expect_str_eq(record.from_address, "a@b");
	cr_expect_str_eq(record.to, "c@d");
	cr_expect_str_eq(record.message_id, "i@j");
	cr_expect_str_eq(record.conversation, "t");
	cr_assert(!read_one("{\"comment\":\"a\",\"rating\":{\"id\":5,\"body\":\"b\"}}"));
	cr_expect_str_eq(record.text, "a");
	cr_expect_null(record.message_id);
	cr_expect(!record.is_mail);
	rapport__objects_clear(&objects);
}

Test(objects, are_read_as_the_user_wants)
{
	struct rapport__role_wanted wanted = { 0 };

	objects.wanted = &wanted;
	wanted.names[RAPPORT__ROLE_TEXT] = "a.0.b";
	wanted.names[RAPPORT__ROLE_DATE] = "Made At";
	cr_assert(!read_one("{\"text\":\"t\",\"a\":[{\"b\":\"x\"}],\"made_at\":1767607200,"
			    "\"date\":\"2020-01-01\"}"));
	cr_expect_str_eq(record.text, "x");
	cr_expect_str_eq(record.date, "2026-01-05T10:00:00Z");
	cr_expect_eq(read_one("{\"text\":\"t\"}"), RAPPORT_ERR_FORMAT);
	wanted.names[RAPPORT__ROLE_TEXT] = "payload.body.data";
	cr_assert(
		!read_one("{\"payload\":{\"headers\":[],\"body\":{\"size\":1,\"data\":\"YQ\"}}}"));
	cr_expect_str_eq(record.text, "a");
	rapport__objects_clear(&objects);
}

Test(objects, say_when_there_is_no_memory)
{
	enum rapport_status status = RAPPORT_ERR_MEMORY;

	for (long n = 0; status == RAPPORT_ERR_MEMORY; n++) {
		cr_assert_leq(n, 40);
		rapport__memory_fail_after(n);
		status = read_one("{\"text\":\"a\\ud83d\",\"id\":1,\"from\":\"a@b\"}");
		rapport__memory_fail_after(-1);
		if (!status)
			cr_expect_str_eq(record.text, "a\xEF\xBF\xBD");
		rapport__objects_clear(&objects);
	}
	cr_expect_eq(status, RAPPORT_OK);
}

Test(objects, of_microsoft_graph_give_their_header_fields)
{
	cr_expect_eq(read_one("{\"body\":\"a\",\"internetMessageHeaders\":[{\"name\":\"A\","
			      "\"value\":\"b\"},{\"name\":\"C\"},7]}"),
		     RAPPORT_OK);
	cr_assert_eq(record.fields_size, sizeof "A\0b");
	cr_expect(!memcmp(record.fields, "A\0b", record.fields_size));
	cr_expect_eq(read_one("{\"body\":\"a\"}"), RAPPORT_OK);
	cr_expect_eq(record.fields_size, 0);
	rapport__objects_clear(&objects);
}
