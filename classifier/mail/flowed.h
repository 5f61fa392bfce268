/* text/plain; format=flowed (RFC 3676). */
#ifndef RAPPORT_FLOWED_H
#define RAPPORT_FLOWED_H

#include "memory.h"

/* Joins the lines of flowed text and appends them to out.  delete_blank is its DelSp=yes.  Lines of
 * another quote depth are never joined, nor is the line above a signature.  Text that is quoted in
 * another way ("> > ") keeps its marks.  False without memory. */
bool rapport__flowed_join(const char *text, size_t size, bool delete_blank,
			  struct rapport__buffer *out);

#endif
