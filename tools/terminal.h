/* Text for a terminal: measured, cut to fit, and with nothing in it that a terminal would obey. */
#ifndef RAPPORT_TERMINAL_H
#define RAPPORT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Columns of the terminal that file is, by the terminal or COLUMNS; 100 where it is none. */
unsigned terminal_width(FILE *file);

/* Whether file is a terminal that shows colours, and NO_COLOR does not forbid it. */
bool terminal_has_colour(FILE *file);

/* Writes text in at most columns of the terminal, white space folded to single blanks, with an
 * ellipsis where it is cut.  Controls, overrides of direction and other invisible characters are
 * left out, bytes that are no UTF-8 become U+FFFD.  Returns the columns written; pad fills up to
 * columns. */
unsigned terminal_put(FILE *file, const char *text, size_t size, unsigned columns, bool pad);

/* Writes text whole: as terminal_put, but line ends and tabs stay. */
void terminal_put_lines(FILE *file, const char *text, size_t size);

#endif
