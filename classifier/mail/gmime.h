/* What GMime decodes: dates, addresses, content types, transfer encodings.  The one
 * user of GMime.  Its memory, and GLib's, is its own: both end the process when there is none. */
#ifndef RAPPORT_MAIL_GMIME_H
#define RAPPORT_MAIL_GMIME_H

#include "memory.h"

/* Before the first of the calls below and after the last, once a process, from one thread. */
void rapport__gmime_open(void);
void rapport__gmime_close(void);

/* What Content-Type and Content-Disposition say; "" where they do not, or beyond measure. */
struct rapport__gmime_type {
	char type[64]; /* "text/plain", in lower case */
	char charset[64], boundary[256], format[16], delsp[8], report_type[64];
	bool named; /* has a name or file name, as attachments have */
	bool attachment;
};

/* value is that of the field, on one line. */
void rapport__gmime_read_type(const char *value, struct rapport__gmime_type *type);
void rapport__gmime_read_disposition(const char *value, struct rapport__gmime_type *type);

/* Writes a Date as "YYYY-MM-DDTHH:MM:SSZ" and returns true; false for what is none. */
bool rapport__gmime_read_date(const char *value, char date[32]);

/* Appends the first address with an "@" in a From or To value that is not decoded yet, in lower
 * case; it may be any bytes.  Appends nothing where there is none.  False without memory. */
bool rapport__gmime_read_address(const char *value, struct rapport__buffer *out);

/* Undoes a Content-Transfer-Encoding (NULL: none): *bytes and *size are then those of the body,
 * or of room, which is emptied first.  False without memory. */
bool rapport__gmime_decode_transfer(const char *encoding, const char **bytes, size_t *size,
				    struct rapport__buffer *room);

#endif
