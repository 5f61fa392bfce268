/* Folded text, and what stands in it: phrases of a table, dates, addresses. */
#ifndef RAPPORT_MAIL_REPLY_PHRASE_H
#define RAPPORT_MAIL_REPLY_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Phrases as rapport__reply_fold leaves them, sorted by strcmp, each once. */
struct rapport__reply_table {
	const char *const *phrases; /* [count] */
	size_t count;
};

/* The longest phrase of the table that text begins with and that ends where a word ends; *which
 * (may be NULL) is its number.  Returns its bytes, or 0 where there is none.
 * A phrase in a script without blanks between words ends anywhere. */
size_t rapport__reply_phrase_at(const struct rapport__reply_table *table, const char *text,
				size_t size, size_t *which);

/* Tells quickly that no phrase of a table stands at a place.  Built once for many lookups. */
struct rapport__reply_filter {
	const struct rapport__reply_table *table;
	uint64_t begins[64]; /* a bit for each hash of a phrase's first three bytes */
};

void rapport__reply_filter_init(struct rapport__reply_filter *filter,
				const struct rapport__reply_table *table);

/* rapport__reply_phrase_at over the filter's table. */
size_t rapport__reply_filter_at(const struct rapport__reply_filter *filter, const char *text,
				size_t size, size_t *which);

/* The first place at or after from where a word begins with a phrase of the filter's table; *length
 * is that phrase's bytes.  Returns size where there is none. */
size_t rapport__reply_filter_find(const struct rapport__reply_filter *filter, const char *text,
				  size_t size, size_t from, size_t *length);

/* The same over a table that is not looked up often enough for a filter. */
size_t rapport__reply_phrase_find(const struct rapport__reply_table *table, const char *text,
				  size_t size, size_t from, size_t *length);

/* True where a letter or digit stands at text[at] (bytes beyond ASCII count as letters). */
bool rapport__reply_letter(const char *text, size_t size, size_t at);

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

/* A time ("9:05"), a year alone, or a date in numbers ("3.4.25"). */
bool rapport__reply_has_date(const char *text, size_t size);

bool rapport__reply_has_address(const char *text, size_t size); /* "anna@example.com" */

/* Bytes of the dashes, brackets, bullets, quotation marks and blanks at the start. */
size_t rapport__reply_ornament(const char *text, size_t size);

#endif
