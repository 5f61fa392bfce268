/* Plain tags: HTML rewritten so that a parser's slow places stay out of reach.
 *
 * libxml2 compares each attribute of a tag with all before it, so that one tag of a megabyte takes
 * minutes; the few attributes that matter here are kept, the rest is dropped.  Comments, scripts,
 * styles, declarations and elements that only change the looks of letters go too. */
#ifndef RAPPORT_MAIL_HTML_TAGS_H
#define RAPPORT_MAIL_HTML_TAGS_H

#include "memory.h"

#include <stdbool.h>
#include <stddef.h>

#define RAPPORT__HTML_VALUE_BYTES 512 /* of an attribute's value; the rest is cut off */

/* Appends html[size] to out with each tag as "<name class="..." id="..." style="..." type="..."
 * hidden="">", every attribute at most once, or "</name>".  Text stays as it is, entities are put
 * right (html_entity.h), a "<" that begins no tag becomes "&lt;", NUL bytes go, of a picture its
 * alternative text stays where that is an emoji.  False without memory. */
bool rapport__html_tags(const char *html, size_t size, struct rapport__buffer *out);

#endif
