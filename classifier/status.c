#include "status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

enum rapport_status rapport_fail(struct rapport_error *error, enum rapport_status status,
				 uint64_t place, const char *format, ...)
{
	if (error) {
		int saved = errno;
		va_list words;

		error->status = status;
		error->place = place;
		va_start(words, format);
		vsnprintf(error->text, sizeof error->text, format, words);
		va_end(words);
		errno = saved;
	}
	return status;
}

enum rapport_status rapport_fail_memory(struct rapport_error *error)
{
	return rapport_fail(error, RAPPORT_ERR_MEMORY, 0, "out of memory");
}
