/* A JSON object -> the record that it is.
 *
 * Members are known by the names of role.h, first those of the object, then those of objects in it;
 * values may be objects, as Microsoft Graph has them ({"content":...}, {"emailAddress":{...}}).
 * Gmail's messages are read as such. */
#ifndef RAPPORT_OBJECTS_H
#define RAPPORT_OBJECTS_H

#include "mail/record.h"
#include "status.h"

/* Set wanted, which may be NULL; the rest is for objects.c.  rapport__objects_clear ends it. */
struct rapport__objects {
	const struct rapport__role_wanted *wanted;
	struct rapport__record_values values;
	struct rapport__buffer repaired;
	struct rapport__objects_name *names; /* looked up before */
};
void rapport__objects_clear(struct rapport__objects *objects);

/* Reads one object.  *record is good until the next call; its position is left 0.
 * Fails with FORMAT (not JSON, no object, no text in it), LIMIT (nested too deep), MEMORY. */
enum rapport_status rapport__objects_read(struct rapport__objects *objects, const char *bytes,
					  size_t size, struct rapport__record *record,
					  struct rapport_error *error);

/* rapport__json_scan_accept of a struct rapport__objects: whether the object has a text. */
bool rapport__objects_accept(void *objects, const char *bytes, size_t size);

#endif
