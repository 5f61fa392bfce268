/* What the members of JSON objects hold: people, dates, texts, in the shapes that mail programs
 * give them. */
#ifndef RAPPORT_MEMBERS_H
#define RAPPORT_MEMBERS_H

#include "mail/role.h"
#include "memory.h"
#include "text/json.h"

enum {
	RAPPORT__MEMBERS_PEOPLE_MAX = 1000, /* of a list that are read */
	RAPPORT__MEMBERS_PATH_BYTES = 512,
};

/* The string in a value that stands for a text: itself, or a member of it, as in Microsoft Graph's
 * {"contentType":"html","content":...}; NULL where there is none.  Sets *html where it says so.
 * Borrowed. */
const char *rapport__members_text(const rapport__json *value, size_t *size, bool *html);

/* Appends the value of a role other than a text as clean text: of {"emailAddress":{...}} and the
 * like name and address; of a list the first, or all receivers with commas between.
 * False without memory. */
bool rapport__members_add(enum rapport__role role, const rapport__json *value,
			  struct rapport__buffer *out);

/* Appends the header fields in a list of {"name":...,"value":...}, as Gmail and Microsoft Graph
 * have them: name and value, each with a NUL behind it.  False without memory. */
bool rapport__members_add_fields(const rapport__json *list, struct rapport__buffer *out);

/* Follows names and numbers with points between: "payload.parts.0.body"; a member whose name is the
 * whole path goes first, and one whose folded name is that of the path last.  *parent is what the
 * value lies in.  NULL where there is none. */
const rapport__json *rapport__members_follow(const rapport__json *object, const char *path,
					     const rapport__json **parent);

#endif
