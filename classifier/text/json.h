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
