#include "text/json.h"

#include "text/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* rapport__json is jansson's json_t by another name, so that its header stays in this file. */
static const json_t *unwrap(const rapport__json *value)
{
	return (const json_t *)value;
}

static enum rapport_status load(const char *bytes, size_t size, size_t flags, rapport__json **value,
				struct rapport_error *error)
{
	json_error_t trouble;
	json_t *parsed;

	parsed = json_loadb(bytes, size, JSON_ALLOW_NUL | JSON_DECODE_ANY | flags, &trouble);
	*value = (rapport__json *)parsed;
	if (parsed)
		return RAPPORT_OK;
	if (json_error_code(&trouble) == json_error_out_of_memory)
		return rapport_fail_memory(error);
	if (json_error_code(&trouble) == json_error_stack_overflow)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "JSON is nested too deep");
	return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "not JSON: %s (column %d)", trouble.text,
			    trouble.column);
}

enum rapport_status rapport__json_parse(const char *bytes, size_t size, rapport__json **value,
					struct rapport_error *error)
{
	return load(bytes, size, 0, value, error);
}

enum rapport_status rapport__json_parse_loose(const char *bytes, size_t size,
					      struct rapport__buffer *room, rapport__json **value,
					      struct rapport_error *error)
{
	enum rapport_status status = load(bytes, size, 0, value, error);

	if (status != RAPPORT_ERR_FORMAT)
		return status;
	room->size = 0;
	if (!rapport__json_repair(bytes, size, room))
		return rapport_fail_memory(error);
	/* Where this fails, too, the words of the first failure name the place in bytes. */
	return load(room->data, room->size, JSON_DECODE_INT_AS_REAL, value, NULL) ? status
										  : RAPPORT_OK;
}

/* The escape \uXXXX at p, or -1. */
static long read_escape(const char *p, const char *end)
{
	long value = 0;

	if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		char byte = p[i], lower = (char)(byte | 0x20);

		if (byte >= '0' && byte <= '9')
			value = value * 16 + (byte - '0');
		else if (lower >= 'a' && lower <= 'f')
			value = value * 16 + (lower - 'a' + 10);
		else
			return -1;
	}
	return value;
}

/* Appends the escape at p, which stands in a string, and returns its bytes. */
static size_t repair_escape(const char *p, const char *end, struct rapport__buffer *out, bool *done)
{
	long value = read_escape(p, end), next = value < 0 ? -1 : read_escape(p + 6, end);
	bool high = value >= 0xD800 && value < 0xDC00, low = value >= 0xDC00 && value < 0xE000;

	if (high && next >= 0xDC00 && next < 0xE000)
		*done = rapport__buffer_add(out, p, 12);
	else if (high || low)
		*done = rapport__buffer_add_string(out, "\\ufffd");
	else if (value > 0)
		*done = rapport__buffer_add(out, p, 6);
	else if (value < 0)
		*done = rapport__buffer_add(out, p, end - p > 1 ? 2 : 1);
	if (high && next >= 0xDC00 && next < 0xE000)
		return 12;
	return value >= 0 ? 6 : end - p > 1 ? 2 : 1;
}

bool rapport__json_repair(const char *bytes, size_t size, struct rapport__buffer *out)
{
	struct rapport__buffer clean = { 0 };
	const char *p, *end;
	bool in_string = false, done = rapport__utf8_repair(bytes, size, &clean);

	p = clean.data;
	end = p + clean.size;
	while (done && p < end) {
		const char *run = p;
		char escape[8];

		while (p < end && *p != '\\' && *p != '"' && (unsigned char)*p >= ' ')
			p++;
		done = rapport__buffer_add(out, run, (size_t)(p - run));
		if (!done || p == end)
			break;
		if (*p == '\\' && in_string) {
			p += repair_escape(p, end, out, &done);
			continue;
		}
		in_string ^= *p == '"';
		if (!*p || *p == '"' || *p == '\\' || !in_string) {
			done = rapport__buffer_add(out, p, *p != '\0');
		} else {
			snprintf(escape, sizeof escape, "\\u%04x", (unsigned char)*p);
			done = rapport__buffer_add_string(out, escape);
		}
		p++;
	}
	rapport__buffer_clear(&clean);
	return done;
}

void rapport__json_free(rapport__json *value)
{
	json_decref((json_t *)value);
}

bool rapport__json_is_object(const rapport__json *value)
{
	return json_is_object(unwrap(value));
}

static const char *string_of(const json_t *member, size_t *size)
{
	*size = 0;
	if (!json_is_string(member))
		return NULL;
	*size = json_string_length(member);
	return json_string_value(member);
}

const char *rapport__json_string(const rapport__json *object, const char *key, size_t *size)
{
	return string_of(json_object_get(unwrap(object), key), size);
}

const char *rapport__json_string_at(const rapport__json *object, const char *key, size_t i,
				    size_t *size)
{
	return string_of(json_array_get(json_object_get(unwrap(object), key), i), size);
}

bool rapport__json_is_array(const rapport__json *object, const char *key)
{
	return json_is_array(json_object_get(unwrap(object), key));
}

bool rapport__json_scalar(const rapport__json *object, const char *key, char *text, size_t room)
{
	const json_t *member = json_object_get(unwrap(object), key);

	if (json_is_string(member))
		snprintf(text, room, "%s", json_string_value(member));
	else if (json_is_integer(member))
		snprintf(text, room, "%" JSON_INTEGER_FORMAT, json_integer_value(member));
	else if (json_is_boolean(member))
		snprintf(text, room, "%s", json_is_true(member) ? "true" : "false");
	else
		return false;
	return true;
}

/* Bytes of the character at *bytes if it must be escaped, else 0. */
static size_t unsafe(const char *bytes, size_t size)
{
	unsigned char byte = (unsigned char)bytes[0];

	if (byte < ' ' || byte == '"' || byte == '\\' || byte == 0x7F)
		return 1;
	/* U+0080 to U+009F: terminals take U+009B for ESC [. */
	return byte == 0xC2 && size > 1 && (unsigned char)bytes[1] < 0xA0 ? 2 : 0;
}

static bool add_escape(struct rapport__buffer *out, unsigned char byte)
{
	static const char plain[] = "\"\\\b\f\n\r\t", short_forms[] = "\"\\bfnrt";
	const char *known = byte ? strchr(plain, byte) : NULL;
	char text[8];

	if (known)
		snprintf(text, sizeof text, "\\%c", short_forms[known - plain]);
	else
		snprintf(text, sizeof text, "\\u%04x", byte);
	return rapport__buffer_add_string(out, text);
}

/* bytes are UTF-8. */
static bool add_quoted(struct rapport__buffer *out, const char *bytes, size_t size)
{
	size_t run = 0;

	if (!rapport__buffer_reserve(out, size) || !rapport__buffer_add(out, "\"", 1))
		return false;
	for (size_t i = 0; i < size;) {
		size_t taken = unsafe(bytes + i, size - i);

		if (!taken) {
			i++;
			continue;
		}
		if (!rapport__buffer_add(out, bytes + run, i - run) ||
		    !add_escape(out, (unsigned char)bytes[i + taken - 1]))
			return false;
		i += taken;
		run = i;
	}
	return rapport__buffer_add(out, bytes + run, size - run) &&
	       rapport__buffer_add(out, "\"", 1);
}

bool rapport__json_quote(struct rapport__buffer *out, const char *bytes, size_t size)
{
	struct rapport__buffer repaired = { 0 };
	size_t before = out->size;
	bool done;

	if (rapport__utf8_valid(bytes, size))
		done = add_quoted(out, bytes, size);
	else
		done = rapport__utf8_repair(bytes, size, &repaired) &&
		       add_quoted(out, repaired.data, repaired.size);
	rapport__buffer_clear(&repaired);
	if (!done && out->data) {
		out->size = before;
		out->data[before] = '\0';
	}
	return done;
}

bool rapport__json_has(const rapport__json *object, const char *key)
{
	return json_object_get(unwrap(object), key) != NULL;
}

size_t rapport__json_count(const rapport__json *object, const char *key)
{
	return json_array_size(json_object_get(unwrap(object), key));
}

enum rapport__json_kind rapport__json_kind(const rapport__json *value)
{
	if (!value || json_is_null(unwrap(value)))
		return RAPPORT__JSON_NULL;
	if (json_is_string(unwrap(value)))
		return RAPPORT__JSON_STRING;
	if (json_is_object(unwrap(value)))
		return RAPPORT__JSON_OBJECT;
	return json_is_array(unwrap(value)) ? RAPPORT__JSON_ARRAY : RAPPORT__JSON_SCALAR;
}

const rapport__json *rapport__json_member(const rapport__json *object, const char *key)
{
	return (const rapport__json *)json_object_get(unwrap(object), key);
}

const rapport__json *rapport__json_element(const rapport__json *array, size_t i)
{
	return (const rapport__json *)json_array_get(unwrap(array), i);
}

const void *rapport__json_next(const rapport__json *object, const void *place, const char **key,
			       const rapport__json **member)
{
	json_t *whole = (json_t *)unwrap(object); /* as jansson's prototypes want it */
	void *next = place ? json_object_iter_next(whole, (void *)place) : json_object_iter(whole);

	if (!next)
		return NULL;
	*key = json_object_iter_key(next);
	*member = (const rapport__json *)json_object_iter_value(next);
	return next;
}

const char *rapport__json_text(const rapport__json *value, size_t *size)
{
	return string_of(unwrap(value), size);
}

bool rapport__json_print(const rapport__json *value, char *text, size_t room)
{
	const json_t *scalar = unwrap(value);

	if (json_is_integer(scalar))
		snprintf(text, room, "%" JSON_INTEGER_FORMAT, json_integer_value(scalar));
	else if (json_is_real(scalar))
		snprintf(text, room, "%.17g", json_real_value(scalar));
	else if (json_is_boolean(scalar))
		snprintf(text, room, "%s", json_is_true(scalar) ? "true" : "false");
	else
		return false;
	return true;
}
