/* What programs and firms leave below the writer's words: delimiters with what they part off,
 * footers, invitations to meetings, disclaimers. */
#ifndef RAPPORT_MAIL_REPLY_NOTICE_H
#define RAPPORT_MAIL_REPLY_NOTICE_H

#include "mail/reply_stretch.h"

/* Each marks what it tells and moves the ends of the stretch.  Work is linear in its lines. */

void rapport__reply_cut_delimiter(struct rapport__reply_stretch *stretch); /* "-- " and rules */

/* "Sent from my phone": what stands below it is mostly an earlier message without its mark.  Where
 * it is the first line, some program put it there. */
void rapport__reply_cut_footer(struct rapport__reply_stretch *stretch);

void rapport__reply_cut_meeting(struct rapport__reply_stretch *stretch);
void rapport__reply_cut_disclaimer(struct rapport__reply_stretch *stretch);

#endif
