#include "status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* Makes one line of text, with no control that could reach a terminal, and takes away a character
 * of which only a part had room. */
static void tidy(char *text, bool cut)
{
	size_t size = 0, tail = 0;

	for (; text[size]; size++)
		if ((unsigned char)text[size] < ' ' || text[size] == 0x7F)
			text[size] = '?';
	while (cut && tail < 3 && tail < size &&
	       ((unsigned char)text[size - 1 - tail] & 0xC0) == 0x80)
		tail++;
	if (cut && tail < size) {
		unsigned char lead = (unsigned char)text[size - 1 - tail];
		size_t wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;

		if (tail < wanted)
			text[size - 1 - tail] = '\0';
	}
}

enum rapport_status rapport_fail(struct rapport_error *error, enum rapport_status status,
				 uint64_t place, const char *format, ...)
{
	if (error) {
		int saved = errno, size;
		va_list words;

		error->status = status;
		error->place = place;
		va_start(words, format);
		size = vsnprintf(error->text, sizeof error->text, format, words);
		va_end(words);
		tidy(error->text, size >= (int)sizeof error->text);
		errno = saved;
	}
	return status;
}

enum rapport_status rapport_fail_memory(struct rapport_error *error)
{
	return rapport_fail(error, RAPPORT_ERR_MEMORY, 0, "out of memory");
}
