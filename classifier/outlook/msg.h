/* Outlook .msg files (MS-OXMSG): one item in an OLE2 container.  The one user of libgsf, which ends
 * the process when there is no memory. */
#ifndef RAPPORT_MSG_H
#define RAPPORT_MSG_H

#include "outlook/compose.h"

#include <stdio.h>

#define RAPPORT__MSG_STREAMS_MAX 100000u /* entries of a storage; what goes beyond is not read */

/* Gives the item of the file, which is borrowed and must be one to seek in, to the sink; whatever
 * fails is told there too. */
void rapport__msg_read(FILE *file, const struct rapport__compose_sink *sink);

#endif
