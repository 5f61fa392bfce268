/* Text made comparable. */
#ifndef RAPPORT_MAIL_REPLY_FOLD_H
#define RAPPORT_MAIL_REPLY_FOLD_H

#include <stddef.h>
#include <stdint.h>

#define RAPPORT__REPLY_FOLD_BYTES 1024

/* A stretch of text made comparable: NFKC case folding, format characters and '*' left out, white
 * space (line ends too) as one blank, none at either end, digits of other scripts as ASCII. */
struct rapport__reply_fold {
	char text[RAPPORT__REPLY_FOLD_BYTES];      /* a NUL behind */
	uint16_t place[RAPPORT__REPLY_FOLD_BYTES]; /* where the word of each byte begins in the raw
						      text; exact for words of ASCII */
	size_t size;
};

/* Folds what fits of the first RAPPORT__REPLY_FOLD_BYTES bytes. */
void rapport__reply_fold(const char *text, size_t size, struct rapport__reply_fold *fold);

#endif
