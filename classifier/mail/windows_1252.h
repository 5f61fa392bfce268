/* Windows-1252, which much text is in that claims something else. */
#ifndef RAPPORT_WINDOWS_1252_H
#define RAPPORT_WINDOWS_1252_H

#include "memory.h"

/* Appends bytes of Windows-1252 as UTF-8; its five holes stay the control characters they are
 * elsewhere.  False without memory; what was appended until then stays. */
bool rapport__windows_1252_append(const char *bytes, size_t size, struct rapport__buffer *out);

/* Fills single with what UTF-8 text was before it was taken for Windows-1252 and converted; *done
 * is false where it was not.  *leads counts characters that may begin a sequence of UTF-8.  False
 * without memory. */
bool rapport__windows_1252_unread(const char *text, size_t size, struct rapport__buffer *single,
				  bool *done, size_t *leads);

#endif
