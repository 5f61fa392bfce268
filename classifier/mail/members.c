#include "mail/members.h"

#include "mail/charset.h"

#include <string.h>

enum {
	SCALAR_BYTES = 64,
};

const char *rapport__members_text(const rapport__json *value, size_t *size, bool *html)
{
	static const char *const names[] = { "content", "text", "plain", "value", "body", "html" };
	const char *text = rapport__json_text(value, size), *type;
	size_t type_size;

	for (size_t i = 0; !text && i < sizeof names / sizeof *names; i++) {
		text = rapport__json_string(value, names[i], size);
		*html |= text && !strcmp(names[i], "html");
	}
	type = rapport__json_string(value, "contentType", &type_size);
	*html |= text && type && strcasestr(type, "html");
	return text;
}

/* A member by its name, folded. */
static const rapport__json *find_folded(const rapport__json *object, const char *wanted)
{
	char folded[RAPPORT__ROLE_NAME_BYTES], other[RAPPORT__ROLE_NAME_BYTES];
	const rapport__json *value;
	const char *name;

	if (!rapport__role_fold(wanted, strlen(wanted), folded))
		return NULL;
	for (const void *place = NULL; (place = rapport__json_next(object, place, &name, &value));)
		if (rapport__role_fold(name, strlen(name), other) && !strcmp(folded, other))
			return value;
	return NULL;
}

const rapport__json *rapport__members_follow(const rapport__json *object, const char *path,
					     const rapport__json **parent)
{
	const rapport__json *value = rapport__json_member(object, path);
	const char *whole = path;
	char step[RAPPORT__MEMBERS_PATH_BYTES];

	*parent = object;
	if (value || strlen(path) >= sizeof step)
		return value;
	for (value = object; value && *path;) {
		size_t size = strcspn(path, "."), number = 0;
		enum rapport__json_kind kind = rapport__json_kind(value);

		memcpy(step, path, size);
		step[size] = '\0';
		*parent = value;
		for (size_t i = 0; kind == RAPPORT__JSON_ARRAY && i < size; i++) {
			if (step[i] < '0' || step[i] > '9' || i > 8)
				return NULL;
			number = number * 10 + (size_t)(step[i] - '0');
		}
		value = kind == RAPPORT__JSON_ARRAY ? rapport__json_element(value, number)
						    : rapport__json_member(value, step);
		path += size + (path[size] == '.');
	}
	*parent = value ? *parent : object;
	return value ? value : find_folded(object, whole);
}

static bool add_plain(const rapport__json *value, struct rapport__buffer *out)
{
	char scalar[SCALAR_BYTES];
	size_t size;
	const char *text = rapport__json_text(value, &size);

	if (text)
		return rapport__charset_clean(text, size, out);
	return !rapport__json_print(value, scalar, sizeof scalar) ||
	       rapport__buffer_add_string(out, scalar);
}

static const rapport__json *first_of(const rapport__json *object, const char *const *names)
{
	const rapport__json *value = NULL;

	for (; !value && *names; names++)
		value = rapport__json_member(object, *names);
	return value;
}

/* A person: {"emailAddress":{"name":...,"address":...}} or {"name":...,"email":...}. */
static bool add_person(const rapport__json *person, struct rapport__buffer *out)
{
	static const char *const names[] = { "name", "displayName", "display_name", NULL };
	static const char *const addresses[] = { "address", "email", "emailAddress",
						 "mail",    "value", "id",
						 NULL };
	const rapport__json *inner = rapport__json_member(person, "emailAddress");
	const rapport__json *name, *address;

	if (rapport__json_kind(inner) == RAPPORT__JSON_OBJECT)
		person = inner;
	name = first_of(person, names);
	address = first_of(person, addresses);
	if (!name || !address)
		return add_plain(name ? name : address, out);
	return add_plain(name, out) && rapport__buffer_add(out, " <", 2) &&
	       add_plain(address, out) && rapport__buffer_add(out, ">", 1);
}

bool rapport__members_add(enum rapport__role role, const rapport__json *value,
			  struct rapport__buffer *out)
{
	static const char *const inner[] = { "dateTime", "$date", "$oid", "value",
					     "id",       "name",  NULL };
	enum rapport__json_kind kind = rapport__json_kind(value);
	bool people = role == RAPPORT__ROLE_FROM || role == RAPPORT__ROLE_FROM_NAME ||
		      role == RAPPORT__ROLE_TO || role == RAPPORT__ROLE_CC;
	size_t count = role == RAPPORT__ROLE_TO || role == RAPPORT__ROLE_CC
			       ? RAPPORT__MEMBERS_PEOPLE_MAX
			       : 1;
	const rapport__json *element;

	if (kind != RAPPORT__JSON_ARRAY && kind != RAPPORT__JSON_OBJECT)
		return add_plain(value, out);
	if (kind == RAPPORT__JSON_OBJECT && people)
		return add_person(value, out);
	if (kind == RAPPORT__JSON_OBJECT)
		return add_plain(first_of(value, inner), out);
	for (size_t i = 0; i < count && (element = rapport__json_element(value, i)); i++) {
		if (i && !rapport__buffer_add(out, ", ", 2))
			return false;
		if (rapport__json_kind(element) == RAPPORT__JSON_OBJECT && people
			    ? !add_person(element, out)
			    : !add_plain(element, out))
			return false;
	}
	return true;
}

bool rapport__members_add_fields(const rapport__json *list, struct rapport__buffer *out)
{
	const rapport__json *field;

	for (size_t i = 0; (field = rapport__json_element(list, i)); i++) {
		size_t name_size, size;
		const char *name = rapport__json_string(field, "name", &name_size);
		const char *value = rapport__json_string(field, "value", &size);

		if (name && value &&
		    (!rapport__charset_clean(name, name_size, out) ||
		     !rapport__buffer_add(out, "", 1) ||
		     !rapport__charset_clean(value, size, out) || !rapport__buffer_add(out, "", 1)))
			return false;
	}
	return true;
}
