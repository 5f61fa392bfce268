/* What GMime decodes: dates, addresses, content types.  The one user of GMime.  Its memory, and
 * GLib's, is its own: both end the process when there is none. */
#ifndef RAPPORT_MAIL_GMIME_H
#define RAPPORT_MAIL_GMIME_H

#include "mail/content.h"
#include "memory.h"

/* Before the first of the calls below and after the last, once a process, from one thread. */
void rapport__gmime_open(void);
void rapport__gmime_close(void);

/* value is that of the field, on one line. */
void rapport__gmime_read_type(const char *value, struct rapport__content *type);
void rapport__gmime_read_disposition(const char *value, struct rapport__content *type);

/* Writes a Date as "YYYY-MM-DDTHH:MM:SSZ" and returns true; false for what is none. */
bool rapport__gmime_read_date(const char *value, char date[32]);

/* Appends the first address with an "@" in a From or To value that is not decoded yet, in lower
 * case; it may be any bytes.  Appends nothing where there is none.  False without memory. */
bool rapport__gmime_read_address(const char *value, struct rapport__buffer *out);

#endif
