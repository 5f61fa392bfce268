/* What each character of a text is to the tokenizer: one letter for its class. */
#ifndef RAPPORT_CHARACTERS_H
#define RAPPORT_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The classes: '_' blank, 'n' line end, 'a' and 'A' ASCII letters, '0' digit, '.' what ends
 * sentences, ',' other marks, '$' symbols, and beyond ASCII */
enum {
	RAPPORT__CHARACTER_LETTER = 'l', /* a letter of any script */
	RAPPORT__CHARACTER_JOINER = 'j', /* belongs to what stands before it */
};

extern const char rapport__ascii_classes[128 + 1];

/* The class of what stands at byte i, which must be below size.  *taken is its bytes; where they
 * are no UTF-8, 1, U+FFFD and blank. */
char rapport__character_foreign(const char *text, size_t size, size_t i, size_t *taken,
				uint32_t *code_point);

static inline char rapport__character_class(const char *text, size_t size, size_t i, size_t *taken,
					    uint32_t *code_point)
{
	unsigned char byte = (unsigned char)text[i];

	if (byte >= 0x80)
		return rapport__character_foreign(text, size, i, taken, code_point);
	*taken = 1;
	*code_point = byte;
	return rapport__ascii_classes[byte];
}

static inline bool rapport__character_is_letter(char class)
{
	return class == 'a' || class == 'A' || class == RAPPORT__CHARACTER_LETTER;
}

#endif
