/* Who a message is exchanged with: everyone in its From, To and Cc but the user. */
#ifndef RAPPORT_MAIL_COUNTERPARTS_H
#define RAPPORT_MAIL_COUNTERPARTS_H

#include "mail/letter.h"

#include <stdint.h>

#define RAPPORT__COUNTERPARTS_MAX 8u /* of a message to more the first count */

/* A key is the hash of an address, or of its domain where that is no public one, so that all people
 * of a company have one key. */
struct rapport__counterparts {
	uint64_t keys[RAPPORT__COUNTERPARTS_MAX]; /* each once */
	size_t count;
	size_t principals; /* the first so many are from From and To; those behind from Cc alone */
};

/* Reads addresses as they stand in header fields; each may be NULL.  Own is what mine has, and all
 * other addresses at its domains that are not public.
 *
 * Where mine is NULL or empty, nobody can say which side the user is on.  All people in From and To
 * together are then the one counterpart: so a message and its answer have it in common, and mails
 * to two customers do not.  Any number of threads may call. */
void rapport__counterparts_read(const struct rapport__mine *mine, const char *from, const char *to,
				const char *cc, struct rapport__counterparts *out);

#endif
