/* Which of two forms of a text says more, where multipart/alternative has a plain one and one in
 * HTML that differ. */
#ifndef RAPPORT_ALTERNATIVE_H
#define RAPPORT_ALTERNATIVE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	RAPPORT__ALTERNATIVE_START = 16,
	RAPPORT__ALTERNATIVE_BYTES = 8 * 1024 /* of a text are measured */
};

/* How much there is to read. */
struct rapport__measure {
	size_t letters; /* code points that are letters or beyond ASCII, outside of links */
	bool links;
	bool html;                              /* speaks of HTML */
	char start[RAPPORT__ALTERNATIVE_START]; /* the first letters, those of ASCII small */
};

/* Stops where there is so much to read, of a plain or an HTML form, that more would change no
 * answer below. */
struct rapport__measure rapport__alternative_measure(const char *text, size_t size, bool html);

/* Whether a plain text may be no more than a word in place of the HTML: short, and a link or the
 * word HTML in it, or very short. */
bool rapport__alternative_doubtful(const struct rapport__measure *plain);

/* Whether the HTML form, in text, is to be taken instead of the plain one that is doubtful. */
bool rapport__alternative_outdone(const struct rapport__measure *plain,
				  const struct rapport__measure *html);

/* Whether two texts are the same but for white space and punctuation. */
bool rapport__alternative_same(const char *a, size_t a_size, const char *b, size_t b_size);

#endif
