/* The control words of RTF that matter for its text (RTF specification 1.9.1, MS-OXRTFEX). */
#ifndef RAPPORT_RTF_WORDS_H
#define RAPPORT_RTF_WORDS_H

#include <stddef.h>
#include <stdint.h>

enum rapport__rtf_action {
	RAPPORT__RTF_NOTHING,   /* formats, and says nothing of the text */
	RAPPORT__RTF_SKIP,      /* the group is no text of the document */
	RAPPORT__RTF_CHARACTER, /* stands for the code point `value` */
	RAPPORT__RTF_UNICODE,   /* the parameter is a UTF-16 unit */
	RAPPORT__RTF_FALLBACK,  /* \uc: how many characters behind \u stand for it */
	RAPPORT__RTF_FONT,
	RAPPORT__RTF_FONT_DEFAULT,
	RAPPORT__RTF_FONT_TABLE,
	RAPPORT__RTF_FONT_CHARSET,
	RAPPORT__RTF_FONT_PAGE,
	RAPPORT__RTF_PAGE,       /* \ansicpg */
	RAPPORT__RTF_PAGE_NAMED, /* \mac and such: `value` is the code page */
	RAPPORT__RTF_PLAIN,
	RAPPORT__RTF_HIDDEN,
	RAPPORT__RTF_DELETED,
	RAPPORT__RTF_BINARY,
	RAPPORT__RTF_FROM_HTML,
	RAPPORT__RTF_HTML_TAG,
	RAPPORT__RTF_HTML_SUPPRESSED, /* \htmlrtf */
};

struct rapport__rtf_word {
	const char *name;
	enum rapport__rtf_action action;
	uint32_t value;
};

/* The word of that name (size bytes, without the backslash); one of action NOTHING for all that are
 * not known.  Static. */
const struct rapport__rtf_word *rapport__rtf_word_find(const char *name, size_t size);

#endif
