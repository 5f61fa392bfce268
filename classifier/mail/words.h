/* Encoded words in header values (RFC 2047).  GMime 3.2.13 loses what stands behind a word that
 * ends in base64 padding, so this is done here. */
#ifndef RAPPORT_WORDS_H
#define RAPPORT_WORDS_H

#include "mail/charset.h"

/* Appends text with its encoded words decoded, as clean text.  Words of one charset that follow
 * each other are converted together, since mailers cut characters in two.  bytes is room for that.
 * What is no encoded word stays as it is.  False without memory. */
bool rapport__words_decode(struct rapport__charset *charset, const char *text, size_t size,
			   struct rapport__buffer *bytes, struct rapport__buffer *out);

#endif
