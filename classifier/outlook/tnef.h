/* TNEF (winmail.dat, MS-OXTNEF): one Outlook item as Exchange sends it within mail.  The one user
 * of libytnef, which prints to standard output: send that elsewhere. */
#ifndef RAPPORT_TNEF_H
#define RAPPORT_TNEF_H

#include "outlook/compose.h"

#include <stdio.h>

#define RAPPORT__TNEF_BYTES_MAX (256u * 1024u * 1024u) /* of the file */

/* Gives the item of the file, which is borrowed and must be one to map, to the sink; whatever fails
 * is told there too. */
void rapport__tnef_read(FILE *file, const struct rapport__compose_sink *sink);

#endif
