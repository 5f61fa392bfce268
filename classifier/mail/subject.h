/* A subject without all that programs set round it, so that "AW: [EXTERNAL] RE: Offer (fwd)" and
 * "offer" compare equal. */
#ifndef RAPPORT_MAIL_SUBJECT_H
#define RAPPORT_MAIL_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of a longer subject the first bytes count.  RFC 5322 allows 998 to a line. */
#define RAPPORT__SUBJECT_BYTES 1024u

/* base is folded (NFKC, case, blanks to one) and may be empty; a NUL stands behind it. */
struct rapport__subject {
	char base[RAPPORT__SUBJECT_BYTES];
	size_t size;
	bool reply;   /* the outermost prefix is one of a reply */
	bool forward; /* a prefix of a forward stood somewhere */
};

/* The base subject of RFC 5256, section 2.1, with the prefixes of all languages (subject_locale.h),
 * counted ones ("Re[2]:", "RE (3):"), colons of any width, marks of gateways ("***SPAM***",
 * "EXTERNAL:"), "(was: ...)" and reference tokens at the end.  subject is UTF-8 on one line; NULL
 * is empty.  Time is linear in its size.  Any number of threads may call. */
void rapport__subject_read(const char *subject, struct rapport__subject *out);

/* True of a base that says too little to tell conversations by: nothing, or one short word. */
bool rapport__subject_generic(const struct rapport__subject *subject);

/* 0 for an empty base, else never 0. */
uint64_t rapport__subject_hash(const struct rapport__subject *subject);

#endif
