/* Outlook .pst and .ost files (MS-PST): folders with items.  The one user of libpst, which ends the
 * process when there is no memory, and needs /proc.
 *
 * Items are read and given one at a time; what libpst keeps for the whole file is an index of about
 * 100 bytes an item. */
#ifndef RAPPORT_PST_H
#define RAPPORT_PST_H

#include "outlook/compose.h"

#include <stdio.h>

enum {
	RAPPORT__PST_PLACE_BYTES = 192
};

#define RAPPORT__PST_DEPTH_MAX 256u /* folders within folders; deeper ones are told and left out */

/* Where a reading stands.  libpst crashes on some damaged items: whoever reads in a process of its
 * own, with this in memory that outlives it, can go on behind the item that ended it.  The zero
 * value is a reading that begins. */
struct rapport__pst_progress {
	uint64_t
		number; /* of the place in the folders' tree at hand, from 1; 0: before the first */
	char place[RAPPORT__PST_PLACE_BYTES]; /* in words: "Inbox/Customers, item 5" */
};

/* Gives the mail of all folders of the file, which is borrowed and must be one to seek in, to the
 * sink; whatever fails is told there too, with the folder's path and the item's number.
 * Contacts, tasks, notes, the journal and the user's own calendar are passed over.
 *
 * Where progress has a number, a reading that ended there is gone on with: what stands before is
 * not given again, and the place itself is left out (but not what a folder has in it). */
void rapport__pst_read(FILE *file, const struct rapport__compose_sink *sink,
		       struct rapport__pst_progress *progress);

#endif
