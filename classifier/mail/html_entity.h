/* Character references of HTML as people write them, put right for a strict parser. */
#ifndef RAPPORT_MAIL_HTML_ENTITY_H
#define RAPPORT_MAIL_HTML_ENTITY_H

#include "memory.h"

/* Appends text to out: references that lack their semicolon get it where browsers take them for
 * what they mean ("&copy 2020", "&#8217s"), numbers 128 to 159 become what Windows-1252 has there,
 * NUL bytes go.  All else stays as it is.  False without memory. */
bool rapport__html_entities(const char *text, size_t size, struct rapport__buffer *out);

#endif
