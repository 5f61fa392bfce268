#include "mail/objects.h"

#include "mail/charset.h"
#include "mail/gmail.h"
#include "mail/members.h"
#include "text/hash.h"
#include "text/json.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	NAMES = 256, /* a power of two */
	NAME_BYTES = 48,
	LIST_BYTES = 150,
};

/* What a member's name was found to be; the next object has the same names. */
struct rapport__objects_name {
	char name[NAME_BYTES]; /* "" for a free place */
	bool known;
	struct rapport__role_found found;
};

/* The members that were chosen for the roles. */
struct choice {
	const rapport__json *of[RAPPORT__ROLES];
	unsigned rank[RAPPORT__ROLES];
	enum rapport__role_sense sense; /* of the text's name */
	bool wanted[RAPPORT__ROLES];
	const rapport__json *decode; /* a text in base64 */
};

/* Roles that an object within the object may have without being about the text. */
static const unsigned of_their_own = 1u << RAPPORT__ROLE_MESSAGE_ID |
				     1u << RAPPORT__ROLE_CONVERSATION | 1u << RAPPORT__ROLE_STATUS |
				     1u << RAPPORT__ROLE_WRITER | 1u << RAPPORT__ROLE_FROM_NAME |
				     1u << RAPPORT__ROLE_FROM;

void rapport__objects_clear(struct rapport__objects *objects)
{
	rapport__record_values_clear(&objects->values);
	rapport__buffer_clear(&objects->repaired);
	rapport__free(objects->names);
	*objects = (struct rapport__objects){ 0 };
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool find_role(struct rapport__objects *objects, const char *name,
		      struct rapport__role_found *found)
{
	size_t size = strlen(name);
	struct rapport__objects_name *kept;

	if (!size || size >= NAME_BYTES || !objects->names)
		return rapport__role_find(name, size, found);
	kept = &objects->names[rapport__hash(name, size, 0) & (NAMES - 1)];
	if (strcmp(kept->name, name) != 0) {
		memcpy(kept->name, name, size + 1);
		kept->known = rapport__role_find(name, size, &kept->found);
	}
	*found = kept->found;
	return kept->known;
}

static bool is_blank(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] > ' ')
			return false;
	return true;
}

/* How good a value is for a role: 0 not at all, 1 empty, 2 it says something. */
static int worth(enum rapport__role role, const rapport__json *value)
{
	enum rapport__json_kind kind = rapport__json_kind(value);
	bool is_text = role <= RAPPORT__ROLE_HTML, html = false;
	size_t size;
	const char *text;

	if (kind == RAPPORT__JSON_NULL)
		return is_text ? 1 : 0;
	if (!is_text && kind != RAPPORT__JSON_STRING)
		return kind == RAPPORT__JSON_SCALAR                                      ? 2
		       : rapport__json_element(value, 0) || kind == RAPPORT__JSON_OBJECT ? 2
											 : 0;
	text = rapport__members_text(value, &size, &html);
	if (!text)
		return 0;
	return is_blank(text, size) ? 1 : 2;
}

static void take_members(struct rapport__objects *objects, const rapport__json *object,
			 unsigned roles, struct choice *choice)
{
	struct rapport__role_found found;
	const rapport__json *value;
	const char *name;

	for (const void *place = NULL;
	     (place = rapport__json_next(object, place, &name, &value));) {
		int here, there;
		enum rapport__role role;

		if (!find_role(objects, name, &found) || !(roles & 1u << found.role))
			continue;
		role = found.role;
		here = worth(role, value);
		there = choice->of[role] ? worth(role, choice->of[role]) : 0;
		if (choice->wanted[role] || here < there ||
		    (here == there && (!here || found.rank >= choice->rank[role])))
			continue;
		choice->of[role] = value;
		choice->rank[role] = found.rank;
		if (role == RAPPORT__ROLE_TEXT ||
		    (role == RAPPORT__ROLE_HTML && !choice->of[RAPPORT__ROLE_TEXT]))
			choice->sense = found.sense;
	}
}

static bool has_text(const struct choice *choice)
{
	return choice->of[RAPPORT__ROLE_TEXT] || choice->of[RAPPORT__ROLE_HTML];
}

/* Looks into the objects within the object that are no values themselves, for roles that are still
 * open; one that holds the text says more than what stands around it. */
static void take_inner_members(struct rapport__objects *objects, const rapport__json *object,
			       struct choice *choice)
{
	const rapport__json *value;
	const char *name;

	for (const void *place = NULL;
	     (place = rapport__json_next(object, place, &name, &value));) {
		struct choice inner = { 0 };
		bool chosen = false, holds; /* the text */

		for (size_t role = 0; role < RAPPORT__ROLES; role++)
			chosen |= choice->of[role] == value;
		if (chosen || rapport__json_kind(value) != RAPPORT__JSON_OBJECT)
			continue;
		take_members(objects, value, ~0u, &inner);
		holds = has_text(&inner) && !has_text(choice);
		if (holds)
			choice->sense = inner.sense;
		for (size_t role = 0; role < RAPPORT__ROLES; role++) {
			bool open = !choice->of[role];

			if (!inner.of[role] || choice->wanted[role] ||
			    (!holds && (!open || of_their_own & 1u << role)))
				continue;
			if (open || inner.rank[role] <= choice->rank[role]) {
				choice->of[role] = inner.of[role];
				choice->rank[role] = inner.rank[role];
			}
		}
	}
}

static void take_wanted(const struct rapport__role_wanted *wanted, const rapport__json *object,
			struct choice *choice)
{
	for (size_t role = 0; wanted && role < RAPPORT__ROLES; role++) {
		const char *path = wanted->names[role];
		const rapport__json *parent = NULL, *value;
		struct rapport__role_found found;
		const char *last;

		if (!path)
			continue;
		choice->wanted[role] = true;
		value = rapport__members_follow(object, path, &parent);
		choice->of[role] = value;
		last = strrchr(path, '.');
		last = last ? last + 1 : path;
		if (role != RAPPORT__ROLE_TEXT || !value)
			continue;
		choice->sense = RAPPORT__ROLE_COMMENT;
		if (rapport__role_find(last, strlen(last), &found) &&
		    found.role <= RAPPORT__ROLE_HTML)
			choice->sense = found.sense;
		/* Gmail's {"size":...,"data":...}. */
		if (!strcmp(last, "data") && rapport__json_has(parent, "size"))
			choice->decode = value;
	}
}

static bool take_values(const struct choice *choice, struct rapport__record_values *values)
{
	for (size_t i = 0; i < RAPPORT__ROLES; i++) {
		const rapport__json *value = choice->of[i];
		enum rapport__role role = (enum rapport__role)i;
		bool html = role == RAPPORT__ROLE_HTML, done;
		size_t size = 0;
		const char *text;

		if (!value)
			continue;
		if (role > RAPPORT__ROLE_HTML) {
			if (!rapport__members_add(role, value, &values->of[role]))
				return false;
			continue;
		}
		text = rapport__members_text(value, &size, &html);
		role = html ? RAPPORT__ROLE_HTML : RAPPORT__ROLE_TEXT;
		if (!text || values->of[role].size)
			continue;
		done = value == choice->decode
			       ? rapport__gmail_decode(text, size, &values->of[role])
			       : rapport__charset_clean(text, size, &values->of[role]);
		if (!done)
			return false;
	}
	return true;
}

/* ---- Objects --------------------------------------------------------------------------------- */

static enum rapport_status parse(struct rapport__objects *objects, const char *bytes, size_t size,
				 rapport__json **value, struct rapport_error *error)
{
	enum rapport_status status = rapport__json_parse_loose(bytes, size, &objects->repaired,
							       value, error);

	if (!status && !rapport__json_is_object(*value)) {
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "not a JSON object");
		rapport__json_free(*value);
		*value = NULL;
	}
	return status;
}

static enum rapport_status fail_without_text(const rapport__json *object,
					     struct rapport_error *error)
{
	const rapport__json *value;
	const char *name, *comma = "";
	char list[LIST_BYTES] = "";
	size_t at = 0;

	for (const void *place = NULL;
	     at < LIST_BYTES - 1 && (place = rapport__json_next(object, place, &name, &value));) {
		int size = snprintf(list + at, LIST_BYTES - at, "%s%.60s", comma, name);

		at += size < 0 ? LIST_BYTES : (size_t)size;
		comma = ", ";
	}
	return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
			    "no member \"text\" or \"body\" that is a string%s%s",
			    *list ? "; name one with --text-column: " : "", list);
}

static void choose(struct rapport__objects *objects, const rapport__json *object,
		   struct choice *choice)
{
	const bool *wanted = choice->wanted;
	unsigned roles = ~0u;

	*choice = (struct choice){ 0 };
	if (!objects->names)
		objects->names = rapport__calloc(NAMES, sizeof *objects->names);
	take_wanted(objects->wanted, object, choice);
	if (wanted[RAPPORT__ROLE_TEXT])
		roles &= ~(1u << RAPPORT__ROLE_TEXT | 1u << RAPPORT__ROLE_HTML);
	take_members(objects, object, roles, choice);
	if (!wanted[RAPPORT__ROLE_TEXT])
		take_inner_members(objects, object, choice);
}

enum rapport_status rapport__objects_read(struct rapport__objects *objects, const char *bytes,
					  size_t size, struct rapport__record *record,
					  struct rapport_error *error)
{
	struct rapport__record_values *values = &objects->values;
	rapport__json *object = NULL;
	struct choice choice;
	unsigned present = 0;
	enum rapport_status status = parse(objects, bytes, size, &object, error);
	bool done;

	*record = (struct rapport__record){ 0 };
	if (status)
		return status;
	rapport__record_values_reset(values);
	choose(objects, object, &choice);
	if (rapport__gmail_look(object) && !choice.wanted[RAPPORT__ROLE_TEXT]) {
		choice.sense = RAPPORT__ROLE_MAIL;
		done = rapport__gmail_read(object, values);
	} else if (!has_text(&choice)) {
		status = fail_without_text(object, error);
		done = true;
	} else {
		for (size_t role = 0; role < RAPPORT__ROLES; role++)
			present |= choice.of[role] ? 1u << role : 0;
		done = take_values(&choice, values) &&
		       rapport__members_add_fields(
			       rapport__json_member(object, "internetMessageHeaders"),
			       &values->fields);
	}
	if (!status && (!done || !rapport__record_make(values, RAPPORT__DATE_UNKNOWN, choice.sense,
						       present, record)))
		status = rapport_fail_memory(error);
	rapport__json_free(object);
	return status;
}

bool rapport__objects_accept(void *context, const char *bytes, size_t size)
{
	struct rapport__record record;

	return !rapport__objects_read(context, bytes, size, &record, NULL);
}
