/* Windows code pages: which charset one is, and which one a language or a font goes with. */
#ifndef RAPPORT_CODEPAGE_H
#define RAPPORT_CODEPAGE_H

#include "mail/charset.h"

#include <stdint.h>

enum {
	RAPPORT__CODEPAGE_UTF16 = 1200, /* little-endian */
	RAPPORT__CODEPAGE_SYMBOL = 42,  /* of fonts whose signs are no letters */
	RAPPORT__CODEPAGE_UTF8 = 65001
};

/* The name that iconv has for a code page; name is written where that is put together.  NULL: none,
 * or 0, which stands for "not said". */
const char *rapport__codepage_charset(uint32_t code_page, char name[16]);

/* The ANSI code page of a Windows locale (PidTagMessageLocaleId); 0 where it is not known.
 * Source: MS-LCID, by primary language. */
uint32_t rapport__codepage_of_locale(uint32_t locale);

/* The ANSI code page of the language whose mail has this one: Windows-1251 for KOI8-R; page itself
 * where it is one, and where there is none. */
uint32_t rapport__codepage_ansi(uint32_t page);

/* The code page of a font's \fcharset in RTF; 0: that of the document. */
uint32_t rapport__codepage_of_font(uint32_t font_charset);

/* Appends bytes of the code page (0: not known) as clean UTF-8 (mail/charset.h).  7-bit code pages
 * with 8-bit bytes are read as the 8-bit code page of their language, since programs name the one
 * and write the other.  False without memory. */
bool rapport__codepage_append(struct rapport__charset *charset, uint32_t code_page,
			      const char *bytes, size_t size, struct rapport__buffer *text);

#endif
