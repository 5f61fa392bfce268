/* Business cards and leave-taking at the end of the writer's words. */
#ifndef RAPPORT_MAIL_REPLY_CARD_H
#define RAPPORT_MAIL_REPLY_CARD_H

#include "mail/reply_stretch.h"

/* Each marks what it tells and moves the end of the stretch.  Work is linear in its lines. */

/* Blocks of lines with telephone numbers and addresses, no sentence among them. */
void rapport__reply_cut_contacts(struct rapport__reply_stretch *stretch);

/* A card below a name ("Anna", an empty line, "Anna Ek / Sales / 0117 ..."): told by the name said
 * again, by contacts, by its place at the end. */
void rapport__reply_cut_card(struct rapport__reply_stretch *stretch);

/* "Kind regards, / Anna", and what is below them. */
void rapport__reply_cut_sign_off(struct rapport__reply_stretch *stretch);

#endif
