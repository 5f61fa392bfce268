/* What the shape of a line tells, whatever its language. */
#ifndef RAPPORT_MAIL_REPLY_LOOK_SHAPE_H
#define RAPPORT_MAIL_REPLY_LOOK_SHAPE_H

#include "mail/reply_lexicon.h"

#include <stddef.h>
#include <stdint.h>

/* Each takes folded text, size > 0, and returns signs of enum rapport__reply_sign. */

/* RULE, RULE_LOW, DELIMITER, TITLED. */
uint32_t rapport__reply_look_rule(const char *text, size_t size);

/* NAME, DASHED, PROSE, POSTSCRIPT; *words counts them. */
uint32_t rapport__reply_look_words(const char *text, size_t size, uint16_t *words);

/* CONTACT, CARD. */
uint32_t rapport__reply_look_contact(const char *text, size_t size, size_t words);

#endif
