#include "text/characters.h"

#include "text/utf8.h"

const char rapport__ascii_classes[128 + 1] = "__________n_____" /* controls */
					     "________________"
					     "_.,$$$$,,,$$,,.,"  /*  !"#$%&'()*+,-./ */
					     "0000000000,,$$$."  /* 0123456789:;<=>? */
					     "$AAAAAAAAAAAAAAA"  /* @A to O */
					     "AAAAAAAAAAA,,,$,"  /* P to Z [\]^_ */
					     ",aaaaaaaaaaaaaaa"  /* `a to o */
					     "aaaaaaaaaaa,$,$_"; /* p to z {|}~ */

char rapport__character_foreign(const char *text, size_t size, size_t i, size_t *taken,
				uint32_t *code_point)
{
	*taken = rapport__utf8_next(text + i, size - i, code_point);
	switch (rapport__utf8_kind(*code_point)) {
	case RAPPORT__UTF8_LETTER:
		return RAPPORT__CHARACTER_LETTER;
	case RAPPORT__UTF8_MARK:
	case RAPPORT__UTF8_FORMAT:
		return RAPPORT__CHARACTER_JOINER;
	case RAPPORT__UTF8_DIGIT:
		return '0';
	case RAPPORT__UTF8_SYMBOL:
		return '$';
	case RAPPORT__UTF8_PUNCTUATION:
		/* U+2026 is the ellipsis, the rest end sentences in their scripts. */
		if (*code_point == 0x2026 || *code_point == 0x3002 || *code_point == 0xFF01 ||
		    *code_point == 0xFF1F || *code_point == 0x061F || *code_point == 0x0964)
			return '.';
		return ',';
	case RAPPORT__UTF8_SPACE:
		return *code_point == 0x2028 || *code_point == 0x2029 ? 'n' : '_';
	default:
		return '_';
	}
}
