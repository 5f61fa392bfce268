/* Outlook .pst and .ost files (MS-PST): folders with items.  The one user of libpst, which ends the
 * process when there is no memory, and needs /proc.
 *
 * Items are read and given one at a time; what libpst keeps for the whole file is an index of about
 * 100 bytes an item. */
#ifndef RAPPORT_PST_H
#define RAPPORT_PST_H

#include "outlook/compose.h"

#include <stdio.h>

#define RAPPORT__PST_DEPTH_MAX 256u /* folders within folders; deeper ones are told and left out */

/* Gives the mail of all folders of the file, which is borrowed and must be one to seek in, to the
 * sink; whatever fails is told there too, with the folder's path and the item's number.
 * Contacts, tasks, notes, the journal and the user's own calendar are passed over. */
void rapport__pst_read(FILE *file, const struct rapport__compose_sink *sink);

#endif
