/* JSON objects, read and written.  The one user of jansson. */
#ifndef RAPPORT_JSON_H
#define RAPPORT_JSON_H

#include "memory.h"
#include "status.h"

typedef struct rapport__json rapport__json; /* a JSON value */

/* Parses one value.  On success *value is the caller's, to end with rapport__json_free.  On failure
 * *value is NULL; error->place is left 0 for the caller to fill with the line.
 * Fails with FORMAT, LIMIT (nested deeper than jansson's 2048), MEMORY. */
enum rapport_status rapport__json_parse(const char *bytes, size_t size, rapport__json **value,
					struct rapport_error *error);
void rapport__json_free(rapport__json *value); /* NULL does nothing */

/* The same, and where that fails with FORMAT, again with what rapport__json_repair makes of the
 * bytes in room, and with whole numbers of over 64 bits read as if they had a fraction. */
enum rapport_status rapport__json_parse_loose(const char *bytes, size_t size,
					      struct rapport__buffer *room, rapport__json **value,
					      struct rapport_error *error);

/* Appends a copy that a parser of strict JSON takes, of bytes that are JSON but for: half a
 * surrogate pair (U+FFFD instead), NUL and \u0000 (dropped), control characters in strings
 * (escaped), bytes that are not UTF-8 (U+FFFD).  False without memory. */
bool rapport__json_repair(const char *bytes, size_t size, struct rapport__buffer *out);

enum rapport__json_kind {
	RAPPORT__JSON_NULL,
	RAPPORT__JSON_STRING,
	RAPPORT__JSON_SCALAR, /* a number, true or false */
	RAPPORT__JSON_OBJECT,
	RAPPORT__JSON_ARRAY,
};
enum rapport__json_kind rapport__json_kind(const rapport__json *value); /* NULL is NULL */

/* Member key of an object, element i of an array; NULL where there is none.  Borrowed, as is all
 * below, until the value that was parsed is freed. */
const rapport__json *rapport__json_member(const rapport__json *object, const char *key);
const rapport__json *rapport__json_element(const rapport__json *array, size_t i);

/* The members of an object in their order: NULL gives the first place, and NULL comes behind the
 * last, or where there is no object. */
const void *rapport__json_next(const rapport__json *object, const void *place, const char **key,
			       const rapport__json **member);

/* What a string holds, or NULL for any other value. */
const char *rapport__json_text(const rapport__json *value, size_t *size);

/* Writes a number, true or false with a NUL into the caller's room bytes, cut where it does not
 * fit; false for any other value. */
bool rapport__json_print(const rapport__json *value, char *text, size_t room);

bool rapport__json_is_object(const rapport__json *value);

/* Member key of an object as a string, with its size in bytes (it may hold NUL): borrowed until the
 * value is freed.  NULL when there is no such member or it is no string. */
const char *rapport__json_string(const rapport__json *object, const char *key, size_t *size);

/* String i of the array that is member key; NULL at its end, or where there is no such array. */
const char *rapport__json_string_at(const rapport__json *object, const char *key, size_t i,
				    size_t *size);

/* Whether an object has a member key, of whatever kind. */
bool rapport__json_has(const rapport__json *object, const char *key);

/* How many values of whatever kind the array that is member key has; 0 where there is no array. */
size_t rapport__json_count(const rapport__json *object, const char *key);

/* Whether member key of an object is an array. */
bool rapport__json_is_array(const rapport__json *object, const char *key);

/* A whole number or string or true/false member as text in the caller's room bytes, with a NUL and
 * cut where it does not fit; false when there is none. */
bool rapport__json_scalar(const rapport__json *object, const char *key, char *text, size_t room);

/* Appends a JSON string with its quotes: controls (ASCII's with DEL, and U+0080 to U+009F) escaped,
 * bytes that are not UTF-8 replaced by U+FFFD.  False without memory, and out is as it was. */
bool rapport__json_quote(struct rapport__buffer *out, const char *bytes, size_t size);

#endif
