/* The charset that an HTML document names in itself. */
#ifndef RAPPORT_MAIL_HTML_CHARSET_H
#define RAPPORT_MAIL_HTML_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#define RAPPORT__HTML_CHARSET_BYTES 4096u /* of a document are looked at */

/* Puts the name that <meta charset>, <meta http-equiv> or the XML declaration gives into name, as
 * browsers find it.  False when there is none, or none that fits. */
bool rapport__html_charset(const char *html, size_t size, char name[64]);

#endif
