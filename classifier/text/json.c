#include "text/json.h"

#include "text/utf8.h"

#include <jansson.h>
#include <stdio.h>

/* rapport__json is jansson's json_t by another name, so that its header stays in this file. */
static const json_t *unwrap(const rapport__json *value)
{
	return (const json_t *)value;
}

enum rapport_status rapport__json_parse(const char *bytes, size_t size, rapport__json **value,
					struct rapport_error *error)
{
	json_error_t trouble;
	json_t *parsed;

	parsed = json_loadb(bytes, size, JSON_ALLOW_NUL | JSON_DECODE_ANY, &trouble);
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

static bool add_quoted(struct rapport__buffer *out, const char *bytes, size_t size)
{
	json_t *string = json_stringn(bytes, size);
	size_t needed;
	bool done = false;

	if (!string)
		return false;
	needed = json_dumpb(string, NULL, 0, JSON_ENCODE_ANY);
	if (needed && rapport__buffer_reserve(out, needed)) {
		json_dumpb(string, out->data + out->size, needed, JSON_ENCODE_ANY);
		out->size += needed;
		out->data[out->size] = '\0';
		done = true;
	}
	json_decref(string);
	return done;
}

bool rapport__json_quote(struct rapport__buffer *out, const char *bytes, size_t size)
{
	struct rapport__buffer repaired = { 0 };
	bool done;

	if (rapport__utf8_valid(bytes, size))
		return add_quoted(out, bytes, size);
	done = rapport__utf8_repair(bytes, size, &repaired) &&
	       add_quoted(out, repaired.data, repaired.size);
	rapport__buffer_clear(&repaired);
	return done;
}
