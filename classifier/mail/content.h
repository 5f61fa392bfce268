/* What Content-Type and Content-Disposition say. */
#ifndef RAPPORT_CONTENT_H
#define RAPPORT_CONTENT_H

#include <stdbool.h>

/* "" where a field does not say, or beyond measure. */
struct rapport__content {
	char type[64]; /* "text/plain", in lower case */
	char charset[64], boundary[256], format[16], delsp[8], report_type[64];
	bool named;    /* has the name of a file, as attachments have */
	bool labelled; /* has a name that is perhaps none of a file: it has no ending */
	bool attachment;
	bool winmail; /* the file's name is that of Outlook's own format */
};

/* Notes a name of a part (NULL: none).  file says that it is a file's in any case; else it is one
 * when it has an ending: programs name texts, too. */
void rapport__content_name(const char *name, bool file, struct rapport__content *content);

/* Read the fields' values, on one line, where they have the plain shape that most have: a type and
 * parameters without escapes, comments or parts.  False for all others, with *content as it was. */
bool rapport__content_type(const char *value, struct rapport__content *content);
bool rapport__content_disposition(const char *value, struct rapport__content *content);

#endif
