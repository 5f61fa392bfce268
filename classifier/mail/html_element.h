/* What an HTML element means for the text of a mail. */
#ifndef RAPPORT_MAIL_HTML_ELEMENT_H
#define RAPPORT_MAIL_HTML_ELEMENT_H

#include <stdint.h>

enum rapport__html_trait {
	RAPPORT__HTML_BLOCK = 1 << 0,      /* on lines of its own */
	RAPPORT__HTML_PARAGRAPH = 1 << 1,  /* with an empty line around it */
	RAPPORT__HTML_HIDDEN = 1 << 2,     /* with all in it left out */
	RAPPORT__HTML_QUOTE = 1 << 3,      /* an earlier message */
	RAPPORT__HTML_QUOTE_REST = 1 << 4, /* from here on all is an earlier message */
	RAPPORT__HTML_SIGNATURE = 1 << 5,
	RAPPORT__HTML_PRE = 1 << 6,
	RAPPORT__HTML_ITEM = 1 << 7, /* of a list */
	RAPPORT__HTML_CELL = 1 << 8, /* of a table */
	RAPPORT__HTML_FEED = 1 << 9, /* <br> */
	RAPPORT__HTML_LIST = 1 << 10,
	RAPPORT__HTML_ORDERED = 1 << 11, /* a list with numbers */
};

/* The traits of <name> with its attributes (name, value, name, value, ..., NULL; NULL: none; a NULL
 * value counts as empty).  Names in small letters. */
uint32_t rapport__html_element(const char *name, const char *const *attributes);

#endif
