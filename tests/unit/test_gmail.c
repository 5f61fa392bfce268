#include "mail/gmail.h"

#include <criterion/criterion.h>
#include <string.h>

static struct rapport__record_values values;

static void read_message(const char *json)
{
	rapport__json *value;

	rapport__record_values_reset(&values);
	cr_assert(!rapport__json_parse(json, strlen(json), &value, NULL), "%s", json);
	cr_assert(rapport__gmail_look(value));
	cr_assert(rapport__gmail_read(value, &values));
	rapport__json_free(value);
}

static void expect(enum rapport__role role, const char *text)
{
	const struct rapport__buffer *value = &values.of[role];

	cr_expect_eq(value->size, strlen(text), "role %d: %.*s", (int)role, (int)value->size,
		     value->data ? value->data : "");
	cr_expect(!value->size || !memcmp(value->data, text, value->size), "role %d", (int)role);
}

Test(gmail, decodes_base64_of_either_alphabet)
{
	static const char *const rows[][2] = {
		{ "", "" },
		{ "YQ", "a" },
		{ "YQ==", "a" },
		{ "YWI", "ab" },
		{ "YWJj", "abc" },
		{ "Pz8_Pj4-", "\?\?\?>>>" },
		{ "Pz8/Pj4+", "\?\?\?>>>" },
		{ "YQ0KYgBj", "a\nbc" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__buffer out = { 0 };

		rapport__buffer_add_string(&out, "");
		cr_expect(rapport__gmail_decode(rows[i][0], strlen(rows[i][0]), &out));
		cr_expect_str_eq(out.data, rows[i][1]);
		rapport__buffer_clear(&out);
	}
}

Test(gmail, reads_headers_and_labels)
{
	read_message(
		"{\"id\":\"1\",\"threadId\":\"t\",\"labelIds\":[\"SENT\",\"INBOX\"],"
		"\"internalDate\":\"1767607200000\",\"payload\":{\"headers\":["
		"{\"name\":\"SUBJECT\",\"value\":\"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=\"},"
		"{\"name\":\"Subject\",\"value\":\"second\"},{\"name\":\"X\"},7,"
		"{\"name\":\"From\",\"value\":\"A <a@b>\"},{\"name\":\"To\",\"value\":\"c@d\"},"
		"{\"name\":\"In-Reply-To\",\"value\":\"<i@j>\"},"
		"{\"name\":\"Date\",\"value\":\"some day\"},"
		"{\"name\":\"Message-Id\",\"value\":\"<q@r>\"}],\"body\":{}}}");
	expect(RAPPORT__ROLE_SUBJECT, "Gr\xC3\xBC\xC3\x9F"
				      "e");
	expect(RAPPORT__ROLE_FROM, "A <a@b>");
	expect(RAPPORT__ROLE_TO, "c@d");
	expect(RAPPORT__ROLE_IN_REPLY_TO, "<i@j>");
	expect(RAPPORT__ROLE_MESSAGE_ID, "<q@r>");
	expect(RAPPORT__ROLE_CONVERSATION, "t");
	expect(RAPPORT__ROLE_DATE, "1767607200000");
	expect(RAPPORT__ROLE_OUTGOING, "yes");
	expect(RAPPORT__ROLE_TEXT, "");
	read_message("{\"id\":\"1\",\"labelIds\":[\"INBOX\",\"DRAFT\"],\"internalDate\":5,"
		     "\"payload\":{\"headers\":[{\"name\":\"Date\",\"value\":\"5 Jan 2026\"}],"
		     "\"body\":{}}}");
	expect(RAPPORT__ROLE_DATE, "5 Jan 2026");
	expect(RAPPORT__ROLE_MESSAGE_ID, "1");
	expect(RAPPORT__ROLE_OUTGOING, "no");
	expect(RAPPORT__ROLE_STATUS, "DRAFT");
	read_message("{\"labelIds\":[\"SPAM\",\"UNREAD\"],\"payload\":{\"headers\":["
		     "{\"name\":\"List-Id\",\"value\":\"<a>\"},{\"name\":\"X\"}],\"body\":{}}}");
	expect(RAPPORT__ROLE_STATUS, "SPAM");
	cr_expect_eq(values.fields.size, sizeof "List-Id\0<a>");
	cr_expect(!memcmp(values.fields.data, "List-Id\0<a>", values.fields.size));
	rapport__record_values_clear(&values);
}

Test(gmail, reads_the_texts_of_parts_but_no_attachment)
{
	read_message(
		"{\"payload\":{\"headers\":[],\"parts\":[{\"mimeType\":\"multipart/mixed\","
		"\"parts\":[{\"mimeType\":\"text/plain\",\"body\":{\"data\":\"YQ\"}},"
		"{\"mimeType\":\"text/html\",\"body\":{\"data\":\"PHA-\"}}]},"
		"{\"mimeType\":\"text/plain\",\"filename\":\"f\",\"body\":{\"data\":\"Yg\"}},"
		"{\"mimeType\":\"image/png\",\"body\":{\"data\":\"Yg\"}},"
		"{\"mimeType\":\"message/rfc822\",\"parts\":[{\"mimeType\":\"text/plain\","
		"\"body\":{\"data\":\"Yg\"}}]},"
		"{\"mimeType\":\"text/plain\",\"filename\":\"\",\"body\":{\"data\":\"Yw\"}}]}}");
	expect(RAPPORT__ROLE_TEXT, "ac");
	expect(RAPPORT__ROLE_HTML, "<p>");
	rapport__record_values_clear(&values);
}

Test(gmail, looks_no_deeper_than_the_cap)
{
	struct rapport__buffer json = { 0 };

	rapport__buffer_add_string(&json, "{\"payload\":{\"headers\":[],\"parts\":[");
	for (size_t i = 0; i < 500; i++)
		rapport__buffer_add_string(&json, "{\"body\":{\"data\":\"YQ\"},\"parts\":[");
	for (size_t i = 0; i < 500; i++)
		rapport__buffer_add_string(&json, "]}");
	rapport__buffer_add_string(&json, "]}}");
	read_message(json.data);
	cr_expect_eq(values.of[RAPPORT__ROLE_TEXT].size, RAPPORT__GMAIL_DEPTH);
	rapport__buffer_clear(&json);
	rapport__record_values_clear(&values);
}

Test(gmail, is_told_by_its_payload)
{
	static const char *const others[] = { "{}", "{\"payload\":1}",
					      "{\"payload\":{\"body\":{}}}",
					      "{\"payload\":{\"headers\":{},\"body\":{}}}", "[]" };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		rapport__json *value;

		cr_assert(!rapport__json_parse(others[i], strlen(others[i]), &value, NULL));
		cr_expect(!rapport__gmail_look(value), "%s", others[i]);
		rapport__json_free(value);
	}
}
